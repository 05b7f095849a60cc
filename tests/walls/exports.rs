//! Everything about a dossier to take along: the desk gets all of it, the reporter only their part.

use crate::harness::{
    client::Client,
    house::{TestHouse, on_both},
    programs::run,
    world::Reported,
};
use meldkamer_app::{
    answer, desk,
    triage::weigh::{self, Typed},
};
use meldkamer_domain::access::Role;
use serde_json::Value;

const NOTE: &str = "De beheerder klinkt paniekerig";

async fn worked_on(house: &TestHouse) -> Reported {
    let own = house.report("Waterbedrijf Noord").await;
    house.hire().await;
    let door = house.staff(Role::DutyOfficer);
    desk::dossier::note(&house.house, &door, &own.reference, NOTE).await.unwrap();
    weigh::keep(&house.house, &door, &own.reference, &Typed::default(), 0).await.unwrap();
    answer::send(&house.house, &door, &own.reference, "Haal de stekker eruit.").await.unwrap();
    own
}

async fn json(client: &mut Client, path: &str) -> Value {
    let answer = client.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    assert!(answer.header("content-disposition").starts_with("attachment"), "{path}");
    serde_json::from_slice(&answer.body).unwrap()
}

/// What a person reads in a PDF.
async fn text(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"), "{path}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dossier.pdf").display().to_string();
    std::fs::write(&file, &answer.body).unwrap();
    run("pdftotext", &["-layout", &file, "-"]).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_takes_everything_along_and_the_reporter_their_part() {
    on_both(async |house| {
        let own = worked_on(&house).await;
        let (mut officer, mut holder) = (house.signed_in(Role::DutyOfficer).await, house.holder(&own));
        let at_the_desk = format!("/desk/dossiers/{}/dossier", own.reference);
        let before = house.lines().await;
        let all = json(&mut officer, &format!("{at_the_desk}.json")).await;
        let paper = text(&mut officer, &format!("{at_the_desk}.pdf")).await;
        assert_eq!(house.lines().await - before, 2, "each export is a line in the journal");
        assert_eq!(all["reference"], own.reference.as_str());
        assert_eq!(all["filings"][0]["answers"]["w.malicious"], "yes");
        assert_eq!(all["assessments"][0]["version"], 1);
        assert!(all["messages"].as_array().unwrap().iter().any(|one| one["from"] == "note"));
        assert!(all["journal"].as_array().unwrap().iter().any(|one| one["verb"] == "message.answer"));
        let known =
            [NOTE, "Haal de stekker eruit.", "Ransomware op de servers", "intern", own.reference.as_str()];
        for words in known {
            assert!(paper.contains(words), "{words} in {paper}");
        }

        let part = json(&mut holder, "/mine/dossier.json").await;
        let printed = text(&mut holder, "/mine/dossier.pdf").await;
        for (export, what) in [(part.to_string(), "JSON"), (printed, "paper")] {
            assert!(export.contains("Haal de stekker eruit."), "{what}: {export}");
            assert!(!export.contains(NOTE) && !export.contains("assessments"), "{what}: {export}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_that_was_read_often_shows_the_last_readers_and_takes_all_of_them_along() {
    on_both(async |house| {
        let own = worked_on(&house).await;
        let (mut officer, door) = (house.signed_in(Role::DutyOfficer).await, house.staff(Role::DutyOfficer));
        let page = format!("/desk/dossiers/{}", own.reference);
        let all = "/audience#read";
        for _ in 0..49 {
            desk::read::open(&house.house, &door, &own.reference).await.unwrap();
        }
        let shown = officer.get(&page).await.text();
        assert!(shown.contains("50 keer bekeken") && !shown.contains(all), "all fifty are on the page");
        let shown = officer.get(&page).await.text();
        assert!(shown.contains("51 keer bekeken") && shown.contains(all), "the rest is a page away");
        let looks = shown.split("51 keer bekeken").nth(1).unwrap().split("</ul>").next().unwrap();
        assert_eq!(looks.matches("<li>").count(), 50);

        let chain = json(&mut officer, &format!("{page}/dossier.json")).await["journal"].take();
        let numbers: Vec<_> =
            chain.as_array().unwrap().iter().map(|one| one["seq"].as_u64().unwrap()).collect();
        assert!(numbers.iter().copied().eq(0..numbers.len() as u64), "{numbers:?}");
        assert!(numbers.len() > 52, "what was done, 51 times read and this export");
    })
    .await;
}
