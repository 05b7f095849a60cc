//! What can be wrong with a framework that is well-formed TOML.
//!
//! Words of used frameworks stand in another file; their mistakes are told there.

use crate::rulebook::{Mistakes, Said, Source};
use crate::triage::framework::{Axis, Combine, Criterion, Framework, Word};
use crate::triage::rule::Condition;
use crate::triage::{Form, Help, Intensity, Urgency};
use alloc::{collections::BTreeSet, format, string::String, vec::Vec};
use core::ops::Range;

const AROUND: &[&str] = &[
    "test",
    "duplicate",
    "in-constituency",
    "evidence-vanishing",
    "open-cases",
    "exposed-peers",
    "free-handlers",
    "free-analysts",
];

/// A check of one file.
pub(super) struct Check<'a> {
    pub(super) source: &'a Source,
    /// Where the file names itself: for what has no place of its own.
    pub(super) own: Range<usize>,
    pub(super) mistakes: &'a mut Mistakes,
}

impl Check<'_> {
    pub(super) fn say(&mut self, at: Range<usize>, message: String) {
        self.mistakes.push(self.source.mistake(at.start, message));
    }

    pub(super) fn framework(&mut self, framework: &Framework) {
        self.spoken(&framework.title, self.own.clone());
        self.unique("criterion", framework.criteria.iter().map(|one| &one.id));
        self.unique("axis", framework.axes.iter().map(|one| &one.id));
        for criterion in &framework.criteria {
            self.criterion(criterion, framework);
        }
        for (order, axis) in framework.axes.iter().enumerate() {
            self.axis(axis, order, framework);
        }
        for second in &framework.second {
            self.conditions(&second.when, framework, framework.axes.len());
        }
    }

    fn criterion(&mut self, criterion: &Criterion, framework: &Framework) {
        let at = criterion.id.span();
        if !(criterion.weight >= 0.0 && criterion.weight.is_finite()) {
            self.say(
                at.clone(),
                format!("weight {} of `{}`: use 0 or more", criterion.weight, criterion.id.get_ref()),
            );
        }
        self.spoken(&criterion.question, at);
        self.unique("option", criterion.options.iter().map(|one| &one.id));
        for option in &criterion.options {
            self.spoken(&option.text, option.id.span());
            if !option.value.is_finite() || option.value < 0.0 {
                self.say(option.id.span(), format!("value {}: use 0 or more", option.value));
            }
            if let Some(definition) = &option.definition {
                self.spoken(definition, option.id.span());
            }
        }
        let wanted = criterion.proposals.iter().map(|one| &one.option).chain([&criterion.default]);
        for word in wanted {
            if criterion.option(word.get_ref()).is_none() {
                self.say(
                    word.span(),
                    format!("`{}` has no option `{}`", criterion.id.get_ref(), word.get_ref()),
                );
            }
        }
        for proposal in &criterion.proposals {
            self.conditions(&proposal.when, framework, 0);
        }
    }

    fn axis(&mut self, axis: &Axis, order: usize, framework: &Framework) {
        self.spoken(&axis.title, axis.id.span());
        self.unique("level", axis.levels.iter().map(|one| &one.id));
        self.unique("rule", axis.rules.iter().map(|one| &one.code));
        for id in &axis.criteria {
            if framework.criterion(id.get_ref()).is_none() {
                self.say(id.span(), format!("unknown criterion `{}`", id.get_ref()));
            }
        }
        for level in &axis.levels {
            self.spoken(&level.text, level.id.span());
            self.understood(axis, &level.id);
        }
        let given =
            axis.rules.iter().map(|rule| &rule.gives).chain(axis.cells.iter().map(|cell| &cell.gives));
        for word in given {
            if axis.level(word.get_ref()).is_none() {
                self.say(word.span(), format!("`{}` has no level `{}`", axis.id.get_ref(), word.get_ref()));
            }
        }
        for rule in &axis.rules {
            self.spoken(&rule.text, rule.code.span());
            if let Some(plain) = &rule.plain {
                self.spoken(plain, rule.code.span());
            }
            self.conditions(&rule.when, framework, order);
        }
        match axis.combine {
            Combine::Table => self.table(axis, framework),
            Combine::Rules => self.rules(axis),
            Combine::All => {}
            Combine::WeightedMean | Combine::Sum | Combine::Maximum => self.bands(axis),
        }
    }

    fn bands(&mut self, axis: &Axis) {
        if axis.criteria.is_empty() || axis.levels.is_empty() {
            self.say(axis.id.span(), "a number needs `criteria` and `level`s".into());
        }
        for pair in axis.levels.windows(2) {
            let [low, high] = pair else { continue };
            let complaint = match (low.below, high.from) {
                (Some(below), Some(from)) if below < from => format!("hole: nothing from {below} to {from}"),
                (Some(below), Some(from)) if below > from => {
                    format!("overlap: {from} to {below} is in two bands")
                }
                (Some(_), Some(_)) => continue,
                _ => "a band needs `below`, and the next one `from`".into(),
            };
            self.say(high.id.span(), complaint);
        }
        let open =
            (axis.levels.first().and_then(|one| one.from), axis.levels.last().and_then(|one| one.below));
        if open.0.is_some_and(|from| from > 0.0) || open.1.is_some() {
            self.say(
                axis.id.span(),
                "the lowest band starts at 0 or open, the highest has no `below`".into(),
            );
        }
        for level in &axis.levels {
            if let (Some(from), Some(below)) = (level.from, level.below)
                && from >= below
            {
                self.say(level.id.span(), format!("empty band: from {from} below {below}"));
            }
        }
    }

    fn rules(&mut self, axis: &Axis) {
        if !axis.rules.last().is_some_and(|rule| rule.when.is_empty()) {
            self.say(axis.id.span(), "the last rule must hold always: leave out its `when`".into());
        }
    }

    fn table(&mut self, axis: &Axis, framework: &Framework) {
        let sides: Vec<_> = axis.criteria.iter().filter_map(|id| framework.criterion(id.get_ref())).collect();
        let [rows, columns] = sides.as_slice() else {
            return self.say(axis.id.span(), "a table needs two criteria: row and column".into());
        };
        for row in &rows.options {
            for column in &columns.options {
                let (row, column) = (row.id.get_ref(), column.id.get_ref());
                let same = |cell: &&_| is_at(cell, row, column);
                match axis.cells.iter().filter(same).count() {
                    1 => {}
                    0 => self.say(axis.id.span(), format!("hole: no cell for {row} x {column}")),
                    _ => self.say(axis.id.span(), format!("overlap: several cells for {row} x {column}")),
                }
            }
        }
        for cell in &axis.cells {
            if rows.option(cell.row.get_ref()).is_none() || columns.option(cell.column.get_ref()).is_none() {
                self.say(cell.row.span(), "a cell names an option that does not exist".into());
            }
        }
    }

    fn conditions(&mut self, conditions: &[Condition], framework: &Framework, axes: usize) {
        for condition in conditions {
            let name = condition.fact.get_ref();
            let known = match name.split_once('.') {
                Some(("answer", id)) => framework.criterion(id).is_some(),
                Some(("axis" | "decided", id)) => {
                    framework.axes.iter().take(axes).any(|axis| axis.id.get_ref() == id)
                }
                Some(("context", id)) => AROUND.contains(&id),
                _ => true,
            };
            if !known {
                self.say(condition.fact.span(), format!("`{name}` is not known here, or only later"));
            }
            if !condition.asks() {
                self.say(
                    condition.fact.span(),
                    format!("`{name}`: say is, is-not, at-least, below or known"),
                );
            }
        }
    }

    /// Conclusions with a name that other rooms read must speak their words.
    fn understood(&mut self, axis: &Axis, level: &Word) {
        let word = level.get_ref();
        let known = match axis.id.get_ref().as_str() {
            "help" => Help::parse(word).is_some(),
            "urgency" => Urgency::parse(word).is_some(),
            "intensity" => Intensity::parse(word).is_some(),
            "forms" => Form::parse(word).is_some(),
            _ => true,
        };
        if !known {
            self.say(level.span(), format!("`{word}` is not a word for `{}`", axis.id.get_ref()));
        }
    }

    fn spoken(&mut self, said: &Said, at: Range<usize>) {
        for (language, text) in [("nl", &said.nl), ("en", &said.en)] {
            if text.trim().is_empty() {
                self.say(at.clone(), format!("the text in `{language}` is empty"));
            }
        }
    }

    fn unique<'w>(&mut self, what: &str, words: impl Iterator<Item = &'w Word>) {
        let mut seen = BTreeSet::new();
        for word in words {
            if !seen.insert(word.get_ref()) {
                self.say(word.span(), format!("{what} `{}` stands here twice", word.get_ref()));
            }
        }
    }
}

fn is_at(cell: &crate::triage::Cell, row: &str, column: &str) -> bool {
    cell.row.get_ref() == row && cell.column.get_ref() == column
}
