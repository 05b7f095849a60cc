//! When its time has come, nothing about anybody is left: not in a table, not in the search index, not
//! in the depot, not in the database's own file. What happened stays, and journal and receipts verify.

mod case;
mod columns;
mod planted;

use crate::harness::house::{TestHouse, on_both};
use meldkamer_app::{
    case::{open, talk},
    erasing::{self, hold},
    journal, person,
    rounds::sweep,
    sealer,
};
use meldkamer_domain::{access::Role, receipt, time::Instant};
use planted::{TOKENS, plant};

/// So many civil months later.
fn months_after(at: Instant, months: i64) -> Instant {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    Instant::from_zoned(&at.in_zone(&zone).checked_add(jiff::Span::new().months(months)).unwrap())
}

async fn work(house: &TestHouse) -> u64 {
    let done = erasing::round(&house.house).await.unwrap();
    // What the round took out of the database leaves the depot by an errand.
    let courier = meldkamer::courier::Courier::new(house.house.clone(), house.letters());
    while courier.walk().await.unwrap() {}
    erasing::round(&house.house).await.unwrap();
    sweep(&house.house).await.unwrap();
    done.erased
}

/// Where something of the person still stands.
async fn left(house: &TestHouse) -> Vec<String> {
    let mut found = house.memory.grep(&TOKENS).await;
    for file in planted::files(&house.house.settings.data) {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let here = TOKENS.iter().filter(|token| text.contains(&token.to_lowercase()));
        found.extend(here.map(|token| format!("{token} in {}", file.display())));
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_and_everything_verifies() {
    on_both(async |house| {
        let begin = house.now();
        let planted = plant(&house).await;
        sealer::seal_all(&house.house).await.unwrap();
        assert!(left(&house).await.len() > 20, "the test plants too little");
        let salted = house.memory.number("SELECT count(*) FROM entry WHERE length(salt) > 0").await;
        assert!(salted > 10);

        house.set(months_after(begin, 61));
        assert!(work(&house).await > 0);
        assert_eq!(left(&house).await, Vec::<String>::new(), "on {:?}", house.dialect);

        let chains = "subject LIKE 'dossier:%' OR subject LIKE 'draft:%' OR subject LIKE 'case:%' OR subject LIKE 'evidence:%'";
        let of = format!("SELECT count(*) FROM entry WHERE length(salt) > 0 AND at <= {} AND ({chains})", begin.plus_hours(24).micros());
        assert_eq!(house.memory.number(&of).await, 0, "salts of what was erased");
        assert_eq!(house.memory.number("SELECT count(*) FROM filing WHERE salt IS NOT NULL").await, 0);
        sealer::seal_all(&house.house).await.unwrap();
        let report = journal::verify_all(&house.house).await.unwrap();
        assert!(report.is_sound(), "{report:?}");
        for kept in house.memory.texts("SELECT receipt FROM filing").await {
            assert!(receipt::verify(&kept, house.house.keys.published()).is_ok());
        }
        // The skeleton: what it was, for whom, when, how it was judged.
        let skeleton = format!(
            "SELECT count(*) FROM dossier WHERE id = '{}' AND sector = 'drinking-water' AND state = 'closed' AND received_at > 0 AND title = ''",
            planted.id
        );
        assert_eq!(house.memory.number(&skeleton).await, 1);
        assert!(house.memory.number("SELECT count(*) FROM erasure WHERE clause = 'Cbb 29'").await > 5);
        assert_eq!(work(&house).await, 0, "twice is once");
        let mut desk = house.signed_in(Role::DutyOfficer).await;
        let page = desk.get(&format!("/desk/dossiers/{}", planted.reference)).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.text().contains("volgens de wet gewist"), "the page says so");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn custody_that_was_written_late_keeps_its_item_and_stops_nothing_else() {
    on_both(async |house| {
        let begin = house.now();
        plant(&house).await;
        house.set(months_after(begin, 61));
        let late = async |at: i64| {
            let last = "WHERE seq = (SELECT max(seq) FROM evidence_custody)";
            house.memory.run(&format!("UPDATE evidence_custody SET written_at = {at} {last}")).await;
        };
        late(house.now().micros()).await;
        assert!(work(&house).await > 0);
        let items = "SELECT count(*) FROM evidence_item";
        assert_eq!(house.memory.number(items).await, 1);
        assert_eq!(house.memory.number("SELECT count(*) FROM case_line").await, 0);
        late(begin.micros()).await;
        house.set(house.now().plus_hours(24 * 400));
        work(&house).await;
        assert_eq!(house.memory.number(items).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_or_on_hold_is_spared() {
    on_both(async |house| {
        let begin = house.now();
        let open = house.report("Waterbedrijf Open").await;
        let held = house.report("Waterbedrijf Vast").await;
        house.hire().await;
        let door = house.staff(Role::Administrator);
        let reason = "Procedure bij de rechtbank";
        hold::place(&house.house, &door, &held.reference, reason).await.unwrap();
        assert!(hold::place(&house.house, &door, &held.reference, reason).await.is_err(), "one is enough");
        assert!(hold::place(&house.house, &door, &held.reference, " ").await.is_err(), "a reason is needed");
        house.memory.run(&format!("UPDATE dossier SET state = 'closed' WHERE id = '{}'", held.id)).await;

        house.set(months_after(begin, 130));
        work(&house).await;
        let mails = "SELECT count(*) FROM filing WHERE answers LIKE '%ans@waterbedrijf.example%'";
        assert_eq!(house.memory.number(mails).await, 2, "nothing of either was erased");

        let door = house.staff(Role::Administrator);
        let id = hold::list(&house.house, 10).await.unwrap()[0].id.clone();
        hold::lift(&house.house, &door, &id, "De uitspraak is onherroepelijk").await.unwrap();
        work(&house).await;
        assert_eq!(house.memory.number(mails).await, 1, "what was held is due");
        house.memory.run(&format!("UPDATE dossier SET state = 'closed' WHERE id = '{}'", open.id)).await;
        house.set(house.now().plus_hours(24 * 8));
        work(&house).await;
        assert_eq!(house.memory.number(mails).await, 0, "what was closed is due");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn special_goes_sooner_and_proceedings_keep_longer() {
    on_both(async |house| {
        let begin = house.now();
        let [plain, special, sued] = [
            house.report("Waterbedrijf Gewoon").await,
            house.report("Ziekenhuis").await,
            house.report("Waterbedrijf Zaak").await,
        ];
        house.hire().await;
        let door = house.staff(Role::Administrator);
        let health = hold::Marks { special: true, proceedings: false };
        hold::mark(&house.house, &door, &special.reference, health, "Er staan patiënten in").await.unwrap();
        let court = hold::Marks { special: false, proceedings: true };
        hold::mark(&house.house, &door, &sued.reference, court, "Last onder dwangsom").await.unwrap();
        house.memory.run("UPDATE dossier SET state = 'closed'").await;

        let words = async |id: &str| {
            let sql = |what| {
                format!("SELECT count(*) FROM filing WHERE dossier = '{id}' AND answers LIKE '%{what}%'")
            };
            (house.memory.number(&sql("Ransomware")).await, house.memory.number(&sql("Ans de Vries")).await)
        };
        for (months, of_plain, of_special, of_sued) in [
            (11, (1, 1), (1, 1), (1, 1)),
            (12, (1, 1), (0, 1), (1, 1)),
            (60, (0, 0), (0, 0), (1, 1)),
            (120, (0, 0), (0, 0), (0, 0)),
        ] {
            house.set(months_after(begin, months));
            work(&house).await;
            let found = (words(&plain.id).await, words(&special.id).await, words(&sued.id).await);
            assert_eq!(found, (of_plain, of_special, of_sued), "after {months} months");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_many_keeps_its_words_as_long_as_any_of_its_dossiers() {
    on_both(async |house| {
        let begin = house.now();
        let one = house.report("Waterbedrijf Eén").await;
        let other = house.report("Waterbedrijf Twee").await;
        house.hire().await;
        let desk = house.staff(Role::Analyst);
        let wish = open::Wish {
            title: "Dezelfde dader".into(),
            forms: vec!["advisory".into()],
            intensity: "handler".into(),
            to_answer: "Wie nog meer?".into(),
            ..open::Wish::default()
        };
        let case = open::open(&house.house, &desk, &one.reference, &wish).await.unwrap();
        open::join(&house.house, &desk, &case, &other.reference).await.unwrap();
        let said = talk::Said { body: "Hij belde vanaf kantoor", ..talk::Said::default() };
        talk::open(&house.house, &desk, &case, ("Gesprek", &[]), &said).await.unwrap().unwrap();
        house.memory.run("UPDATE support_case SET state = 'closed'").await;
        house.memory.run(&format!("UPDATE dossier SET state = 'closed' WHERE id = '{}'", one.id)).await;

        let kept = async |months: i64| {
            house.set(months_after(begin, months));
            work(&house).await;
            let of_one = format!(
                "SELECT count(*) FROM filing WHERE dossier = '{}' AND answers LIKE '%Ransomware%'",
                one.id
            );
            let of_case = "SELECT count(*) FROM case_message WHERE body <> ''";
            (house.memory.number(&of_one).await, house.memory.number(of_case).await)
        };
        assert_eq!(kept(61).await, (0, 1), "the other is open");
        house.memory.run(&format!("UPDATE dossier SET state = 'closed' WHERE id = '{}'", other.id)).await;
        let court = hold::Marks { special: false, proceedings: true };
        let door = house.staff(Role::Administrator);
        hold::mark(&house.house, &door, &other.reference, court, "Last onder dwangsom").await.unwrap();
        assert_eq!(kept(62).await, (0, 1), "the other is kept longer");
        let door = house.staff(Role::Administrator);
        hold::place(&house.house, &door, &other.reference, "Procedure bij de rechtbank").await.unwrap();
        assert_eq!(kept(121).await, (0, 1), "the other is on hold");
        let (door, id) =
            (house.staff(Role::Administrator), hold::list(&house.house, 10).await.unwrap()[0].id.clone());
        hold::lift(&house.house, &door, &id, "De uitspraak is onherroepelijk").await.unwrap();
        assert_eq!(kept(122).await, (0, 0), "nobody needs it any more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_about_a_person_is_found_and_that_somebody_looked_is_noted() {
    on_both(async |house| {
        plant(&house).await;
        let door = house.staff(Role::Administrator);
        let ask = async |by, value: &str| {
            let wish = person::Wish { by, value: value.into(), reason: "Verzoek om inzage".into() };
            person::find(&house.house, &door, &wish).await.unwrap()
        };
        let lines = house.lines().await;
        let found = ask(person::By::Name, "quirijn vosmeer").await;
        assert_eq!(house.lines().await, lines + 1);
        let places: std::collections::BTreeSet<_> = found.hits.iter().map(|one| one.place).collect();
        for place in [
            "filing", "draft", "message", "help", "file", "reason", "decision", "handover", "case",
            "material", "evidence",
        ] {
            assert!(places.contains(place), "nothing found in {place}: {places:?}");
        }
        assert!(found.hits.iter().any(|one| one.part.starts_with("rep.person.name")), "{found:?}");
        assert!(!ask(person::By::Email, "q@vosmeer.example").await.hits.is_empty());
        assert!(!ask(person::By::Phone, "06 98761234").await.hits.is_empty());
        assert!(ask(person::By::Name, "Niemand Nergens").await.hits.is_empty());

        let mut administrator = house.signed_in(Role::Administrator).await;
        let fields = [("by", "email"), ("value", "q@vosmeer.example"), ("reason", "Verzoek"), ("as", "json")];
        let file = administrator.post("/running/personal/person", &fields).await;
        assert!(file.header("content-disposition").contains("person.json"), "{}", file.text());
        let json: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
        assert!(json["found"].as_array().unwrap().len() > 1);
        let page = administrator.post("/running/personal/person", &fields[..3]).await;
        assert!(page.text().contains("q@vosmeer.example"));
        let csv = administrator.get("/running/personal/erased.csv").await;
        assert!(csv.text().starts_with("erased_at,"));
    })
    .await;
}
