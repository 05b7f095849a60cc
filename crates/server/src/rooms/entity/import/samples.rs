//! The pages of sheets in every state.

use super::{PreviewPage, SheetsPage};
use crate::{page::Page, rooms::entity::say::Say};
use meldkamer_app::entity::import::{Counts, Line, Shown, Sort};
use meldkamer_store::entity::import::ImportRow;

impl Page for SheetsPage {
    const TEMPLATE: &'static str = "entity/sheets.html";

    fn title(&self) -> &'static str {
        "entity-sheets-title"
    }

    fn samples() -> Vec<Self> {
        let row = |state: &str| ImportRow {
            id: "imp_1".into(),
            name: "Ans <b>.csv".into(),
            state: state.into(),
            lines: 200,
            done_lines: 100,
            at: 1_763_653_200_000_000,
            ..ImportRow::default()
        };
        Say::sample(|say| {
            let rows = ["offered", "confirmed", "done", "discarded"].map(row);
            let faults = ["none", "empty", "too-large", "bomb", "no-head", "not-readable"];
            let mut all = vec![Self { too_large: true, ..Self::of(say, &rows, 64, "") }];
            all.extend(faults.map(|fault| Self::of(say, &[], 64, fault)));
            all
        })
    }
}

impl Page for PreviewPage {
    const TEMPLATE: &'static str = "entity/preview.html";

    fn title(&self) -> &'static str {
        "entity-preview-title"
    }

    fn samples() -> Vec<Self> {
        let line = |sort, id: &str| Line {
            line: 7,
            sort,
            name: "Ans <b>".into(),
            id: id.into(),
            version: 1,
            told: Default::default(),
            gaps: vec![
                ("networks".into(), "private-network".into(), "10.0.0.0/8".into(), sort == Sort::Wrong),
                ("contacts".into(), "no-always".into(), String::new(), false),
            ],
            changes: vec![("city".into(), vec!["Hoorn".into()], vec!["Alkmaar".into(), "+ 3".into()])],
        };
        let counts = Counts {
            fresh: 1,
            changed: 1,
            same: 9,
            wrong: 1,
            asks: 2,
            encoding: "Windows-1252".into(),
            separator: "semicolon".into(),
            strangers: vec!["kleur <i>".into()],
            entered: 1,
            moved: 1,
            rewritten: 1,
        };
        let row = |state: &str| ImportRow {
            id: "imp_1".into(),
            name: "register.csv".into(),
            state: state.into(),
            lines: 3,
            at: 1_763_653_200_000_000,
            ..ImportRow::default()
        };
        Say::sample(|say| {
            let lines = vec![line(Sort::Wrong, ""), line(Sort::Changed, "org_1"), line(Sort::Fresh, "")];
            let shown = Shown { lines, next: Some(50) };
            let none = || Shown::default();
            let bare = Counts { strangers: Vec::new(), separator: String::new(), ..counts.clone() };
            vec![
                Self::of(say, &row("offered"), counts.clone(), shown, "wrong"),
                Self::of(
                    say,
                    &row("offered"),
                    Counts { same: 4, encoding: "UTF-8".into(), ..Counts::default() },
                    none(),
                    "",
                ),
                Self::of(say, &row("confirmed"), bare, none(), ""),
                Self::of(say, &row("done"), counts.clone(), none(), ""),
                Self::of(say, &row("discarded"), counts, none(), ""),
            ]
        })
    }
}
