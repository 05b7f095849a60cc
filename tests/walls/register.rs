//! The register of entities, on both databases: nothing is refused for being incomplete, every field
//! has its history, sheets change nothing before the word, proofs are proofs, and nobody learns by a
//! form who is in the register already.

mod proofs;
mod sheets;

use crate::harness::house::{TestHouse, on_both};
use meldkamer_app::{
    Actor, Door, Failed,
    entity::{
        self,
        claim::{self, Which},
        look::{self, Wanted},
        registration, request,
    },
};
use meldkamer_domain::{
    access::{BodyKind, Mandate, Role},
    refused::Refused,
};
use serde_json::{Value, json};

fn staff(house: &TestHouse) -> Door {
    house.staff(Role::Analyst)
}

fn water(name: &str, number: &str, network: &str) -> Value {
    json!({
        "name": name, "number": number, "class": "essential", "sectors": "drinking-water/mains",
        "street": "Kade 1", "city": "Hoorn", "states": "NL", "phone": "+31 20 1234567", "email": "info@wbn.example",
        "networks": network, "domains": format!("w{number}.example"), "systems": "AS1103",
        "contacts": [
            {"role": "always", "name": "SOC", "email": format!("soc@w{number}.example"), "phone": "+31 6 12345678"},
            {"role": "technical", "name": "=cmd()", "phone": "+31 6 12345678"},
        ],
    })
}

/// The door of an administrator of an entity.
fn own_door(house: &TestHouse, entity: &str) -> Door {
    let mandate = Mandate {
        id: "man_1".into(),
        kind: BodyKind::Entity,
        body: entity.to_owned(),
        firm: String::new(),
        sectors: Vec::new(),
        regimes: Vec::new(),
    };
    let actor = Actor { mandate: Some(mandate), ..Actor::staff(Role::EntityAdministrator, "acc_1", "Noor") };
    Door::now(&house.house, actor)
}

async fn enter(house: &TestHouse, told: &Value) -> String {
    entity::add(&house.house, &staff(house), told).await.unwrap().0
}

