//! Dossiers to draw pages with in the tests: an empty one, a full one, one that was withdrawn.

use super::{
    ClockView, Earlier, FileView, FilingView, HelpView, MessageView, MomentView, Next, Overview, StageView,
};
use crate::{
    language::Language,
    rooms::mine::{MinePage, voice::Voice},
    texts::Texts,
    words::Words,
};
use jiff::{civil::date, tz::TimeZone};
use meldkamer_app::library::Library;
use meldkamer_domain::time::Instant;
use std::sync::Arc;

const HOUR: i64 = 3_600_000_000;

/// The moment of all examples.
pub fn now() -> Instant {
    Instant::from_micros(1_795_190_400_000_000)
}

/// Lends a voice over the texts of this binary; nothing when they cannot be read.
pub fn with_voice<T>(make: impl FnOnce(Voice<'_>) -> Vec<T>) -> Vec<T> {
    let (Ok(words), Ok((library, _))) = (Words::read(&Texts::embedded()), Library::open(None)) else {
        return Vec::new();
    };
    make(Voice {
        words: &words,
        language: Language::Dutch,
        zone: TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC),
        library: Arc::new(library),
        day: date(2026, 11, 20),
    })
}

/// A request for help, seen or not.
pub fn help(seen: bool) -> HelpView {
    let at = now().micros();
    HelpView {
        urgency: "now",
        asked_at: at - HOUR,
        seen_at: seen.then_some(at),
        seen_name: if seen { "Noor van Dijk".into() } else { String::new() },
        earlier: usize::from(seen),
    }
}

/// A clock in each state.
pub fn clocks() -> Vec<ClockView> {
    let one = |stage: &str, state, hours: i64, done: bool| ClockView {
        stage: stage.to_owned(),
        regime: "Cyberbeveiligingswet".into(),
        state,
        due: now().micros() + hours * HOUR,
        aim: (!done).then_some(now().micros() + (hours - 1) * HOUR),
        plain: None,
        done_at: done.then_some(now().micros() - HOUR),
        late: false,
        late_reason: String::new(),
        clause: "Cbw 27".into(),
        why: vec!["De termijn is 72 uur.".into()],
        retired_at: None,
        address: "/stage/notification".into(),
    };
    let late = ClockView {
        late: true,
        late_reason: "Geen stroom".into(),
        ..one("Vroegtijdige waarschuwing", "done", -3, true)
    };
    let moved = ClockView { plain: Some(now().micros()), ..one("Eindverslag", "open", 700, false) };
    vec![one("Melding", "soon", 3, false), one("Tussentijds verslag", "late", -2, false), moved, late]
}

/// Every state of the dossier's page.
pub fn all() -> Vec<Overview> {
    let full = full();
    let blank = Overview {
        state: "withdrawn",
        behalf: String::new(),
        cases: Vec::new(),
        bound: false,
        writes: false,
        mark: "test",
        open: false,
        voluntary: true,
        next: None,
        clocks: Vec::new(),
        retired: Vec::new(),
        moments: Vec::new(),
        help: None,
        messages: Vec::new(),
        unread: 0,
        files: Vec::new(),
        title: String::new(),
        answer_due: None,
        code: String::new(),
        ..full.clone()
    };
    let answered = Overview { state: "answered", answered_at: Some(now().micros()), ..full.clone() };
    vec![full, answered, blank]
}

fn full() -> Overview {
    let at = now().micros();
    let clocks = clocks();
    let file = FileView {
        id: "att_1".into(),
        name: "log <b>.txt".into(),
        size: "1,4 kB".into(),
        at,
        digest: "ab".repeat(32),
    };
    let said = |mine: bool, text: &str, files: Vec<FileView>| MessageView {
        id: format!("msg_{mine}"),
        mine,
        author: if mine { "Waterbedrijf Noord".into() } else { "Noor van Dijk".into() },
        lines: vec![text.to_owned(), String::new(), "Groet".into()],
        at,
        read_at: mine.then_some(at),
        new: !mine,
        files,
    };
    let retired = ClockView { retired_at: Some(at), ..clocks[0].clone() };
    let moment = MomentView {
        name: "aware".into(),
        value: Some(at - 5 * HOUR),
        reason: "De logboeken laten iets anders zien.".into(),
        told_at: at,
        earlier: vec![Earlier { value: Some(at - 9 * HOUR), told_at: at - HOUR, reason: String::new() }],
    };
    let unknown = MomentView { name: "resolved".into(), value: None, earlier: Vec::new(), ..moment.clone() };
    let filing = FilingView {
        stage: "early-warning".into(),
        name: "Vroegtijdige waarschuwing".into(),
        version: 2,
        at,
        reason: "Verkeerde tijd".into(),
        gaps: 3,
    };
    Overview {
        behalf: "Sloten <b>BV".into(),
        cases: vec![("/case/cas_1".into(), "CASE-26-ABCD-EFGH-J".into(), "Plat <b>".into(), "open".into())],
        bound: true,
        writes: true,
        reference: "NL-2026-K7M4-20PX".into(),
        organisation: "Waterbedrijf Noord".into(),
        title: "Alle servers op kantoor zijn versleuteld.".into(),
        state: "received",
        mark: "",
        received_at: at - 4 * HOUR,
        answered_at: None,
        answer_due: Some(at + 20 * HOUR),
        open: true,
        voluntary: false,
        next: Some(Next {
            stage: "Melding".into(),
            address: "/stage/notification".into(),
            due: at + 3 * HOUR,
            late: false,
        }),
        clocks,
        retired: vec![retired],
        moments: vec![moment, unknown],
        help: Some(help(false)),
        messages: vec![
            said(true, "We hebben een vraag.", vec![file.clone()]),
            said(false, "Haal de stekker eruit.", Vec::new()),
        ],
        unread: 1,
        filings: vec![filing.clone(), FilingView { version: 1, reason: String::new(), gaps: 0, ..filing }],
        files: vec![file],
        stages: ["early-warning", "notification", "progress", "final"]
            .map(|id| StageView {
                id: id.to_owned(),
                name: format!("Stap {id}"),
                filed: id == "early-warning",
                due: id == "notification",
            })
            .to_vec(),
        code: "anker molen zilver roos tafel brug zeven".into(),
    }
}

impl MinePage {
    /// A page to draw in the tests; the last has everything wrong.
    pub fn sample(mine: Overview) -> Vec<Self> {
        with_voice(|voice| {
            let plain = Self::with(mine.clone(), &voice, now(), 25);
            if !mine.open {
                return vec![plain];
            }
            let mut wrong = Self::with(mine, &voice, now(), 25);
            for field in [
                &mut wrong.message,
                &mut wrong.attachment,
                &mut wrong.file,
                &mut wrong.moment,
                &mut wrong.at,
                &mut wrong.reason,
            ] {
                field.error = voice.say("mine-fault-reason");
            }
            vec![plain, wrong.sum_up()]
        })
    }
}
