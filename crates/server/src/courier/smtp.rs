//! Mail out, over SMTP. A second try of the same errand carries the same Message-ID.

use super::{Delivery, letter::Letter};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::authentication::Credentials,
};
use meldkamer_app::{courier::Undelivered, settings::Mail};
use meldkamer_domain::time::Instant;
use std::time::{Duration, SystemTime};
use tokio::time::timeout;

/// A mail server that says nothing for this long is unreachable.
const PATIENCE: Duration = Duration::from_secs(60);

/// The way to the mail server.
pub struct Smtp {
    transport: Result<AsyncSmtpTransport<Tokio1Executor>, Undelivered>,
    from: String,
}

/// What stands on the outside of a mail.
pub struct Envelope<'a> {
    /// To whom.
    pub to: &'a str,
    /// The errand's key, from which the Message-ID is made.
    pub key: &'a str,
    /// The language of the letter.
    pub language: &'a str,
    /// A receipt to attach.
    pub receipt: Option<&'a str>,
}

impl Smtp {
    /// The mail server of the settings.
    pub fn new(settings: &Mail) -> Self {
        Self { transport: transport(settings), from: settings.from.clone() }
    }

    /// Hands a letter to the mail server; answers what it said.
    pub async fn send(&self, envelope: &Envelope<'_>, letter: &Letter, at: Instant) -> Delivery {
        let transport = self.transport.as_ref().map_err(Clone::clone)?;
        let message = compose(&self.from, envelope, letter, at)?;
        let sent = timeout(PATIENCE, transport.send(message)).await;
        let said = sent.map_err(|_| Undelivered::Unreachable("the mail server does not answer".into()))?;
        match said {
            Ok(response) => {
                let words: Vec<&str> = response.message().collect();
                Ok(format!("smtp {} {}", response.code(), words.join(" ")))
            }
            Err(why) if why.is_permanent() => Err(Undelivered::Refused(chain(&why))),
            Err(why) => Err(Undelivered::Unreachable(chain(&why))),
        }
    }
}

fn transport(settings: &Mail) -> Result<AsyncSmtpTransport<Tokio1Executor>, Undelivered> {
    if settings.server.is_empty() {
        return Err(Undelivered::NoMailServer);
    }
    let unreachable = |why: String| Undelivered::Unreachable(format!("mail.server: {why}"));
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.server)
        .map_err(|why| unreachable(chain(&why)))?
        .timeout(Some(PATIENCE));
    if let Some(file) = &settings.password_file {
        let password = std::fs::read_to_string(file)
            .map_err(|why| unreachable(format!("the password file cannot be read: {why}")))?;
        let after = settings.server.split_once("://").map_or("", |(_, rest)| rest);
        let user = after.split_once('@').map_or("", |(user, _)| user);
        let user = user.split(':').next().unwrap_or_default().replace("%40", "@");
        builder = builder.credentials(Credentials::new(user, password.trim_end().to_owned()));
    }
    Ok(builder.build())
}

fn compose(
    from: &str,
    envelope: &Envelope<'_>,
    letter: &Letter,
    at: Instant,
) -> Result<Message, Undelivered> {
    let refused = |what: &str, why: String| Undelivered::Refused(format!("{what}: {why}"));
    let from: Mailbox = from.parse().map_err(|why| refused("mail.from", format!("{why}")))?;
    let to: Mailbox = envelope.to.parse().map_err(|why| refused("address", format!("{why}")))?;
    let domain = from.email.domain().to_owned();
    let seconds = u64::try_from(at.micros() / 1_000_000).unwrap_or(0);
    let builder = Message::builder()
        .from(from)
        .to(to)
        .subject(&letter.subject)
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .message_id(Some(message_id(envelope.key, &domain)))
        .raw_header(plain("Auto-Submitted", "auto-generated"))
        .raw_header(plain("X-Auto-Response-Suppress", "All"))
        .raw_header(plain("Content-Language", if envelope.language == "en" { "en" } else { "nl" }));
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(letter.body.clone());
    let message = match envelope.receipt {
        None => builder.singlepart(text),
        Some(receipt) => {
            let file =
                Attachment::new("receipt.txt".into()).body(receipt.to_owned(), ContentType::TEXT_PLAIN);
            builder.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
        }
    };
    message.map_err(|why| refused("letter", format!("{why}")))
}

/// The same errand, the same Message-ID: whoever gets it twice sees that it is one.
fn message_id(key: &str, domain: &str) -> String {
    let plain: String =
        key.chars().map(|c| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '.' }).collect();
    format!("<{plain}@{domain}>")
}

/// A header of plain words.
fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn chain(why: &dyn std::error::Error) -> String {
    let mut said = why.to_string();
    let mut source = why.source();
    while let Some(inner) = source {
        said.push_str(": ");
        said.push_str(&inner.to_string());
        source = inner.source();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(receipt: Option<&str>) -> String {
        let envelope =
            Envelope { to: "a@b.example", key: "confirm:dos_1:early-warning:1", language: "nl", receipt };
        let letter = Letter { subject: "Ontvangen – plat".into(), body: "Dag\n".into() };
        let at = Instant::parse("2026-11-20T15:40:00Z").unwrap();
        let from = "CSIRT <melden@csirt.example>";
        String::from_utf8(compose(from, &envelope, &letter, at).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_second_try_is_the_same_mail() {
        let mail = written(None);
        assert_eq!(mail, written(None));
        assert!(mail.contains("Message-ID: <confirm.dos_1.early-warning.1@csirt.example>"), "{mail}");
        assert!(mail.contains("Auto-Submitted: auto-generated"), "{mail}");
    }

    #[test]
    fn a_receipt_travels_as_a_file() {
        assert!(written(Some("bewijs")).contains("filename=\"receipt.txt\""));
    }

    #[test]
    fn an_address_cannot_smuggle_a_header_in() {
        let envelope =
            Envelope { to: "a@b.example\r\nBcc: c@d.example", key: "k", language: "nl", receipt: None };
        let letter = Letter { subject: "x".into(), body: String::new() };
        let wrong = compose("melden@csirt.example", &envelope, &letter, Instant::from_micros(0));
        assert!(matches!(wrong, Err(Undelivered::Refused(_))));
    }
}
