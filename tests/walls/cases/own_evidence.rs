//! Who takes part from outside sees what came for their part, with its custody, and nothing of another's.

use super::{case_of, come_in, invite};
use crate::{harness::house::on_both, walls::evidence};
use axum::body::Body;
use meldkamer_app::evidence::{destroy, link};
use meldkamer_domain::access::Role;

#[tokio::test(flavor = "multi_thread")]
async fn each_part_sees_its_own_evidence_to_the_end() {
    on_both(async |house| {
        let (reported, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let (_, secret) = invite(&house, &desk, &case).await;
        let (mut firm, mut holder) = (come_in(&house, &secret).await, house.holder(&reported));
        let sql = "SELECT id FROM case_party WHERE kind = 'organisation'";
        let organisation = house.memory.text(sql).await.unwrap();
        let wish = |party: &str| link::Wish {
            person: "Noor van Dijk".into(),
            purpose: "Logboek".into(),
            until: Some(house.now().plus_hours(1)),
            keep_days: Some(30),
            party: party.into(),
            ..link::Wish::default()
        };
        let wrong = link::faults(&house.house, &case, &wish("nobody"), house.now()).await.unwrap();
        assert_eq!(wrong, [("party".to_owned(), "not-an-option")]);
        let made = link::make(&house.house, &desk, &case, &wish(&organisation)).await.unwrap();
        let file = evidence::announce(&house, &made.secret, 4).await;
        let part = evidence::part(0, Some(&evidence::sha256(b"abcd")));
        assert_eq!(evidence::tus(&house, "PATCH", &file, &part, Body::from("abcd")).await.status, 204);

        let page = format!("/case/{case}/evidence");
        let lines = house.lines().await;
        let seen = holder.get(&page).await;
        assert_eq!((seen.status, house.lines().await), (200, lines + 1));
        assert!(seen.text().contains("disk.bin") && seen.text().contains("Noor van Dijk"), "{}", seen.text());
        assert!(!firm.get(&page).await.text().contains("disk.bin"), "it is not the firm's");
        let id = house.memory.text("SELECT id FROM evidence_item").await.unwrap();
        let end = destroy::Wish { reason: "Zaak gesloten".into(), early: "Op verzoek".into() };
        destroy::item(&house.house, &house.staff(Role::DutyOfficer), &id, &end).await.unwrap();
        let seen = holder.get(&page).await.text();
        assert!(seen.contains("Meldkamer certificate of destruction"), "{seen}");
    })
    .await;
}
