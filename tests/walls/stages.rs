//! The form of a later stage leads to what is still open, and leaves shut what was told before.

use crate::harness::house::on_both;

/// The titles of the sections, and whether each stands open.
fn sections(page: &str) -> Vec<(String, bool)> {
    let form = page.split("data-autosave=").nth(1).unwrap();
    let drawn = form.split("<details class=\"mk-details\"").skip(1);
    let section = |one: &str| {
        let title = one.split("<summary>").nth(1).unwrap().split(" (").next().unwrap();
        (title.to_owned(), one.starts_with(" open"))
    };
    drawn.map(section).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_stands_open_and_what_was_told_is_shut() {
    on_both(async |house| {
        house.hire().await;
        let reported = house.report("Waterbedrijf Noord").await;
        let mut reporter = house.holder(&reported);
        let page = reporter.get("/mine/stage/notification").await.text();
        let is_open = |page: &str, title: &str| {
            let all = sections(page);
            all.iter().find(|(name, _)| name == title).unwrap_or_else(|| panic!("{title}: {all:?}")).1
        };
        assert!(
            is_open(&page, "Wat er gebeurde") && !is_open(&page, "Uw organisatie"),
            "{:?}",
            sections(&page)
        );
        assert!(page.contains("vragen open voor dit stuk") && page.contains("href=\"#w.cause\""), "{page}");
        assert!(!page.contains("href=\"#w.summary\""), "what was told is not asked for");

        let typed = [("writer", "a"), ("then", "save"), ("org.class", "important")];
        assert_eq!(reporter.post("/mine/stage/notification", &typed).await.status, 303);
        let page = reporter.get("/mine/stage/notification").await.text();
        assert!(is_open(&page, "Uw organisatie"), "what was typed now is in sight");

        let typed = [("writer", "a"), ("then", "save"), ("w.cause", "malicious")];
        assert_eq!(reporter.post("/mine/stage/notification", &typed).await.status, 303);
        let page = reporter.get("/mine/stage/notification").await.text();
        assert!(!page.contains("href=\"#w.cause\""), "it was answered");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stage_that_is_sent_twice_is_filed_once_and_asks_for_no_reason() {
    on_both(async |house| {
        let reported = house.report("Waterbedrijf Noord").await;
        let mut reporter = house.holder(&reported);
        let here = "/mine/stage/notification";
        let typed = [("writer", "a"), ("w.cause", "malicious"), ("w.detail", "Via een lek")];
        assert_eq!(reporter.post(here, &typed).await.status, 303);
        let again = reporter.post(here, &typed).await;
        assert_eq!(again.status, 303, "{}", again.text());
        let filed = "SELECT CAST(count(*) AS TEXT) FROM filing WHERE stage = 'notification'";
        assert_eq!(house.memory.text(filed).await.as_deref(), Some("1"));
        let other = [("writer", "a"), ("w.cause", "human-error"), ("w.detail", "Via een lek")];
        assert_eq!(reporter.post(here, &other).await.status, 422, "a change needs its reason");
    })
    .await;
}
