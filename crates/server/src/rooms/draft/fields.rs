//! The catalogue's questions as fields of a page, with what was answered and what is wrong with it.
//!
//! Any room that asks questions of a stage draws them from here with `parts/questions.html`. Not
//! here: keeping answers, and which answers a stage starts with.

use crate::{
    language::Language,
    page::{self, Choice, Kind},
    words::{Gaps, Words, gap},
};
use jiff::tz::TimeZone;
use meldkamer_domain::{
    filing::{Answer, Filing, Gap, Parts, Precision},
    question::{Asked as Question, Catalogue, Field, Kind as Sort, Requirement, Stage},
    time::Instant,
};
use serde::Serialize;
use serde_json::Value;

/// More options of one choice than this make a drop-down.
const LISTED: usize = 7;
/// More options of a choice of many than this make a few drop-downs.
const TICKED: usize = 10;

/// How the fields are drawn: in whose language, on which clock, and what time it is.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The reader's language.
    pub language: Language,
    /// The words of the house.
    pub words: &'a Words,
    /// The legal zone.
    pub zone: &'a TimeZone,
    /// The moment of the page.
    pub now: Instant,
}

/// Questions under one heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Group {
    /// The group's id in the catalogue; `core` for the eleven.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Whether these are the eleven that come first.
    pub core: bool,
    /// Whether it starts open: something is filled in, wrong, or asked for.
    pub open: bool,
    /// How many of its questions have an answer.
    pub filled: usize,
    /// The questions in order.
    pub asked: Vec<Asked>,
}

/// One question as a form asks it.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    /// The question's id.
    pub id: String,
    /// The field, or the field of its parts.
    pub field: page::Field,
    /// Version of the answer that the form shows, 0 for none: a draft fills it in.
    pub version: i64,
    /// What somebody else wrote meanwhile: a draft fills it in.
    pub clash: Option<Clash>,
    /// What to say to who is asked over the telephone: the desk fills it in.
    pub spoken: Option<super::Spoken>,
}

/// Two texts for one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// Version of the text that is not in the form, to take it instead.
    pub version: i64,
    /// That text, in plain words.
    pub text: String,
    /// When it was written, in microseconds.
    pub at: i64,
}

/// The questions of a stage as fields: the eleven first where the stage is a first report, then the
/// groups of the catalogue in order. Answers to questions that are no longer asked stay visible.
pub fn of(view: View<'_>, catalogue: &Catalogue, stage: Stage, filing: &Filing, gaps: &[Gap]) -> Vec<Group> {
    let first = matches!(stage, Stage::EarlyWarning | Stage::Voluntary);
    let mut core: Vec<(u8, Asked)> = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    for one in asked(catalogue, stage, filing) {
        if one.question.field.kind == Sort::Files {
            continue;
        }
        let required = one.requirement == Requirement::Required;
        let asked = view.asked(&one, filing.get(one.question.id()), gaps);
        if let Some(place) = one.question.core.filter(|_| first) {
            core.push((place, asked));
            continue;
        }
        let at = groups.iter().position(|group| group.id == one.group.id).unwrap_or_else(|| {
            groups.push(Group::new(&one.group.id, one.group.title.in_language(view.language.code())));
            groups.len() - 1
        });
        let answered = filing.get(one.question.id()).is_some();
        groups[at].filled += usize::from(answered);
        groups[at].open |= answered || required || wrong(&asked.field);
        groups[at].asked.push(asked);
    }
    if !core.is_empty() {
        core.sort_by_key(|(place, _)| *place);
        let mut group = Group::new("core", &view.say("door-core-title", None));
        (group.core, group.open) = (true, true);
        group.asked = core.into_iter().map(|(_, asked)| asked).collect();
        group.filled = group.asked.iter().filter(|one| filing.get(&one.id).is_some()).count();
        groups.insert(0, group);
    }
    groups
}

/// The fields with something to put right, for the summary at the top of a form.
pub fn faults(groups: &[Group]) -> Vec<page::Field> {
    let mut found = Vec::new();
    for asked in groups.iter().flat_map(|group| &group.asked) {
        let parts: Vec<&page::Field> = match &asked.field.kind {
            Kind::Parts { parts } => parts.iter().collect(),
            Kind::Lines { lines } => lines.iter().flatten().collect(),
            _ => Vec::new(),
        };
        let all = [&asked.field].into_iter().chain(parts);
        found.extend(all.filter(|field| !field.error.is_empty()).cloned());
    }
    found
}

