//! The desk as its people use it: alarms, notes, races, ties that can be undone, lists that page.

use crate::harness::{
    client::Client,
    house::{TestHouse, on_both},
    world::Reported,
};
use meldkamer_app::{
    desk::{dossier as small, intake, mark, queue, read, tie},
    intake::{Taken, take},
};
use meldkamer_domain::{access::Role, refused::Refused};
use meldkamer_exchange::mail::Mail;
use meldkamer_store::dossier::{
    After, Filter,
    listed::{ListedRow, Turn},
};
use serde_json::json;

async fn row(house: &TestHouse, reported: &Reported) -> meldkamer_store::dossier::DossierRow {
    meldkamer_store::dossier::by_id(&house.house.database, &reported.id).await.unwrap().unwrap()
}

fn refused(done: Result<(), meldkamer_app::Failed>) -> Refused {
    match done {
        Err(meldkamer_app::Failed::Refused(refused)) => refused,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_colleague_is_told_and_nothing_is_overwritten() {
    on_both(async |house| {
        house.hire().await;
        let (reported, officer) = (house.report("Waterbedrijf Noord").await, house.staff(Role::DutyOfficer));
        let version = row(&house, &reported).await.version;
        let (me, reference) = (&officer.actor.id, &reported.reference);
        small::assign(&house.house, &officer, reference, me, version).await.unwrap();
        let late = small::assign(&house.house, &officer, reference, "", version).await;
        assert_eq!(refused(late), Refused::Moved);
        assert_eq!(row(&house, &reported).await.assignee.as_ref(), Some(me));

        let mut client = house.signed_in(Role::DutyOfficer).await;
        let fields = [("version", "1"), ("reason", "Klaar met <alles>")];
        let answer = client.post(&format!("/desk/dossiers/{reference}/close"), &fields).await;
        assert_eq!(answer.status, 409);
        assert!(answer.text().contains("Klaar met &lt;alles&gt;"), "what was typed is lost");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_shift_reads_what_is_open_who_has_it_and_what_it_was_told() {
    on_both(async |house| {
        house.hire().await;
        let (reported, officer) = (house.report("Waterbedrijf Noord").await, house.staff(Role::DutyOfficer));
        let me = &officer.actor.id;
        let version = row(&house, &reported).await.version;
        let mut client = house.signed_in(Role::DutyOfficer).await;
        let before = client.get("/desk/shift").await.text();
        assert!(before.contains("Waterbedrijf Noord") && before.contains("Nog van niemand"), "{before}");
        small::assign(&house.house, &officer, &reported.reference, me, version).await.unwrap();
        // To a colleague: one's own work is called one's own.
        let after = house.signed_in(Role::Analyst).await.get("/desk/shift").await.text();
        assert!(!after.contains("Nog van niemand"), "{after}");
        assert_eq!(client.post("/desk/shift", &[("body", " ")]).await.status, 422);
        let long = client.post("/desk/shift", &[("body", &"lang ".repeat(5000))]).await;
        assert!(long.status == 422 && long.text().contains("20.000 tekens"), "{}", long.text());
        assert!(long.text().contains("lang lang lang"), "what was typed stays");
        assert_eq!(client.post("/desk/shift", &[("body", "Bel Noord om 7 uur")]).await.status, 303);
        let told = client.get("/desk/shift").await.text();
        let name = house.memory.text(&format!("SELECT name FROM account WHERE id = '{me}'")).await.unwrap();
        assert!(told.contains("Bel Noord om 7 uur") && told.matches(&name).count() > 1, "{told}");
        let id = house.memory.text("SELECT id FROM handover").await.unwrap();
        assert_eq!(client.post(&format!("/desk/shift/{id}/take"), &[]).await.status, 303);
        assert_eq!(client.post(&format!("/desk/shift/{id}/take"), &[]).await.status, 409);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistaken_merge_gives_everything_back() {
    on_both(async |house| {
        house.hire().await;
        let (one, other) = (house.report("Noord").await, house.report("Zuid").await);
        let officer = house.staff(Role::DutyOfficer);
        let version = row(&house, &one).await.version;
        let into = &other.reference;
        let merged = tie::merge(&house.house, &officer, &one.reference, into, " ", version).await;
        assert!(matches!(refused(merged), Refused::ReasonNeeded { .. }));
        tie::merge(&house.house, &officer, &one.reference, into, "Zelfde aanval", version).await.unwrap();
        let after = row(&house, &one).await;
        assert_eq!((after.state.as_str(), after.queued), ("merged", 0));
        let opened = read::open(&house.house, &officer, into).await.unwrap();
        assert_eq!((opened.merged.len(), opened.links.len()), (1, 1));

        tie::split(&house.house, &officer, &one.reference, "Toch niet", after.version).await.unwrap();
        let back = row(&house, &one).await;
        assert_eq!((back.state.as_str(), back.queued, back.merged_into), ("received", 1, None));
        let opened = read::open(&house.house, &officer, into).await.unwrap();
        assert!(opened.merged.is_empty() && opened.links.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merged_dossier_still_takes_the_next_stage() {
    on_both(async |house| {
        house.hire().await;
        let (one, other) = (house.report("Noord").await, house.report("Zuid").await);
        let officer = house.staff(Role::DutyOfficer);
        let version = row(&house, &one).await.version;
        tie::merge(&house.house, &officer, &one.reference, &other.reference, "Zelfde aanval", version)
            .await
            .unwrap();
        let next = meldkamer_app::filing::later::Next {
            stage: meldkamer_domain::question::Stage::Notification,
            answers: json!({"w.detail": "Alles is in kaart."}),
            reason: String::new(),
        };
        let door = house.reporter(&one.id);
        meldkamer_app::filing::later::file(&house.house, &door, &one.id, &next).await.unwrap();
        let (mine, theirs) = (row(&house, &one).await, row(&house, &other).await);
        assert_eq!((mine.state.as_str(), mine.queued), ("merged", 0));
        assert_eq!((theirs.unread, theirs.queued), (1, 1), "nobody at the desk would see it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_csirt_gets_what_was_not_ours() {
    on_both(async |house| {
        house.hire().await;
        let (reported, officer) = (house.report("Ziekenhuis Oost").await, house.staff(Role::DutyOfficer));
        let version = row(&house, &reported).await.version;
        let mark = |csirt: &str| mark::Mark {
            kind: "out-of-constituency".into(),
            csirt: csirt.into(),
            reason: "Zorg".into(),
        };
        let reference = &reported.reference;
        let wrong = mark::mark(&house.house, &officer, reference, &mark("niemand"), version).await;
        assert!(matches!(refused(wrong), Refused::NotUnderstood { .. }));
        mark::mark(&house.house, &officer, reference, &mark("z-cert"), version).await.unwrap();
        let sent = meldkamer_store::errand::of_dossier(&house.house.database, &reported.id).await.unwrap();
        assert!(sent.iter().any(|one| one.kind == "copy" && one.target == "z-cert"));
        let now = row(&house, &reported).await;
        assert_eq!((now.state.as_str(), now.queued, now.mark.as_str()), ("closed", 0, "out-of-constituency"));
        mark::reopen(&house.house, &officer, reference, "Toch van ons", now.version).await.unwrap();
        assert_eq!(row(&house, &reported).await.mark, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alarm_is_seen_once_and_the_reporter_reads_by_whom() {
    on_both(async |house| {
        house.hire().await;
        let mut answers = crate::harness::world::early_warning("Waterbedrijf Noord");
        answers["h.want"] = json!("yes");
        answers["h.urgency"] = json!("now");
        answers["h.question"] = json!("Moeten de pompen uit?");
        let wish = crate::harness::world::wish(meldkamer_domain::question::Stage::EarlyWarning, answers);
        let filed = meldkamer_app::filing::first::at_once(&house.house, &house.stranger(), &wish, None).await;
        let reported = Reported::from(filed.unwrap());
        let (db, officer) = (&house.house.database, house.staff(Role::DutyOfficer));
        let ringing = meldkamer_store::view::ringing(db, 9).await.unwrap();
        assert_eq!(ringing.iter().map(|one| &one.reference).collect::<Vec<_>>(), [&reported.reference]);
        assert_eq!(row(&house, &reported).await.tier, 0);

        small::seen(&house.house, &officer, &reported.reference).await.unwrap();
        let twice = small::seen(&house.house, &officer, &reported.reference).await;
        assert_eq!(refused(twice), Refused::AlreadyDone);
        assert!(meldkamer_store::view::ringing(db, 9).await.unwrap().is_empty());
        let asked = meldkamer_store::help::of_dossier(db, &reported.id).await.unwrap();
        assert_eq!(
            (asked[0].seen_at, asked[0].seen_name.as_str()),
            (Some(house.now().micros()), "duty-officer")
        );
        assert!(row(&house, &reported).await.tier > 0, "it no longer stands above all");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_third_party_tells_starts_no_clock_of_the_organisation() {
    on_both(async |house| {
        house.hire().await;
        let answers = crate::harness::world::early_warning("Waterbedrijf Noord");
        let call = |channel: &str| intake::Call {
            channel: channel.into(),
            answers: answers.as_object().unwrap().clone(),
            language: "nl".into(),
            exercise: false,
            key: format!("key-{channel}"),
        };
        let officer = house.staff(Role::DutyOfficer);
        let third = intake::file(&house.house, &officer, &call("third-party")).await.unwrap();
        assert_eq!((third.dossier.duty.as_str(), third.limits.len()), ("voluntary", 0));
        let phone = intake::file(&house.house, &officer, &call("telephone")).await.unwrap();
        assert!(phone.dossier.duty == "mandatory" && !phone.limits.is_empty() && phone.code.is_some());
        let again = intake::file(&house.house, &officer, &call("telephone")).await.unwrap();
        assert!(again.again && again.dossier.id == phone.dossier.id && again.code == phone.code);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_pages_both_ways_without_a_gap() {
    on_both(async |house| {
        house.hire().await;
        let officer = house.staff(Role::DutyOfficer);
        for number in 0..queue::ROWS + 5 {
            house.report(&format!("Bedrijf {number}")).await;
        }
        let filter = Filter { queued: true, exercise: Some(false), ..Filter::default() };
        let look = async |turn| {
            queue::look(&house.house, &officer, &queue::Wish::Queue(filter.clone(), turn)).await.unwrap()
        };
        let place = |row: &ListedRow| After { tier: row.tier, rank: row.rank, serial: row.serial };
        let serials = |rows: &[ListedRow]| rows.iter().map(|row| row.serial).collect::<Vec<_>>();
        let first = look(Turn::First).await;
        assert!((first.rows.len(), first.earlier, first.later) == (queue::ROWS, false, true));
        let second = look(Turn::After(place(first.rows.last().unwrap()))).await;
        assert!((second.rows.len(), second.earlier, second.later) == (5, true, false));
        let back = look(Turn::Before(place(&second.rows[0]))).await;
        assert!(!back.earlier && back.later && serials(&back.rows) == serials(&first.rows));

        let words = |typed: &str| Filter { words: queue::words(typed), ..Filter::default() };
        let search = async |typed: &str| {
            queue::look(&house.house, &officer, &queue::Wish::Newest(words(typed), Turn::First))
                .await
                .unwrap()
        };
        let found = search("bedrijf klantens").await;
        assert!(found.rows.len() == queue::ROWS && !found.whole_words, "the beginning of a word is enough");
        assert!(search("bedrijf").await.whole_words, "whole words fill the page");
        assert_eq!(search("bedrijf onvindbaar").await.rows.len(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_no_report_is_put_aside_and_can_come_back() {
    on_both(async |house| {
        house.hire().await;
        let mail =
            Mail { from: "reclame@elders.example".into(), subject: "Aanbieding".into(), ..Mail::default() };
        let Taken::Draft(id) = take(&house.house, &mail).await.unwrap() else { panic!("no draft") };
        let mut officer = house.signed_in(Role::DutyOfficer).await;
        let (aside, back) =
            (format!("/desk/intake/mails/{id}/aside"), format!("/desk/intake/mails/{id}/back"));
        let waits = async |client: &mut Client| {
            let page = client.get("/desk/intake").await.text();
            assert!(page.contains("reclame@elders.example"), "it is never gone: {page}");
            page.contains(&format!("action=\"{aside}\""))
        };
        assert!(waits(&mut officer).await);
        assert_eq!(officer.post(&aside, &[]).await.status, 303);
        assert!(!waits(&mut officer).await);
        assert_eq!(officer.post(&aside, &[]).await.status, 409, "twice is told");
        assert_eq!(officer.post(&back, &[]).await.status, 303);
        assert!(waits(&mut officer).await);
        let mut observer = house.signed_in(Role::Observer).await;
        assert_eq!(observer.post(&aside, &[]).await.status, 403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_character_that_no_database_keeps_stops_nobody() {
    on_both(async |house| {
        house.hire().await;
        let reported = house.report("Waterbedrijf\0Noord").await;
        let mut client = house.signed_in(Role::Analyst).await;
        for page in ["/desk", "/desk/register", "/desk/cases"] {
            for query in ["q=a%00b", "sector=%00", "state=%00", "after=1.%00"] {
                assert_eq!(client.get(&format!("{page}?{query}")).await.status, 200, "{page}?{query}");
            }
        }
        assert_eq!(client.get("/desk/register/%00").await.status, 404);
        // A view keeps what the queue understands of it, as an address can hold it.
        let view = [("name", "Water"), ("query", "?q=a\0b\r\nLocation: x&sector=energy&wat=x")];
        let kept = client.post("/desk/views", &view).await;
        assert_eq!(kept.status, 303);
        assert_eq!(kept.header("location"), "/desk?q=a%00b%0D%0ALocation%3A+x&sector=energy");
        let notes = format!("/desk/dossiers/{}/note", reported.reference);
        assert_eq!(client.post(&notes, &[("note", "voor\0na")]).await.status, 303);
        let page = client.get(&format!("/desk/dossiers/{}", reported.reference)).await.text();
        assert!(page.contains("voor\u{fffd}na"), "the rest of what was typed is kept");
    })
    .await;
}
