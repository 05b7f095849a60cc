//! Keeping the words of a later stage while it is written, field by field or the whole form.

use super::{Desk, OURS, StagePage};
use crate::{
    Server,
    form::Form,
    problem::Problem,
    rooms::{
        draft::{fields::Clash, sent::Sent, wants_json},
        mine::{Holder, OfStage, versions::in_words},
    },
};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    draft::{self, Change as Typed, Kept},
    mine::{Mine, pending},
};
use meldkamer_domain::filing::read;
use serde_json::{Value, json};

pub(super) async fn keep(
    State(server): State<Server>,
    holder: Holder,
    Path(OfStage { stage }): Path<OfStage>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let mine = holder.look(&server).await?;
    let desk = Desk::of(&server, &holder, &mine, &stage).await?;
    keep_words(&server, &holder, &mine, &desk, &form, wants_json(&headers)).await
}

/// Keeps what was typed, without filing it.
pub(super) async fn keep_words(
    server: &Server,
    holder: &Holder,
    mine: &Mine,
    desk: &Desk<'_>,
    form: &Form,
    machine: bool,
) -> Result<Response, Problem> {
    let pairs = form.pairs.iter().filter(|(name, _)| !OURS.contains(&name.as_str())).cloned().collect();
    let mut sent = Sent::read(&desk.voice.library.catalogue, &Form { pairs, files: Vec::new() });
    let (house, stage) = (&server.house, desk.stage);
    if let Some((question, version)) = sent.take.take()
        && let Some(value) = pending::earlier(house, &holder.row.id, stage, &question, version).await?
    {
        sent.changes.retain(|change| change.question != question);
        sent.changes.push(Typed { question, base: None, value });
    }
    let words = pending::Words { stage, writer: &sent.writer, changes: &sent.changes, known: &desk.known };
    let kept = pending::keep(house, &holder.door, mine, words).await?;
    if machine {
        return Ok(desk.told(&kept).into_response());
    }
    if kept.clashes.is_empty() {
        return Ok(holder.to(&format!("/stage/{}?done=saved", stage.id())));
    }
    let fresh = Desk::of(server, holder, mine, stage.id()).await?;
    let (typed, gaps) = fresh.typed();
    let mut page = fresh.page(&typed, &gaps, None, form.text("reason"));
    fresh.put_clashes(&mut page, &kept);
    Ok((StatusCode::CONFLICT, server.show(&holder.frame(server), &page)?).into_response())
}

impl Desk<'_> {
    fn told(&self, kept: &Kept) -> Json<Value> {
        let clash = |one: &draft::Clash| {
            json!({
                "question": one.question,
                "version": one.version,
                "text": self.clash(one).text,
                "at": one.at.rfc3339(),
            })
        };
        let versions: serde_json::Map<_, _> =
            kept.versions.iter().map(|(question, version)| (question.clone(), json!(version))).collect();
        let clashes: Vec<_> = kept.clashes.iter().map(clash).collect();
        Json(json!({ "kept_at": self.now.rfc3339(), "versions": versions, "clashes": clashes }))
    }

    fn clash(&self, one: &draft::Clash) -> Clash {
        let value = Value::Object([(one.question.clone(), one.value.clone())].into_iter().collect());
        let (filing, _) = read(&self.voice.library.catalogue, self.stage, &value, self.now, &self.voice.zone);
        let text = in_words(&self.voice, &one.question, filing.get(&one.question));
        Clash { version: one.version, text, at: one.at.micros() }
    }

    fn put_clashes(&self, page: &mut StagePage, kept: &Kept) {
        page.clashes = kept.clashes.len();
        for group in &mut page.groups {
            for asked in &mut group.asked {
                let clash = kept.clashes.iter().find(|one| one.question == asked.id);
                asked.clash = clash.map(|one| self.clash(one));
                group.open |= asked.clash.is_some();
            }
        }
    }
}
