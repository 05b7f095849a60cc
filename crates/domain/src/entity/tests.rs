use super::*;
use crate::route::Sector;
use alloc::{string::ToString, vec};
use serde_json::json;

fn sectors() -> Vec<Sector> {
    let text = r#"
        [[sector]]
        id = "energy"
        name = { nl = "Energie", en = "Energy" }
        annex = 1
        basis = { clause = "C", source = "S" }
        subsector = [{ id = "gas", name = { nl = "Gas", en = "Gas" } }]
        kind = [{ id = "plant", name = { nl = "Centrale", en = "Plant" } }]
    "#;
    #[derive(serde::Deserialize)]
    struct File {
        sector: Vec<Sector>,
    }
    toml::from_str::<File>(text).unwrap().sector
}

fn told() -> serde_json::Value {
    json!({
        "name": "Waterbedrijf Noord",
        "trade_names": ["WBN", "Noordwater"],
        "number": "12345678",
        "class": "essential",
        "sectors": "energy/gas; energy/plant",
        "street": "Kade 1", "postcode": "1234 AB", "city": "Hoorn", "country": "nl",
        "email": "info@wbn.nl", "phone": "+31 20 1234567",
        "states": "NL, be",
        "networks": "192.0.2.0/24 198.51.100.0 - 198.51.100.255\n2001:db8::/32",
        "systems": ["AS1103", 1104],
        "domains": "wbn.nl; www.wbn.nl",
        "contacts": [
            {"role": "always", "name": "SOC", "email": "soc@wbn.nl", "phone": "+31 6 12345678", "outside_email": "soc@elders.example"},
            {"role": "", "name": ""},
        ],
        "arrangements": "ISAC Energie",
        "providers": "Hoster BV",
    })
}

#[test]
fn what_is_told_well_leaves_no_gap() {
    let sectors = sectors();
    let (entity, gaps) = read(&Entity::default(), &told(), Some(&sectors));
    assert_eq!(gaps, []);
    assert_eq!(entity.missing(), []);
    assert_eq!(entity.activities[1].to_string(), "energy//plant");
    assert_eq!(entity.texts("networks"), ["192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32"]);
    assert_eq!((entity.contacts.len(), entity.country.as_str()), (1, "NL"));
    assert!(entity.words().contains("Noordwater 12345678 Hoorn wbn.nl"));
}

#[test]
fn an_entity_reads_back_as_it_was() {
    let (entity, _) = read(&Entity::default(), &told(), None);
    let (again, gaps) = read(&Entity::default(), &entity.to_json(), None);
    assert_eq!((&again, gaps.len()), (&entity, 0));
    assert_eq!(changes(&entity, &again), []);
}

#[test]
fn what_is_not_understood_is_kept_word_for_word() {
    let wrong = json!({
        "name": "  Te\u{202e} lang\t",
        "number": "1234567",
        "networks": "10.0.0.0/8, 192.0.2.0/24, wat",
        "sectors": "energy/steam",
        "contacts": [{"role": "baas", "phone": "bel maar"}],
    });
    let sectors = sectors();
    let (entity, gaps) = read(&Entity::default(), &wrong, Some(&sectors));
    let codes: Vec<&str> = gaps.iter().map(|gap| gap.code).collect();
    assert_eq!(
        codes,
        ["number-zero-lost", "not-a-sector", "private-network", "not-a-network", "not-a-role", "not-a-phone"]
    );
    assert_eq!(entity.name, "Te lang");
    assert_eq!(entity.texts("networks"), ["192.0.2.0/24", "10.0.0.0/8", "wat"]);
    assert_eq!(entity.texts("number"), ["1234567"]);
    assert_eq!(entity.contacts[0].phone, "bel maar");
    let (again, _) = read(&Entity::default(), &entity.to_json(), Some(&sectors));
    assert_eq!(again, entity);
    let (put_right, gaps) = read(&entity, &json!({"networks": "192.0.2.0/24"}), Some(&sectors));
    assert!(gaps.is_empty() && put_right.texts("networks") == ["192.0.2.0/24"]);
}

#[test]
fn what_is_not_told_stays_and_each_change_is_one_field() {
    let (mut before, _) = read(&Entity::default(), &told(), None);
    before.contacts[0].id = "con_1".into();
    let change = json!({
        "city": "",
        "contacts": [
            {"role": "always", "name": "SOC", "email": "soc@wbn.nl", "phone": "+31 6 99999999"},
            {"role": "technical", "name": "Piet"},
        ],
    });
    let (mut after, _) = read(&before, &change, None);
    assert_eq!((after.city.as_str(), after.name.as_str()), ("", "Waterbedrijf Noord"));
    assert_eq!((after.contacts[0].id.as_str(), after.contacts[1].id.as_str()), ("con_1", ""));
    after.contacts[1].id = "con_2".into();
    let changed: Vec<String> = changes(&before, &after).into_iter().map(|one| one.field).collect();
    assert_eq!(changed, ["city", "contacts.con_1", "contacts.con_2"]);
}

#[test]
fn bounds_hold() {
    let many: Vec<String> = (0..12_000).map(|n| alloc::format!("a{n}.example.nl")).collect();
    let (entity, gaps) = read(&Entity::default(), &json!({"domains": many, "name": "x".repeat(900)}), None);
    assert_eq!((entity.domains.len(), entity.name.len()), (10_000, 200));
    assert_eq!(gaps.iter().map(|gap| gap.code).collect::<Vec<_>>(), ["too-long", "too-many"]);
    assert_eq!(read(&Entity::default(), &json!([1]), None), (Entity::default(), vec![]));
}
