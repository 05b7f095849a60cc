//! What the pages of assessing, deciding and answering share: the dossier's head, conclusions and numbers.

use crate::language::Language;
use meldkamer_domain::{
    access::{Role, Tie, Verb, ruling},
    triage::{Assessment, Axis, Combine, Criterion, Framework, Line},
};
use meldkamer_store::dossier::DossierRow;
use serde::Serialize;

/// The dossier at hand and what its reader may do with it.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    reference: String,
    organisation: String,
    title: String,
    address: String,
    assess: bool,
    decide: bool,
    confirm: bool,
    answer: bool,
}

impl Head {
    /// The head for somebody in a role.
    pub fn of(row: &DossierRow, role: Role) -> Self {
        let running = !matches!(row.state.as_str(), "withdrawn" | "merged");
        let may = |verb| running && ruling(role, verb, Tie::Other);
        Self {
            reference: row.reference.clone(),
            organisation: row.organisation.clone(),
            title: row.title.clone(),
            address: format!("/desk/dossiers/{}", row.reference),
            assess: may(Verb::Assess),
            decide: may(Verb::Decide),
            confirm: may(Verb::ConfirmDecision),
            answer: ruling(role, Verb::Answer, Tie::Other),
        }
    }

    /// The head of a dossier that does not exist, for samples.
    pub fn sample(role: Role) -> Self {
        Self::of(&sample_row(), role)
    }
}

/// A dossier that does not exist, for samples.
pub fn sample_row() -> DossierRow {
    DossierRow {
        reference: "NL-26-7K3F-9QXT-M".into(),
        organisation: "Waterbedrijf <Noord>".into(),
        title: "De bediening van de pompen reageert niet.".into(),
        state: "received".into(),
        language: "nl".into(),
        ..DossierRow::default()
    }
}

/// One line of a number: weight times value.
#[derive(Clone, Debug, Serialize)]
pub struct LineView {
    question: String,
    answer: String,
    weight: String,
    value: String,
    points: String,
    default: bool,
}

impl LineView {
    /// Question and answer as one sentence.
    fn said(&self) -> String {
        format!("{} {}.", self.question, self.answer)
    }
}

/// One conclusion in words.
#[derive(Clone, Debug, Serialize)]
pub struct AxisView {
    /// Its id.
    pub id: String,
    title: String,
    gives: Vec<String>,
    value: String,
    reasons: Vec<String>,
    decides: bool,
    lines: Vec<LineView>,
    /// What the points add up to, and the least and most that they could.
    sum: String,
    least: String,
    most: String,
    /// Whether the number is the sum placed between least and most, from 0 to 100.
    scaled: bool,
}

/// All conclusions in words.
pub fn axes(framework: &Framework, made: &Assessment, language: Language) -> Vec<AxisView> {
    let code = language.code();
    let reasons = made.reasons(framework, code);
    let view = |axis: &Axis| {
        let id = axis.id.get_ref();
        let outcome = made.outcome(id)?;
        let of_axis = reasons.iter().filter(|one| one.0 == *id);
        let own = axis.criteria.iter().filter_map(|id| framework.criterion(id.get_ref()));
        let (least, most) =
            own.map(Criterion::range).fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
        let counts = |line: &&Line| axis.criteria.iter().any(|id| *id.get_ref() == line.criterion);
        let sum: f64 = made.lines.iter().filter(counts).map(|line| line.weight * line.value).sum();
        let told = lines(framework, axis, made, language);
        Some(AxisView {
            sum: number(sum, language),
            least: number(least, language),
            most: number(most, language),
            scaled: axis.combine == Combine::WeightedMean,
            id: id.clone(),
            title: axis.title.in_language(code).to_owned(),
            gives: levels(axis, &outcome.gives, language),
            value: outcome.value.map(|value| number(value, language)).unwrap_or_default(),
            reasons: match axis.combine {
                Combine::Table => told.iter().map(LineView::said).collect(),
                _ => of_axis.map(|(_, _, words)| words.clone()).collect(),
            },
            decides: axis.decides,
            lines: if axis.combine.counts() { told } else { Vec::new() },
        })
    };
    framework.axes.iter().filter_map(view).collect()
}

/// The names of levels, or their ids where the framework no longer knows them.
pub fn levels(axis: &Axis, ids: &[String], language: Language) -> Vec<String> {
    let name = |id: &String| {
        axis.level(id).map_or_else(|| id.clone(), |level| level.text.in_language(language.code()).to_owned())
    };
    ids.iter().map(name).collect()
}

fn lines(framework: &Framework, axis: &Axis, made: &Assessment, language: Language) -> Vec<LineView> {
    let code = language.code();
    let of_axis = axis.criteria.iter().filter_map(|id| {
        let line = made.lines.iter().find(|line| line.criterion == *id.get_ref())?;
        let criterion = framework.criterion(&line.criterion)?;
        Some(LineView {
            question: criterion.question.in_language(code).to_owned(),
            answer: criterion.option(&line.answer.option)?.text.in_language(code).to_owned(),
            weight: number(line.weight, language),
            value: number(line.value, language),
            points: number(line.weight * line.value, language),
            default: line.answer.given.code() == "default",
        })
    });
    of_axis.collect()
}

