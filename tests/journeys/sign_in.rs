//! Coming in, in a real browser with a real (virtual) authenticator and by way of a real OpenID
//! provider, in both languages: an invitation taken up with a passkey, signing out and in again, a
//! dangerous act, and somebody whom a provider vouches for.

use crate::harness::{
    axe,
    browser::{Browser, Tab},
    house::{self, TestHouse},
    provider::Provider,
};
use chromiumoxide::cdp::browser_protocol::{
    network::CookieParam,
    web_authn::{
        AddVirtualAuthenticatorParams, AuthenticatorProtocol, AuthenticatorTransport, EnableParams,
        VirtualAuthenticatorOptions,
    },
};
use meldkamer_app::{account, chance::Clock};
use meldkamer_store::Dialect;
use serde_json::json;
use std::fs;
use tokio::net::TcpListener;

/// A house whose doors are open under a name, as passkeys want it.
pub(super) async fn open(
    dialect: Dialect,
    change: impl FnOnce(&mut meldkamer_app::settings::Settings, &str),
) -> (TestHouse, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let house = house::house_with(dialect, |settings| {
        settings.address.clone_from(&at);
        change(settings, &at);
    })
    .await;
    house.serve_on(listener);
    // The provider and its tokens live in the time of the machine.
    house.set(Clock::Machine.now());
    (house, at)
}

pub(super) async fn speak(tab: &Tab, at: &str, language: &str) {
    let choice = CookieParam::builder().name("language").value(language).url(at).build().unwrap();
    tab.page.set_cookie(choice).await.unwrap();
}

/// The page is in the language that was chosen, and everybody can use it.
pub(super) async fn is_good(tab: &Tab, language: &str) {
    let html = tab.html().await;
    assert!(html.contains(&format!("<html lang=\"{language}\"")), "{} in {language}", tab.path().await);
    let faults = axe::faults(tab).await;
    assert!(faults.is_empty(), "{}: {}", tab.path().await, faults.join("\n"));
}

/// A device with a finger on it, in the browser.
pub(super) async fn plug_in(tab: &Tab) {
    tab.page.execute(EnableParams::default()).await.unwrap();
    let device = VirtualAuthenticatorOptions::builder()
        .protocol(AuthenticatorProtocol::Ctap2)
        .transport(AuthenticatorTransport::Internal)
        .has_resident_key(true)
        .has_user_verification(true)
        .is_user_verified(true)
        .automatic_presence_simulation(true)
        .build()
        .unwrap();
    tab.page.execute(AddVirtualAuthenticatorParams::new(device)).await.unwrap();
}

async fn with_a_passkey(dialect: Dialect, language: &str) {
    let (house, at) = open(dialect, |_, _| {}).await;
    let link = account::setup_link(&house.house).await.unwrap().unwrap();
    let browser = Browser::open().await;
    let tab = browser.tab(1280).await;
    plug_in(&tab).await;
    speak(&tab, &at, language).await;

    tab.go(&link).await;
    is_good(&tab, language).await;
    for (name, typed) in [("name", "Ans de Vries"), ("login", "ans"), ("email", "ans@csirt.example")] {
        tab.type_in(&format!("[name=\"{name}\"]"), typed).await;
    }
    tab.tick(&format!("[name=\"language\"][value=\"{language}\"]")).await;
    tab.follow("main form button[type=\"submit\"]").await;
    is_good(&tab, language).await;
    tab.follow("form[data-passkey=\"create\"] button").await;
    assert_eq!(tab.path().await, "/desk", "whoever made the passkey is in");
    assert_eq!(house.memory.texts("SELECT password FROM account").await, [""]);

    tab.follow("form[action=\"/sign-out\"] button").await;
    tab.go(&format!("{at}/running")).await;
    assert!(tab.path().await.starts_with("/sign-in?next="), "{}", tab.path().await);
    is_good(&tab, language).await;
    tab.follow("form[data-passkey=\"get\"] button").await;
    assert_eq!(tab.path().await, "/running", "with the passkey, to where one was going");

    // A while later something dangerous is sent: the passkey is asked once more, and it goes on.
    house.set(house.now().plus_seconds(601));
    for (name, typed) in [("name", "Bob"), ("login", "bob"), ("email", "bob@csirt.example")] {
        tab.type_in(&format!("form[action=\"/running/staff\"] [name=\"{name}\"]"), typed).await;
    }
    tab.follow("form[action=\"/running/staff\"] button[type=\"submit\"]").await;
    assert!(tab.path().await.starts_with("/step-up/"), "{}", tab.path().await);
    is_good(&tab, language).await;
    tab.follow("form[data-passkey=\"get\"] button").await;
    assert_eq!(house.memory.texts("SELECT name FROM account WHERE login = 'bob'").await, ["Bob"]);

    tab.go(&format!("{at}/account/ways")).await;
    is_good(&tab, language).await;
    assert!(tab.text().await.contains("Passkey 1"));
    // One device makes one passkey: the page says so, and nothing is lost.
    tab.tick("form[data-passkey=\"create\"] button").await;
    let known = "() => !document.querySelector('[data-when=known]').hidden";
    tab.until("the page says that the device is known", async || tab.ask(known).await.unwrap()).await;
    is_good(&tab, language).await;
    assert_eq!(house.memory.number("SELECT count(*) FROM passkey").await, 1);
    browser.close().await;
}

