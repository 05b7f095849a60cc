//! What the page of audiences shows, in the words of the rulebooks.

use crate::{Server, door::Caller, language::Language};
use jiff::civil::Date;
use meldkamer_app::{
    audience::{self, Looked, Readings},
    library::Library,
    share::{self, CONSULTED},
};
use meldkamer_domain::{
    access::{Role, Verb, ruling},
    audience::Audience,
    time::Instant,
};
use meldkamer_store::{journal::EntryRow, share::ShareRow, view::ColleagueRow};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

/// Names things in the language of the reader, by the rulebooks of a day.
pub(crate) struct Speaker {
    library: Arc<Library>,
    language: &'static str,
    day: Date,
    ours: (String, String),
}

impl Speaker {
    /// For a dossier that was received at a moment.
    pub(crate) fn new(server: &Server, language: Language, received_at: i64) -> Self {
        let settings = &server.house.settings;
        Self {
            library: server.house.law(),
            language: language.code(),
            day: server.house.day(Instant::from_micros(received_at)),
            ours: (settings.csirt_id.clone(), settings.csirt.clone()),
        }
    }

    /// The name of a body; its id when nobody knows it.
    pub(crate) fn body(&self, id: &str) -> String {
        if id == self.ours.0 && !self.ours.1.is_empty() {
            return self.ours.1.clone();
        }
        let body = self.library.law.body(id, self.day);
        body.map_or(id, |body| body.name.in_language(self.language)).to_owned()
    }

    fn regime(&self, id: &str) -> String {
        let regime = self.library.law.regime(id, self.day);
        regime.map_or(id, |regime| regime.name.in_language(self.language)).to_owned()
    }

    pub(crate) fn part(&self, id: &str) -> String {
        let part = self.library.law.parts.iter().find(|part| part.id.get_ref() == id);
        part.map_or(id, |part| part.name.in_language(self.language)).to_owned()
    }

    pub(crate) fn question(&self, id: &str) -> String {
        let question = self.library.catalogue.question(id);
        question.map_or(id, |one| one.field.label.in_language(self.language)).to_owned()
    }
}

/// Who looks at the page.
pub(super) struct Looker<'a> {
    pub(super) server: &'a Server,
    pub(super) speaker: Speaker,
    at: Instant,
    pub(super) desk: bool,
    pub(super) shares: bool,
}

impl<'a> Looker<'a> {
    pub(super) fn at_desk(server: &'a Server, caller: &Caller, received_at: i64) -> Self {
        let may =
            |role| meldkamer_domain::access::Tie::ALL.into_iter().any(|tie| ruling(role, Verb::Share, tie));
        let shares = caller.signed_in.as_ref().is_some_and(|staff| may(staff.role));
        let speaker = Speaker::new(server, caller.language, received_at);
        Self { server, speaker, at: caller.at, desk: true, shares }
    }

    pub(super) fn owner(server: &'a Server, language: Language, received_at: i64) -> Self {
        let speaker = Speaker::new(server, language, received_at);
        Self { server, speaker, at: server.house.clock.now(), desk: false, shares: false }
    }
}

/// What one audience may see.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Sight {
    /// Last part of the keys `audience-of-…`.
    pub(super) audience: &'static str,
    /// Last part of a key `audience-shut-…`, or nothing.
    pub(super) shut: &'static str,
    /// Names and contents of parts.
    pub(super) parts: Vec<(String, String)>,
    /// The questions by their headings.
    pub(super) groups: Vec<(String, Vec<String>)>,
    pub(super) answers: usize,
}

pub(super) fn sights(looker: &Looker<'_>, looked: &Looked) -> Vec<Sight> {
    let library = &looker.speaker.library;
    let one = |audience: Audience| {
        let sight = audience::sight(library, &looked.row, &looked.told, audience);
        let parts = library.law.parts.iter().filter(|part| sight.parts.contains(part.id.get_ref()));
        let say =
            |said: &meldkamer_domain::rulebook::Said| said.in_language(looker.speaker.language).to_owned();
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for group in library.catalogue.groups() {
            let asked = library.catalogue.questions().iter().filter(|one| one.group == group.id);
            let seen = asked.filter(|one| sight.questions.iter().any(|id| id == one.id()));
            let labels: Vec<String> = seen.map(|one| say(&one.field.label)).collect();
            if !labels.is_empty() {
                groups.push((say(&group.title), labels));
            }
        }
        Sight {
            audience: audience.id(),
            shut: audience::shut(&looked.row, audience).map_or("", audience::Shut::id),
            parts: parts.map(|part| (say(&part.name), say(&part.text))).collect(),
            answers: sight.questions.len(),
            groups,
        }
    };
    Audience::ALL.into_iter().map(one).collect()
}

/// Who received a version of a stage.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Received {
    pub(super) body: String,
    pub(super) audience: String,
    pub(super) regimes: Vec<String>,
    pub(super) stage: String,
    pub(super) version: i64,
    pub(super) at: i64,
}

