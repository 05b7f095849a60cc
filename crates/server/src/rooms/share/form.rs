//! The form of a share: its fields, what was typed in them, and the wish that they make.

use super::SharePage;
use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Choice, Field, Kind},
    texts::Texts,
    words::{Gaps, Words},
};
use jiff::{civil::Date, tz::TimeZone};
use meldkamer_app::{
    library::Library,
    share::{self, Body, CONSULTED, Faults, PARTS, Wish},
};
use meldkamer_domain::{rulebook::Said, time::Instant};
use meldkamer_store::dossier::DossierRow;
use std::sync::Arc;

/// Under this name stand the questions of a group: `questions.what`.
const QUESTIONS: &str = "questions.";
/// Under this name stands how a test is met.
const TEST: &str = "test.";

/// What somebody typed, as a wish.
pub fn wish(server: &Server, typed: &Form) -> Wish {
    let named = |prefix: &'static str| {
        typed.pairs.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value)))
    };
    let owned = |text: &str| text.to_owned();
    Wish {
        body: owned(typed.text("body")),
        ground: owned(typed.text("ground")),
        tests: named(TEST).map(|(test, text)| (owned(test), text.replace("\r\n", "\n"))).collect(),
        parts: typed.all("parts").into_iter().map(owned).collect(),
        questions: named(QUESTIONS).map(|(_, id)| id.clone()).collect(),
        until: moment(typed.text("until.date"), typed.text("until.time"), &server.house.zone()),
    }
}

/// A date, and the end of that day when no time was typed.
fn moment(date: &str, time: &str, zone: &TimeZone) -> Option<Instant> {
    let day: Date = date.parse().ok()?;
    let clock = if time.is_empty() { "23:59" } else { time };
    let clock: jiff::civil::Time = clock.parse().ok()?;
    let zoned = day.to_datetime(clock).to_zoned_datetime(zone.clone()).ok()?;
    Some(Instant::from_zoned(&zoned))
}

/// The form in one language, with what was typed and what is wrong.
pub struct Asked<'a> {
    words: &'a Words,
    language: Language,
    library: Arc<Library>,
    today: Date,
    typed: &'a Form,
    faults: &'a Faults,
}

impl<'a> Asked<'a> {
    /// For an answer to a request.
    pub fn new(server: &'a Server, caller: &Caller, typed: &'a Form, faults: &'a Faults) -> Self {
        let (library, today) = (server.house.law(), server.house.day(caller.at));
        Self { words: server.pages.words(), language: caller.language, library, today, typed, faults }
    }

    fn words(&self, key: &str) -> String {
        self.words.say_anyhow(self.language, key, &Gaps::new())
    }

    fn said(&self, said: &Said) -> String {
        said.in_language(self.language.code()).to_owned()
    }

    /// A field with its fault, if it has one.
    fn field(&self, name: &str, label: String, kind: Kind) -> Field {
        let field = Field::new(name, label, kind);
        match self.faults.iter().find(|(wrong, _)| wrong == name) {
            Some((_, fault)) => field.error(self.words(&format!("share-fault-{fault}"))),
            None => field,
        }
    }

    fn long(&self, name: &str, label: String) -> Field {
        let most = u32::try_from(share::LONGEST).unwrap_or(u32::MAX);
        self.field(name, label, Kind::Long { value: self.typed.text(name).to_owned(), rows: 3, most })
    }

    /// The page of the form.
    pub fn page(&self, row: DossierRow, bodies: &[Body], answered: &[String]) -> SharePage {
        let (whom, what, tests, until) = (self.whom(bodies), self.what(answered), self.tests(), self.until());
        let all = whom.iter().chain(&what).chain(&tests).chain([&until]);
        let wrong = all.filter(|field| !field.error.is_empty()).cloned().collect();
        SharePage {
            reference: row.reference,
            organisation: row.organisation,
            exercise: row.exercise == 1,
            whom,
            what,
            tests,
            until,
            wrong,
        }
    }

