//! What somebody is told when the house itself has trouble: a number that the log knows too, in their
//! language, and nothing of what is inside.

use crate::harness::house::on_both;

#[tokio::test(flavor = "multi_thread")]
async fn the_person_and_the_machine_see_the_trace_of_the_log() {
    on_both(async |house| {
        house.memory.run("ALTER TABLE draft RENAME TO hidden").await;
        for (language, words) in [("nl", "Noem dan dit nummer"), ("en", "Name this number")] {
            let mut person = house.client();
            person.cookies.insert("language".into(), language.into());
            let told = person.post("/report", &[("kind", "near-miss")]).await;
            let trace = told.header("x-trace-id");
            assert_eq!(told.status, 500);
            assert_eq!(trace.len(), 12, "{trace}");
            let page = told.text();
            assert!(page.contains(words) && page.contains(trace), "{page}");
            assert!(!page.contains("hidden") && !page.to_lowercase().contains("no such table"), "{page}");
        }
        let mut machine = house.client();
        machine.accept = "application/json";
        let told = machine.post("/report", &[("kind", "near-miss")]).await;
        let problem: serde_json::Value = serde_json::from_slice(&told.body).unwrap();
        assert_eq!(told.header("content-type"), "application/problem+json");
        assert_eq!(problem["trace"], told.header("x-trace-id"));
        assert_eq!((problem["code"].as_str(), problem["status"].as_u64()), (Some("trouble"), Some(500)));
    })
    .await;
}
