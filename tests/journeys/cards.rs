//! Finding out on a telephone what to take first, in a real browser, without an account, in both languages.

use crate::harness::{axe, browser::Browser, house};
use chromiumoxide::cdp::browser_protocol::network::CookieParam;
use meldkamer_store::Dialect;

async fn look(language: &str, first: &str, chosen: &str) {
    let house = house::house_with(Dialect::Sqlite, |settings| settings.address = String::new()).await;
    let at = house.serve().await;
    let browser = Browser::open().await;
    let tab = browser.tab(375).await;
    let choice = CookieParam::builder().name("language").value(language).url(at.clone()).build().unwrap();
    tab.page.set_cookie(choice).await.unwrap();
    tab.script(false).await;
    tab.go(&format!("{at}/prepare")).await;
    tab.follow("main a[href=\"/prepare/evidence\"]").await;
    tab.follow("main a[href=\"/prepare/evidence/m365\"]").await;
    tab.follow("main a[href$=\"?system=free\"]").await;
    assert_eq!(tab.text_of("main ol > li strong").await, first, "the soonest to vanish comes first");
    assert!(tab.text().await.contains(chosen), "{}", tab.text().await);
    let fits = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    assert!(tab.ask::<bool>(fits).await.unwrap(), "nothing sticks out of the screen of a telephone");
    tab.script(true).await;
    let faults = axe::faults(&tab).await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tired_administrator_finds_what_goes_first() {
    look("nl", "Aanmeldingen en audit van Entra", "Blijft 7 dagen").await;
    look("en", "Entra sign-ins and audit", "Stays 7 days").await;
}
