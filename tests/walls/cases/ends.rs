//! How work in a case begins and ends: playbooks that become tasks, closing, opinions, opening again.

use super::case_of;
use crate::harness::house::on_both;
use meldkamer_app::case::{
    end,
    playbook::{self, Imported},
    task,
};
use meldkamer_domain::access::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_playbook_becomes_tasks_and_the_tasks_a_playbook() {
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let file = serde_json::json!({"type": "playbook", "spec_version": "cacao-2.0", "id": "playbook--1", "name": "Dag 1",
            "workflow_start": "start--1", "workflow": {
                "start--1": {"type": "start", "on_completion": "action--1"},
                "action--1": {"type": "action", "name": "Bellen", "on_completion": "action--2"},
                "action--2": {"type": "action", "name": "Veiligstellen", "on_completion": "end--1"},
                "end--1": {"type": "end"}}});
        let done = playbook::import(&house.house, &desk, &case, file.to_string().as_bytes()).await.unwrap();
        assert!(matches!(done, Imported::Started(notes) if notes.is_empty()));
        let (_, tasks) = task::at_the_desk(&house.house, &desk, &case).await.unwrap();
        let told: Vec<_> = tasks.rows.iter().map(|row| (row.title.as_str(), tasks.waits_for(&row.id))).collect();
        assert_eq!(told, [("Bellen", vec![]), ("Veiligstellen", vec![1])]);
        let (_, text) = playbook::export(&house.house, &desk, &case).await.unwrap();
        let again = playbook::import(&house.house, &desk, &case, text.as_bytes()).await.unwrap();
        assert!(matches!(again, Imported::Started(notes) if notes.is_empty()));
        let (_, tasks) = task::at_the_desk(&house.house, &desk, &case).await.unwrap();
        assert_eq!(tasks.waits_for(&tasks.rows[3].id), [3]);
        // What cannot be taken in changes nothing.
        let bad = playbook::import(&house.house, &desk, &case, b"{}").await.unwrap();
        assert!(matches!(bad, Imported::Faulty(_)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_closes_with_lessons_is_rated_and_opens_again() {
    on_both(async |house| {
        let (reported, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let wish = task::Wish { title: "Bellen".into(), ..task::Wish::default() };
        let id = task::plan(&house.house, &desk, &case, &wish).await.unwrap();
        let ends = end::Wish {
            disposition: "answered".into(),
            body: "Via de VPN".into(),
            lessons: "Eerder bellen".into(),
        };
        assert!(end::close(&house.house, &desk, &case, &ends, 1).await.is_err(), "a task is open");
        task::answer(&house.house, &desk, &case, &id, ("dropped", "Niet nodig"), 1).await.unwrap();
        end::close(&house.house, &desk, &case, &ends, 1).await.unwrap();
        assert!(task::plan(&house.house, &desk, &case, &wish).await.is_err(), "it is over");
        let mut holder = house.holder(&reported);
        let page = format!("/case/{case}/opinion");
        assert_eq!(holder.post(&page, &[("score", "9")]).await.status, 422);
        assert_eq!(holder.post(&page, &[("score", "4"), ("opinion", "Fijn")]).await.status, 303);
        let figures = house.signed_in(Role::Observer).await.get("/desk/cases/figures").await;
        assert!(figures.status == 200 && figures.text().contains("4.0 (1)"), "{}", figures.text());
        end::reopen(&house.house, &desk, &case, "Zij zijn terug", 2).await.unwrap();
        let screen = house.signed_in(Role::Analyst).await.get(&format!("/desk/case/{case}/screen")).await;
        assert_eq!((screen.status, screen.header("refresh")), (200, "60"));
    })
    .await;
}
