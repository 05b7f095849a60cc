//! Whose a dossier is: filed first and identified later, with everything that hangs on it; a wrong
//! claim is undone; reporting while signed in, also for a client.

use crate::harness::{
    client::Client,
    house::{TestHouse, on_both},
    outside::{ENTITY, OTHER_ENTITY, Outsider},
    world::{Reported, early_warning, wish},
};
use meldkamer_app::{
    binding::call_back::{self, Call},
    filing::{first, later},
};
use meldkamer_domain::{access::Role, question::Stage};
use meldkamer_store::dossier::DossierRow;
use serde_json::json;

async fn row(house: &TestHouse, reported: &Reported) -> DossierRow {
    meldkamer_store::dossier::by_id(&house.house.database, &reported.id).await.unwrap().unwrap()
}

/// The secret in the link that the contact of an entity was mailed.
async fn link(house: &TestHouse, entity: &str) -> Option<String> {
    let sql = format!(
        "SELECT payload FROM errand WHERE target = 'soc@{entity}.example' AND payload LIKE '%/is-it-yours/%'"
    );
    let payload: serde_json::Value = serde_json::from_str(&house.memory.text(&sql).await?).unwrap();
    let link = payload[meldkamer_app::courier::SECRET]["link"].as_str().unwrap().to_owned();
    link.split_once("/is-it-yours/").map(|(_, secret)| secret.to_owned())
}

