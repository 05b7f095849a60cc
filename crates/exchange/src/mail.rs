//! A mail as it came in: who says they sent it, what it says, and the files that hang on it.
//!
//! Files are only cut out, never opened. Nothing in a mail is proven, its sender least of all.

mod signed;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};
pub use signed::Signed;

/// Parts of a mail beyond this number are not looked at.
const MOST_FILES: usize = 100;

/// One mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// Its Message-ID without brackets, or empty.
    pub id: String,
    /// The Message-IDs of mails that it says it answers, without brackets.
    pub answers: Vec<String>,
    /// The address it says it comes from, in lower case, or empty.
    pub from: String,
    /// Its subject on one line.
    pub subject: String,
    /// Its text: the plain part, or the other one without its markup.
    pub text: String,
    /// Its files.
    pub files: Vec<File>,
    /// Whether a machine sent it: an absence note, a bounce, a list.
    pub automatic: bool,
    /// What it says of a mail that could not be delivered.
    pub bounce: Option<Bounce>,
    /// What was signed in it, when that is all that it holds.
    pub signed: Option<Signed>,
}

/// A report that a mail did not arrive (RFC 3464). It proves as little as any mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounce {
    /// The Message-ID of that mail, without brackets.
    pub message_id: String,
    /// Whom it could not reach, in lower case; empty when it does not say.
    pub recipient: String,
    /// Why not, on one line.
    pub why: String,
}

/// A file that hangs on a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name as given, without folders; never empty.
    pub name: String,
    /// Its type as given; not to be trusted.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a mail (RFC 5322, MIME). Anything that has a header is one; nothing else is.
///
/// The library falls over on some broken quoted-printable text. Such a mail is not lost: it comes in
/// as it stands, undecoded, with its headers read line by line.
pub fn read(bytes: &[u8]) -> Option<Mail> {
    std::panic::catch_unwind(|| decoded(bytes)).unwrap_or_else(|_| Some(as_it_stands(bytes)))
}

fn as_it_stands(bytes: &[u8]) -> Mail {
    let whole = String::from_utf8_lossy(bytes);
    let headers = whole.lines().take_while(|line| !line.is_empty());
    let header = |wanted: &str| {
        let named = |line: &str| {
            line.split_once(':')
                .filter(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(_, rest)| rest.trim().to_owned())
        };
        headers.clone().find_map(named).unwrap_or_default()
    };
    let from = header("from");
    let address = from.rsplit('<').next().unwrap_or_default().trim_end_matches('>');
    Mail {
        id: header("message-id").trim_matches(['<', '>']).to_owned(),
        answers: ids(&[header("in-reply-to"), header("references")].join(" ")),
        from: address.trim().to_lowercase(),
        subject: one_line(&header("subject")),
        text: plain(&whole),
        files: Vec::new(),
        automatic: !header("auto-submitted").is_empty(),
        bounce: None,
        signed: None,
    }
}

fn decoded(bytes: &[u8]) -> Option<Mail> {
    let message = MessageParser::default().parse(bytes)?;
    let from = message.from().and_then(|from| from.first()).and_then(|one| one.address());
    let texts: Vec<_> =
        (0..message.text_body_count().min(20)).filter_map(|at| message.body_text(at)).collect();
    Some(Mail {
        id: message.message_id().unwrap_or_default().trim().to_owned(),
        answers: ids(&["In-Reply-To", "References"]
            .map(|name| message.header_raw(name).unwrap_or_default())
            .join(" ")),
        from: from.unwrap_or_default().trim().to_lowercase(),
        subject: one_line(message.subject().unwrap_or_default()),
        text: plain(&texts.join("\n\n")),
        files: files(&message),
        automatic: is_automatic(&message),
        bounce: bounce(&message),
        signed: signed::part(&message),
    })
}

/// Message-IDs in a header, each once.
fn ids(header: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let named = header.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
    for (id, _) in named.take(MOST_FILES) {
        let id = id.trim().to_owned();
        if !id.is_empty() && !all.contains(&id) {
            all.push(id);
        }
    }
    all
}

/// The report in a mail, when it says that delivery failed for good and names the mail.
fn bounce(message: &Message<'_>) -> Option<Bounce> {
    let (mut found, mut failed) = (Bounce::default(), false);
    for part in message.parts.iter().take(MOST_FILES) {
        let Some(kind) = part.content_type() else { continue };
        match (kind.ctype(), kind.subtype().unwrap_or_default()) {
            ("message", "delivery-status" | "global-delivery-status") => {
                let text = String::from_utf8_lossy(part.contents());
                let field = |name: &str| field(&text, name);
                failed |= field("action").eq_ignore_ascii_case("failed");
                let recipient = field("final-recipient");
                found.recipient = recipient.rsplit(';').next().unwrap_or_default().trim().to_lowercase();
                found.why = one_line(&field("diagnostic-code"));
            }
            ("message", "rfc822") | ("text", "rfc822-headers") => {
                let inner = part.message().and_then(|inner| inner.message_id()).map(str::to_owned);
                let told = || field(&String::from_utf8_lossy(part.contents()), "message-id");
                let id = inner.unwrap_or_else(told);
                found.message_id = id.trim().trim_matches(['<', '>']).to_owned();
            }
            _ => {}
        }
    }
    (failed && !found.message_id.is_empty()).then_some(found)
}

/// A field of a report or of headers.
fn field(text: &str, wanted: &str) -> String {
    let named = |line: &str| {
        let (name, rest) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case(wanted).then(|| rest.trim().to_owned())
    };
    text.lines().find_map(named).unwrap_or_default()
}

