//! Cases: who is tied to one and until when, that each sees their own part and no more, and that what
//! was said stays when somebody leaves.

mod ends;
mod own_evidence;
mod sealed;
mod signed;
mod tools;

use crate::harness::{
    client::Client,
    house::{TestHouse, on_both},
    outside::{self, Outsider},
    world::Reported,
};
use meldkamer_app::{
    Door,
    case::{
        open::{self, Wish},
        party,
        talk::{self, Said},
        task, work,
    },
};
use meldkamer_domain::access::Role;

fn wish() -> Wish {
    Wish {
        title: "Gijzelsoftware bij het waterbedrijf".into(),
        forms: vec!["advisory".into(), "technical".into()],
        intensity: "technical-team".into(),
        to_answer: "Hoe kwamen zij binnen?".into(),
        scope: "De mailserver".into(),
        limits: "Herstel doet de organisatie zelf.".into(),
    }
}

/// A house with a case of one organisation, led by an analyst.
async fn case_of(house: &TestHouse, organisation: &str) -> (Reported, Door, String) {
    house.hire().await;
    house.welcome().await;
    let reported = house.report(organisation).await;
    let bind = format!("UPDATE dossier SET entity = '{}' WHERE id = '{}'", outside::ENTITY, reported.id);
    house.memory.run(&bind).await;
    let desk = house.staff(Role::Analyst);
    let case = open::open(&house.house, &desk, &reported.reference, &wish()).await.unwrap();
    (reported, desk, case)
}

/// A person of a firm is let in until an hour from now; the secret of the link.
async fn invite(house: &TestHouse, desk: &Door, case: &str) -> (String, String) {
    let wish = party::Wish {
        kind: "ir-firm".into(),
        name: "Recherche BV".into(),
        person: "Jan Jansen".into(),
        email: "jan@recherche.example".into(),
        language: "nl".into(),
        until: Some(house.now().plus_hours(1)),
        ..party::Wish::default()
    };
    let added = party::add(&house.house, desk, case, &wish).await.unwrap();
    (added.id, added.secret.unwrap())
}