/// What a stage asks, and besides it what was answered without being asked (any more).
fn asked<'a>(catalogue: &'a Catalogue, stage: Stage, filing: &Filing) -> Vec<Question<'a>> {
    let mut asked = catalogue.stage(stage, &filing.facts());
    let known = |id: &str| asked.iter().any(|one| one.question.id() == id);
    let besides: Vec<_> = filing
        .answers()
        .filter(|(id, _)| !known(id))
        .filter_map(|(id, _)| {
            let question = catalogue.question(id)?;
            let group = catalogue.groups().iter().find(|one| one.id == question.group)?;
            Some(Question { group, question, requirement: Requirement::Optional })
        })
        .collect();
    asked.extend(besides);
    let place = |id: &str| catalogue.questions().iter().position(|one| one.id() == id);
    asked.sort_by_key(|one| (one.group.order, place(one.question.id())));
    asked
}

/// Whether something is wrong with a field, or with a part of it.
pub fn wrong(field: &page::Field) -> bool {
    match &field.kind {
        Kind::Parts { parts } if parts.iter().any(wrong) => true,
        Kind::Lines { lines } if lines.iter().flatten().any(wrong) => true,
        _ => !field.error.is_empty(),
    }
}

impl Group {
    fn new(id: &str, title: &str) -> Self {
        Self { id: id.to_owned(), title: title.to_owned(), ..Self::default() }
    }
}

