//! The page of a dossier tells the truth about it: what arrived, what did not, and what it has in common.

use crate::harness::{
    house::{TestHouse, on_both},
    world::{early_warning, wish},
};
use meldkamer_app::{
    courier::{self, Undelivered},
    filing::first,
};
use meldkamer_domain::{access::Role, question::Stage};
use serde_json::json;

async fn later(house: &TestHouse) -> Option<meldkamer_store::errand::ErrandRow> {
    house.set(house.now().plus_seconds(16 * 60));
    courier::take(&house.house).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_try_is_not_called_a_delivery() {
    on_both(async |house| {
        house.hire().await;
        let reported = house.report("Waterbedrijf Noord").await;
        let page = format!("/desk/dossiers/{}", reported.reference);
        let mut officer = house.signed_in(Role::DutyOfficer).await;
        let why = Undelivered::Unreachable("451 kom later terug".into());
        let tried = async |times: usize| {
            for _ in 0..times {
                let errand = later(&house).await.expect("something waits");
                courier::failed(&house.house, &errand, &why).await.unwrap();
            }
        };
        tried(1).await;
        let one = officer.get(&page).await.text();
        assert!(one.contains("Bezorging geprobeerd") && !one.contains("<p>Bezorgd"), "{one}");
        assert!(one.contains("De ontvanger was niet bereikbaar") && one.contains("451 kom later terug"));
        assert!(one.contains("Gemeld: Vroegtijdige waarschuwing") && !one.contains("early-warning"));
        tried(2).await;
        let three = officer.get(&page).await.text();
        assert!(three.contains("Bezorging geprobeerd: 3 ×"), "{three}");
        assert_eq!(three.matches("Bezorging geprobeerd").count(), 1, "tries are told together");

        let errand = later(&house).await.unwrap();
        courier::delivered(&house.house, &errand, "250 ok").await.unwrap();
        let told = officer.get(&page).await.text();
        assert_eq!(told.matches("<p>Bezorgd: ").count(), 1, "{told}");
        assert!(told.contains("Bezorging geprobeerd: 3 ×"), "what failed before stays told");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_dossiers_share_is_told_once_for_each_and_well_known_things_tie_nobody() {
    on_both(async |house| {
        house.hire().await;
        let report = async |organisation: &str, traces: &str| {
            let mut answers = early_warning(organisation);
            answers["s.ioc"] = json!({"answer": traces});
            let wish = wish(Stage::EarlyWarning, answers);
            first::at_once(&house.house, &house.stranger(), &wish, None).await.unwrap().dossier
        };
        let own = report("Waterbedrijf Noord", "185.1.2.3 kwaad[.]nl 8.8.8.8").await;
        report("Ziekenhuis Oost", "185.1.2.3, hxxps://kwaad[.]nl/pad").await;
        for number in 0..21 {
            report(&format!("Gemeente {number}"), "kwaad[.]nl").await;
        }
        report("Zuivelfabriek West", "8.8.8.8").await;
        let noise: String = (0..2000_u32).map(|n| format!("{:x}", n.wrapping_mul(2_654_435_761))).collect();
        report("Afvalbedrijf Zuid", &format!("https://ver-weg.nl/{}", &noise[..8000])).await;
        let shared = meldkamer_store::link::sharing(&house.house.database, &own.id, 20).await.unwrap();
        assert_eq!((shared.len(), shared[0].dossiers), (21, 22), "twenty dossiers, one of them shares two");

        let mut officer = house.signed_in(Role::DutyOfficer).await;
        let page = officer.get(&format!("/desk/dossiers/{}", own.reference)).await.text();
        let ties = page.split("id=\"ties\"").nth(1).unwrap().split("</h2>").nth(1).unwrap();
        assert!(ties.contains("Nog 2 andere dossiers"), "{ties}");
        assert_eq!(ties.matches("Ziekenhuis Oost").count(), 1, "{ties}");
        assert!(ties.find("Ziekenhuis Oost") < ties.find("Gemeente"), "who shares most comes first");
        assert!(!ties.contains("Zuivelfabriek West"), "a public resolver ties nobody");
        assert!(
            ties.contains("185[.]1[.]2[.]3") && !ties.contains(">kwaad.nl"),
            "nobody follows it by accident"
        );
        let found = officer.get("/desk?q=185.1.2.3").await.text();
        assert!(ties.contains("/desk?q=185.1.2.3") && found.contains("Ziekenhuis Oost"), "{ties}");
    })
    .await;
}
