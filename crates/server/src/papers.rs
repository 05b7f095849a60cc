//! What the house puts on paper for a reporter: the whole dossier, and a receipt.
//!
//! How paper looks is the paper crate's; what a dossier shows is the room's.

mod desk;

pub use desk::{Section, at_the_desk};

use crate::{
    Server,
    problem::Problem,
    rooms::mine::{view::Overview, voice::Voice},
};
use meldkamer_domain::{receipt::Receipt, time::Instant};
use meldkamer_paper::{Block, NoticeKind, Paper, Span, render};
use meldkamer_store::dossier::DossierRow;

/// What stands on every sheet.
pub struct Sheet {
    author: String,
    reference: String,
    footer: String,
    created: i64,
    exercise: bool,
}

/// One version of a stage with its answers in words.
pub struct Filed {
    /// The stage.
    pub name: String,
    /// Its version.
    pub version: i64,
    /// When it was filed, in microseconds.
    pub at: i64,
    /// Why it was corrected or late, or nothing.
    pub reason: String,
    /// Questions and answers.
    pub answers: Vec<(String, String)>,
}

impl Sheet {
    /// The sheet of a dossier.
    pub fn of(server: &Server, row: &DossierRow, at: Instant) -> Self {
        let settings = &server.house.settings;
        Self {
            author: settings.csirt.clone(),
            reference: row.reference.clone(),
            footer: format!("{} | {}", settings.csirt, settings.telephone),
            created: at.micros(),
            exercise: row.exercise == 1,
        }
    }

    fn paper(&self, voice: &Voice<'_>, title: &str, subject: &str, blocks: Vec<Block>) -> Paper {
        Paper {
            language: voice.language.code().to_owned(),
            title: title.to_owned(),
            subject: subject.to_owned(),
            author: self.author.clone(),
            reference: self.reference.clone(),
            footer: self.footer.clone(),
            created: self.created,
            watermark: self.exercise.then(|| voice.say("exercise-mark")),
            blocks,
        }
    }
}

/// Prints away from the threads that answer requests: a long dossier takes a while.
pub async fn print(paper: Paper) -> Result<Vec<u8>, Problem> {
    let printed = tokio::task::spawn_blocking(move || render(&paper)).await;
    printed.map_err(|e| Problem::trouble(&e))?.map_err(|e| Problem::trouble(&e))
}

/// The whole dossier.
pub fn dossier(sheet: &Sheet, voice: &Voice<'_>, mine: &Overview, filed: &[Filed]) -> Paper {
    let mut blocks = vec![
        Block::text(voice.say(&format!("mine-state-{}-text", mine.state))),
        Block::Facts(vec![
            (voice.say("mine-reference"), mine.reference.clone()),
            (voice.say("mine-organisation"), mine.organisation.clone()),
            (voice.say("mine-received"), voice.both(mine.received_at)),
            (voice.say("mine-state-label"), voice.say(&format!("mine-state-{}", mine.state))),
        ]),
    ];
    blocks.extend(told(voice, mine, filed));
    blocks.extend(messages(voice, mine));
    sheet.paper(voice, &voice.say("mine-title"), &mine.title, blocks)
}

/// Clocks, requests for help and filings: what the reporter and the desk both read.
fn told(voice: &Voice<'_>, mine: &Overview, filed: &[Filed]) -> Vec<Block> {
    let mut blocks = clocks(voice, mine);
    blocks.extend(help(voice, mine));
    for one in filed {
        blocks.push(heading(format!("{} ({})", one.name, one.version)));
        blocks.push(Block::text(voice.both(one.at)));
        if !one.reason.is_empty() {
            blocks.push(Block::text(voice.fill("mine-because", &[("reason", &one.reason)])));
        }
        blocks.push(Block::Facts(one.answers.clone()));
    }
    blocks
}

fn heading(text: String) -> Block {
    Block::Heading(2, text)
}

fn clocks(voice: &Voice<'_>, mine: &Overview) -> Vec<Block> {
    let row = |one: &crate::rooms::mine::view::ClockView| {
        let done =
            one.done_at.map_or_else(|| voice.say(&format!("clock-state-{}", one.state)), |at| voice.both(at));
        vec![one.stage.clone(), voice.both(one.due), done, one.clause.clone()]
    };
    let head = ["mine-clock-stage", "mine-clock-due", "mine-clock-done", "mine-clock-clause"];
    let table = Block::Table {
        caption: voice.say("mine-clocks"),
        head: head.map(|key| voice.say(key)).to_vec(),
        rows: mine.clocks.iter().map(row).collect(),
    };
    if mine.clocks.is_empty() {
        return Vec::new();
    }
    vec![heading(voice.say("mine-clocks")), table]
}