/// A number with at most one decimal, as the language writes it.
pub fn number(value: f64, language: Language) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if language == Language::Dutch { text.replace('.', ",") } else { text.to_owned() }
}

/// One thing that differs between two weighings: what, before, after.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    subject: String,
    before: String,
    after: String,
}

/// What differs from an earlier weighing, each in the words of the framework that it was made with.
pub fn changes(
    (then, before): (&Framework, &Assessment),
    (now, after): (&Framework, &Assessment),
    language: Language,
) -> Vec<Change> {
    let code = language.code();
    let mut all = Vec::new();
    let axes = |made: &Assessment| made.outcomes.iter().map(|one| one.axis.clone()).collect();
    for id in both(axes(after), axes(before)) {
        let told = |framework: &Framework, made: &Assessment| {
            let Some(one) = made.outcome(&id) else { return String::new() };
            let axis = framework.axis(&id);
            let names = axis.map_or_else(|| one.gives.clone(), |axis| levels(axis, &one.gives, language));
            let count = one.value.map(|value| format!(" ({})", number(value, language)));
            format!("{}{}", names.join(", "), count.unwrap_or_default())
        };
        let axis = now.axis(&id).or_else(|| then.axis(&id));
        let title = axis.map_or(id.as_str(), |axis| axis.title.in_language(code));
        push(&mut all, title, told(then, before), told(now, after));
    }
    let criteria = |made: &Assessment| made.lines.iter().map(|line| line.criterion.clone()).collect();
    for id in both(criteria(after), criteria(before)) {
        let line = |made: &Assessment| made.lines.iter().find(|one| one.criterion == id).cloned();
        let (old, new) = (line(before), line(after));
        // The same answer that weighs differently is told with its weight.
        let reweighed = old.as_ref().zip(new.as_ref()).is_some_and(|(old, new)| {
            old.answer.option == new.answer.option && (old.weight, old.value) != (new.weight, new.value)
        });
        let told = |framework: &Framework, line: &Line| {
            let option = line.answer.option.as_str();
            let known = framework.criterion(&id).and_then(|criterion| criterion.option(option));
            let words = known.map_or(option, |choice| choice.text.in_language(code));
            if !reweighed {
                return words.to_owned();
            }
            format!("{words} ({} × {})", number(line.weight, language), number(line.value, language))
        };
        let criterion = now.criterion(&id).or_else(|| then.criterion(&id));
        let title = criterion.map_or(id.as_str(), |one| one.question.in_language(code));
        let [was, is] = [(then, old), (now, new)]
            .map(|(framework, line)| line.map(|line| told(framework, &line)).unwrap_or_default());
        push(&mut all, title, was, is);
    }
    all
}

/// The ids of now, then those that are gone.
fn both(now: Vec<String>, then: Vec<String>) -> Vec<String> {
    let gone: Vec<String> = then.into_iter().filter(|id| !now.contains(id)).collect();
    [now, gone].concat()
}

fn push(all: &mut Vec<Change>, subject: &str, before: String, after: String) {
    if before != after {
        all.push(Change { subject: subject.to_owned(), before, after });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(number(68.75, Language::Dutch), "68,8");
        assert_eq!(number(70.0, Language::English), "70");
    }

    #[test]
    fn what_differs_is_told_in_words_and_nothing_else() {
        let weighing = super::super::sheet::sample("afwegingskader", 0).unwrap();
        let framework = &weighing.framework;
        let told = changes((framework, &weighing.proposed), (framework, &weighing.made), Language::English);
        let need = told.iter().find(|one| one.subject == "Need").unwrap();
        assert_eq!((need.before.as_str(), need.after.as_str()), ("Medium", "High"));
        let asked = told.iter().find(|one| one.subject == "Can the organisation cope by itself?").unwrap();
        assert_eq!((asked.before.as_str(), asked.after.as_str()), ("Partly", "No"));
        assert!(told.iter().all(|one| one.before != one.after));
        assert!(
            changes((framework, &weighing.made), (framework, &weighing.made), Language::English).is_empty()
        );
    }

    #[test]
    fn a_table_tells_what_it_was_read_from() {
        let weighing = super::super::sheet::sample("afwegingskader", 0).unwrap();
        let all = axes(&weighing.framework, &weighing.made, Language::Dutch);
        let category = all.iter().find(|one| one.id == "category").unwrap();
        assert_eq!((category.reasons.len(), category.lines.len()), (2, 0));
        let score = all.iter().find(|one| one.id == "score").unwrap();
        assert!(score.scaled && score.lines.len() == 8);
    }

    #[test]
    fn who_may_not_decide_sees_no_button() {
        let analyst = Head::sample(Role::Analyst);
        assert!(analyst.assess && !analyst.decide && !analyst.answer);
        let closed = DossierRow { state: "withdrawn".into(), ..sample_row() };
        assert!(!Head::of(&closed, Role::DutyOfficer).decide);
    }
}
