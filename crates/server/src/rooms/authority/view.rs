//! How the workspaces of authorities say what was received.

use crate::{Server, door::Caller};
use jiff::{civil::Date, tz::TimeZone};
use meldkamer_app::{authority::part::Held, library::Library};
use meldkamer_domain::filing::{Filing, shown};
use meldkamer_store::{filing::FilingRow, recipient::LimitRow};
use serde::Serialize;
use std::sync::Arc;

/// Speaks the reader's language, by the rulebooks in force.
pub(crate) struct Voice {
    pub library: Arc<Library>,
    pub language: &'static str,
    pub zone: TimeZone,
    pub today: Date,
    pub now: i64,
}

/// One dossier in a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub reference: String,
    pub organisation: String,
    pub summary: String,
    pub sector: String,
    pub received_at: i64,
    pub withdrawn: bool,
    /// Stages with version and moment, in order.
    pub stages: Vec<(String, i64, i64)>,
}

/// One limit that passed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Late {
    pub reference: String,
    pub stage: String,
    pub regime: String,
    pub due: i64,
}

/// One limit as the clock macro wants it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Limit {
    pub stage: String,
    pub regime: String,
    pub clause: String,
    pub state: &'static str,
    pub due: i64,
    pub met: Option<i64>,
}

/// Answers under one heading.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Group {
    pub title: String,
    pub lines: Vec<(String, String)>,
}

impl Group {
    /// One for the samples of pages.
    pub(crate) fn sample() -> Self {
        let lines = vec![("Wat is er gebeurd?".into(), "Ransomware <b>".into())];
        Self { title: "Wat is er gebeurd".into(), lines }
    }
}

/// One version of a stage, as far as it is meant for this reader.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Stage {
    pub stage: String,
    pub version: i64,
    pub at: i64,
    pub newest: bool,
    pub groups: Vec<Group>,
}

impl Voice {
    pub(crate) fn new(server: &Server, caller: &Caller) -> Self {
        Self {
            library: server.house.law(),
            language: caller.language.code(),
            zone: server.house.zone(),
            today: server.house.day(caller.at),
            now: caller.at.micros(),
        }
    }

    pub(crate) fn regime(&self, id: &str) -> String {
        let regime = self.library.law.regime(id, self.today);
        regime.map_or(id, |regime| regime.name.in_language(self.language)).to_owned()
    }

    pub(crate) fn stage(&self, regime: &str, stage: &str) -> String {
        let regime = self.library.law.regime(regime, self.today);
        let found = regime.and_then(|regime| regime.stages.iter().find(|one| one.id.get_ref() == stage));
        found.map_or(stage, |stage| stage.name.in_language(self.language)).to_owned()
    }

    pub(crate) fn sector(&self, id: &str) -> String {
        let sector = self.library.law.sectors.iter().find(|one| one.id.get_ref() == id);
        sector.map_or(id, |sector| sector.name.in_language(self.language)).to_owned()
    }

    /// The name of a body of the rulebooks.
    pub(crate) fn body(&self, id: &str) -> String {
        let body = self.library.law.body(id, self.today);
        body.map_or(id, |body| body.name.in_language(self.language)).to_owned()
    }

    /// What was received of a dossier, the newest first.
    pub(crate) fn stages(&self, held: &Held) -> Vec<Stage> {
        let all = &held.filings;
        let newest = |row: &FilingRow| {
            !all.iter().any(|(other, _)| other.stage == row.stage && other.version > row.version)
        };
        let stage = |(row, filing): &(FilingRow, Filing)| Stage {
            stage: row.stage.clone(),
            version: row.version,
            at: row.submitted_at,
            newest: newest(row),
            groups: self.groups(filing),
        };
        all.iter().rev().map(stage).collect()
    }

    /// A dossier in a list, told by what was received of it alone.
    pub(crate) fn row(&self, held: &Held) -> Row {
        let facts = held.told().facts();
        let text = |name: &str| facts.text(name).unwrap_or_default().to_owned();
        let name = text("org.id.name");
        let stages = held.filings.iter().map(|(one, _)| (one.stage.clone(), one.version, one.submitted_at));
        Row {
            reference: held.row.reference.clone(),
            organisation: if name.is_empty() { text("org.id") } else { name },
            summary: text("w.summary"),
            sector: self.sector(&held.row.sector),
            received_at: held.row.received_at,
            withdrawn: held.row.withdrawn == 1,
            stages: stages.collect(),
        }
    }

    pub(crate) fn late(&self, row: &LimitRow) -> Late {
        Late {
            reference: row.reference.clone(),
            stage: self.stage(&row.regime, &row.stage),
            regime: self.regime(&row.regime),
            due: row.due,
        }
    }

    pub(crate) fn limit(&self, row: &LimitRow) -> Limit {
        const SOON: i64 = 12 * 3600 * 1_000_000;
        let state = match row.met_at {
            Some(_) => "done",
            None if row.due < self.now => "late",
            None if row.due - self.now < SOON => "soon",
            None => "open",
        };
        Limit {
            stage: self.stage(&row.regime, &row.stage),
            regime: self.regime(&row.regime),
            clause: row.clause.clone(),
            state,
            due: row.due,
            met: row.met_at,
        }
    }

    /// Answers as label and text under their headings, in the catalogue's order.
    pub(crate) fn groups(&self, filing: &Filing) -> Vec<Group> {
        let catalogue = &self.library.catalogue;
        let one = |group: &meldkamer_domain::question::Group| {
            let asked = catalogue.questions().iter().filter(|one| one.group == group.id);
            let given = asked.filter_map(|one| Some((one, filing.get(one.id())?)));
            let lines = given.flat_map(|(one, answer)| shown(one, answer, self.language, &self.zone));
            Group { title: group.title.in_language(self.language).to_owned(), lines: lines.collect() }
        };
        let all = catalogue.groups().iter().map(one);
        all.filter(|group| !group.lines.is_empty()).collect()
    }
}

/// Rows for the samples of pages.
pub(crate) fn sample_rows() -> Vec<Row> {
    let row = Row {
        reference: "NL-26-ABCD-EFGH-J".into(),
        organisation: "Waterbedrijf <Noord>".into(),
        summary: "Ransomware op de servers van de klantenservice".into(),
        sector: "Drinkwater".into(),
        received_at: 1_763_653_200_000_000,
        withdrawn: false,
        stages: vec![
            ("early-warning".into(), 1, 1_763_653_200_000_000),
            ("notification".into(), 2, 1_763_739_600_000_000),
        ],
    };
    vec![row.clone(), Row { organisation: String::new(), summary: String::new(), withdrawn: true, ..row }]
}

/// Limits for the samples of pages.
pub(crate) fn sample_late() -> Vec<Late> {
    vec![Late {
        reference: "NL-26-ABCD-EFGH-J".into(),
        stage: "Incidentmelding".into(),
        regime: "Cyberbeveiligingswet".into(),
        due: 1_763_653_200_000_000,
    }]
}