async fn owners(house: &TestHouse, asked: &str) -> Vec<(String, String)> {
    let owners = look::owners(&house.house, &Wanted::read(asked).unwrap()).await.unwrap();
    owners.around.into_iter().chain(owners.within).map(|one| (one.name, one.text)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_is_found_by_address_name_or_system() {
    on_both(async |house| {
        enter(&house, &water("Wijd", "10000001", "198.51.0.0/16 2001:db8::/32")).await;
        enter(&house, &water("Nauw", "10000002", "198.51.100.0/24")).await;
        enter(&house, &water("Elders", "10000003", "203.0.113.0 - 203.0.113.9")).await;
        let names = async |asked: &str| -> Vec<String> {
            owners(&house, asked).await.into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names("198.51.100.7").await, ["Nauw", "Wijd"], "the narrowest first");
        assert_eq!(names("::ffff:198.51.100.7").await, ["Nauw", "Wijd"]);
        assert_eq!(names("198.51.7.1").await, ["Wijd"]);
        assert_eq!(names("2001:db8:1::7").await, ["Wijd"]);
        assert_eq!(names("203.0.113.9").await, ["Elders"]);
        assert_eq!(names("203.0.113.10").await, Vec::<String>::new());
        assert_eq!(names("198.51.0.0/16").await, ["Wijd", "Nauw"], "what holds it, then what lies within");
        assert_eq!(names("soc@mail.w10000002.example").await, ["Nauw"]);
        assert_eq!(names("anw10000002.example").await, Vec::<String>::new());
        assert_eq!(names("as1103").await.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_of_every_field_is_kept_with_who_and_why() {
    on_both(async |house| {
        let id = enter(&house, &water("Noord", "10000001", "192.0.2.0/24")).await;
        let door = staff(&house);
        let change = json!({"city": "Alkmaar", "networks": "192.0.2.0/24, wat, 10.0.0.0/8"});
        let gaps = entity::change(&house.house, &door, &id, (1, "Verhuisd"), &change).await.unwrap();
        assert_eq!(gaps.len(), 2, "what cannot be right is told, and kept all the same");
        let lost = entity::change(&house.house, &door, &id, (1, ""), &json!({"city": "x"})).await;
        assert!(matches!(lost, Err(Failed::Refused(Refused::Moved))), "{lost:?}");
        let opened = entity::open(&house.house, &door, &id).await.unwrap();
        assert_eq!(opened.kept.entity.texts("networks"), ["192.0.2.0/24", "wat", "10.0.0.0/8"]);
        assert_eq!(opened.past.len(), 2);
        let last = &opened.past[0];
        assert_eq!(
            (last.reason.as_str(), last.actor.as_str()),
            ("Verhuisd", door.actor.journalled().as_str())
        );
        let changes: Value = serde_json::from_str(&last.changes).unwrap();
        assert_eq!(changes[0], json!({"field": "city", "before": ["Hoorn"], "after": ["Alkmaar"]}));
        // Found by its new words, and no longer by its old ones.
        let mut client = house.client();
        house.hire().await;
        client.cookies = house.signed_in(Role::Observer).await.cookies;
        assert!(client.get("/desk/register?q=alkmaar").await.text().contains("Noord"));
        assert!(!client.get("/desk/register?q=hoorn").await.text().contains(&id));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_registers_without_waiting_and_learns_nothing() {
    on_both(async |house| {
        enter(&house, &water("Noord", "10000001", "192.0.2.0/24")).await;
        let mut client = house.client();
        let fields = [("name", "Noord BV"), ("number", "10000001"), ("phone", "+31 20 1234567")];
        let known = client.post("/register", &fields).await;
        let new = client.post("/register", &[fields[0], ("number", "10000009"), fields[2]]).await;
        assert_eq!((known.status, new.status), (200, 200));
        assert_eq!(known.text(), new.text(), "whether the number is known is not to be seen");
        // Not verified: no stranger finds it by its name, staff see that it stands there twice.
        assert_eq!(client.get("/entities?q=noord").await.text(), "[\"Noord\"]");
        house.hire().await;
        let mut desk = house.signed_in(Role::DutyOfficer).await;
        assert!(desk.get("/desk/register/requests").await.text().contains("Noord BV"));
        let ids = house
            .memory
            .texts("SELECT id FROM entity WHERE state = 'unverified' ORDER BY register_number")
            .await;
        let twin = format!("/desk/register/{}", ids[0]);
        let page = desk.get(&twin).await.text();
        assert!(page.contains("hetzelfde nummer") && page.contains(">Noord<"), "{page}");
        assert_eq!(desk.post(&format!("{twin}/standing"), &[("standing", "refused")]).await.status, 422);
        let no = [("standing", "refused"), ("reason", "Staat er al in")];
        assert_eq!(desk.post(&format!("{twin}/standing"), &no).await.status, 303);
        let yes = [("standing", "registered")];
        assert_eq!(desk.post(&format!("/desk/register/{}/standing", ids[1]), &yes).await.status, 303);
        assert_eq!(client.get("/entities?q=noord").await.text(), "[\"Noord\",\"Noord BV\"]");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn registering_needs_a_name_and_a_way_back_and_is_slowed_not_stopped() {
    on_both(async |house| {
        let mut client = house.client();
        let nothing = client.post("/register", &[("city", "Hoorn")]).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.text().contains("value=\"Hoorn\""), "what was typed stands there");
        assert_eq!(client.post("/register", &[("name", "X")]).await.status, 422);
        let fields = |n: usize| [("name", format!("Bedrijf {n}")), ("email", "a@b.example".to_owned())];
        let mut slowed = 0;
        for n in 0..8 {
            let fields = fields(n);
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            while client.post("/register", &fields).await.status == 422 {
                slowed += 1;
                house.set(house.now().plus_seconds(1));
            }
        }
        assert!(slowed > 0);
        assert_eq!(house.memory.number("SELECT count(*) FROM entity WHERE state = 'unverified'").await, 8);
        let none = registration::waiting(&house.house).await.unwrap();
        assert_eq!(none.len(), 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_entity_asks_is_settled_field_by_field() {
    on_both(async |house| {
        let id = enter(&house, &water("Noord", "10000001", "192.0.2.0/24")).await;
        let own = own_door(&house, &id);
        let stranger =
            request::ask(&house.house, &own_door(&house, "org_other"), &id, &json!({"city": "x"}), "").await;
        assert!(
            matches!(stranger, Err(Failed::Refused(Refused::NotAllowed))),
            "another's entry is not theirs to change"
        );
        let wish = json!({"city": "Alkmaar", "street": "Plein 2", "domains": "nieuw.example"});
        let (asked, _) = request::ask(&house.house, &own, &id, &wish, "Verhuisd").await.unwrap();
        let asked = asked.unwrap();
        let (none, _) = request::ask(&house.house, &own, &id, &json!({"city": "Hoorn"}), "").await.unwrap();
        assert_eq!(none, None, "nothing would change");
        let verdict = |field: &str, accepted, reason: &str| request::Verdict {
            field: field.into(),
            accepted,
            reason: reason.into(),
        };
        let settle = async |verdicts: &[request::Verdict]| {
            request::settle(&house.house, &staff(&house), &asked, verdicts).await
        };
        let bare = settle(&[verdict("street", false, " ")]).await;
        assert!(matches!(bare, Err(Failed::Refused(Refused::ReasonNeeded { .. }))));
        settle(&[verdict("city", true, ""), verdict("street", false, "Bestaat niet")]).await.unwrap();
        let kept = entity::as_it_stands(&house.house, &id).await.unwrap();
        assert_eq!((kept.entity.city.as_str(), kept.entity.street.as_str()), ("Alkmaar", "Kade 1"));
        assert_eq!(request::waiting(&house.house).await.unwrap().len(), 1, "the domain is still open");
        let twice = settle(&[verdict("city", false, "x")]).await;
        assert!(matches!(twice, Err(Failed::Refused(Refused::AlreadyDone))));
        settle(&[verdict("domains", true, "")]).await.unwrap();
        assert_eq!(request::waiting(&house.house).await.unwrap().len(), 0);
        assert_eq!(owners(&house, "nieuw.example").await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn overlapping_claims_are_shown_to_staff() {
    on_both(async |house| {
        let id = enter(&house, &water("Noord", "10000001", "192.0.2.0/24")).await;
        enter(&house, &water("Zuid", "10000002", "192.0.2.128/25")).await;
        let opened = entity::open(&house.house, &staff(&house), &id).await.unwrap();
        let told: Vec<(String, Vec<String>)> = opened
            .overlaps
            .into_iter()
            .map(|one| (one.text, one.others.into_iter().map(|other| other.text).collect()))
            .collect();
        let both = ["192.0.2.0/24", "AS1103"].map(|text| text.to_owned());
        assert_eq!(told.iter().map(|one| one.0.clone()).collect::<Vec<_>>(), both);
        assert_eq!(told[0].1, ["192.0.2.128/25"]);
        assert!(matches!(
            claim::by_hand(
                &house.house,
                &staff(&house),
                &Which { entity: id, sort: "system".into(), key: "0000001103".into() },
                " ",
            )
            .await,
            Err(Failed::Refused(Refused::ReasonNeeded { .. }))
        ));
    })
    .await;
}
