//! What the pages of messages show.

use crate::{
    Server,
    page::{Field, Kind, Page},
    rooms::case::{
        Head,
        form::{Asked, sampled, wrong},
        viewer::Viewer,
    },
};
use meldkamer_app::case::{
    TEXT,
    key::{self, TheirKey},
    talk::read::{Conversation, Threads},
};
use meldkamer_domain::time::Instant;
use meldkamer_store::support_case::{
    party::PartyRow,
    talk::{ListedRow, MessageRow},
};
use serde::Serialize;

/// The threads of a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ThreadsPage {
    head: Head,
    outside: bool,
    threads: Vec<Thread>,
    /// Whether a draft was found.
    drafted: bool,
    fields: Vec<Field>,
    wrong: Vec<Field>,
    /// To whom a browser can seal what is written.
    keys: Vec<SealTo>,
    /// The most bytes that a message may have.
    most: usize,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Thread {
    id: String,
    title: String,
    changed_at: i64,
    messages: i64,
    unread: i64,
    urgent: i64,
    /// Whether only the CSIRT reads it.
    own: bool,
}

/// A name, empty for the CSIRT, and its key of age.
type SealTo = (String, String);

/// One thread.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ThreadPage {
    head: Head,
    outside: bool,
    id: String,
    /// What it is about: `title` is the page's own.
    about: String,
    /// Kind and name of the parties in it, and whether they take part now.
    parties: Vec<(String, String, bool)>,
    messages: Vec<Message>,
    drafted: bool,
    fields: Vec<Field>,
    wrong: Vec<Field>,
    /// To whom a browser can seal what is written.
    keys: Vec<SealTo>,
    /// The most bytes that a message may have.
    most: usize,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Message {
    author: String,
    /// Whether the CSIRT wrote it.
    csirt: bool,
    body: String,
    urgent: bool,
    /// How it came: empty by the pages, else by mail.
    way: String,
    /// How it is sealed when nothing but a sealed message stands in it: `age`, `openpgp`, or empty.
    sealed: &'static str,
    at: i64,
    /// Id, name and KiB of its files.
    files: Vec<(String, String, i64)>,
    /// Who of the others read it.
    readers: Vec<String>,
}

/// The fields with which somebody writes.
fn fields(asked: &Asked<'_>, limit: u64) -> Vec<Field> {
    let file = Kind::File { limit: format!("{limit} MB"), accept: String::new() };
    let urgent = vec![("yes".to_owned(), asked.say("case-message-urgent-tick"))];
    vec![asked.long("body", 6, TEXT).required(), asked.several("urgent", urgent), asked.field("files", file)]
}

/// The fields of a new thread; who hears it is chosen at the desk.
fn new_fields(asked: &Asked<'_>, parties: Option<Vec<(String, String)>>, limit: u64) -> Vec<Field> {
    let mut all = vec![asked.line("thread_title").required()];
    if let Some(parties) = parties {
        all.push(asked.several("parties", parties).hint(asked.say("case-ask-parties.hint")));
    }
    all.extend(fields(asked, limit));
    all
}

impl ThreadsPage {
    /// The page of a case's threads.
    pub fn of(viewer: &Viewer, found: &Threads, asked: &Asked<'_>, server: &Server) -> Self {
        let now = viewer.caller.at.micros();
        let hears = found.parties.iter().filter(|one| one.is_live(now) && one.kind != "police");
        let hears = hears.map(|one| (one.id.clone(), one.called())).collect();
        let parties = (!viewer.is_outside()).then_some(hears);
        let fields = new_fields(asked, parties, server.house.settings.attachment_mib);
        Self {
            head: viewer.head(&found.case, "messages"),
            outside: viewer.is_outside(),
            threads: found.rows.iter().map(thread).collect(),
            drafted: found.draft.is_some(),
            wrong: wrong(&fields),
            fields,
            keys: seal_to(found.recipient.as_deref(), &found.parties, viewer.caller.at),
            most: TEXT,
        }
    }
}

/// The key of the case, and those of age that live parties gave.
fn seal_to(case: Option<&str>, parties: &[PartyRow], at: Instant) -> Vec<SealTo> {
    let live = parties.iter().filter(|one| one.is_live(at.micros()));
    let theirs = live.filter_map(|one| match TheirKey::read(&one.own_key, at) {
        Ok(TheirKey::Age(recipient)) => Some((one.called(), recipient)),
        _ => None,
    });
    case.map(|key| (String::new(), key.to_owned())).into_iter().chain(theirs).collect()
}

fn thread(row: &ListedRow) -> Thread {
    Thread {
        id: row.id.clone(),
        title: row.title.clone(),
        changed_at: row.changed_at,
        messages: row.messages,
        unread: row.unread,
        urgent: row.urgent,
        own: row.parties == 0,
    }
}