fn help(voice: &Voice<'_>, mine: &Overview) -> Vec<Block> {
    let Some(help) = &mine.help else { return Vec::new() };
    let mut facts = vec![
        (voice.say("mine-help-urgency"), voice.say(&format!("mine-urgency-{}", help.urgency))),
        (voice.say("mine-help-asked"), voice.both(help.asked_at)),
    ];
    if let Some(seen) = help.seen_at {
        facts.push((voice.say("mine-help-seen"), format!("{}, {}", voice.both(seen), help.seen_name)));
    }
    vec![heading(voice.say("mine-help")), Block::Facts(facts)]
}

fn messages(voice: &Voice<'_>, mine: &Overview) -> Vec<Block> {
    let mut blocks = Vec::new();
    for one in &mine.messages {
        let who = if one.mine { voice.say("mine-you") } else { one.author.clone() };
        let head = Span::bold(format!("{}, {}", who, voice.both(one.at)));
        let mut text = format!("\n{}", one.lines.join("\n"));
        for file in &one.files {
            text.push_str(&format!("\n[{} - {}]", file.name, file.size));
        }
        blocks.push(Block::Paragraph(vec![head, Span::plain(text)]));
    }
    if !blocks.is_empty() {
        blocks.insert(0, heading(voice.say("mine-messages")));
    }
    blocks
}

/// A receipt, with the signed text to check.
pub fn receipt(sheet: &Sheet, voice: &Voice<'_>, receipt: &Receipt, signed: &str) -> Paper {
    let hash: String = receipt.content.iter().map(|byte| format!("{byte:02x}")).collect();
    let facts = vec![
        (voice.say("mine-reference"), receipt.reference.clone()),
        (voice.say("mine-clock-stage"), voice.plain_stage(&receipt.stage)),
        (voice.say("mine-version"), receipt.version.to_string()),
        (voice.say("mine-received"), voice.both(receipt.received_at.micros())),
        (voice.say("mine-recipients"), receipt.recipients.join(", ")),
        (voice.say("mine-digest"), hash),
    ];
    let due = |(stage, at): &(String, meldkamer_domain::time::Instant)| {
        let (regime, stage) = stage.split_once('.').unwrap_or(("", stage));
        vec![voice.stage(regime, stage), voice.both(at.micros())]
    };
    let table = Block::Table {
        caption: voice.say("mine-clocks"),
        head: ["mine-clock-stage", "mine-clock-due"].map(|key| voice.say(key)).to_vec(),
        rows: receipt.deadlines.iter().map(due).collect(),
    };
    let mut blocks = vec![Block::Facts(facts)];
    if !receipt.deadlines.is_empty() {
        blocks.push(table);
    }
    blocks.push(Block::Notice(NoticeKind::Note, vec![Span::plain(voice.say("mine-receipt-check"))]));
    blocks.push(Block::Code(signed.to_owned()));
    sheet.paper(voice, &voice.say("mine-receipt-title"), &receipt.reference, blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rooms::mine::view::examples;

    #[test]
    fn a_dossier_prints_in_full_and_an_exercise_is_marked() {
        let filed = Filed {
            name: "Melding".into(),
            version: 2,
            at: examples::now().micros(),
            reason: "Verkeerde tijd".into(),
            answers: vec![("Wat is er gebeurd?".into(), "Alles ligt stil.\nNog een regel.".into())],
        };
        let sheet = |exercise| Sheet {
            author: "CSIRT".into(),
            reference: "NL-2026-K7M4".into(),
            footer: "CSIRT".into(),
            created: examples::now().micros(),
            exercise,
        };
        let drawn = examples::with_voice(|voice| {
            let full = &examples::all()[0];
            [true, false]
                .map(|exercise| dossier(&sheet(exercise), &voice, full, std::slice::from_ref(&filed)))
                .into()
        });
        assert_eq!(drawn[0].watermark.as_deref(), Some("OEFENING"));
        assert_eq!(drawn[1].watermark, None);
        for paper in &drawn {
            let text = format!("{paper:?}");
            for word in
                ["Alles ligt stil", "Haal de stekker eruit", "Noor van Dijk", "Verkeerde tijd", "Cbw 27"]
            {
                assert!(text.contains(word), "{word}");
            }
            assert!(render(paper).unwrap().starts_with(b"%PDF-"));
        }
    }
}