async fn come_in(house: &TestHouse, secret: &str) -> Client {
    let mut client = house.client();
    let link = format!("/case/link/{secret}");
    assert_eq!(client.get(&link).await.status, 200);
    assert_eq!(client.post(&link, &[]).await.status, 303);
    client
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_is_let_in_until_its_minute_and_not_a_second_longer() {
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let (_, secret) = invite(&house, &desk, &case).await;
        let mut firm = come_in(&house, &secret).await;
        let (end, page) = (house.now().plus_hours(1), format!("/case/{case}"));
        house.set(end.plus_seconds(-1));
        assert_eq!(firm.get(&page).await.status, 200);
        for at in [end, end.plus_seconds(1), end.plus_hours(24)] {
            house.set(at);
            let before = house.lines().await;
            for path in ["", "/tasks", "/messages"] {
                assert_eq!(firm.get(&format!("{page}{path}")).await.status, 404, "{path} at {at}");
            }
            let said = firm.post(&format!("{page}/messages"), &[("thread_title", "x"), ("body", "x")]).await;
            assert_eq!(said.status, 404);
            assert_eq!(house.client().get(&format!("/case/link/{secret}")).await.status, 410);
            assert_eq!(house.client().post(&format!("/case/link/{secret}"), &[]).await.status, 410);
            assert_eq!(house.lines().await, before, "what is over leaves no trace of a reading");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_that_is_taken_out_is_out_at_once_and_a_new_link_shuts_the_old_one() {
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let (id, secret) = invite(&house, &desk, &case).await;
        let mut firm = come_in(&house, &secret).await;
        let page = format!("/case/{case}");
        let until = Some(house.now().plus_hours(2));
        let fresh = party::change(&house.house, &desk, &case, &id, until, true).await.unwrap().unwrap();
        assert_eq!(firm.get(&page).await.status, 404, "the old link");
        let mut firm = come_in(&house, &fresh).await;
        assert_eq!(firm.get(&page).await.status, 200);
        party::remove(&house.house, &desk, &case, &id, "De opdracht is klaar").await.unwrap();
        assert_eq!(firm.get(&page).await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_organisation_comes_in_by_its_code_its_mandates_and_its_provider() {
    on_both(async |house| {
        let (reported, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let page = format!("/case/{case}");
        let mut holder = house.holder(&reported);
        let mine = holder.get("/mine").await.text();
        assert!(mine.contains(&case), "the dossier leads to the case: {mine}");
        assert_eq!(holder.get(&page).await.status, 200);
        let statuses = [
            ("entity-administrator", 200),
            ("entity-reporter", 200),
            ("entity-reader", 200),
            ("provider", 200),
            ("provider-of-old", 404),
            ("entity-administrator-elsewhere", 404),
            ("supervisor", 404),
            ("other-csirt", 404),
            ("member", 404),
        ];
        for (name, status) in statuses {
            let mut client = house.visits(&Outsider::named(name)).await;
            assert_eq!(client.get(&page).await.status, status, "{name}");
        }
        // Who only reads along writes nothing.
        let mut reader = house.visits(&Outsider::named("entity-reader")).await;
        let said = reader.post(&format!("{page}/messages"), &[("thread_title", "x"), ("body", "x")]).await;
        assert_eq!(said.status, 403);
        // The code of another dossier opens nothing.
        let other = house.report("Waterbedrijf Zuid").await;
        assert_eq!(house.holder(&other).get(&page).await.status, 404);
        // It joins, and when it leaves it is out.
        open::join(&house.house, &desk, &case, &other.reference).await.unwrap();
        let mut second = house.holder(&other);
        let seen = second.get(&page).await;
        assert_eq!(seen.status, 200);
        assert!(!seen.text().contains("Waterbedrijf Noord"), "one organisation is not told of another");
        open::part(&house.house, &desk, &case, &other.reference, "Ander incident").await.unwrap();
        assert_eq!(second.get(&page).await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_reads_only_the_threads_they_are_in_and_what_was_said_stays() {
    on_both(async |house| {
        let (reported, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let (id, secret) = invite(&house, &desk, &case).await;
        let page = format!("/case/{case}/messages");
        let said = |body: &'static str| Said { body, urgent: true, ..Said::default() };
        let all = [id.clone()];
        let with_firm = talk::open(&house.house, &desk, &case, ("Sporen", &all), &said("Dag Jan")).await;
        let with_firm = with_firm.unwrap().unwrap();
        talk::open(&house.house, &desk, &case, ("Intern", &[]), &said("GEHEIM")).await.unwrap();
        let mut firm = come_in(&house, &secret).await;
        let list = firm.get(&page).await.text();
        assert!(list.contains("Sporen") && !list.contains("Intern"), "{list}");
        let answer = firm.post(&format!("{page}/{with_firm}"), &[("body", "Hier zijn ze")]).await;
        assert_eq!(answer.status, 303);
        // The organisation is not in that thread; its own it has with the CSIRT.
        let mut holder = house.holder(&reported);
        assert_eq!(holder.get(&format!("{page}/{with_firm}")).await.status, 404);
        holder.post(&page, &[("thread_title", "Vraag"), ("body", "Mag alles uit?")]).await;
        assert!(!firm.get(&page).await.text().contains("Vraag"));
        // A draft is kept for its writer alone.
        firm.post(&format!("{page}/{with_firm}/draft"), &[("body", "HALVERWEGE")]).await;
        assert!(firm.get(&format!("{page}/{with_firm}")).await.text().contains("HALVERWEGE"));
        let mut analyst = house.signed_in(Role::Analyst).await;
        let thread = format!("/desk/case/{case}/messages/{with_firm}");
        assert!(!analyst.get(&thread).await.text().contains("HALVERWEGE"));
        party::remove(&house.house, &desk, &case, &id, "Klaar").await.unwrap();
        let kept = analyst.get(&thread).await.text();
        assert!(kept.contains("Hier zijn ze") && kept.contains("Jan Jansen, Recherche BV"), "{kept}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_waits_for_what_it_needs_and_a_change_can_be_undone() {
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let (firm, secret) = invite(&house, &desk, &case).await;
        let plan = async |title: &str, owner: &str, needs: Vec<String>| {
            let wish =
                task::Wish { title: title.into(), owner: owner.into(), needs, ..task::Wish::default() };
            task::plan(&house.house, &desk, &case, &wish).await
        };
        let first = plan("Logs veiligstellen", &format!("party:{firm}"), Vec::new()).await.unwrap();
        let second = plan("Logs onderzoeken", "", vec![first.clone()]).await.unwrap();
        let early = task::answer(&house.house, &desk, &case, &second, ("done", "Klaar"), 1).await;
        assert_eq!(early.unwrap_err().to_string(), "refused: not-understood");
        // A circle is refused.
        let round = task::Wish { title: "x".into(), needs: vec![second.clone()], ..task::Wish::default() };
        assert!(task::change(&house.house, &desk, &case, &first, &round, 1).await.is_err());
        // The firm sees its own task and no other, and does it.
        let mut client = come_in(&house, &secret).await;
        let page = format!("/case/{case}/tasks");
        let list = client.get(&page).await.text();
        assert!(list.contains("Logs veiligstellen") && !list.contains("Logs onderzoeken"));
        let done = [("version", "1"), ("state", "done"), ("result", "Bij u op de schijf")];
        assert_eq!(client.post(&format!("{page}/{second}/state"), &done).await.status, 404);
        assert_eq!(client.post(&format!("{page}/{first}/state"), &done).await.status, 303);
        task::answer(&house.house, &desk, &case, &second, ("done", "Zij kwamen via de VPN"), 1)
            .await
            .unwrap();
        task::undo(&house.house, &desk, &case, &second, 2).await.unwrap();
        let (_, tasks) = task::at_the_desk(&house.house, &desk, &case).await.unwrap();
        let row = tasks.rows.iter().find(|row| row.id == second).unwrap();
        assert_eq!((row.state.as_str(), row.version, row.number), ("open", 3, 2));
        // Who looks at an old version changes nothing.
        let late = task::undo(&house.house, &desk, &case, &second, 2).await;
        assert_eq!(late.unwrap_err().to_string(), "refused: moved");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_begins_with_what_was_asked_and_its_lead_has_it_in_hand() {
    on_both(async |house| {
        let (reported, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let mut analyst = house.signed_in(Role::Analyst).await;
        let list = analyst.get("/desk/cases?whose=mine").await.text();
        assert!(list.contains("Gijzelsoftware bij het waterbedrijf") && list.contains("CASE-26-"), "{list}");
        assert!(
            !house
                .signed_in(Role::Coordinator)
                .await
                .get("/desk/cases?whose=mine")
                .await
                .text()
                .contains("CASE-26-")
        );
        assert!(!analyst.get("/desk/cases?form=coordinating").await.text().contains("CASE-26-"));
        assert!(analyst.get("/desk/cases?q=waterbedrijf+noord").await.text().contains("CASE-26-"));
        assert!(analyst.get(&format!("/desk/dossiers/{}", reported.reference)).await.text().contains(&case));
        // The observer reads along and opens nothing.
        let mut observer = house.signed_in(Role::Observer).await;
        assert_eq!(observer.get(&format!("/desk/case/{case}")).await.status, 200);
        assert_eq!(observer.post(&format!("/desk/case/{case}/clock"), &[]).await.status, 403);
        // Somebody must lead it.
        let lead = desk.actor.id.clone();
        let left = work::set_team(&house.house, &desk, &case, &lead, false, false).await;
        assert_eq!(left.unwrap_err().to_string(), "refused: not-understood");
    })
    .await;
}
