//! A dossier to take along from the desk, as JSON and as paper: everything, our own notes too.

use super::{law, story};
use crate::{
    Server,
    door::Caller,
    papers::{self, Section},
    problem::Problem,
    rooms::{
        assessment::view::levels,
        desk::Who,
        mine::{
            exports::{all, download, filed},
            view::Overview,
            voice::Voice,
        },
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    desk::read::{self, Opened},
    triage::{kept, weigh},
};
use meldkamer_domain::time::Instant;
use meldkamer_store::{errand::ErrandRow, journal::EntryRow};
use serde_json::{Value, json};

pub(super) async fn as_json(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (opened, mine) = read::export(&server.house, &caller.signed_in()?, &reference).await?;
    let mut whole = all(&mine);
    if let (Some(whole), Value::Object(more)) = (whole.as_object_mut(), ours(&opened)) {
        whole.extend(more);
    }
    let name = format!("{}-desk.json", opened.row.reference);
    Ok(download(&name, "application/json", format!("{whole:#}\n").into_bytes()))
}

/// What only the desk sees; instants in UTC.
fn ours(opened: &Opened) -> Value {
    let at = |micros: i64| Instant::from_micros(micros).rfc3339();
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    let (row, who) = (&opened.row, |actor: &str| Who::of(actor, &opened.colleagues));
    json!({
        "channel": row.channel,
        "mark": row.mark,
        "mark_note": row.mark_note,
        "assignee": row.assignee,
        "reasons": parsed(&row.reasons),
        "merged_into": opened.into.as_ref().map(|one| &one.reference),
        "merged_here": opened.merged.iter().map(|one| &one.reference).collect::<Vec<_>>(),
        "assessments": opened.assessments.iter().map(|one| json!({
            "version": one.version,
            "framework": one.framework,
            "framework_version": one.framework_version,
            "edition": one.edition,
            "answers": parsed(&one.answers),
            "proposal": parsed(&one.proposal),
            "decision": parsed(&one.decision),
            "reasons": parsed(&one.reasons),
            "by": one.by_name,
            "at": at(one.at),
            "decided_at": one.decided_at.map(at),
            "second_by": one.second_name,
            "second_at": one.second_at.map(at),
        })).collect::<Vec<_>>(),
        "links": opened.links.iter().map(|(link, other)| json!({
            "kind": link.kind,
            "other": other.reference,
            "reason": link.reason,
            "by": who(&link.actor),
            "at": at(link.at),
        })).collect::<Vec<_>>(),
        "shared_traits": opened.sharing.iter().map(|one| json!({
            "kind": one.kind, "value": one.value, "other": one.reference,
        })).collect::<Vec<_>>(),
        "sent": opened.errands.iter().map(|one| json!({
            "kind": one.kind,
            "target": one.target,
            "state": one.state,
            "attempts": one.attempts,
            "created_at": at(one.created_at),
            "done_at": one.done_at.map(at),
            "proof": one.proof,
            "error": one.error,
        })).collect::<Vec<_>>(),
        "journal": journal(opened).into_iter().map(|one| json!({
            "seq": one.seq,
            "at": at(one.at),
            "actor": one.actor,
            "by": who(&one.actor).name,
            "verb": one.verb,
            "outcome": one.outcome,
        })).collect::<Vec<_>>(),
    })
}

/// The whole chain, in order.
fn journal(opened: &Opened) -> Vec<&EntryRow> {
    let mut all: Vec<&EntryRow> = opened.acts.iter().chain(&opened.looks).collect();
    all.sort_by_key(|one| one.seq);
    all
}

pub(super) async fn as_paper(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (opened, mine) = read::export(&server.house, &caller.signed_in()?, &reference).await?;
    let voice = Voice::new(&server, caller.language, opened.row.received_at);
    let overview = Overview::of(&voice, &mine, caller.at.micros(), String::new());
    let filed = filed(&server, &voice, &mine)?;
    let mut sections = weighed(&server, &voice, &opened).await?;
    sections.extend([
        talk(&voice, &opened),
        ties(&voice, &opened),
        files(&voice, &opened),
        sent(&voice, &opened),
    ]);
    sections.push(told(&voice, &opened));
    let sheet = papers::Sheet::of(&server, &opened.row, caller.at);
    let paper = papers::at_the_desk(&sheet, &voice, &overview, head(&voice, &opened), &filed, sections);
    let name = format!("{}-desk.pdf", opened.row.reference);
    Ok(download(&name, "application/pdf", papers::print(paper).await?))
}

fn head(voice: &Voice<'_>, opened: &Opened) -> Vec<(String, String)> {
    let row = &opened.row;
    let assignee = opened.colleagues.iter().find(|one| Some(&one.id) == row.assignee.as_ref());
    let mut head = vec![
        (voice.say("desk-reference"), row.reference.clone()),
        (voice.say("mine-organisation"), row.organisation.clone()),
        (voice.say("desk-received"), voice.both(row.received_at)),
        (voice.say("mine-state-label"), voice.say(&format!("desk-state-{}", row.state))),
        (voice.say("desk-channel"), voice.say(&format!("desk-channel-{}", row.channel))),
        (voice.say("desk-sift-assignee"), assignee.map(|one| one.name.clone()).unwrap_or_default()),
    ];
    if !row.mark.is_empty() {
        head.push((voice.say(&format!("desk-mark-{}", row.mark)), row.mark_note.clone()));
    }
    head.retain(|(_, text)| !text.is_empty());
    head
}

/// Each version of the assessment: what it proposed, what was chosen instead, and why.
async fn weighed(server: &Server, voice: &Voice<'_>, opened: &Opened) -> Result<Vec<Section>, Problem> {
    let mut sections = Vec::new();
    for row in &opened.assessments {
        let (framework, made, _) = weigh::version(&server.house, row).await?;
        let decided = kept::decided(row)?;
        let mut facts = Vec::new();
        for axis in &framework.axes {
            let id = axis.id.get_ref();
            let Some(outcome) = made.outcome(id) else { continue };
            let mut text = levels(axis, &outcome.gives, voice.language).join(", ");
            if let Some(value) = outcome.value {
                text = format!("{value:.0} {text}");
            }
            if let Some(chosen) = decided.as_ref().and_then(|one| one.chosen.get(id)) {
                text = format!("{text} → {}", levels(axis, chosen, voice.language).join(", "));
            }
            if let Some(reason) = decided.as_ref().and_then(|one| one.reasons.get(id)) {
                text = format!("{text}. {} {reason}", voice.say("desk-because"));
            }
            facts.push((axis.title.in_language(voice.language.code()).to_owned(), text.trim().to_owned()));
        }
        let by = [&row.by_name, &kept::decider(row), &row.second_name].map(String::as_str).join(" · ");
        let title = format!(
            "{} {} ({}), {}",
            framework.title.in_language(voice.language.code()),
            row.framework_version,
            row.version,
            voice.both(row.decided_at.unwrap_or(row.at)),
        );
        facts.push((voice.say("desk-export-by"), by.trim_matches([' ', '·']).to_owned()));
        sections.push(Section { title, facts });
    }
    Ok(sections)
}

fn talk(voice: &Voice<'_>, opened: &Opened) -> Section {
    let said = opened.messages.iter().filter(|one| one.kind != "event").map(|one| {
        let who = voice.say(&format!("desk-message-{}", one.direction));
        (format!("{who} · {} · {}", one.author, voice.both(one.at)), one.body.clone())
    });
    Section { title: voice.say("desk-talk"), facts: said.collect() }
}

fn ties(voice: &Voice<'_>, opened: &Opened) -> Section {
    let links = opened.links.iter().map(|(link, other)| {
        let label = voice.say(&format!("desk-link-{}", link.kind));
        (label, format!("{} {}: {}", other.reference, other.organisation, link.reason))
    });
    let shared = opened.sharing.iter().map(|one| {
        let label = voice.say(&format!("desk-trait-{}", one.kind));
        (label, format!("{} ({} {})", one.value, one.reference, one.organisation))
    });
    Section { title: voice.say("desk-ties"), facts: links.chain(shared).collect() }
}

fn files(voice: &Voice<'_>, opened: &Opened) -> Section {
    let file = opened.files.iter().map(|one| {
        let text = format!("{} · {} · SHA-256 {}", voice.size(one.size), voice.both(one.at), one.digest);
        (one.name.clone(), text)
    });
    Section { title: voice.say("desk-files"), facts: file.collect() }
}

fn sent(voice: &Voice<'_>, opened: &Opened) -> Section {
    let errand = opened.errands.iter().map(|one| {
        let kind = voice.say(&format!("desk-errand-kind-{}", one.kind));
        let state = voice.say(&format!("desk-errand-{}", one.state));
        let proof = if one.state == "done" { one.proof.clone() } else { undelivered(voice, one) };
        let at = voice.both(one.done_at.unwrap_or(one.created_at));
        let said = [state, at, proof].into_iter().filter(|one| !one.is_empty());
        (format!("{kind} · {}", whom(voice, one)), said.collect::<Vec<_>>().join(" · "))
    });
    Section { title: voice.say("desk-sent"), facts: errand.collect() }
}

fn whom(voice: &Voice<'_>, errand: &ErrandRow) -> String {
    law::target(errand, &voice.library, voice.day, voice.language.code())
}

/// Why it was not delivered, with what the far side said.
fn undelivered(voice: &Voice<'_>, errand: &ErrandRow) -> String {
    let (code, said) = errand.why();
    match code.as_str() {
        "" => String::new(),
        "no-mail-server" | "no-address" => voice.say(&format!("errand-why-{code}")),
        _ => format!("{} {said}", voice.say(&format!("errand-why-{code}"))),
    }
}

fn told(voice: &Voice<'_>, opened: &Opened) -> Section {
    let (acts, looks) = story::story(opened, |one| whom(voice, one));
    let line = |event: &story::Event| {
        let who = if event.who.name.is_empty() {
            voice.say(&format!(
                "desk-by-{}",
                if event.who.role.is_empty() { "nobody" } else { &event.who.role }
            ))
        } else {
            event.who.name.clone()
        };
        let kind = if event.kind == "moment" { "moment" } else { "verb" };
        let what = voice.say(&format!("desk-{kind}-{}", event.what));
        let about = if event.about.is_empty() { String::new() } else { voice.say(&event.about) };
        let beside = [about.as_str(), &event.text].into_iter().filter(|one| !one.is_empty());
        let beside = beside.collect::<Vec<_>>().join(" ");
        let text = if beside.is_empty() { what } else { format!("{what}: {beside}") };
        (format!("{} · {who}", voice.both(event.at)), text)
    };
    let mut all: Vec<&story::Event> = acts.iter().chain(&looks).collect();
    all.sort_by_key(|event| event.at);
    Section { title: voice.say("desk-story"), facts: all.into_iter().map(line).collect() }
}