impl View<'_> {
    fn say(&self, key: &str, argument: Option<&str>) -> String {
        let mut gaps = Gaps::new();
        gaps.set("argument", gap(argument.unwrap_or_default().to_owned()));
        self.words.say_anyhow(self.language, key, &gaps)
    }

    fn asked(&self, one: &Question<'_>, answer: Option<&Answer>, gaps: &[Gap]) -> Asked {
        let (question, language) = (one.question, self.language.code());
        let mut field = self.field(question.id(), &question.field, answer);
        question.help.in_language(language).clone_into(&mut field.hint);
        field.required = one.requirement == Requirement::Required;
        for gap in gaps.iter().filter(|gap| gap.question == question.id() && gap.code != "missing") {
            self.tell(&mut field, gap);
        }
        Asked { id: question.id().to_owned(), field, version: 0, clash: None, spoken: None }
    }

    /// Writes what is wrong beside the part it is about, or beside the whole.
    fn tell(&self, field: &mut page::Field, gap: &Gap) {
        let said = self.gap(gap);
        let name = gap.part.as_ref().map(|part| format!("{}.{part}", field.name));
        if let (Kind::Parts { parts }, Some(name)) = (&mut field.kind, name)
            && let Some(part) = parts.iter_mut().find(|part| part.name == name)
        {
            part.error = said;
            return;
        }
        field.error = said;
    }

    /// What is wrong with an answer and how to put it right.
    pub fn gap(&self, gap: &Gap) -> String {
        let argument = gap.arguments.first().map(String::as_str);
        self.say(&format!("door-gap-{}", gap.code), argument)
    }

    /// A question or a part of one.
    fn field(&self, name: &str, field: &Field, answer: Option<&Answer>) -> page::Field {
        let label = field.label.in_language(self.language.code());
        let unknown = answer == Some(&Answer::Unknown);
        let drawn = page::Field::new(name, label, self.kind(name, field, answer)).required();
        let ticks = match field.kind {
            Sort::YesNo | Sort::Choice => false,
            Sort::Choices | Sort::States => field.options.len() > TICKED,
            Sort::Composite | Sort::Organisation | Sort::Person => {
                let says = |head: &Field| match head.kind {
                    Sort::YesNo | Sort::Choice => true,
                    Sort::Choices => head.options.len() <= TICKED,
                    _ => false,
                };
                !field.head().is_some_and(says)
            }
            _ => true,
        };
        if ticks { drawn.unsure(unknown) } else { drawn }
    }

    fn kind(&self, name: &str, field: &Field, answer: Option<&Answer>) -> Kind {
        let text = || match answer {
            Some(Answer::Unknown) if field.kind != Sort::YesNo => String::new(),
            Some(answer) => self.text(answer),
            None => String::new(),
        };
        let most = u32::try_from(field.max).unwrap_or(u32::MAX);
        match field.kind {
            Sort::Text => Kind::Text { value: text(), input: "text", autocomplete: filled_in_by(name) },
            Sort::Email => Kind::Text { value: text(), input: "email", autocomplete: "email" },
            Sort::Phone => Kind::Text { value: text(), input: "tel", autocomplete: "tel" },
            Sort::LongText => Kind::Long { value: text(), rows: if most > 600 { 5 } else { 3 }, most },
            Sort::YesNo => Kind::Flag { value: text() },
            Sort::Choice => Kind::Choice {
                choices: self.choices(field, answer, true),
                list: field.options.len() > LISTED
                    || (name.matches('.').count() > 1 && field.options.len() > 4),
            },
            Sort::Choices | Sort::States if field.options.len() > TICKED => {
                Kind::Several { choices: self.choices(field, None, false), chosen: many(answer) }
            }
            Sort::Choices | Sort::States => Kind::Choices { choices: self.choices(field, answer, true) },
            Sort::Moment => self.moment(answer),
            Sort::Number => Kind::Number { value: text(), unit: self.unit(field) },
            Sort::Composite | Sort::Person | Sort::Organisation => {
                Kind::Parts { parts: self.parts(name, field, parts_of(field, answer).as_ref()) }
            }
            Sort::Rows | Sort::Files => Kind::Lines { lines: self.lines(name, field, answer) },
        }
    }

    fn choices(&self, field: &Field, answer: Option<&Answer>, with_unknown: bool) -> Vec<Choice> {
        let chosen = many(answer);
        let option = |one: &meldkamer_domain::question::Choice| {
            let label = one.said.in_language(self.language.code());
            Choice::new(&*one.id, label).chosen(chosen.contains(&one.id))
        };
        let unknown = Choice::new("unknown", self.say("unknown", None))
            .chosen(answer == Some(&Answer::Unknown) || chosen.iter().any(|one| one == "unknown"));
        let strange =
            chosen.iter().filter(|one| *one != "unknown" && !field.options.iter().any(|o| o.id == **one));
        let strange = strange.map(|one| Choice::new(one.clone(), one.clone()).chosen(true));
        field.options.iter().map(option).chain(strange).chain(with_unknown.then_some(unknown)).collect()
    }

    fn moment(&self, answer: Option<&Answer>) -> Kind {
        let now = self.now.in_zone(self.zone);
        let (date, time) = match answer {
            Some(Answer::Moment { at, precision }) => {
                let at = at.in_zone(self.zone);
                let time = if *precision == Precision::Day { "" } else { "%H:%M" };
                (at.strftime("%Y-%m-%d").to_string(), at.strftime(time).to_string())
            }
            Some(Answer::Raw(Value::String(text))) => match text.split_once('T') {
                Some((date, time)) => (date.to_owned(), time.to_owned()),
                None if text.contains(':') => (String::new(), text.clone()),
                None => (text.clone(), String::new()),
            },
            _ => (String::new(), String::new()),
        };
        let now_date = now.strftime("%Y-%m-%d").to_string();
        Kind::Moment { date, time, now_date, now_time: now.strftime("%H:%M").to_string() }
    }

    fn unit(&self, field: &Field) -> String {
        field.unit.as_ref().map(|unit| self.say(&format!("door-unit-{unit}"), None)).unwrap_or_default()
    }

    fn parts(&self, name: &str, field: &Field, answers: Option<&Parts>) -> Vec<page::Field> {
        let part = |part: &Field| {
            let answer = answers.and_then(|answers| answers.get(&part.id));
            let mut drawn = self.field(&format!("{name}.{}", part.id), part, answer);
            // The tick stands at the whole; at a part only where it was set.
            drawn.unsure = drawn.unsure.filter(|stands| *stands);
            drawn
        };
        field.parts.iter().map(part).collect()
    }

    fn lines(&self, name: &str, field: &Field, answer: Option<&Answer>) -> Vec<Vec<page::Field>> {
        let rows = if let Some(Answer::Rows(rows)) = answer { rows.as_slice() } else { &[] };
        let filled = rows.iter().map(Some).chain([None]).enumerate();
        filled.map(|(at, row)| self.parts(&format!("{name}[{at}]"), field, row)).collect()
    }

    /// An answer as it would be typed.
    pub fn text(&self, answer: &Answer) -> String {
        match answer {
            Answer::Unknown => "unknown".to_owned(),
            Answer::Flag(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Answer::Text(text) | Answer::One(text) | Answer::Raw(Value::String(text)) => text.clone(),
            Answer::Number(number) => number.to_string().replace('.', ","),
            Answer::Many(many) => many.join(", "),
            Answer::Raw(other) => other.to_string(),
            Answer::Moment { .. } | Answer::Parts(_) | Answer::Rows(_) => String::new(),
        }
    }
}

/// What a browser may fill in by itself.
fn filled_in_by(name: &str) -> &'static str {
    match name {
        "org.id.name" | "rep.behalf.organisation" => "organization",
        "rep.person.name" => "name",
        "rep.person.role" => "organization-title",
        _ => "",
    }
}

fn many(answer: Option<&Answer>) -> Vec<String> {
    match answer {
        Some(Answer::Many(many)) => many.clone(),
        Some(Answer::One(one)) => vec![one.clone()],
        _ => Vec::new(),
    }
}

/// The parts of an answer; "unknown" for the whole is that of the part that speaks for it.
fn parts_of(field: &Field, answer: Option<&Answer>) -> Option<Parts> {
    match answer? {
        Answer::Parts(parts) => Some(parts.clone()),
        Answer::Unknown => Some(Parts::from([(field.head()?.id.clone(), Answer::Unknown)])),
        _ => None,
    }
}

#[cfg(test)]
#[path = "fields/tests.rs"]
mod tests;
