//! What is wrong in a section that is shut comes into sight when the form is sent, in a real browser.

use crate::harness::{
    browser::{Browser, Tab},
    house,
};
use chromiumoxide::cdp::browser_protocol::network::CookieParam;
use meldkamer_store::Dialect;

const SEND: &str = "form[data-autosave] button[type=submit]:not([name])";

/// Shuts the section of a field. Answers whether it is shut.
async fn shut(tab: &Tab, field: &str) -> bool {
    let shuts = format!(
        "() => {{ const at = document.querySelector({field:?}).closest('details'); at.open = false; return !at.open; }}"
    );
    tab.ask(&shuts).await.unwrap()
}

async fn stands_open(tab: &Tab, field: &str) -> bool {
    let asks = format!("() => document.querySelector({field:?})?.closest('details')?.open ?? false");
    tab.ask(&asks).await.unwrap_or(false)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_in_a_section_that_is_shut_is_not_kept_silent() {
    let house = house::house_with(Dialect::Sqlite, |settings| settings.address = String::new()).await;
    house.hire().await;
    let reported = house.report("Waterbedrijf Noord").await;
    let at = house.serve().await;
    let browser = Browser::open().await;
    let tab = browser.tab(375).await;
    for (name, value) in [(meldkamer::door::CODE_COOKIE, reported.code.as_str()), ("language", "nl")] {
        let cookie = CookieParam::builder().name(name).value(value).url(at.clone()).build().unwrap();
        tab.page.set_cookie(cookie).await.unwrap();
    }
    tab.go(&format!("{at}/mine/stage/notification")).await;

    // Half a date: only the browser knows of it, so its own message must be seen.
    let date = "input[name=\"t.start.date\"]";
    tab.type_in(date, "11").await;
    assert!(shut(&tab, date).await && !stands_open(&tab, date).await);
    tab.tick(SEND).await;
    tab.until("the section opens", async || stands_open(&tab, date).await).await;
    assert!(tab.path().await.starts_with("/mine/stage"), "half a date was filed as none");
    let focused: bool = tab.ask(&format!("() => document.activeElement.matches({date:?})")).await.unwrap();
    assert!(focused, "the field is where the reader is");

    // An address that is none: the house says so, in the reader's language.
    tab.go(&format!("{at}/mine/stage/notification")).await;
    let mail = "input[name=\"rep.tech.email\"]";
    tab.type_in(mail, "ans@").await;
    assert!(shut(&tab, mail).await);
    tab.follow(SEND).await;
    assert!(stands_open(&tab, mail).await && tab.text().await.contains("Dit is geen e-mailadres"));
    browser.close().await;
}
