//! Evidence on paper: the custody form with room for signatures, and the certificate of destruction.

use crate::{
    Server,
    door::Caller,
    papers,
    problem::Problem,
    rooms::mine::voice::Voice,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::evidence::item::{self, Seen};
use meldkamer_domain::access::Verb;
use meldkamer_paper::{Block, Paper};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/evidence/{id}/custody.pdf", Gate::SignedIn(Verb::ReadEvidence), custody),
        Route::get("/desk/evidence/{id}/certificate.pdf", Gate::SignedIn(Verb::ReadEvidence), certificate),
    ]
}

fn paper(
    server: &Server,
    caller: &Caller,
    voice: &Voice<'_>,
    seen: &Seen,
    title: &str,
    blocks: Vec<Block>,
) -> Paper {
    let settings = &server.house.settings;
    Paper {
        language: caller.language.code().to_owned(),
        title: voice.say(title),
        subject: seen.row.name.clone(),
        author: settings.csirt.clone(),
        reference: seen.row.id.clone(),
        footer: format!("{} | {}", settings.csirt, settings.telephone),
        created: caller.at.micros(),
        watermark: None,
        blocks,
    }
}

async fn printed(paper: Paper, name: &str) -> Result<Response, Problem> {
    let head = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}.pdf\"")),
    ];
    Ok((head, papers::print(paper).await?).into_response())
}

fn facts(voice: &Voice<'_>, seen: &Seen) -> Block {
    let row = &seen.row;
    let mut facts = vec![
        (voice.say("evidence-number"), row.number.to_string()),
        (voice.say("evidence-name"), row.name.clone()),
        (voice.say("evidence-size"), format!("{} ({} B)", voice.size(row.size), row.size)),
        (voice.say("evidence-digest"), row.digest.clone()),
        (voice.say("evidence-received"), voice.both(row.received_at)),
        (voice.say("evidence-keep-until"), voice.both(row.keep_until)),
    ];
    if !row.plain_stated.is_empty() {
        facts.push((voice.say("evidence-plain-stated"), row.plain_stated.clone()));
    }
    Block::Facts(facts)
}

async fn custody(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let seen = item::read(&server.house, &caller.signed_in()?, &id).await?;
    let voice = Voice::new(&server, caller.language, seen.row.received_at);
    let mut blocks = vec![facts(&voice, &seen), Block::Heading(2, voice.say("evidence-custody"))];
    for line in &seen.lines {
        blocks.push(Block::Heading(3, voice.say(&format!("evidence-step-{}", line.step))));
        let mut told = vec![
            (voice.say("evidence-ask-person"), line.person.clone()),
            (voice.say("evidence-ask-role"), line.role.clone()),
            (voice.say("evidence-ask-happened"), voice.both(line.happened_at)),
            (voice.say("evidence-ask-purpose"), line.purpose.clone()),
            (voice.say("evidence-ask-place"), line.place.clone()),
            (voice.say("evidence-ask-digest"), line.digest.clone()),
        ];
        told.retain(|(_, text)| !text.is_empty());
        blocks.push(Block::Facts(told));
        blocks.push(Block::Field { label: voice.say("evidence-signature"), lines: 1, options: Vec::new() });
    }
    blocks.push(Block::Heading(3, voice.say("evidence-next-hand")));
    for field in [
        "evidence-ask-person",
        "evidence-ask-happened",
        "evidence-ask-purpose",
        "evidence-ask-place",
        "evidence-signature",
    ] {
        blocks.push(Block::Field { label: voice.say(field), lines: 1, options: Vec::new() });
    }
    let paper = paper(&server, &caller, &voice, &seen, "evidence-custody-form", blocks);
    printed(paper, "custody").await
}

async fn certificate(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let known = item::again(&server.house, &id).await?;
    if known.row.certificate.is_empty() {
        return Err(Problem::not_found());
    }
    let seen = item::read(&server.house, &caller.signed_in()?, &id).await?;
    let voice = Voice::new(&server, caller.language, seen.row.received_at);
    let blocks = vec![
        Block::text(voice.say("evidence-certificate-text")),
        facts(&voice, &seen),
        Block::Code(seen.row.certificate.clone()),
        Block::Field { label: voice.say("evidence-signature"), lines: 1, options: Vec::new() },
    ];
    let paper = paper(&server, &caller, &voice, &seen, "evidence-certificate", blocks);
    printed(paper, "certificate").await
}
