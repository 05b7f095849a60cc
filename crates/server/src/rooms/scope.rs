//! "Am I in scope?": a short test that anybody may take. Nothing of it is kept; the answers stand in
//! the address, and go along to the form for registering.

mod samples;

use super::entity::say::Say;
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Sample, samples_of},
    problem::Problem,
    rooms::desk::asked,
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use jiff::civil::Date;
use meldkamer_domain::{
    fact::{Fact, Facts},
    law::Law,
    scope::{Outcome, Rule, Scope, Verdict},
};
use serde::Serialize;

/// The numbers that are asked: field, and the key of its unit.
const NUMBERS: [(&str, &str); 3] =
    [("staff", ""), ("turnover", "scope-million"), ("balance", "scope-million")];

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/scope", Gate::Public, show), Route::get("/scope/result", Gate::Public, result)]
}

/// Every state of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<ScopePage>();
    all.extend(samples_of::<ResultPage>());
    all
}

/// The questions.
#[derive(Clone, Debug, Serialize)]
pub struct ScopePage {
    sectors: Field,
    numbers: Vec<Field>,
    special: Field,
    faults: Vec<Field>,
}

/// What the rules make of the answers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ResultPage {
    outcome: &'static str,
    laws: Vec<Told>,
    /// The facts that would tell, by their last part.
    missing: Vec<String>,
    /// Back to the questions with the answers in place.
    again: String,
    register: String,
}

/// What one law says.
#[derive(Clone, Debug, Default, Serialize)]
struct Told {
    name: String,
    fired: Vec<Line>,
    open: Vec<Line>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Line {
    text: String,
    clause: String,
    confirmed: bool,
}

/// The answers, as the address has them.
struct Answers<'a>(&'a Form);

impl Answers<'_> {
    fn sectors(&self) -> Vec<&str> {
        self.0.all("sectors").into_iter().filter(|one| !one.is_empty()).collect()
    }

    /// A number as people write it; `None` for nothing, an error for no number.
    fn number(&self, name: &str) -> Result<Option<f64>, ()> {
        let text = self.0.text(name).replace(',', ".").replace(' ', "");
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0).map(Some).ok_or(())
    }

    /// The facts that the rules ask about. What was not ticked is not so; what was not filled in is
    /// not known.
    fn facts(&self, law: &Law) -> Facts {
        let (mut facts, chosen) = (Facts::default(), self.sectors());
        let many = |all: Vec<String>| Fact::Many(all);
        facts.set("scope.special", many(self.0.all("special").into_iter().map(str::to_owned).collect()));
        for (name, _) in NUMBERS {
            if let Ok(Some(number)) = self.number(name) {
                facts.set(format!("scope.{name}"), Fact::Number(number));
            }
        }
        if chosen.is_empty() {
            return facts;
        }
        let parts = |text: &&str| {
            let mut parts = text.split('/').map(str::to_owned);
            (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default())
        };
        let chosen: Vec<(String, String)> = chosen.iter().map(parts).collect();
        let known = |id: &str| law.sectors.iter().find(|sector| sector.id.get_ref() == id);
        let annexes = chosen.iter().filter_map(|(id, _)| known(id)).map(|sector| sector.annex.to_string());
        facts.set("scope.annex", many(annexes.collect()));
        facts.set("scope.sector", many(chosen.iter().map(|(id, _)| id.clone()).collect()));
        // In a sector with kinds of its own, the kind is not known until one was chosen.
        let silent = |(id, kind): &(String, String)| {
            kind.is_empty() && known(id).is_some_and(|one| !one.kinds.is_empty())
        };
        let told: Vec<String> =
            chosen.iter().map(|(_, kind)| kind.clone()).filter(|kind| !kind.is_empty()).collect();
        if !told.is_empty() || !chosen.iter().any(silent) {
            facts.set("scope.kind", many(told));
        }
        facts
    }

    /// The answers as an address.
    fn query(&self) -> String {
        let asked = ["sectors", "staff", "turnover", "balance", "special"];
        let pairs =
            self.0.pairs.iter().filter(|(name, value)| asked.contains(&name.as_str()) && !value.is_empty());
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }
}

