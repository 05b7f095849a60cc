//! Each authority its own view: a supervisor sees exactly the mandatory stages of its own sectors, two
//! supervisors of one incident stand apart, and the owner of the data sees who read it.

use crate::harness::{
    client::Client,
    house::{TestHouse, on_both},
    outside::{ENTITY, Outsider},
    world::{Reported, early_warning, wish},
};
use meldkamer_app::{
    entity,
    filing::{
        first,
        later::{self, Next},
    },
    rounds::recipients,
};
use meldkamer_domain::{access::Role, question::Stage};
use serde_json::{Value, json};

const RDI: Outsider =
    Outsider { name: "supervisor-rdi", role: Role::Supervisor, body: "rdi", firm: "", lives: true };

async fn supervisors(house: &TestHouse) -> (Client, Client) {
    house.welcome().await;
    house.admit(&RDI).await;
    (house.visits(&Outsider::named("supervisor")).await, house.visits(&RDI).await)
}

async fn report(house: &TestHouse, organisation: &str, more: Value, exercise: bool) -> Reported {
    let mut wish = wish(Stage::EarlyWarning, early_warning(organisation));
    for (question, value) in more.as_object().unwrap() {
        wish.answers[question] = value.clone();
    }
    wish.exercise = exercise;
    first::at_once(&house.house, &house.stranger(), &wish, None).await.unwrap().into()
}

async fn stage(house: &TestHouse, of: &Reported, stage: Stage, answers: Value) {
    let next = Next { stage, answers, reason: String::new() };
    later::file(&house.house, &house.reporter(&of.id), &of.id, &next).await.unwrap();
}

