//! The contact point: what may concern other states stands in its queue, and what it forwards says nothing
//! of whose it is.

use crate::harness::{
    house::on_both,
    outside::Outsider,
    world::{Reported, early_warning, wish},
};
use meldkamer_app::filing::first;
use meldkamer_domain::question::Stage;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_may_concern_others_is_forwarded_without_names_and_proven() {
    on_both(async |house| {
        house.welcome().await;
        let mut wish = wish(Stage::EarlyWarning, early_warning("Waterbedrijf Noord"));
        wish.answers["w.cross"] = json!({"answer": "yes", "states": ["DE", "BE"]});
        wish.answers["w.summary"] =
            "Gijzelsoftware bij Waterbedrijf Noord. Bel Ans de Vries, ans@waterbedrijf.example.".into();
        let reported: Reported =
            first::at_once(&house.house, &house.stranger(), &wish, None).await.unwrap().into();
        let home = house.report("Waterbedrijf Zuid").await;

        let mut point = house.visits(&Outsider::named("contact-point")).await;
        let queue = point.get("/contact-point").await.text();
        assert!(queue.contains(&reported.reference) && !queue.contains(&home.reference), "{queue}");
        let page = format!("/contact-point/dossiers/{}", reported.reference);
        assert!(point.get(&page).await.text().contains("Gijzelsoftware"));
        let hidden = format!("/contact-point/dossiers/{}", home.reference);
        assert_eq!(point.get(&hidden).await.status, 404);

        let forward = format!("{page}/forward");
        let proposed = point.get(&forward).await.text();
        let names = ["Waterbedrijf", "Ans de Vries", "ans@waterbedrijf.example", "12345678"];
        let text = proposed.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap();
        assert!(text.contains("Gijzelsoftware"), "{text}");
        for name in names.iter().chain([&reported.reference.as_str()]) {
            assert!(!text.contains(name), "{name} in {text}");
        }
        // A name that is put back stops it, and what was typed is still there.
        let back = [("state", "DE"), ("text", "At Waterbedrijf Noord")];
        let refused = point.post(&forward, &back).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("At Waterbedrijf Noord"));
        assert_eq!(house.memory.number("SELECT count(*) FROM forward").await, 0);
        // Home is no other state.
        let nl = point.post(&forward, &[("state", "NL"), ("text", "Ransomware")]).await;
        assert_eq!(nl.status, 422);

        assert_eq!(point.post(&forward, &[("state", "DE"), ("text", "Ransomware")]).await.status, 303);
        let letter = house.memory.text("SELECT payload FROM errand WHERE kind = 'forward'").await.unwrap();
        assert!(letter.contains("Ransomware") && letter.contains("\"state\":\"DE\""), "{letter}");
        for name in names.iter().chain([&reported.reference.as_str()]) {
            assert!(!letter.contains(name), "{name} in {letter}");
        }
        assert!(point.get(&page).await.text().contains("Ransomware"));

        assert_eq!(point.post(&format!("{page}/settle"), &[]).await.status, 303);
        assert!(!point.get("/contact-point").await.text().contains(&reported.reference));
        assert!(point.get("/contact-point?show=done").await.text().contains(&reported.reference));
        let seen = house.holder(&reported).get("/mine/audience").await.text();
        assert!(seen.contains("Noor contact-point"), "its owner sees who read it: {seen}");
    })
    .await;
}
