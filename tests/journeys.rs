//! The reporter's journey in a real browser, with script and without, in both languages: report,
//! file, receipt, go away, come back with the code, write to the CSIRT.

mod cards;
mod refused;
mod sign_in;
mod who_is_who;

use crate::harness::{
    browser::{Browser, Tab},
    house::{self, TestHouse},
};
use chromiumoxide::cdp::browser_protocol::network::CookieParam;
use meldkamer_domain::receipt;
use meldkamer_store::Dialect;

/// What a person reads on the way, to know that the pages speak their language.
struct Words {
    language: &'static str,
    summary: &'static str,
    message: &'static str,
}

const DUTCH: Words = Words {
    language: "nl",
    summary: "Alle bestanden op de servers zijn versleuteld",
    message: "De besturing draait weer met de hand",
};
const ENGLISH: Words = Words {
    language: "en",
    summary: "All files on the servers are encrypted",
    message: "The controls run by hand again",
};

async fn walk(dialect: Dialect, words: &Words, script: bool) {
    let house = house::house_with(dialect, |settings| settings.address = String::new()).await;
    let at = house.serve().await;
    let browser = Browser::open().await;
    let tab = browser.tab(1280).await;
    let choice =
        CookieParam::builder().name("language").value(words.language).url(at.clone()).build().unwrap();
    tab.page.set_cookie(choice).await.unwrap();
    tab.script(script).await;

    tab.go(&format!("{at}/")).await;
    speaks(&tab, words).await;
    assert_eq!(tab.html().await.contains("mk-has-script"), script, "script is on or off as it should be");
    tab.follow("main a[href=\"/report\"]").await;
    tab.follow("main form[action=\"/report\"] button").await;
    let code = write(&house, &tab, &at, words, script).await;
    tab.follow("button[name=\"then\"][value=\"check\"]").await;
    assert_eq!(tab.path().await, "/report/check");
    assert!(tab.text().await.contains(words.summary), "the check shows what will be filed");
    tab.follow("form[action=\"/report/file\"] button").await;
    assert_eq!(tab.path().await, "/filed");
    speaks(&tab, words).await;
    let reference = tab.text_of("#reference").await;
    assert!(reference.starts_with("NL-"), "{reference}");
    let receipt = tab.download("/filed/receipt").await;
    let checked =
        receipt::verify(&receipt, house.house.keys.published()).expect("a receipt that can be checked");
    assert_eq!(checked.reference, reference);

    come_back(&tab, &at, &code, &reference).await;
    go_on(&house, &tab, &at).await;
    tab.type_in("form[action=\"/mine/messages\"] textarea", words.message).await;
    tab.follow("form[action=\"/mine/messages\"] button").await;
    assert!(tab.text().await.contains(words.message), "the message stands in the dossier");
    speaks(&tab, words).await;
    let kept = house.memory.texts("SELECT body FROM message WHERE direction = 'in'").await;
    assert_eq!(kept, [words.message]);
    assert_eq!(house.memory.number("SELECT count(*) FROM dossier").await, 1);
    browser.close().await;
}

/// Fills in the report; the code to come back with.
async fn write(house: &TestHouse, tab: &Tab, at: &str, words: &Words, script: bool) -> String {
    assert_eq!(tab.path().await, "/report");
    speaks(tab, words).await;
    let code = tab.text_of("#code").await;
    assert_eq!(code.split('-').count(), 7, "{code}");
    tab.type_in("[name=\"w.summary\"]", words.summary).await;
    if script {
        // What was typed is kept before anybody presses a button, and stands there after a reload.
        let kept = "SELECT count(*) FROM draft_answer WHERE question = 'w.summary'";
        tab.until("the words are kept", async || house.memory.number(kept).await > 0).await;
        tab.go(&format!("{at}/report")).await;
        assert!(tab.html().await.contains(words.summary), "typed words were lost");
    }
    tab.type_in("[name=\"org.id.name\"]", "Waterbedrijf Noord").await;
    tab.tick("[name=\"w.malicious\"][value=\"yes\"]").await;
    attach(tab, words).await;
    code
}

/// Adds a file before filing: it goes with the form, and no word of the form is lost.
async fn attach(tab: &Tab, words: &Words) {
    let folder = tempfile::tempdir().unwrap();
    for name in ["log.txt", "scherm.png"] {
        let file = folder.path().join(name);
        std::fs::write(&file, name).unwrap();
        tab.choose("input[type=file][name=\"file\"]", &file).await;
        tab.follow("button[name=\"then\"][value=\"files\"]").await;
    }
    assert!(tab.html().await.contains(words.summary), "typed words were lost beside a file");
    tab.follow("button[name=\"drop\"]").await;
    let left = tab.text_of("ul:has(button[name=\"drop\"])").await;
    assert!(!left.contains("log.txt") && left.contains("scherm.png"), "{left}");
}

/// Asks for help and files the next stage, after the report.
async fn go_on(house: &TestHouse, tab: &Tab, at: &str) {
    assert!(tab.text().await.contains("scherm.png"), "the file went along");
    tab.go(&format!("{at}/mine/help")).await;
    tab.tick("[name=\"h.urgency\"][value=\"four-hours\"]").await;
    tab.follow("form[action=\"/mine/help\"] button[type=submit]").await;
    assert_eq!(house.memory.number("SELECT count(*) FROM help").await, 1);
    tab.go(&format!("{at}/mine/stage/notification")).await;
    tab.follow("form[action=\"/mine/stage/notification\"] button[type=submit]:not([name])").await;
    if tab.path().await.starts_with("/mine/stage") {
        // The page asks about what is missing; who does not know sends it all the same.
        tab.tick("[name=\"anyway\"]").await;
        tab.follow("form[action=\"/mine/stage/notification\"] button[type=submit]:not([name])").await;
    }
    let filed = "SELECT count(*) FROM filing WHERE stage = 'notification'";
    assert_eq!(house.memory.number(filed).await, 1, "{}", tab.text().await);
    tab.go(&format!("{at}/mine")).await;
}

/// Comes back on another machine, with nothing but the code.
async fn come_back(tab: &Tab, at: &str, code: &str, reference: &str) {
    let held = tab.page.get_cookies().await.unwrap();
    for cookie in held.iter().filter(|cookie| cookie.name == meldkamer::door::CODE_COOKIE) {
        tab.page.delete_cookie(cookie.name.clone()).await.unwrap();
    }
    tab.go(&format!("{at}/mine")).await;
    assert!(!tab.text().await.contains(reference), "the dossier opened without the code");
    tab.go(&format!("{at}/continue")).await;
    // As somebody reads it out over the telephone: with blanks and capitals.
    tab.type_in("input[name=\"code\"]", &code.replace('-', " ").to_uppercase()).await;
    tab.follow("form[action=\"/continue\"] button").await;
    assert_eq!(tab.path().await, "/mine");
    assert!(tab.text().await.contains(reference), "the dossier opens with the code");
}

/// The page is in the language that was chosen.
async fn speaks(tab: &Tab, words: &Words) {
    let html = tab.html().await;
    let mark = format!("<html lang=\"{}\"", words.language);
    assert!(html.contains(&mark), "{} is not in {}", tab.path().await, words.language);
}

#[tokio::test(flavor = "multi_thread")]
async fn dutch_with_script() {
    walk(Dialect::Sqlite, &DUTCH, true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dutch_without_script() {
    walk(Dialect::Postgres, &DUTCH, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn english_with_script() {
    walk(Dialect::Postgres, &ENGLISH, true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn english_without_script() {
    walk(Dialect::Sqlite, &ENGLISH, false).await;
}
