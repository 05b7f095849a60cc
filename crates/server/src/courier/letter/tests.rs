//! Every letter in both languages, with all that its errand carries.

use super::*;

fn letters() -> Letters {
    let texts = Texts::embedded();
    let words = Arc::new(Words::read(&texts).unwrap());
    Letters::new(texts, words, TimeZone::get("Europe/Amsterdam").unwrap())
}

fn sample(exercise: bool, overdue: bool) -> Value {
    json!({
        "csirt": "CSIRT", "telephone": "+31 70 000 00 00", "address": "https://meldkamer.example",
        "exercise": exercise, "overdue": overdue, "reference": "NL-26-ABCD-EFGH-7", "stage": "early-warning",
        "received_at": 1_763_653_200_000_000_i64, "due": 1_763_739_600_000_000_i64, "clause": "Cbw 26",
        "raised_at": 1_763_653_200_000_000_i64, "level": 1, "urgency": "now", "organisation": "Waterschap X", "domain": "waterschap-x.example", "at": 1_763_653_200_000_000_i64,
        "state": "DE", "sector": "drinking-water", "dossier": "dos_1", "authority": "RDI", "version": 1, "until": 1_763_739_600_000_000_i64,
        "limits": [{"stage": "notification", "due": 1_763_739_600_000_000_i64}],
        "name": "Jan", "body": "Waterschap X", "role": "reporter", "link": "https://meldkamer.example/invitation/x", "ends_at": 1_763_739_600_000_000_i64,
        "scenario": "Gijzelsoftware", "title": "Het breidt zich uit", "text": "Twee uur later.", "ask": "Wat doet u?",
        "sealed": if overdue { "-----BEGIN PGP MESSAGE-----" } else { "" }, "code": "hotel-radio", "made_at": 1_763_653_200_000_000_i64, "firm": "Recherche BV", "urgent": overdue, "kind": "answer", "receipt": "x", "lines": [{"label": "Wat is er gebeurd?", "text": "Plat"}],
    })
}

fn sample_of(name: &str, exercise: bool, overdue: bool) -> Value {
    let mut values = sample(exercise, overdue);
    if name == "copy" {
        values["received_at"] = json!("2026-11-20T15:40:00Z");
    }
    values
}

/// Letters that are about no dossier.
const APART: [&str; 9] = [
    "invitation",
    "mandate",
    "test",
    "drill-inject",
    "drill-over",
    "pack-outdated",
    "contact-check",
    "prove-domain",
    "registered",
];

#[test]
fn every_letter_can_be_written_in_both_languages() {
    let letters = letters();
    for name in NAMES {
        for language in ["nl", "en"] {
            for (exercise, overdue) in [(false, false), (true, true)] {
                let text = letters.shipped(name, language).unwrap();
                let letter = letters.render(&text, language, &sample_of(name, exercise, overdue)).unwrap();
                // What concerns no dossier has no reference and is no exercise.
                let about = !APART.contains(&name);
                assert!(
                    letter.subject.contains("NL-26-ABCD-EFGH-7") == about,
                    "{name} {language}: {}",
                    letter.subject
                );
                let marked = letter.subject.contains("OEFENING") || letter.subject.contains("EXERCISE");
                assert!(
                    marked == exercise || !about || matches!(name, "copy" | "share" | "forward"),
                    "{name} {language}: {}",
                    letter.subject
                );
                assert!(!letter.body.contains("{{") && letter.body.len() > 80, "{name} {language}");
                assert!(letter.body.lines().all(|line| line.chars().count() <= 200), "{name} {language}");
            }
        }
    }
}

#[test]
fn what_an_errand_does_not_carry_is_an_error() {
    assert!(letters().render("Dag {{ naam }}\n", "nl", &json!({})).is_err());
}

#[test]
fn a_moment_is_told_on_the_legal_clock_and_in_utc() {
    let letter =
        letters().render("{{ moment(at) }}\n", "nl", &json!({"at": 1_795_189_200_000_000_i64})).unwrap();
    assert_eq!(letter.subject, "vr 20 november 2026, 16:40 CET (15:40 UTC)");
}