    fn whom(&self, bodies: &[Body]) -> Vec<Field> {
        let body = |one: &Body| Choice::new(&one.id, &one.name).chosen(one.id == self.typed.text("body"));
        let bodies = Kind::Choice { choices: bodies.iter().map(body).collect(), list: true };
        let grounds = self.library.law.grounds(self.today);
        let ground = |one: &&meldkamer_domain::sharing::Ground| {
            let id = one.id.get_ref();
            let label = format!("{} ({})", self.said(&one.name), one.basis.clause);
            let choice = Choice::new(id, label).chosen(id == self.typed.text("ground"));
            Choice { hint: self.said(&one.to), ..choice }
        };
        let grounds = Kind::Choice { choices: grounds.iter().map(ground).collect(), list: false };
        vec![
            self.field("body", self.words("share-ask-body"), bodies).required(),
            self.field("ground", self.words("share-ask-ground"), grounds).required(),
        ]
    }

    fn what(&self, answered: &[String]) -> Vec<Field> {
        let chosen = self.typed.all("parts");
        let part = |id: &&str| {
            let known = self.library.law.parts.iter().find(|one| one.id.get_ref() == id)?;
            let choice = Choice::new(*id, self.said(&known.name)).chosen(chosen.contains(id));
            Some(Choice { hint: self.said(&known.text), ..choice })
        };
        let parts = Kind::Choices { choices: PARTS.iter().filter_map(part).collect() };
        let mut fields = vec![self.field("parts", self.words("share-ask-parts"), parts)];
        for group in self.library.catalogue.groups() {
            let name = format!("{QUESTIONS}{}", group.id);
            let chosen = self.typed.all(&name);
            let asked = self.library.catalogue.questions().iter().filter(|one| one.group == group.id);
            let told = asked.filter(|one| answered.iter().any(|id| id == one.id()));
            let choice = told.map(|one| {
                Choice::new(one.id(), self.said(&one.field.label)).chosen(chosen.contains(&one.id()))
            });
            let choices: Vec<Choice> = choice.collect();
            if !choices.is_empty() {
                fields.push(self.field(&name, self.said(&group.title), Kind::Choices { choices }));
            }
        }
        fields
    }

    fn tests(&self) -> Vec<Field> {
        let test = |one: &meldkamer_domain::sharing::Safeguard| {
            let label = format!("{} ({})", self.said(&one.asks), one.basis.clause);
            self.long(&format!("{TEST}{}", one.id.get_ref()), label).required()
        };
        let mut fields: Vec<Field> = self.library.law.safeguards(self.today).into_iter().map(test).collect();
        let consulted = self.long(&format!("{TEST}{CONSULTED}"), self.words("share-ask-consulted"));
        fields.push(consulted.hint(self.words("share-ask-consulted.hint")));
        fields
    }

    fn until(&self) -> Field {
        let typed = |name: &str| self.typed.text(name).to_owned();
        let kind = Kind::Moment {
            date: typed("until.date"),
            time: typed("until.time"),
            now_date: String::new(),
            now_time: String::new(),
        };
        let field = self.field("until", self.words("share-ask-until"), kind).required();
        field.hint(self.words("share-ask-until.hint"))
    }
}

/// The empty form, everything wrong, and an exercise.
pub fn samples() -> Vec<SharePage> {
    let (Ok(words), Ok((library, _))) = (Words::read(&Texts::embedded()), Library::open(None)) else {
        return Vec::new();
    };
    let library = Arc::new(library);
    let row = DossierRow {
        reference: "NL-26-ABCD-EFGH-J".into(),
        organisation: "Waterbedrijf <Noord>".into(),
        ..DossierRow::default()
    };
    let bodies = [Body { id: "politie".into(), name: "Politie <b>".into() }];
    let answered = ["w.summary".to_owned(), "w.status".to_owned(), "i.services".to_owned()];
    let pairs = [("test.necessary", "Opsporing <b>"), ("parts", "messages"), ("questions.what", "w.summary")];
    let typed = Form {
        pairs: pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        ..Form::default()
    };
    let wrong: Faults = ["body", "ground", "test.proportionate", "parts"]
        .into_iter()
        .map(|field| (field.to_owned(), "missing"))
        .chain([("until".to_owned(), "in-the-past")])
        .collect();
    let (none, blank) = (Faults::new(), Form::default());
    let asked = |typed, faults| Asked {
        words: &words,
        language: Language::Dutch,
        library: library.clone(),
        today: Date::constant(2026, 11, 20),
        typed,
        faults,
    };
    vec![
        asked(&blank, &none).page(row.clone(), &bodies, &answered),
        asked(&typed, &wrong).page(row.clone(), &bodies, &answered),
        asked(&blank, &none).page(DossierRow { exercise: 1, ..row }, &bodies, &[]),
    ]
}
