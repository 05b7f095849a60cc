use super::*;
use crate::{fact::Fact, rulebook::Source};
use alloc::{string::ToString, vec};
use std::format;

/// The shipped rules of scope, as the binary has them.
fn law() -> Law {
    let file = |name: &str| {
        let path = format!("{}/../../rulebooks/{name}", env!("CARGO_MANIFEST_DIR"));
        Source { file: name.into(), text: std::fs::read_to_string(path).unwrap() }
    };
    let (law, mistakes) = Law::read(&[file("eu/scope.toml"), file("nl/scope.toml")]);
    assert_eq!(mistakes, []);
    law
}

struct Told {
    annex: &'static str,
    kind: &'static str,
    /// Staff, turnover and balance; below zero is not known.
    size: [f64; 3],
    special: &'static str,
}

fn facts(told: &Told) -> Facts {
    let mut facts = Facts::default();
    let many = |text: &str| Fact::Many(text.split_whitespace().map(str::to_string).collect());
    facts.set("scope.annex", many(told.annex));
    facts.set("scope.kind", many(told.kind));
    facts.set("scope.special", many(told.special));
    for (name, number) in ["scope.staff", "scope.turnover", "scope.balance"].iter().zip(told.size) {
        if number >= 0.0 {
            facts.set(*name, Fact::Number(number));
        }
    }
    facts
}

fn outcome(
    annex: &'static str,
    kind: &'static str,
    size: [f64; 3],
    special: &'static str,
) -> (Outcome, vec::Vec<String>) {
    let (law, day) = (law(), jiff::civil::date(2026, 11, 20));
    let scopes: Vec<_> = law.scopes(day).collect();
    assert_eq!(scopes.len(), 1, "the national act takes the place of the directive");
    let verdict = law.in_scope(scopes[0], &facts(&Told { annex, kind, size, special }), day);
    (verdict.outcome, verdict.fired.iter().map(|rule| rule.basis.clause.clone()).collect())
}

const LARGE: [f64; 3] = [250.0, 0.0, 0.0];
const MEDIUM: [f64; 3] = [50.0, 5.0, 5.0];
const SMALL: [f64; 3] = [49.0, 10.0, 99.0];

#[test]
fn size_and_annex_decide_for_most() {
    assert_eq!(outcome("1", "", LARGE, ""), (Outcome::Essential, vec!["Cbw 8(1)(f)".into()]));
    assert_eq!(outcome("1", "", MEDIUM, ""), (Outcome::Important, vec!["Cbw 12(1)(a)".into()]));
    assert_eq!(outcome("2", "", LARGE, ""), (Outcome::Important, vec!["Cbw 12(1)(b)".into()]));
    assert_eq!(outcome("2", "", MEDIUM, "").0, Outcome::Important);
    assert_eq!(outcome("1", "", SMALL, "").0, Outcome::Out);
    assert_eq!(outcome("0", "", LARGE, "").0, Outcome::Out);
}

#[test]
fn money_counts_only_when_turnover_and_balance_are_both_over() {
    assert_eq!(outcome("1", "", [10.0, 51.0, 44.0], "").0, Outcome::Essential);
    assert_eq!(outcome("1", "", [10.0, 51.0, 43.0], "").0, Outcome::Important);
    assert_eq!(outcome("1", "", [10.0, 10.1, 10.1], "").0, Outcome::Important);
    assert_eq!(outcome("1", "", [10.0, 10.1, 10.0], "").0, Outcome::Out);
}

#[test]
fn some_kinds_count_whatever_their_size() {
    assert_eq!(outcome("1", "dns", SMALL, ""), (Outcome::Essential, vec!["Cbw 8(1)(c)".into()]));
    assert_eq!(outcome("1", "tld", SMALL, "").0, Outcome::Essential);
    assert_eq!(outcome("1", "municipality", SMALL, "").0, Outcome::Essential);
    assert_eq!(outcome("1", "trust-service", SMALL, "").0, Outcome::Important);
    assert_eq!(outcome("1", "trust-service", SMALL, "qualified-trust").0, Outcome::Essential);
    assert_eq!(outcome("1", "electronic-communications", SMALL, "").0, Outcome::Important);
    assert_eq!(outcome("1", "electronic-communications", MEDIUM, "").0, Outcome::Essential);
    assert_eq!(outcome("0", "domain-registration", SMALL, "").0, Outcome::Registration);
}

#[test]
fn special_cases_go_first() {
    assert_eq!(outcome("1", "central-government", LARGE, "national-security").0, Outcome::Out);
    assert_eq!(outcome("2", "", SMALL, "critical"), (Outcome::Essential, vec!["Cbw 8(1)(i)".into()]));
    assert_eq!(outcome("2", "", SMALL, "designated-essential").0, Outcome::Essential);
    assert_eq!(outcome("1", "", LARGE, "abroad").0, Outcome::Ask);
}

#[test]
fn what_is_not_told_is_asked_and_what_could_still_hold_is_said() {
    let (law, day) = (law(), jiff::civil::date(2026, 11, 20));
    let scope = law.scopes(day).next().unwrap();
    let unknown = [-1.0; 3];
    let told = facts(&Told { annex: "1", kind: "", size: unknown, special: "" });
    let verdict = law.in_scope(scope, &told, day);
    assert_eq!((verdict.outcome, verdict.fired.len()), (Outcome::Ask, 0));
    assert_eq!(verdict.missing, ["scope.balance", "scope.staff", "scope.turnover"]);
    let told = facts(&Told { annex: "1", kind: "", size: [60.0, -1.0, -1.0], special: "" });
    let verdict = law.in_scope(scope, &told, day);
    assert_eq!(verdict.outcome, Outcome::Important);
    assert_eq!(verdict.open[0].outcome, Outcome::Essential);
    assert_eq!(verdict.missing, ["scope.balance", "scope.turnover"]);
}