fn files(message: &Message<'_>) -> Vec<File> {
    let file = |(at, part): (usize, &MessagePart<'_>)| {
        let media = part.content_type().map_or_else(
            || "application/octet-stream".to_owned(),
            |kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("octet-stream")),
        );
        File {
            name: file_name(part.attachment_name().unwrap_or_default(), at),
            media: one_line(&media).to_lowercase(),
            bytes: part.contents().to_vec(),
        }
    };
    message.attachments().take(MOST_FILES).enumerate().map(file).collect()
}

/// The last part of a path, without characters that could lead elsewhere or mislead.
fn file_name(given: &str, at: usize) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let fit = |c: &char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let name: String = last.chars().filter(fit).take(120).collect();
    match name.trim_matches(['.', ' ']) {
        "" => format!("bijlage-{}", at + 1),
        name => name.to_owned(),
    }
}

/// Absence notes and bounces say so (RFC 3834); lists and bulk mail too.
fn is_automatic(message: &Message<'_>) -> bool {
    let header = |name: &str| message.header_raw(name).unwrap_or_default().trim().to_lowercase();
    let submitted = header("Auto-Submitted");
    (!submitted.is_empty() && submitted != "no")
        || header("Return-Path") == "<>"
        || matches!(header("Precedence").as_str(), "bulk" | "junk" | "auto_reply")
}

fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Text without control characters but line feeds and tabs.
pub fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: Jan <Jan@Bedrijf.example>\r\nTo: melden@csirt.example\r\nSubject: =?utf-8?q?Storing_=E2=80=93?=\r\n plat\r\n\
        Message-ID: <a1@bedrijf.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
        --x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nAlles ligt plat.\r\n\
        --x\r\nContent-Type: application/zip; name=\"../../l.zip\"\r\nContent-Disposition: attachment; filename=\"../../l.zip\"\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nUEsDBA==\r\n--x--\r\n";

    #[test]
    fn a_mail_that_fells_the_library_comes_in_as_it_stands() {
        let mail = "From: Jan <Jan@Bedrijf.example>\r\nSubject: plat\r\nMessage-ID: <a2@bedrijf.example>\r\n\
            Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n=\r\n--x\r\n\r\nAlles ligt plat.\r\n--x--\r\n";
        let read = read(mail.as_bytes()).unwrap();
        assert_eq!((read.id.as_str(), read.from.as_str()), ("a2@bedrijf.example", "jan@bedrijf.example"));
        assert_eq!(read.subject, "plat");
        let bare = as_it_stands(mail.as_bytes());
        assert_eq!((bare.id, bare.from, bare.subject), (read.id, read.from, read.subject));
        assert!(bare.text.contains("Alles ligt plat."));
    }

    #[test]
    fn a_mail_is_taken_apart() {
        let mail = read(MAIL.as_bytes()).unwrap();
        assert_eq!((mail.id.as_str(), mail.from.as_str()), ("a1@bedrijf.example", "jan@bedrijf.example"));
        assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("Storing – plat", "Alles ligt plat."));
        let file =
            File { name: "l.zip".into(), media: "application/zip".into(), bytes: b"PK\x03\x04".to_vec() };
        assert_eq!(mail.files, [file]);
        assert!(!mail.automatic && mail.answers.is_empty());
        let answer =
            b"From: a@b.example\r\nIn-Reply-To: <two@x>\r\nReferences: <one@x>\r\n <two@x>\r\n\r\nJa.\r\n";
        assert_eq!(read(answer).unwrap().answers, ["two@x", "one@x"]);
    }

    #[test]
    fn an_absence_note_is_known_as_one() {
        assert!(
            read(b"From: a@b.example\r\nAuto-Submitted: auto-replied\r\n\r\nWeg.\r\n").unwrap().automatic
        );
        assert!(!read(b"From: a@b.example\r\nAuto-Submitted: no\r\n\r\nHier.\r\n").unwrap().automatic);
    }

    #[test]
    fn a_report_of_failure_names_the_mail_and_the_address() {
        let report = b"From: MAILER-DAEMON@mx.example\r\nAuto-Submitted: auto-replied\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
            --x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
            Final-Recipient: rfc822; SOC@wbn.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n\
            --x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <contact.con_1.ab@csirt.example>\r\nTo: soc@wbn.example\r\n\r\n--x--\r\n";
        let mail = read(report).unwrap();
        assert!(mail.automatic);
        let bounce = Bounce {
            message_id: "contact.con_1.ab@csirt.example".into(),
            recipient: "soc@wbn.example".into(),
            why: "smtp; 550 no such user".into(),
        };
        assert_eq!(mail.bounce, Some(bounce));
        let text = String::from_utf8_lossy(report);
        let delayed = text.replace("Action: failed", "Action: delayed");
        assert_eq!(read(delayed.as_bytes()).unwrap().bounce, None);
        let whole = text.replace("text/rfc822-headers", "message/rfc822");
        assert_eq!(
            read(whole.as_bytes()).unwrap().bounce.unwrap().message_id,
            "contact.con_1.ab@csirt.example"
        );
        assert_eq!(read(MAIL.as_bytes()).unwrap().bounce, None);
    }

    #[test]
    fn markup_becomes_text() {
        let html = b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n<p>Wij zijn <b>gehackt</b></p>\r\n";
        assert_eq!(read(html).unwrap().text, "Wij zijn gehackt");
    }

    #[test]
    fn a_name_leads_nowhere() {
        assert_eq!(file_name("C:\\x\\y.exe", 0), "y.exe");
        assert_eq!(file_name("..", 2), "bijlage-3");
        assert_eq!(file_name("fac\u{202e}fdp.exe", 0), "facfdp.exe");
    }
}
