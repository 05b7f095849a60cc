//! The emergency card: a sheet for the wall and a card for the wallet, with the same on it.

use super::telephone::names;
use crate::{Server, door::Caller, words::Gaps, words::gap};
use meldkamer_app::pack::{Contact, Contents};
use meldkamer_paper::{Block, NoticeKind, Pane, Paper, Span};

/// Room to write by hand.
const BLANK: &str = "................................";
/// So many people fit on a card.
const ON_CARD: usize = 6;

/// The card; for everybody there is room to write what is not known.
pub fn paper(server: &Server, caller: &Caller, contents: &Contents) -> Paper {
    let words = server.pages.words();
    let say = |key: &str| words.say_anyhow(caller.language, key, &Gaps::new());
    let settings = &server.house.settings;
    let day = server.house.day(caller.at).to_string();
    let mut gaps = Gaps::new();
    gaps.set("day", gap(day.clone()));
    let dated = words.say_anyhow(caller.language, "pack-card-dated", &gaps);
    let call = format!("{} {}", say("pack-card-call"), settings.telephone);
    let mut blocks = vec![
        Block::Notice(NoticeKind::Warning, vec![Span::bold(call)]),
        Block::Facts(facts(server, caller, contents, &say)),
        Block::Heading(1, say("pack-card-first")),
        Block::List {
            ordered: true,
            items: ["network", "power", "copies", "log", "call"]
                .map(|one| vec![Span::plain(say(&format!("prepare-first-{one}")))])
                .into(),
        },
        Block::Heading(1, say("pack-card-people")),
    ];
    blocks.push(people(contents, &say));
    for line in ["decides", "firm", "insurer", "channel"] {
        blocks.push(Block::Field { label: say(&format!("pack-card-{line}")), lines: 1, options: Vec::new() });
    }
    blocks.push(Block::PageBreak);
    blocks.push(Block::Heading(1, say("pack-wallet")));
    blocks.push(Block::text(say("pack-wallet-text")));
    blocks.push(Block::Cards(panes(server, contents, &dated, &say)));
    Paper {
        language: caller.language.code().to_owned(),
        title: say("pack-card-title"),
        subject: dated,
        author: settings.csirt.clone(),
        footer: format!("{}  {}", settings.telephone, settings.public_address()),
        created: caller.at.micros(),
        blocks,
        ..Paper::default()
    }
}

fn or_blank(text: &str) -> String {
    if text.is_empty() { BLANK.to_owned() } else { text.to_owned() }
}

fn facts(
    server: &Server,
    caller: &Caller,
    contents: &Contents,
    say: &impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    let settings = &server.house.settings;
    let what = names(server, caller, contents);
    let mut facts = vec![
        (say("pack-fact-report"), format!("{}/report", settings.public_address())),
        (say("pack-fact-organisation"), or_blank(&contents.organisation)),
        (say("pack-fact-number"), or_blank(&contents.number)),
        (say("pack-fact-sector"), or_blank(&what)),
        (say("pack-fact-domains"), or_blank(&contents.domains.join(", "))),
    ];
    if !contents.words.is_empty() {
        facts.push((say("pack-fact-words"), contents.words.clone()));
    }
    facts
}

fn people(contents: &Contents, say: &impl Fn(&str) -> String) -> Block {
    let row = |one: &Contact| vec![role(one, say), one.name.clone(), one.reach.join("\n")];
    let mut rows: Vec<Vec<String>> = contents.contacts.iter().map(row).collect();
    if rows.is_empty() {
        let roles = ["always", "technical", "management", "deputy"];
        let empty = |one: &&str| vec![say(&format!("pack-role-{one}")), BLANK.to_owned(), BLANK.to_owned()];
        rows = roles.iter().map(empty).collect();
    }
    Block::Table {
        caption: String::new(),
        head: ["pack-head-role", "pack-head-name", "pack-head-reach"].map(say).to_vec(),
        rows,
    }
}

/// The name of a role; one that we have no words for stands as it is.
fn role(one: &Contact, say: &impl Fn(&str) -> String) -> String {
    let key = format!("pack-role-{}", if one.role == "24/7" { "always" } else { &one.role });
    let said = say(&key);
    if said == key { one.role.clone() } else { said }
}

fn panes(server: &Server, contents: &Contents, dated: &str, say: &impl Fn(&str) -> String) -> Vec<Pane> {
    let settings = &server.house.settings;
    let words = if contents.is_for_all() { BLANK.to_owned() } else { contents.words.clone() };
    let front = Pane {
        title: format!("{} {}", say("pack-pane-call"), settings.telephone),
        rows: vec![
            (say("pack-fact-csirt"), settings.csirt.clone()),
            (say("pack-fact-report"), settings.public_address()),
            (say("pack-fact-organisation"), or_blank(&contents.organisation)),
            (say("pack-fact-number"), or_blank(&contents.number)),
            (say("pack-fact-words"), or_blank(&words)),
            (say("pack-fact-date"), dated.to_owned()),
        ],
    };
    let person = |one: &Contact| {
        let reach = one.reach.first().cloned().unwrap_or_default();
        (role(one, say), format!("{} {reach}", one.name).trim().to_owned())
    };
    let mut rows: Vec<_> = contents.contacts.iter().take(ON_CARD).map(person).collect();
    if rows.is_empty() {
        let roles = ["always", "technical", "management", "deputy", "firm"];
        rows = roles.map(|one| (say(&format!("pack-role-{one}")), BLANK.to_owned())).into();
    }
    vec![front, Pane { title: say("pack-pane-people"), rows }]
}
