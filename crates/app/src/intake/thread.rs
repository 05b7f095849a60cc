//! A mail that answers ours about a message in a case: it joins the thread, opened when it was sealed to us.
//!
//! Our mails carry the message in their Message-ID. Who answers one from the address to which it went, and
//! still takes part, writes in the thread; the message says that it came by mail, and whether their key
//! signed it.

use crate::{
    Act, Failed, House,
    attachment::{self, Kept},
    case::{
        self, TEXT,
        key::TheirKey,
        talk::{self, Said},
    },
};
use meldkamer_domain::{access::Permit, support_case::State};
use meldkamer_exchange::mail::{self, File, Mail};
use meldkamer_openpgp as openpgp;
use meldkamer_store::support_case::{
    party::{self, PartyRow},
    talk::{self as rows},
};
use std::str;

/// How the Message-ID of a mail about a message in a case begins.
const ABOUT: &str = "case-message.";

/// The most that a sealed mail may hold, in bytes.
const MOST: usize = 50 << 20;

/// The thread that a mail answers, and as whom.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) case: String,
    thread: String,
    party: PartyRow,
}

/// The thread that a mail answers, when it may.
pub(super) async fn answered(house: &House, mail: &Mail) -> Result<Option<Reply>, Failed> {
    let (asks, now) = (&house.database, house.clock.now().micros());
    let about = mail.answers.iter().filter_map(|id| id.strip_prefix(ABOUT)?.split('.').next());
    for id in about {
        let Some(message) = rows::message(asks, id).await? else { continue };
        if case::find(asks, &message.case_id).await?.state == State::Closed.name() {
            continue;
        }
        let inside = rows::parties(asks, &message.thread).await?;
        let all = party::of_case(asks, &message.case_id).await?;
        let from = |one: &PartyRow| !mail.from.is_empty() && one.email.trim().to_lowercase() == mail.from;
        let party = all.into_iter().find(|one| inside.contains(&one.id) && one.is_live(now) && from(one));
        if let Some(party) = party {
            return Ok(Some(Reply { case: message.case_id, thread: message.thread, party }));
        }
    }
    Ok(None)
}

/// How sure it is who wrote what a mail says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// As sure as with any mail, which is not at all. What was sealed to others stays as it is.
    None,
    /// It was sealed to the house by nobody knows whom. It may be somebody else's mail, caught on its way
    /// and sent again to have us open it: what was in it is for the desk alone.
    Unsigned,
    /// The party's own key signed it, sealed or not.
    Signed,
}

/// The mail as it reads once opened, without what nobody signed when the rest is signed.
pub(super) fn opened(house: &House, mail: &Mail, reply: Option<&Reply>) -> (Mail, Proof) {
    let theirs = reply.and_then(|reply| TheirKey::read(&reply.party.own_key, house.clock.now()).ok());
    let from = match &theirs {
        Some(TheirKey::OpenPgp(key)) => Some(&**key),
        _ => None,
    };
    if let Some(signed) = from.and_then(|from| signed(mail, from)) {
        return (signed, Proof::Signed);
    }
    let armoured = |file: &File| str::from_utf8(&file.bytes).is_ok_and(openpgp::is_message);
    let at = mail.files.iter().position(armoured);
    let sealed = match at {
        Some(at) => str::from_utf8(&mail.files[at].bytes).unwrap_or_default(),
        None if openpgp::is_message(&mail.text) => mail.text.as_str(),
        None => return (mail.clone(), Proof::None),
    };
    let Ok(inside) = house.keys.openpgp().open(sealed, from, MOST) else {
        return (mail.clone(), Proof::None);
    };
    let mut whole = mail.clone();
    match part(&inside.bytes) {
        Some(inner) => {
            (whole.text, whole.files) = (inner.text.clone(), inner.files.clone());
            // Some programs sign first and seal what they signed.
            if let Some(signed) = from.and_then(|from| signed(&inner, from)) {
                (whole.text, whole.files) = (signed.text, signed.files);
                return (whole, Proof::Signed);
            }
        }
        None => {
            whole.text = mail::plain(&String::from_utf8_lossy(&inside.bytes));
            if let Some(at) = at {
                whole.files.remove(at);
            }
        }
    }
    (whole, if inside.signed { Proof::Signed } else { Proof::Unsigned })
}

/// What a key signed of a mail, and nothing else of it.
fn signed(mail: &Mail, from: &openpgp::TheirKey) -> Option<Mail> {
    if let Some(signed) = &mail.signed {
        let inner = from.signed(&signed.part, &signed.signature).then(|| part(&signed.part))??;
        return Some(Mail { text: inner.text, files: inner.files, ..mail.clone() });
    }
    // A text that is signed in the clear says nothing of the files beside it.
    let alone = mail.files.is_empty() && openpgp::is_signed_text(&mail.text);
    let text = alone.then(|| from.signed_text(&mail.text))??;
    Some(Mail { text: mail::plain(&text), ..mail.clone() })
}

/// A part of a mail, with the headers that a part has.
fn part(bytes: &[u8]) -> Option<Mail> {
    mail::read(bytes).filter(|_| bytes.to_ascii_lowercase().starts_with(b"content-"))
}

/// Writes a mail in the thread that it answers. What is too long for a message comes as a file as well.
pub(super) async fn join(
    act: &Act<'_>,
    permit: &Permit,
    reply: &Reply,
    mail: &Mail,
    files: &[(&File, String)],
    signed: bool,
) -> Result<(), Failed> {
    let known = case::take(act, &reply.case).await?;
    let inside = rows::parties(act.tx()?, &reply.thread).await?;
    let all = party::of_case(act.tx()?, &reply.case).await?;
    let hears: Vec<PartyRow> = all.into_iter().filter(|one| inside.contains(&one.id)).collect();
    let file = |(file, digest): &(&File, String)| Kept {
        name: attachment::clean(&file.name),
        media: file.media.chars().filter(char::is_ascii_graphic).take(100).collect(),
        size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        digest: digest.clone(),
    };
    let mut kept: Vec<Kept> = files.iter().map(file).collect();
    if mail.text.chars().count() > TEXT {
        let whole = mail.text.clone().into_bytes();
        kept.push(attachment::keep(&act.house.depot, "mail.txt", "text/plain", whole).await?);
    }
    let body: String = mail.text.chars().take(TEXT).collect();
    let said = Said {
        body: if body.trim().is_empty() { mail.subject.as_str() } else { body.as_str() },
        way: if signed { "mail-signed" } else { "mail" },
        files: &kept,
        ..Said::default()
    };
    talk::say(act, permit, &known, &reply.thread, (Some(&reply.party), &hears), &said).await.map(drop)
}
