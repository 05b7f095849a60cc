//! From nobody to a verified report, in a real browser and in both languages: an organisation registers
//! itself, its administrator comes in with a passkey and gives its provider a mandate, the provider
//! reports for it, the supervisor sees its part, and the mandate ends.

use super::sign_in::{is_good, open, plug_in, speak};
use crate::harness::{
    browser::{Browser, Tab},
    house::TestHouse,
};
use meldkamer_domain::access::Role;
use meldkamer_store::Dialect;

/// One browser of its own, and the language that its owner reads.
struct Person<'a> {
    tab: Tab,
    at: &'a str,
    language: &'a str,
}

impl<'a> Person<'a> {
    async fn new(browser: &Browser, at: &'a str, language: &'a str) -> Self {
        let tab = browser.stranger().await;
        plug_in(&tab).await;
        speak(&tab, at, language).await;
        Self { tab, at, language }
    }

    async fn go(&self, path: &str) {
        self.tab.go(&format!("{}{path}", self.at)).await;
        is_good(&self.tab, self.language).await;
    }

    /// Fills in the form that goes to a place, and sends it.
    async fn send(&self, action: &str, typed: &[(&str, &str)], picked: &[(&str, &str)]) {
        let field = |name: &str| format!("form[action=\"{action}\"] [name=\"{name}\"]");
        for (name, text) in typed {
            self.tab.type_in(&field(name), text).await;
        }
        for (name, value) in picked {
            let box_of = format!("{}[value=\"{value}\"]", field(name));
            if self.tab.page.find_element(&*box_of).await.is_ok() {
                self.tab.tick(&box_of).await;
            } else {
                self.tab.pick(&field(name), value).await;
            }
        }
        self.tab.follow(&format!("form[action=\"{action}\"] button[type=\"submit\"]")).await;
        is_good(&self.tab, self.language).await;
    }

    /// Takes up the invitation that was mailed to them, with a passkey.
    async fn take_up(&self, house: &TestHouse, name: &str, email: &str) {
        let login = email.split('@').next().unwrap();
        let payload = format!("SELECT payload FROM errand WHERE target = '{email}'");
        let payload = house.memory.texts(&payload).await.pop().expect("an invitation is mailed");
        let path = &payload[payload.find("/invitation/").expect("with a link")..];
        self.go(&path[..path.find('"').unwrap()]).await;
        let html = self.tab.html().await;
        for (field, text) in [("name", name), ("login", login)] {
            if html.contains(&format!("name=\"{field}\" type=\"text\" value=\"\"")) {
                self.tab.type_in(&format!("[name=\"{field}\"]"), text).await;
            }
        }
        self.tab.follow("main form button[type=\"submit\"]").await;
        is_good(&self.tab, self.language).await;
        self.tab.follow("form[data-passkey=\"create\"] button").await;
        is_good(&self.tab, self.language).await;
    }

    async fn reads(&self, text: &str) -> bool {
        self.tab.text().await.contains(text)
    }
}

const NAME: &str = "Waterbedrijf Noord";

