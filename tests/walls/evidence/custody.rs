//! From the victim's hand to destruction: custody is written, nobody can change it unseen, a hold stops
//! destruction, a working copy names who took it, and the destroyed cannot be read.

use super::{CASE, announce, hex, link, part, sha256, tus};
use crate::harness::{
    house::{TestHouse, on_both},
    programs,
};
use axum::{body::Body, http::Method};
use meldkamer_app::evidence::{
    sweep,
    verify::{self, What},
};
use meldkamer_domain::{access::Role, note};
use meldkamer_store::evidence::item;

const BYTES: &[u8] = b"ElfFile\0 een regel uit het logboek";

/// Sends a small file; answers the id of its item.
async fn sent(house: &TestHouse) -> String {
    let (secret, _) = link(house).await;
    let file = announce(house, &secret, BYTES.len()).await;
    let said = tus(house, "PATCH", &file, &part(0, Some(&sha256(BYTES))), Body::from(BYTES)).await;
    assert_eq!(said.status, 204);
    let items = item::of_case(&house.house.database, CASE).await.unwrap();
    items.last().unwrap().id.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_hand_to_the_last() {
    on_both(async |house| {
        house.hire().await;
        let id = sent(&house).await;
        let mut officer = house.signed_in(Role::DutyOfficer).await;
        let home = format!("/desk/evidence/{id}");
        let page = officer.get(&home).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(&hex(&sha256(BYTES))));
        let step = |name: &'static str| {
            [
                ("step", name),
                ("person", "Noor van Dijk"),
                ("role", "beheerder"),
                ("happened.date", "2026-11-20"),
                ("happened.time", "16:00"),
                ("purpose", "Onderzoek"),
                ("place", "Rek 14"),
                ("digest", ""),
            ]
        };
        // Collected before we had it; but not analysed before it was opened.
        assert_eq!(officer.post(&format!("{home}/custody"), &step("collected")).await.status, 303);
        let wrong = officer.post(&format!("{home}/custody"), &step("analysed")).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("Noor van Dijk"), "what was typed stays");

        let copy = [("copy_purpose", "Logboek lezen"), ("form", "plain")];
        let taken = officer.post(&format!("{home}/copy"), &copy).await;
        assert_eq!((taken.status, taken.body.as_ref()), (200, BYTES));
        let manifest = taken.header("meldkamer-manifest");
        let manifest = String::from_utf8(unbase64(manifest)).unwrap();
        let (text, _) = note::open(&manifest, house.house.keys.published()).unwrap();
        assert!(text.contains("taken by") && text.contains("Logboek lezen") && text.contains(&id));
        let none = officer.post(&format!("{home}/copy"), &[("copy_purpose", ""), ("form", "plain")]).await;
        assert_eq!(none.status, 422);

        assert_eq!(officer.post(&format!("{home}/hold"), &[("hold_reason", "Aangifte")]).await.status, 303);
        let end = [("reason", "Zaak gesloten"), ("early", "Op verzoek van de eigenaar")];
        assert_eq!(officer.post(&format!("{home}/destroy"), &end).await.status, 422);
        assert_eq!(officer.post(&format!("{home}/release"), &[("hold_reason", "Vonnis")]).await.status, 303);
        let early = [("reason", "Zaak gesloten"), ("early", "")];
        assert_eq!(officer.post(&format!("{home}/destroy"), &early).await.status, 422);
        assert!(verify::run(&house.house, &What::All).await.unwrap().is_sound());
        assert_eq!(officer.post(&format!("{home}/destroy"), &end).await.status, 303);
        assert_eq!(officer.post(&format!("{home}/copy"), &copy).await.status, 410);
        sweep::round(&house.house).await.unwrap();
        for paper in ["custody.pdf", "certificate.pdf"] {
            let paper = officer.get(&format!("{home}/{paper}")).await;
            assert_eq!(paper.status, 200);
            assert!(paper.body.starts_with(b"%PDF-"));
        }
        let report = verify::run(&house.house, &What::Case(CASE.into())).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.findings);
        assert_eq!(report.destroyed, 1);
    })
    .await;
}

fn unbase64(text: &str) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(text).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_changed_is_found() {
    on_both(async |house| {
        let id = sent(&house).await;
        let all = async || verify::run(&house.house, &What::All).await.unwrap();
        assert!(all().await.is_sound());
        for (change, back) in [
            (
                "UPDATE evidence_custody SET person = 'Iemand'",
                "UPDATE evidence_custody SET person = 'Noor van Dijk'",
            ),
            ("UPDATE evidence_item SET size = size + 1", "UPDATE evidence_item SET size = size - 1"),
            ("UPDATE evidence_part SET begins = 1", "UPDATE evidence_part SET begins = 0"),
        ] {
            house.memory.run(change).await;
            assert!(!all().await.is_sound(), "{change}");
            house.memory.run(back).await;
            assert!(all().await.is_sound(), "{back}");
        }
        // A byte of what is kept.
        let row = item::by_id(&house.house.database, &id).await.unwrap().unwrap();
        let parts =
            meldkamer_store::evidence::upload::parts(&house.house.database, &row.upload).await.unwrap();
        let path = house.house.settings.data.join("depot").join(&parts[0].key[..2]).join(&parts[0].key);
        let mut kept = std::fs::read(&path).unwrap();
        let last = kept.len() - 1;
        kept[last] ^= 1;
        std::fs::write(&path, &kept).unwrap();
        let report = all().await;
        assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
        kept[last] ^= 1;
        std::fs::write(&path, &kept).unwrap();
        assert!(all().await.is_sound());
        // A second implementation opens what we keep with the item's own key.
        let key = house.house.keys.envelope().open(row.wrapped.as_deref().unwrap()).unwrap().text();
        let script = format!("{}/clients/age.mjs", env!("CARGO_MANIFEST_DIR"));
        let read = programs::run("node", &[&script, &key, path.to_str().unwrap()]);
        assert_eq!(read.as_bytes(), BYTES);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_script_sends_whole_files() {
    on_both(async |house| {
        let (secret, _) = link(&house).await;
        let mut sender = house.client();
        let page = sender.get(&format!("/evidence/{secret}")).await;
        assert_eq!(page.status, 200);
        let file = |name: &str, body: &str| {
            format!("--grens\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{body}\r\n")
        };
        let large = "x".repeat(3_000_000);
        let body = format!("{}{}--grens--\r\n", file("een.log", "een regel"), file("twee.log", &large));
        let kind = Some("multipart/form-data; boundary=grens");
        let path = format!("/evidence/{secret}");
        assert_eq!(sender.send(Method::POST, &path, kind, body.into_bytes()).await.status, 303);
        let page = sender.get(&path).await.text();
        assert!(page.contains(&hex(&sha256(b"een regel"))) && page.contains(&hex(&sha256(large.as_bytes()))));
        let nothing = format!("{}--grens--\r\n", file("", ""));
        assert_eq!(sender.send(Method::POST, &path, kind, nothing.into_bytes()).await.status, 422);
        assert!(verify::run(&house.house, &What::All).await.unwrap().is_sound());
    })
    .await;
}