async fn sees(client: &mut Client, reference: &str) -> bool {
    client.get(&format!("/organisation/dossiers/{reference}")).await.status == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_report_is_claimed_with_everything_that_hangs_on_it() {
    on_both(async |house| {
        house.welcome().await;
        let reported = house.report("Waterbedrijf Noord").await;
        let before = row(&house, &reported).await;
        assert_eq!((before.entity.as_deref(), before.claimed.as_deref()), (None, Some(ENTITY)));
        house.holder(&reported).post("/mine/messages", &[("message", "De dienst werkt weer")]).await;

        // The organisation is told, sees that it exists, and reads nothing of it yet.
        let mut reporter = house.visits(&Outsider::named("entity-reporter")).await;
        let home = reporter.get("/organisation").await.text();
        assert!(home.contains(&reported.reference) && !home.contains("Ransomware"), "{home}");
        assert!(!sees(&mut reporter, &reported.reference).await, "read before it was claimed");
        let asked = reporter.get(&format!("/organisation/naming/{}", reported.reference)).await.text();
        assert!(!asked.contains("Ransomware"), "told before it was claimed");
        let mut elsewhere = house.visits(&Outsider::named("entity-administrator-elsewhere")).await;
        let path = format!("/organisation/naming/{}/claim", reported.reference);
        assert_eq!(elsewhere.post(&path, &[]).await.status, 404, "another organisation claimed it");

        assert_eq!(reporter.post(&path, &[]).await.status, 303);
        let after = row(&house, &reported).await;
        assert_eq!((after.entity.as_deref(), after.bound_how.as_str()), (Some(ENTITY), "sign-in"));
        assert_eq!(
            (after.reference, after.code, after.next_due),
            (before.reference, before.code, before.next_due)
        );
        let page = reporter.get(&format!("/organisation/dossiers/{}", reported.reference)).await.text();
        assert!(page.contains("Ransomware") && page.contains("De dienst werkt weer"), "all is there");
        assert_eq!(house.holder(&reported).get("/mine").await.status, 200, "the code keeps working");
        let receipt = format!("/organisation/dossiers/{}/receipt/early-warning/1", reported.reference);
        assert_eq!(reporter.get(&receipt).await.text(), reported.receipt, "the receipt is the same");
        assert!(!sees(&mut elsewhere, &reported.reference).await, "another organisation reads it");
        assert!(sees(&mut house.visits(&Outsider::named("entity-reader")).await, &reported.reference).await);
        assert!(sees(&mut house.visits(&Outsider::named("provider")).await, &reported.reference).await);
        let mut old = house.visits(&Outsider::named("provider-of-old")).await;
        assert!(!sees(&mut old, &reported.reference).await, "a mandate that ended still opens it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_answers_by_link_once() {
    on_both(async |house| {
        house.welcome().await;
        let reported = house.report("Waterbedrijf Noord").await;
        let secret = link(&house, ENTITY).await.expect("the contact is told");
        let page = house.client().get(&format!("/is-it-yours/{secret}")).await.text();
        assert!(page.contains(&reported.reference) && !page.contains("Ransomware"), "{page}");
        let yes = format!("/is-it-yours/{secret}/yes");
        assert_eq!(house.client().post(&yes, &[]).await.status, 200);
        assert_eq!(row(&house, &reported).await.bound_how, "contact");
        assert_eq!(house.client().post(&yes, &[]).await.status, 410, "it works once");
        assert_eq!(house.client().get("/is-it-yours/0123456789abcdef").await.status, 404);

        let second = house.report("Waterbedrijf Zuid").await;
        let secret = link(&house, OTHER_ENTITY).await.expect("the contact is told");
        let no = format!("/is-it-yours/{secret}/no");
        assert_eq!(house.client().post(&no, &[("reason", "Wij kennen dit niet")]).await.status, 200);
        let after = row(&house, &second).await;
        assert!(
            after.entity.is_none() && after.claimed.is_none() && after.unread > 0,
            "the desk looks at it"
        );
        let mut elsewhere = house.visits(&Outsider::named("entity-administrator-elsewhere")).await;
        assert!(!elsewhere.get("/organisation").await.text().contains(&second.reference));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_claim_is_undone_and_does_not_come_back() {
    on_both(async |house| {
        house.hire().await;
        house.welcome().await;
        let (reported, officer) = (house.report("Waterbedrijf Noord").await, house.staff(Role::DutyOfficer));
        let call = Call {
            entity: "11111111".into(),
            number: "+31 20 11111111".into(),
            spoken_to: "Noor".into(),
            note: String::new(),
        };
        call_back::bind_after_call(&house.house, &officer, &reported.reference, &call).await.unwrap();
        let mut reader = house.visits(&Outsider::named("entity-reader")).await;
        assert!(sees(&mut reader, &reported.reference).await);
        assert!(call_back::undo(&house.house, &officer, &reported.reference, " ").await.is_err(), "why?");
        call_back::undo(&house.house, &officer, &reported.reference, "Andere organisatie").await.unwrap();
        assert!(!sees(&mut reader, &reported.reference).await, "still read after the undoing");
        assert_eq!(house.holder(&reported).get("/mine").await.status, 200, "the code keeps working");

        // A correction that names the same organisation does not claim it again.
        let mut answers = early_warning("Waterbedrijf Noord");
        answers["w.status"] = json!("contained");
        let next = later::Next { stage: Stage::EarlyWarning, answers, reason: "Nu bekend".into() };
        later::file(&house.house, &house.reporter(&reported.id), &reported.id, &next).await.unwrap();
        let after = row(&house, &reported).await;
        assert_eq!((after.entity, after.claimed), (None, None));
        let past = meldkamer_store::binding::of_dossier(&house.house.database, &reported.id).await.unwrap();
        assert_eq!((past.len(), past[0].undone_reason.as_str()), (1, "Andere organisatie"));
        assert_eq!((past[0].number.as_str(), past[0].spoken_to.as_str()), ("+31 20 11111111", "Noor"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_of_a_report_brings_it_to_the_organisation() {
    on_both(async |house| {
        house.welcome().await;
        let unknown = house.report("Een ander bedrijf").await;
        let another = house.report("Waterbedrijf Zuid").await;
        let mut reporter = house.visits(&Outsider::named("entity-reporter")).await;
        let wrong = reporter.post("/organisation/claim", &[("code", &another.code)]).await;
        assert_eq!(wrong.status, 422, "it names another organisation");
        assert_eq!(
            reporter.post("/organisation/claim", &[("code", "zeven foute woorden")]).await.status,
            422
        );
        let done = reporter.post("/organisation/claim", &[("code", &unknown.code)]).await;
        assert_eq!(done.header("location"), format!("/organisation/dossiers/{}", unknown.reference));
        assert!(sees(&mut reporter, &unknown.reference).await);
        assert!(row(&house, &another).await.entity.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_in_reports_for_their_organisation_or_their_client() {
    on_both(async |house| {
        house.welcome().await;
        let mut provider = house.visits(&Outsider::named("provider")).await;
        let begun = provider.post("/organisation/report", &[("kind", "significant-incident")]).await;
        assert_eq!(begun.header("location"), "/report");
        let form = provider.get("/report").await.text();
        assert!(form.contains("Waterbedrijf Noord") && form.contains("11111111"), "the register fills it in");
        assert_eq!(provider.post("/report/file", &[]).await.status, 303);
        let reference = house.memory.text("SELECT reference FROM dossier").await.unwrap();
        let row =
            meldkamer_store::dossier::by_reference(&house.house.database, &reference).await.unwrap().unwrap();
        assert_eq!((row.entity.as_deref(), row.behalf.as_str()), (Some(ENTITY), "Sloten BV"));
        assert_eq!(row.bound_how, "filed");
        let mut reader = house.visits(&Outsider::named("entity-reader")).await;
        let page = reader.get(&format!("/organisation/dossiers/{reference}")).await.text();
        assert!(page.contains("Sloten BV"), "on whose behalf is said");
        let own = [("text", "mag niet")];
        let write = format!("/organisation/dossiers/{reference}/messages");
        assert_eq!(reader.post(&write, &own).await.status, 403, "a reader writes");
        let said = provider.post(&write, &[("message", "Wij zoeken mee")]).await;
        assert_eq!(said.status, 303);

        // Somebody who speaks for one organisation and numbers another binds nothing.
        let mut answers = early_warning("Waterbedrijf Zuid");
        answers["org.id"] = json!({"name": "Waterbedrijf Zuid", "number": "2222.2222"});
        let door = house.outside(&Outsider::named("entity-reporter"));
        let filed =
            first::at_once(&house.house, &door, &wish(Stage::EarlyWarning, answers), None).await.unwrap();
        assert_eq!((filed.dossier.entity, filed.dossier.claimed.as_deref()), (None, Some(OTHER_ENTITY)));
    })
    .await;
}