fn part(of: &Reported) -> String {
    format!("/authority/dossiers/{}", of.reference)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_sees_the_mandatory_stages_of_its_sectors_and_nothing_else() {
    on_both(async |house| {
        let (mut ilt, mut rdi) = supervisors(&house).await;
        let secrets = json!({"h.want": "yes", "h.urgency": "four-hours", "h.question": "HULPVRAAG",
            "s.ioc": "SPOREN", "a.personal-risk": "yes"});
        let water = report(&house, "Waterbedrijf Noord", secrets, false).await;
        let power = report(&house, "Stroombedrijf", json!({"org.sector": "energy"}), false).await;
        let free = report(&house, "Vrijwillig BV", json!({"not.kind": "near-miss"}), false).await;
        let drill = report(&house, "Oefening BV", json!({}), true).await;
        house.holder(&water).post("/mine/messages", &[("message", "BERICHT")]).await;

        let list = ilt.get("/authority").await.text();
        assert!(list.contains(&water.reference) && list.contains("Waterbedrijf Noord"), "{list}");
        for other in [&power, &free, &drill] {
            assert!(!list.contains(&other.reference));
            assert_eq!(ilt.get(&part(other)).await.status, 404);
        }
        let page = ilt.get(&part(&water)).await;
        assert_eq!(page.status, 200);
        let machine = ilt.get(&format!("{}/json", part(&water))).await.text();
        for text in [page.text(), machine, list, ilt.get("/authority/export.csv").await.text()] {
            assert!(text.contains("Ransomware"));
            for secret in ["HULPVRAAG", "SPOREN", "BERICHT", "four-hours", "a.personal-risk"] {
                assert!(!text.contains(secret), "{secret}");
            }
        }
        let theirs = rdi.get("/authority").await.text();
        assert!(theirs.contains(&power.reference) && !theirs.contains(&water.reference));
        assert_eq!(rdi.get(&part(&water)).await.status, 404);
        assert!(!rdi.get("/authority?q=noord").await.text().contains(&water.reference));
        assert!(ilt.get("/authority?q=noord").await.text().contains(&water.reference));
        assert!(!ilt.get("/authority?sector=energy").await.text().contains(&water.reference));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn supervisors_of_one_incident_do_not_see_each_other() {
    on_both(async |house| {
        let (mut ilt, mut rdi) = supervisors(&house).await;
        let both = report(&house, "Haven", json!({"org.sector": ["transport", "energy"]}), false).await;
        let ask = format!("{}/request", part(&both));
        let due = [("body", "VRAAG VAN ILT"), ("due.date", "2026-11-25"), ("due.time", "12:00")];
        assert_eq!(ilt.post(&ask, &[("body", "")]).await.status, 422);
        assert_eq!(ilt.post(&ask, &due).await.status, 303);

        let (one, other) = (ilt.get(&part(&both)).await.text(), rdi.get(&part(&both)).await.text());
        assert!(one.contains("2026-11-25T11:00:00Z") && !other.contains("2026-11-25T11:00:00Z"));
        assert!(!other.contains("VRAAG VAN ILT"));
        let mine = house.holder(&both).get("/mine").await.text();
        assert!(mine.contains("VRAAG VAN ILT") && mine.contains("2026-11-25T11:00:00Z"), "it has a limit");

        stage(&house, &both, Stage::Intermediate, json!({"w.summary": "ALLEEN VOOR ILT"})).await;
        assert!(ilt.get(&part(&both)).await.text().contains("ALLEEN VOOR ILT"));
        assert!(!rdi.get(&part(&both)).await.text().contains("ALLEEN VOOR ILT"));
        assert!(!rdi.get("/authority").await.text().contains("ALLEEN VOOR ILT"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_sees_who_read_what_they_told() {
    on_both(async |house| {
        let (mut ilt, _) = supervisors(&house).await;
        let water = report(&house, "Waterbedrijf Noord", json!({}), false).await;
        let mut owner = house.holder(&water);
        let before = owner.get("/mine/audience").await.text();
        assert!(before.contains("Inspectie Leefomgeving en Transport"), "who received it");
        assert!(!before.contains("Noor supervisor"));
        ilt.get(&part(&water)).await;
        let after = owner.get("/mine/audience").await.text();
        assert!(after.contains("Noor supervisor") && after.contains("Toezichthouder"), "{after}");
        let sql = format!("UPDATE dossier SET entity = '{ENTITY}' WHERE id = '{}'", water.id);
        house.memory.run(&sql).await;
        let page = format!("/organisation/dossiers/{}", water.reference);
        let mut own = house.visits(&Outsider::named("entity-reader")).await;
        assert_eq!(own.get(&page).await.status, 200);
        let last = owner.get("/mine/audience").await.text();
        assert!(last.contains("Noor entity-reader") && !last.contains(ENTITY), "{last}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stage_that_does_not_come_is_overdue() {
    on_both(async |house| {
        let (mut ilt, mut rdi) = supervisors(&house).await;
        let water = report(&house, "Waterbedrijf Noord", json!({}), false).await;
        let late = "1 stap is te laat";
        assert!(!ilt.get("/authority").await.text().contains(late));
        house.set(house.now().plus_hours(73));
        // The session is as old as that, too.
        house.memory.run("UPDATE session SET ends_at = ends_at * 2, seen_at = seen_at + 262800000000").await;
        assert!(ilt.get("/authority").await.text().contains(late));
        assert!(!rdi.get("/authority").await.text().contains(late));
        stage(&house, &water, Stage::Notification, json!({"w.summary": "Nu beter bekend"})).await;
        assert!(!ilt.get("/authority").await.text().contains(late));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_sees_the_entities_that_it_answers_for() {
    on_both(async |house| {
        let (mut ilt, mut rdi) = supervisors(&house).await;
        let desk = house.staff(Role::Analyst);
        let enter = async |name: &str, sectors: &str| {
            let told = json!({"name": name, "sectors": sectors, "class": "essential", "email": "info@x.example",
                "contacts": [{"role": "always", "name": format!("Piket {name}"), "phone": "+31 6 12345678"}]});
            entity::add(&house.house, &desk, &told).await.unwrap().0
        };
        let water = enter("Drinkwater Oost", "drinking-water/mains").await;
        let power = enter("Stroom Oost", "energy").await;
        let both = enter("Haven en Stroom", "energy; transport").await;
        let page = |id: &str| format!("/authority/entities/{id}");

        let (theirs, list) = (rdi.get("/authority/entities").await.text(), ilt.get("/authority/entities").await);
        let list = list.text();
        assert!(list.contains("Drinkwater Oost") && list.contains("Haven en Stroom"), "{list}");
        assert!(!list.contains("Stroom Oost"), "that of another supervisor");
        assert!(theirs.contains("Stroom Oost") && theirs.contains("Haven en Stroom"));
        assert!(!theirs.contains("Drinkwater Oost"));
        let found = ilt.get("/authority/entities?q=oost").await.text();
        assert!(found.contains("Drinkwater Oost") && !found.contains("Haven en Stroom"));

        assert!(ilt.get(&page(&water)).await.text().contains("Piket Drinkwater Oost"));
        assert_eq!(ilt.get(&page(&both)).await.status, 200);
        assert_eq!(ilt.get(&page(&power)).await.status, 404, "as if it did not exist");
        assert_eq!(ilt.get(&page("ent_none")).await.status, 404);
        let sheet = ilt.get("/authority/sheets/csv").await.text();
        assert!(sheet.contains("Piket Drinkwater Oost") && !sheet.contains("Stroom Oost"), "{sheet}");
        let some = ilt.get("/authority/sheets/csv?q=oost").await.text();
        assert!(some.contains("Drinkwater Oost") && !some.contains("Haven en Stroom"), "{some}");
        assert_eq!(ilt.get("/authority/sheets/pdf").await.status, 404);

        // One page of forty, on and back again, past the one of another supervisor.
        for number in 10..60 {
            enter(&format!("Put {number}"), "drinking-water/mains").await;
        }
        let address = |page: &str, turn: &str| {
            let (_, rest) = page.split_once(&format!("rel=\"{turn}\" href=\"")).unwrap();
            rest.split('"').next().unwrap().replace("&#x2f;", "/").replace("&amp;", "&")
        };
        for sought in ["/authority/entities", "/authority/entities?q=put"] {
            let first = ilt.get(sought).await.text();
            assert!(!first.contains("rel=\"prev\""));
            let second = ilt.get(&address(&first, "next")).await.text();
            assert!(!second.contains("rel=\"next\"") && !second.contains("Stroom Oost"));
            let again = ilt.get(&address(&second, "prev")).await.text();
            let names = |page: &str| (10..60).filter(|number| page.contains(&format!("Put {number}<"))).count();
            assert_eq!(names(&first) + names(&second), 50, "{sought}");
            assert_eq!(names(&again), names(&first), "{sought}");
            assert!(!again.contains("rel=\"prev\"") && again.contains("rel=\"next\""), "{sought}");
        }

        entity::settle(&house.house, &desk, &water, entity::Standing::Ended, "Gestopt").await.unwrap();
        assert!(ilt.get("/authority/entities").await.text().contains("Drinkwater Oost"), "its past stays");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_turns_both_ways_over_many_that_are_somebody_elses() {
    on_both(async |house| {
        let (mut ilt, _) = supervisors(&house).await;
        let desk = house.staff(Role::Analyst);
        // Packaged water is another supervisor's: more of it than are read at a time.
        for (letter, sectors, count) in
            [("a", "drinking-water/mains", 60), ("m", "drinking-water/packaged", 900), ("z", "drinking-water/mains", 60)]
        {
            let told = json!({"name": format!("{letter} 000"), "sectors": sectors, "class": "essential"});
            let first = entity::add(&house.house, &desk, &told).await.unwrap().0;
            let like = "register_number, sector, subsector, kind, class, states, domains, contacts, created_at, \
                        state, risk, facts, changed_at";
            let name = format!("'{letter} ' || substr(CAST(1000 + i AS TEXT), 2)");
            house.memory.run(&format!(
                "INSERT INTO entity (id, name, sort, serial, {like}) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL \
                 SELECT i + 1 FROM n WHERE i < {count} - 1) SELECT '{letter}-' || CAST(i AS TEXT), {name}, {name}, \
                 serial * 10000 + i, {like} FROM entity, n WHERE id = '{first}'"
            ))
            .await;
        }
        let turn = |page: &str, way: &str| {
            let link = page.split(&format!("rel=\"{way}\" href=\"")).nth(1)?.split('"').next()?;
            Some(link.replace("&#x2f;", "/").replace("&amp;", "&"))
        };
        let names = |page: &str| {
            let all = page.split("<strong>").skip(1).filter_map(|rest| rest.split('<').next());
            all.map(str::to_owned).collect::<Vec<_>>()
        };
        let mut pages = vec![ilt.get("/authority/entities?sector=drinking-water").await.text()];
        while let Some(next) = turn(pages.last().unwrap(), "next") {
            pages.push(ilt.get(&next).await.text());
        }
        let all: Vec<String> = pages.iter().flat_map(|page| names(page)).collect();
        let theirs = |letter| (0..60).map(move |i| format!("{letter} {i:03}"));
        let own = ["Waterbedrijf Noord", "Waterbedrijf Zuid"].map(str::to_owned);
        assert_eq!(all, theirs("a").chain(own).chain(theirs("z")).collect::<Vec<_>>());
        for at in (1..pages.len()).rev() {
            let back = ilt.get(&turn(&pages[at], "prev").unwrap()).await.text();
            assert_eq!(names(&back), names(&pages[at - 1]), "back from page {at}");
            assert_eq!(turn(&back, "prev").is_some(), at > 1, "before page {}", at - 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entity_sees_which_authority_looked_at_its_registration() {
    on_both(async |house| {
        let (mut ilt, _) = supervisors(&house).await;
        let mut owner = house.visits(&Outsider::named("entity-administrator")).await;
        let told = json!({"sectors": "drinking-water/mains", "country": "BE"});
        let desk = house.staff(Role::Analyst);
        entity::change(&house.house, &desk, ENTITY, (1, ""), &told).await.unwrap();
        assert!(!owner.get("/organisation/register").await.text().contains("Noor supervisor"));
        assert_eq!(ilt.get(&format!("/authority/entities/{ENTITY}")).await.status, 200);
        let page = owner.get("/organisation/register").await.text();
        assert!(page.contains("Noor supervisor") && page.contains("Inspectie Leefomgeving"), "{page}");
        // Who may not ask for changes reads what is kept, and types nothing in vain.
        let read = house.visits(&Outsider::named("entity-reader")).await.get("/organisation/register").await;
        let read = read.text();
        assert!(
            read.contains("België") && read.contains("Leidingwater") && !read.contains("<input"),
            "{read}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_received_what_is_filled_in_where_it_was_not_kept() {
    on_both(async |house| {
        let (mut ilt, _) = supervisors(&house).await;
        let crosses = json!({"w.cross": "yes"});
        let water = report(&house, "Waterbedrijf Noord", crosses, false).await;
        stage(&house, &water, Stage::Notification, json!({"w.summary": "Nu beter bekend"})).await;
        for sql in [
            "DELETE FROM recipient",
            "DELETE FROM crossing",
            "DELETE FROM house WHERE name = 'recipients-filled'",
        ] {
            house.memory.run(sql).await;
        }
        assert_eq!(ilt.get(&part(&water)).await.status, 404);
        while recipients::fill(&house.house).await.unwrap() {}
        let page = ilt.get(&part(&water)).await;
        assert!(page.status == 200 && page.text().contains("Nu beter bekend"));
        assert_eq!(house.memory.number("SELECT count(*) FROM crossing").await, 1);
    })
    .await;
}