/// Signs in at the provider, as its pages ask.
async fn at_the_provider(tab: &Tab, issuer: &str, login: &str) {
    let own = async || tab.page.url().await.unwrap().unwrap_or_default().starts_with(issuer);
    assert!(own().await, "at the provider");
    tab.type_in("input[name=\"login\"]", login).await;
    tab.type_in("input[name=\"password\"]", "x").await;
    tab.follow("button[type=\"submit\"]").await;
    if own().await {
        tab.follow("button[type=\"submit\"]").await;
    }
}

async fn by_way_of_a_provider(dialect: Dialect, language: &str) {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, "only between us\n").unwrap();
    let people = json!({
        "ans": {"name": "Ans de Vries", "kvk": "12345678", "loa": "hoog", "roles": ["beheer"]},
        "bob": {"name": "Bob", "kvk": "99999999", "loa": "hoog", "roles": []},
    });
    let mut provider = None;
    let (house, at) = open(dialect, |settings, at| {
        let back = format!("{at}/sign-in/with/makelaar/back");
        let real = Provider::start("meldkamer", "only between us", &back, &people);
        let text = format!(
            "id = 'makelaar'\nname = 'Makelaar'\nissuer = '{}'\nclient_id = 'meldkamer'\n\
             client_secret_file = '{}'\nlevels = ['laag', 'hoog']\nleast = 'hoog'\n\
             roles = {{ beheer = 'entity-administrator', '*' = 'entity-reader' }}\n\
             [claims]\nregister_number = 'kvk'\nlevel = 'loa'\nrole = 'roles'",
            real.issuer,
            secret.display()
        );
        settings.providers = vec![toml::from_str(&text).unwrap()];
        provider = Some(real);
    })
    .await;
    let issuer = provider.as_ref().unwrap().issuer.clone();
    let sql = "INSERT INTO entity (id, name, register_number, created_at) \
               VALUES ('org-noord', 'Waterbedrijf Noord', '12345678', 1)";
    house.memory.run(sql).await;
    let browser = Browser::open().await;
    let tab = browser.tab(1280).await;
    speak(&tab, &at, language).await;

    tab.go(&format!("{at}/sign-in")).await;
    is_good(&tab, language).await;
    tab.follow("a[href^=\"/sign-in/with/makelaar\"]").await;
    at_the_provider(&tab, &issuer, "ans").await;
    assert_eq!(tab.path().await, "/organisation");
    assert!(tab.text().await.contains("Waterbedrijf Noord"));
    let mandates = house.memory.texts("SELECT role || ' ' || body FROM mandate").await;
    assert_eq!(mandates, ["entity-administrator org-noord"]);
    tab.follow("form[action=\"/sign-out\"] button").await;

    // Somebody else, of an organisation that nobody knows: a page that says so, and how to go on.
    let other = browser.stranger().await;
    speak(&other, &at, language).await;
    other.go(&format!("{at}/sign-in/with/makelaar")).await;
    at_the_provider(&other, &issuer, "bob").await;
    assert!(other.path().await.starts_with("/sign-in/with/makelaar/back"));
    assert!(other.text().await.contains("99999999"));
    is_good(&other, language).await;
    other.follow("main a[href=\"/report\"]").await;

    // The provider is gone: a page that says so, and the other ways stand.
    drop(provider.take());
    house.set(house.now().plus_hours(25));
    other.go(&format!("{at}/sign-in/with/makelaar")).await;
    is_good(&other, language).await;
    other.follow("main a[href=\"/sign-in\"]").await;
    assert!(other.html().await.contains("action=\"/sign-in\""));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_in_dutch() {
    with_a_passkey(Dialect::Sqlite, "nl").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_in_english() {
    with_a_passkey(Dialect::Postgres, "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_in_dutch() {
    by_way_of_a_provider(Dialect::Postgres, "nl").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_in_english() {
    by_way_of_a_provider(Dialect::Sqlite, "en").await;
}