pub(super) fn received(looker: &Looker<'_>, looked: &Looked) -> Vec<Received> {
    let mut all: Vec<Received> = Vec::new();
    for row in &looked.recipients {
        let body = looker.speaker.body(&row.authority);
        let regime = Some(&row.regime).filter(|id| !id.is_empty()).map(|id| looker.speaker.regime(id));
        let same = |one: &&mut Received| {
            one.body == body
                && one.audience == row.audience
                && one.stage == row.stage
                && one.version == row.version
        };
        match all.iter_mut().find(same) {
            Some(known) => known.regimes.extend(regime),
            None => all.push(Received {
                body,
                audience: row.audience.clone(),
                regimes: regime.into_iter().collect(),
                stage: row.stage.clone(),
                version: row.version,
                at: row.at,
            }),
        }
    }
    all
}

/// One share.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Given {
    pub(super) id: String,
    pub(super) body: String,
    pub(super) ground: String,
    pub(super) clause: String,
    /// What each test asks, its clause, and how it is met.
    pub(super) tests: Vec<(String, String, String)>,
    pub(super) consulted: String,
    pub(super) parts: Vec<String>,
    pub(super) questions: Vec<String>,
    pub(super) by: String,
    pub(super) at: i64,
    pub(super) until: i64,
    pub(super) revoked_at: Option<i64>,
    pub(super) revoked_why: String,
    pub(super) live: bool,
}

pub(super) fn given(looker: &Looker<'_>, looked: &Looked) -> Vec<Given> {
    let one = |row: &ShareRow| Given {
        by: if looker.desk { named(&looked.people, &row.actor) } else { String::new() },
        ..given_for(&looker.speaker, row, looker.at)
    };
    looked.shares.iter().map(one).collect()
}

/// A share in words, for whoever may see that it exists.
pub(crate) fn given_for(speaker: &Speaker, row: &ShareRow, at: Instant) -> Given {
    let law = &speaker.library.law;
    let say = |said: &meldkamer_domain::rulebook::Said| said.in_language(speaker.language).to_owned();
    let ground = law.grounds.iter().find(|one| *one.id.get_ref() == row.ground);
    let said: BTreeMap<String, String> = serde_json::from_str(&row.tests).unwrap_or_default();
    let list = |json: &str| serde_json::from_str::<Vec<String>>(json).unwrap_or_default();
    let tests = law.safeguards.iter().filter_map(|test| {
        let how = said.get(test.id.get_ref())?;
        Some((say(&test.asks), test.basis.clause.clone(), how.clone()))
    });
    Given {
        id: row.id.clone(),
        body: speaker.body(&row.body),
        ground: ground.map_or_else(|| row.ground.clone(), |one| say(&one.name)),
        clause: ground.map(|one| one.basis.clause.clone()).unwrap_or_default(),
        tests: tests.collect(),
        consulted: said.get(CONSULTED).cloned().unwrap_or_default(),
        parts: list(&row.parts).iter().map(|part| speaker.part(part)).collect(),
        questions: list(&row.questions).iter().map(|id| speaker.question(id)).collect(),
        by: String::new(),
        at: row.at,
        until: row.until_at,
        revoked_at: row.revoked_at,
        revoked_why: row.revoked_why.clone(),
        live: share::is_live(row, at),
    }
}

/// One reading.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Reading {
    pub(crate) at: i64,
    pub(crate) name: String,
    /// The role, as the journal names it.
    pub(crate) role: String,
    pub(crate) body: String,
    /// Last part of a key `audience-why-…`.
    pub(crate) why: &'static str,
}

/// Who read something, in words.
pub(crate) fn readings(server: &Server, speaker: &Speaker, all: &Readings) -> Vec<Reading> {
    let ours = speaker.body(&server.house.settings.csirt_id);
    let one = |entry: &EntryRow| {
        let mut parts = entry.actor.split(':');
        let (role, mandate) = (parts.next().unwrap_or_default(), parts.nth(1));
        let body = match mandate.and_then(|id| all.bodies.get(id)) {
            Some((id, _)) if id == meldkamer_app::mandate::OWN => ours.clone(),
            // The law names authorities in the reader's language, and nobody else.
            Some((id, name)) => {
                Some(speaker.body(id)).filter(|said| said != id).unwrap_or_else(|| name.clone())
            }
            None if Role::staff(role).is_some() => ours.clone(),
            None => String::new(),
        };
        let name = named(&all.people, &entry.actor);
        Reading { at: entry.at, name, role: role.to_owned(), body, why: why(role) }
    };
    all.entries.iter().map(one).collect()
}

/// Why somebody in a role reads: the last part of a key `audience-why-…`.
pub(crate) fn why(role: &str) -> &'static str {
    match Role::mandated(role) {
        Some(role @ (Role::Supervisor | Role::OtherCsirt | Role::ContactPoint | Role::Partner)) => {
            role.name()
        }
        None if Role::staff(role).is_some() => "csirt",
        _ => "own",
    }
}

/// The name of whoever acted, as far as we know it.
fn named(people: &[ColleagueRow], actor: &str) -> String {
    let id = audience::account(actor).unwrap_or_default();
    people.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
}