impl ScopePage {
    fn of(say: &Say<'_>, scopes: &[&Scope], language: &str, answers: &Answers<'_>) -> Self {
        let chosen: Vec<String> = answers.sectors().into_iter().map(str::to_owned).collect();
        let kind = Kind::Several { choices: say.activities(), chosen };
        let sectors = Field::new("sectors", say.field("sectors"), kind);
        let number = |(name, unit): &(&str, &str)| {
            let unit = if unit.is_empty() { String::new() } else { say.words(unit) };
            let value = answers.0.text(name).to_owned();
            let field = Field::new(*name, say.words(&format!("scope-{name}")), Kind::Number { value, unit });
            if answers.number(name).is_err() {
                field.error(say.words("scope-fault-not-a-number"))
            } else {
                field
            }
        };
        let numbers: Vec<Field> = NUMBERS.iter().map(number).collect();
        let ticked = answers.0.all("special");
        let specials = scopes.iter().flat_map(|scope| &scope.specials);
        let choices = specials.map(|one| {
            Choice::new(&one.id, one.text.in_language(language)).chosen(ticked.contains(&one.id.as_str()))
        });
        let special =
            Field::new("special", say.words("scope-special"), Kind::Choices { choices: choices.collect() });
        let faults = numbers.iter().filter(|field| !field.error.is_empty()).cloned().collect();
        Self { sectors, numbers, special, faults }
    }
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (law, day) = (server.house.law(), server.house.day(caller.at));
    let scopes: Vec<&Scope> = law.law.scopes(day).collect();
    let form = asked(&caller);
    let say = Say::new(&server, caller.language);
    let page = ScopePage::of(&say, &scopes, caller.language.code(), &Answers(&form));
    server.show(&server.frame_of(&caller), &page)
}

async fn result(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (law, day) = (server.house.law(), server.house.day(caller.at));
    let scopes: Vec<&Scope> = law.law.scopes(day).collect();
    let (form, language) = (asked(&caller), caller.language.code());
    let answers = Answers(&form);
    if NUMBERS.iter().any(|(name, _)| answers.number(name).is_err()) {
        let page = ScopePage::of(&Say::new(&server, caller.language), &scopes, language, &answers);
        return server.show_again(&server.frame_of(&caller), &page);
    }
    let page = ResultPage::of(&law.law, &scopes, day, language, &answers);
    server.show(&server.frame_of(&caller), &page)
}

impl ResultPage {
    fn of(law: &Law, scopes: &[&Scope], day: Date, language: &str, answers: &Answers<'_>) -> Self {
        let facts = answers.facts(law);
        let verdicts: Vec<(&Scope, Verdict<'_>)> =
            scopes.iter().map(|scope| (*scope, law.in_scope(scope, &facts, day))).collect();
        // Under several laws the one that asks most is told.
        let outcome = verdicts.iter().map(|(_, verdict)| verdict.outcome);
        let outcome = outcome.min_by_key(|one| (*one == Outcome::Out, *one)).unwrap_or(Outcome::Ask);
        let line = |rule: &&Rule| Line {
            text: rule.text.in_language(language).to_owned(),
            clause: rule.basis.clause.clone(),
            confirmed: rule.basis.confirmed && sizes_confirmed(law, rule),
        };
        let told = |(scope, verdict): &(&Scope, Verdict<'_>)| Told {
            name: scope.name.in_language(language).to_owned(),
            fired: verdict.fired.iter().map(line).collect(),
            open: verdict.open.iter().map(line).collect(),
        };
        let mut missing: Vec<String> =
            verdicts.iter().flat_map(|(_, verdict)| &verdict.missing).map(|name| last(name)).collect();
        missing.sort();
        missing.dedup();
        Self {
            outcome: outcome.code(),
            laws: verdicts.iter().map(told).collect(),
            missing,
            again: format!("/scope?{}", answers.query()),
            register: registration(answers, outcome),
        }
    }
}

/// The part of a fact's name that its words are under; annex and kind are told by the sector.
fn last(name: &str) -> String {
    match name.rsplit('.').next().unwrap_or_default() {
        "annex" | "kind" => "sector".into(),
        part => part.to_owned(),
    }
}

/// Whether the sizes that a rule names were read in the text of the law.
fn sizes_confirmed(law: &Law, rule: &Rule) -> bool {
    use meldkamer_domain::law::condition::Condition;
    rule.when.leaves().into_iter().all(|leaf| match leaf {
        Condition::Criterion(id) => law.sizes.iter().any(|size| size.id == *id && size.basis.confirmed),
        _ => true,
    })
}

/// The form for registering, with what was answered here.
fn registration(answers: &Answers<'_>, outcome: Outcome) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(answers.sectors().into_iter().map(|one| ("sectors", one)));
    if !outcome.class().is_empty() {
        query.append_pair("class", outcome.class());
    }
    format!("/register?{}", query.finish())
}