async fn walk(dialect: Dialect, language: &str) {
    let (house, at) = open(dialect, |_, _| {}).await;
    house.hire().await;
    let mut desk = house.signed_in(Role::Administrator).await;
    let browser = Browser::open().await;

    // The organisation registers itself, and is approved.
    let owner = Person::new(&browser, &at, language).await;
    owner.go("/register").await;
    let typed = [("name", NAME), ("number", "12345678"), ("email", "info@noord.example"), ("city", "Hoorn")];
    let picked = [("class", "essential"), ("sectors", "drinking-water/mains")];
    owner.send("/register", &typed, &picked).await;
    assert!(owner.reads(NAME).await);
    let entity = house.memory.text("SELECT id FROM entity").await.unwrap();
    assert_eq!(house.memory.text("SELECT state FROM entity").await.unwrap(), "unverified");
    desk.post(&format!("/desk/register/{entity}/standing"), &[("standing", "registered"), ("reason", "")])
        .await;

    // Its first administrator asks, is called back and appointed, and comes in with a passkey.
    owner.go("/administrator-request").await;
    let typed = [
        ("organisation", NAME),
        ("number", "12345678"),
        ("name", "Ans de Vries"),
        ("email", "ans@noord.example"),
        ("phone", "+31 20 000 00 00"),
        ("body", "Wij hebben nog geen beheerder."),
    ];
    owner.send("/administrator-request", &typed, &[]).await;
    let plea = house.memory.text("SELECT id FROM plea").await.unwrap();
    let appointed = desk
        .post(&format!("/running/pleas/{plea}/appoint"), &[("entity", &entity), ("checked", "Gebeld")])
        .await;
    assert_eq!(appointed.status, 200, "{}", appointed.text());
    owner.take_up(&house, "Ans de Vries", "ans@noord.example").await;
    assert_eq!(owner.tab.path().await, "/organisation");
    assert!(owner.reads(NAME).await);

    // The administrator gives the provider a mandate; the provider reports for the organisation.
    owner.go("/organisation/people").await;
    let waits = if language == "nl" { "Uitgenodigd" } else { "Invited" };
    assert!(!owner.reads(waits).await, "who came in with a passkey is in");
    let typed =
        [("name", "Bob"), ("email", "bob@sloten.example"), ("firm", "Sloten BV"), ("until", "12312027")];
    owner.send("/organisation/people", &typed, &[("role", "provider"), ("language", language)]).await;
    assert!(owner.reads("bob@sloten.example").await && owner.reads(waits).await);
    let provider = Person::new(&browser, &at, language).await;
    provider.take_up(&house, "Bob", "bob@sloten.example").await;
    provider.go("/organisation/report").await;
    assert!(provider.reads("Sloten BV").await);
    provider.send("/organisation/report", &[], &[("kind", "significant-incident")]).await;
    assert_eq!(provider.tab.path().await, "/report");
    provider.tab.type_in("[name=\"w.summary\"]", "Alle servers zijn versleuteld").await;
    provider.tab.follow("button[name=\"then\"][value=\"check\"]").await;
    provider.tab.follow("form[action=\"/report/file\"] button").await;
    is_good(&provider.tab, language).await;
    let reference = provider.tab.text_of("#reference").await;
    let bound = house.memory.text("SELECT entity FROM dossier").await.unwrap();
    assert_eq!(bound, entity, "who reports under a mandate is known");

    // The organisation sees what was reported for it, and its supervisor sees its part.
    owner.go(&format!("/organisation/dossiers/{reference}")).await;
    assert!(owner.reads("Alle servers zijn versleuteld").await);
    let invited = [
        ("name", "Tess Toezicht"),
        ("email", "tess@ilt.example"),
        ("role", "supervisor"),
        ("body", "ilt"),
        ("language", language),
    ];
    assert_eq!(desk.post("/running/mandates", &invited).await.status, 200);
    let supervisor = Person::new(&browser, &at, language).await;
    supervisor.take_up(&house, "Tess Toezicht", "tess@ilt.example").await;
    supervisor.go("/authority").await;
    supervisor.tab.follow(&format!("a[href=\"/authority/dossiers/{reference}\"]")).await;
    is_good(&supervisor.tab, language).await;
    assert!(supervisor.reads("Alle servers zijn versleuteld").await);
    supervisor.go("/authority/entities").await;
    supervisor.tab.follow(&format!("a[href=\"/authority/entities/{entity}\"]")).await;
    is_good(&supervisor.tab, language).await;
    assert!(supervisor.reads(&reference).await && supervisor.reads("info@noord.example").await);
    owner.go(&format!("/organisation/dossiers/{reference}/audience")).await;
    assert!(owner.reads("Tess Toezicht").await, "the owner sees who looked");

    // The mandate ends, and with it, at once, what the provider sees.
    owner.go("/organisation/people").await;
    owner.tab.tick("details:has(form[action$=\"/revoke\"]) summary").await;
    owner.tab.follow("form[action$=\"/revoke\"] button").await;
    is_good(&owner.tab, language).await;
    provider.tab.go(&format!("{at}/organisation/dossiers/{reference}")).await;
    assert!(!provider.reads("Alle servers zijn versleuteld").await, "at {}", provider.tab.path().await);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_dutch() {
    walk(Dialect::Sqlite, "nl").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english() {
    walk(Dialect::Postgres, "en").await;
}
