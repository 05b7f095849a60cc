//! The form on paper: the questions of a first report, to fill in by hand and read out or send.

use crate::{Server, door::Caller, papers, problem::Problem, words::Gaps};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_domain::{
    fact::Facts,
    question::{Asked, Field, Kind, Requirement, Stage},
};
use meldkamer_paper::{Block, NoticeKind, Paper, Span};

/// More options than this are written rather than ticked.
const BOXES: usize = 28;
/// Groups whose optional questions stand on paper too.
const SOON: [&str; 3] = ["time", "measures", "help"];

/// `GET /form.pdf`.
pub async fn form(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let bytes = papers::print(paper(&server, &caller)).await?;
    let name = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"meldkamer-form.pdf\""),
    ];
    Ok((name, bytes).into_response())
}

/// The form, with the id of each question, so that it can be named on the telephone.
pub(crate) fn paper(server: &Server, caller: &Caller) -> Paper {
    let (law, settings) = (server.house.law(), &server.house.settings);
    let language = caller.language.code();
    let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
    let mut asked = law.catalogue.stage(Stage::EarlyWarning, &Facts::default());
    asked.retain(|one| one.group.id != "dora" && one.question.field.kind != Kind::Files);
    let (mut core, rest): (Vec<_>, Vec<_>) = asked.into_iter().partition(|one| one.question.core.is_some());
    core.sort_by_key(|one| one.question.core);
    let call = format!("{} {}", say("door-paper-call"), settings.telephone);
    let mut blocks = vec![
        Block::Notice(NoticeKind::Note, vec![Span::bold(call)]),
        Block::text(say("door-paper-text")),
        Block::Heading(1, say("door-core-title")),
    ];
    blocks.extend(core.iter().flat_map(|one| question(one, language, &say)));
    let mut group = "";
    for one in &rest {
        // Paper is for the first hour: what can wait is asked on the screen.
        let now = one.requirement == Requirement::Required || SOON.contains(&one.group.id.as_str());
        if !now {
            continue;
        }
        if one.group.id != group {
            group = &one.group.id;
            blocks.push(Block::Heading(1, one.group.title.in_language(language).to_owned()));
        }
        blocks.extend(question(one, language, &say));
    }
    Paper {
        language: language.to_owned(),
        title: say("door-paper-title"),
        subject: say("door-paper-subject"),
        author: settings.csirt.clone(),
        footer: format!("{}  {}", settings.telephone, settings.public_address()),
        created: caller.at.micros(),
        blocks,
        ..Paper::default()
    }
}

fn question(one: &Asked<'_>, language: &str, say: &impl Fn(&str) -> String) -> Vec<Block> {
    let (field, help) = (&one.question.field, one.question.help.in_language(language));
    let id = one.question.id();
    let label = format!("{} {help} [{id}]", field.label.in_language(language));
    if field.parts.is_empty() {
        return vec![asked(&label, field, language, say)];
    }
    let title = format!("{} [{id}]", field.label.in_language(language));
    let mut blocks = vec![Block::Heading(2, title), Block::text(help)];
    let times = if field.kind.has_rows() { 2 } else { 1 };
    for _ in 0..times {
        blocks.extend(
            field.parts.iter().map(|part| asked(part.label.in_language(language), part, language, say)),
        );
    }
    blocks
}

fn asked(label: &str, field: &Field, language: &str, say: &impl Fn(&str) -> String) -> Block {
    let unknown = say("unknown");
    let (lines, options) = match field.kind {
        Kind::YesNo => (0, vec![say("yes"), say("no"), unknown]),
        Kind::Choice | Kind::Choices if field.options.len() <= BOXES => {
            let options = field.options.iter().map(|one| one.said.in_language(language).to_owned());
            (0, options.chain([unknown]).collect())
        }
        Kind::LongText => (3, Vec::new()),
        _ => (1, Vec::new()),
    };
    let unit = field
        .unit
        .as_ref()
        .map(|unit| format!(" ({})", say(&format!("door-unit-{unit}"))))
        .unwrap_or_default();
    Block::Field { label: format!("{label}{unit}"), lines, options }
}
