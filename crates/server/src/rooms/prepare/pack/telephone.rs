//! What to say on the telephone: the questions of the first hour in the order in which they are asked.

use crate::{Server, door::Caller, words::Gaps, words::gap};
use meldkamer_app::pack::Contents;
use meldkamer_domain::{fact::Facts, question::Stage};
use meldkamer_paper::{Block, NoticeKind, Paper, Span};

/// The script.
pub fn paper(server: &Server, caller: &Caller, contents: &Contents) -> Paper {
    let words = server.pages.words();
    let language = caller.language.code();
    let say = |key: &str| words.say_anyhow(caller.language, key, &Gaps::new());
    let settings = &server.house.settings;
    let library = server.house.law();
    let mut core = library.catalogue.stage(Stage::EarlyWarning, &Facts::default());
    core.retain(|one| one.question.core.is_some());
    core.sort_by_key(|one| one.question.core);
    let line = |one: &meldkamer_domain::question::Asked<'_>| {
        let question = one.question.field.label.in_language(language);
        vec![Span::plain(question.to_owned()), Span::mono(format!(" [{}]", one.question.id()))]
    };
    let call = format!("{} {}", say("pack-card-call"), settings.telephone);
    let plain = |key: &str| vec![Span::plain(say(key))];
    let blocks = vec![
        Block::Notice(NoticeKind::Warning, vec![Span::bold(call)]),
        Block::Heading(1, say("pack-script-say")),
        Block::text(opening(server, caller, contents)),
        Block::Heading(1, say("pack-script-asked")),
        Block::text(say("pack-script-asked-text")),
        Block::List { ordered: true, items: core.iter().map(line).collect() },
        Block::Heading(1, say("pack-script-note")),
        Block::List {
            ordered: false,
            items: ["who", "reference", "code", "limits", "next"]
                .map(|one| plain(&format!("pack-script-note-{one}")))
                .into(),
        },
        Block::Field { label: say("pack-script-write"), lines: 3, options: Vec::new() },
    ];
    Paper {
        language: language.to_owned(),
        title: say("pack-script-title"),
        subject: contents.organisation.clone(),
        author: settings.csirt.clone(),
        footer: format!("{}  {}", settings.telephone, settings.public_address()),
        created: caller.at.micros(),
        blocks,
        ..Paper::default()
    }
}

/// The first sentence.
fn opening(server: &Server, caller: &Caller, contents: &Contents) -> String {
    let words = server.pages.words();
    if contents.is_for_all() {
        return words.say_anyhow(caller.language, "pack-script-opening-all", &Gaps::new());
    }
    let mut gaps = Gaps::new();
    gaps.set("organisation", gap(contents.organisation.clone()));
    gaps.set("number", gap(contents.number.clone()));
    gaps.set("words", gap(contents.words.clone()));
    words.say_anyhow(caller.language, "pack-script-opening", &gaps)
}

/// Sector and class in words; empty when neither is known.
pub fn names(server: &Server, caller: &Caller, contents: &Contents) -> String {
    let library = server.house.law();
    let language = caller.language.code();
    let option = |question: &str, id: &str| {
        let question = library.catalogue.question(question)?;
        let found = question.field.option(id)?;
        Some(found.said.in_language(language).to_owned())
    };
    let found = [
        option("org.sector", &contents.sector),
        option("org.subsector", &contents.subsector),
        option("org.class", &contents.class),
    ];
    found.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
