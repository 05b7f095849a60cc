//! What this installation is: its settings without secrets, its public keys, its rulebooks.

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::{House, settings::Settings};
use meldkamer_domain::access::Verb;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/running/facts", Gate::SignedIn(Verb::ChangeStaff), show)]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Facts>()
}

/// What this installation is.
#[derive(Serialize)]
pub struct Facts {
    settings: Vec<(&'static str, String)>,
    keys: Vec<String>,
    edition: String,
    books: Vec<Book>,
    unconfirmed: usize,
}

/// A rulebook's file, and how much of it was not confirmed.
type Book = (String, usize);

impl Facts {
    fn of(house: &House) -> Self {
        let library = house.law();
        let archived = library.archived();
        let books: Vec<Book> = archived.as_object().into_iter().flatten().map(book).collect();
        Self {
            settings: told(&house.settings),
            keys: house.keys.published_text().lines().map(str::to_owned).collect(),
            edition: library.edition.clone(),
            unconfirmed: books.iter().map(|(_, open)| open).sum(),
            books,
        }
    }
}

fn book((file, text): (&String, &serde_json::Value)) -> Book {
    let lines = text.as_str().unwrap_or_default().lines();
    let open = |line: &&str| {
        let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        bare.contains("confirmed=false") && !bare.starts_with('#')
    };
    (file.clone(), lines.filter(open).count())
}

/// Every setting by its key, without what must stay secret.
fn told(settings: &Settings) -> Vec<(&'static str, String)> {
    let text = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let path = |path: &Option<std::path::PathBuf>| {
        path.as_ref().map_or("-".into(), |path| path.display().to_string())
    };
    vec![
        ("address", settings.public_address()),
        ("listen", settings.listen.clone()),
        ("metrics", text(&settings.metrics)),
        ("data", settings.data.display().to_string()),
        ("database", text(&without_secret(&settings.database))),
        ("depot", text(&settings.depot)),
        ("rulebooks", path(&settings.rulebooks)),
        ("prefix", settings.prefix.clone()),
        ("state", settings.state.clone()),
        ("csirt", settings.csirt.clone()),
        ("csirt_id", settings.csirt_id.clone()),
        ("telephone", settings.telephone.clone()),
        ("zone", settings.zone.clone()),
        ("attachment_mib", settings.attachment_mib.to_string()),
        ("sheet_mib", settings.sheet_mib.to_string()),
        ("resolver", settings.resolver.clone()),
        (
            "tls.certificate",
            settings.tls.as_ref().map_or("-".into(), |tls| tls.certificate.display().to_string()),
        ),
        ("mail.server", text(&without_secret(&settings.mail.server))),
        ("mail.password_file", path(&settings.mail.password_file)),
        ("mail.from", settings.mail.from.clone()),
        ("intake.listen", text(&settings.intake.listen)),
        ("intake.addresses", text(&settings.intake.addresses.join(", "))),
        ("alarm.webhook", text(&place_of(&settings.alarm.webhook))),
        ("alarm.webhook_secret_file", path(&settings.alarm.webhook_secret_file)),
        ("alarm.escalate_minutes", settings.alarm.escalate_minutes.to_string()),
        ("alarm.last_resort", text(&settings.alarm.last_resort)),
    ]
}

/// An address without name, password and query: `postgres://…@host/name`.
fn without_secret(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.rsplit_once('@') {
        Some((_, place)) => format!("{scheme}://…@{place}"),
        None => format!("{scheme}://{rest}"),
    }
}

/// The scheme and host of an address: the path of a webhook is often its secret.
fn place_of(address: &str) -> String {
    let bare = without_secret(address);
    match bare.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}/…", rest.split('/').next().unwrap_or_default()),
        None => String::new(),
    }
}

impl Page for Facts {
    const TEMPLATE: &'static str = "staff/facts.html";

    fn title(&self) -> &'static str {
        "staff-facts-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self {
            settings: told(&Settings::default()),
            keys: vec!["ncsc.meldkamer/0001+00000000+AAAA".into()],
            edition: "0123456789abcdef".into(),
            books: vec![("nl/cbw.toml".into(), 2)],
            unconfirmed: 2,
        }]
    }
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    caller.signed_in()?;
    server.show(&server.frame_of(&caller), &Facts::of(&server.house))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_shown() {
        assert_eq!(
            without_secret("postgres://me:geheim@db/meldkamer?password=x"),
            "postgres://…@db/meldkamer"
        );
        assert_eq!(without_secret("var/meldkamer.db"), "var/meldkamer.db");
        assert_eq!(place_of("https://hooks.example/T0/geheim"), "https://hooks.example/…");
        let mut settings = Settings { database: "postgres://me:geheim@db/x".into(), ..Settings::default() };
        settings.mail.server = "smtps://me:geheim@mail".into();
        settings.alarm.webhook = "https://hooks.example/geheim".into();
        assert!(!format!("{:?}", told(&settings)).contains("geheim"));
    }

    #[test]
    fn what_is_not_confirmed_is_counted() {
        let text = serde_json::json!(
            "confirmed = false\n# confirmed = false\nbasis = { confirmed=false }\nconfirmed = true"
        );
        assert_eq!(book((&"x".into(), &text)).1, 2);
    }
}