impl ThreadPage {
    /// The page of one thread.
    pub fn of(viewer: &Viewer, found: &Conversation, asked: &Asked<'_>, server: &Server) -> Self {
        let now = viewer.caller.at.micros();
        let fields = fields(asked, server.house.settings.attachment_mib);
        let party = |one: &PartyRow| (one.kind.clone(), one.called(), one.is_live(now));
        Self {
            head: viewer.head(&found.case, "messages"),
            outside: viewer.is_outside(),
            id: found.thread.id.clone(),
            about: found.thread.title.clone(),
            parties: found.parties.iter().map(party).collect(),
            messages: found.messages.iter().map(|one| message(one, found)).collect(),
            drafted: found.draft.is_some(),
            wrong: wrong(&fields),
            fields,
            keys: seal_to(found.recipient.as_deref(), &found.parties, viewer.caller.at),
            most: TEXT,
        }
    }
}

fn message(row: &MessageRow, found: &Conversation) -> Message {
    let files = found.files.iter().filter(|file| file.message == row.id);
    let readers = found.seen.iter().filter(|one| one.number >= row.number && one.reader != row.actor);
    Message {
        author: row.author.clone(),
        csirt: row.party.is_none(),
        body: row.body.clone(),
        urgent: row.urgent == 1,
        way: row.way.clone(),
        sealed: key::sealed_as(&row.body).unwrap_or_default(),
        at: row.at,
        files: files
            .map(|file| (file.id.clone(), file.name.clone(), file.size.div_euclid(1024) + 1))
            .collect(),
        readers: readers.map(|one| one.name.clone()).collect(),
    }
}

/// The CSIRT and a firm.
fn key_samples() -> Vec<SealTo> {
    let key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    vec![(String::new(), key.into()), ("Jan, Recherche <b> BV".into(), key.into())]
}

impl Page for ThreadsPage {
    const TEMPLATE: &'static str = "case/messages.html";

    fn title(&self) -> &'static str {
        "case-messages-title"
    }

    fn samples() -> Vec<Self> {
        let thread = |own, unread| Thread {
            id: format!("thr_{own}"),
            title: "Logs <b>".into(),
            changed_at: 1_763_653_200_000_000,
            messages: 3,
            unread,
            urgent: unread,
            own,
        };
        let parties = || vec![("pty_1".to_owned(), "Jan, Recherche BV".to_owned())];
        let desk = sampled(&[("body", "Halverwege")], &["thread_title", "files"], |asked| {
            new_fields(asked, Some(parties()), 25)
        });
        let guest = sampled(&[], &[], |asked| new_fields(asked, None, 25));
        let full = Self {
            head: Head::sample("messages", true),
            threads: vec![thread(true, 0), thread(false, 2)],
            drafted: true,
            wrong: wrong(&desk),
            fields: desk,
            outside: false,
            keys: key_samples(),
            most: TEXT,
        };
        let head = Head::sample("messages", false);
        let outside = Self { head: head.clone(), outside: true, fields: guest, ..Self::default() };
        vec![full, outside, Self { head: Head { works: false, ..head }, outside: true, ..Self::default() }]
    }
}

impl Page for ThreadPage {
    const TEMPLATE: &'static str = "case/thread.html";

    fn title(&self) -> &'static str {
        "case-messages-title"
    }

    fn samples() -> Vec<Self> {
        let message = |csirt, urgent| Message {
            author: "Ans <b>".into(),
            csirt,
            body: "Kunt u de logs sturen?\nVan gisteren.".into(),
            urgent,
            way: if csirt { String::new() } else { "mail-signed".into() },
            sealed: "",
            at: 1_763_653_200_000_000,
            files: vec![("att_1".into(), "vpn <b>.log".into(), 12)],
            readers: vec!["Jan, Recherche BV".into(); usize::from(csirt)],
        };
        let sealed = Message {
            body: "-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBhYmM\n-----END AGE ENCRYPTED FILE-----".into(),
            way: "mail".into(),
            sealed: "age",
            ..message(false, false)
        };
        let typed = sampled(&[("body", "Halverwege")], &["body"], |asked| fields(asked, 25));
        let full = Self {
            head: Head::sample("messages", true),
            outside: false,
            id: "thr_1".into(),
            about: "Logs <b>".into(),
            parties: vec![("ir-firm".into(), "Jan, Recherche BV".into(), false)],
            messages: vec![message(true, false), message(false, true), sealed],
            drafted: true,
            wrong: wrong(&typed),
            fields: typed,
            keys: key_samples(),
            most: TEXT,
        };
        let outside = Self {
            head: Head::sample("messages", false),
            outside: true,
            parties: Vec::new(),
            wrong: Vec::new(),
            ..full.clone()
        };
        vec![full, outside]
    }
}
