//! The frameworks of the rulebooks, weighed: worked checks, each rule, decisions and letters.

use super::*;
use crate::fact::{Fact, Facts};
use crate::rulebook::Source;
use crate::time::Instant;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::{format, string::ToString, vec, vec::Vec};

const NOON: Instant = Instant::from_micros(1_795_000_000_000_000);

fn sources() -> Vec<Source> {
    macro_rules! files {
        ($($file:literal),+) => {
            vec![$(Source { file: $file.into(), text: include_str!(concat!("../../../../rulebooks/", $file)).into() }),+]
        };
    }
    files![
        "eu/triage/nciss.toml",
        "eu/triage/severity.toml",
        "eu/triage/category.toml",
        "nl/triage/kans-schade.toml",
        "nl/triage/afwegingskader.toml",
        "nl/triage/letter.toml"
    ]
}

fn all() -> Frameworks {
    let mut mistakes = Vec::new();
    let all = Frameworks::read(&sources(), &mut mistakes);
    assert_eq!(mistakes, vec![]);
    all
}

fn framework(id: &str) -> Framework {
    all().on(id, jiff::civil::date(2026, 11, 23)).unwrap().clone()
}

fn answers(given: &[(&str, &str)]) -> Answers {
    let answer = |option: &str| Answer {
        option: option.into(),
        given: Given::Csirt,
        confidence: Confidence::High,
        at: NOON,
    };
    given.iter().map(|(id, option)| (id.to_string(), answer(option))).collect()
}

fn facts(given: &[(&str, &str)]) -> Facts {
    let mut facts = Facts::default();
    for (name, text) in given {
        facts.set(*name, Fact::Text(text.to_string()));
    }
    facts
}

fn roomy() -> Context {
    Context { free_handlers: 2, free_analysts: 1, ..Context::default() }
}

type Told<'a> = &'a [(&'a str, &'a str)];

const HOSPITAL: Told = &[
    ("functional", "denial-critical"),
    ("activity", "effect"),
    ("location", "l3"),
    ("actor", "criminal"),
    ("information", "core-credentials"),
    ("recoverability", "extended"),
    ("sector", "health"),
    ("potential", "high"),
];

fn weigh(given: &[(&str, &str)], facts: &Facts, context: &Context) -> Assessment {
    assess(&framework("afwegingskader"), &answers(given), facts, context, NOON)
}

#[test]
fn the_worked_checks_of_the_score() {
    let probe = &[
        ("functional", "none"),
        ("activity", "engage"),
        ("location", "l1"),
        ("actor", "unknown"),
        ("information", "none"),
        ("recoverability", "regular"),
        ("sector", "energy"),
        ("potential", "low"),
    ];
    for (given, score, band) in [(HOSPITAL, "68.8", "high"), (probe, "28.5", "baseline")] {
        for id in ["nciss", "afwegingskader"] {
            let made = assess(&framework(id), &answers(given), &Facts::default(), &roomy(), NOON);
            assert_eq!(format!("{:.1}", made.score().unwrap()), score);
            assert_eq!(made.priority(), Some(band));
        }
    }
}

#[test]
fn the_score_has_the_public_range() {
    let framework = framework("nciss");
    let (mut least, mut most) = (0.0, 0.0);
    for criterion in &framework.criteria {
        least += criterion.range().0;
        most += criterion.range().1;
    }
    assert_eq!((least, most), (325.0, 3400.0));
}

#[test]
fn unknown_is_a_stated_default_and_a_report_proposes() {
    let told = facts(&[("i.services.critical", "yes"), ("i.sev", "red"), ("org.sector", "drinking-water")]);
    let made = weigh(&[("location", "no-such-option")], &told, &roomy());
    let line = |id: &str| made.lines.iter().find(|line| line.criterion == id).unwrap();
    assert_eq!(line("functional").answer.given, Given::Reporter);
    assert_eq!(line("functional").answer.option, "denial-critical");
    assert_eq!(line("sector").value, 60.0);
    assert_eq!(
        (line("actor").answer.given, line("actor").answer.option.as_str()),
        (Given::Default, "unknown")
    );
    assert_eq!(line("location").answer.given, Given::Default);
    let ours = weigh(&[("functional", "none")], &told, &roomy());
    assert_eq!(ours.lines.iter().find(|line| line.criterion == "functional").unwrap().value, 0.0);
}

#[test]
fn each_urgency_rule() {
    let vanishing = Context { evidence_vanishing: true, ..roomy() };
    let test = Context { test: true, ..roomy() };
    let cases: &[(Told, Context, Urgency, &str)] = &[
        (&[], roomy(), Urgency::Day, "first-answer"),
        (&[("i.safety", "yes")], roomy(), Urgency::Now, "danger-to-life"),
        (&[("i.safety", "yes")], test, Urgency::Planned, "exercise"),
        (
            &[("i.services.critical", "yes"), ("i.sev", "red"), ("w.status", "ongoing")],
            roomy(),
            Urgency::Now,
            "essential-service-stopped",
        ),
        (
            &[("i.services.critical", "yes"), ("i.services.state", "down")],
            roomy(),
            Urgency::Now,
            "essential-service-stopped",
        ),
        (
            &[("i.services.critical", "yes"), ("i.services.state", "down"), ("w.status", "restored")],
            roomy(),
            Urgency::Day,
            "first-answer",
        ),
        (&[("i.sev.outlook", "worsening")], roomy(), Urgency::FourHours, "outlook-worsening"),
        (&[("w.malicious", "yes"), ("w.status", "ongoing")], roomy(), Urgency::FourHours, "attacker-active"),
        (&[], vanishing, Urgency::FourHours, "evidence-vanishing"),
        (&[("h.urgency", "four-hours")], roomy(), Urgency::FourHours, "help-asked-soon"),
        (&[("not.kind", "near-miss")], roomy(), Urgency::Planned, "no-incident"),
    ];
    for (told, context, urgency, code) in cases {
        let made = weigh(&[], &facts(told), context);
        assert_eq!(made.urgency(), Some(*urgency), "{told:?}");
        assert_eq!(made.outcome("urgency").unwrap().fired, vec![code.to_string()], "{told:?}");
    }
    let flagged = {
        let mut facts = Facts::default();
        facts.set("i.safety", Fact::Flag(true));
        weigh(&[], &facts, &roomy())
    };
    assert_eq!((flagged.gate(), flagged.urgency()), (Some("duty-officer"), Some(Urgency::Now)));
}

#[test]
fn each_gate() {
    let gate = |context: Context| weigh(&[], &Facts::default(), &context).gate().unwrap().to_string();
    assert_eq!(gate(roomy()), "open");
    assert_eq!(gate(Context { test: true, ..roomy() }), "test");
    assert_eq!(gate(Context { duplicate: true, ..roomy() }), "duplicate");
    assert_eq!(gate(Context { in_constituency: Some(false), ..roomy() }), "route");
    let routed = weigh(&[], &Facts::default(), &Context { in_constituency: Some(false), ..roomy() });
    assert_eq!((routed.help(), routed.intensity()), (Some(Help::No), Some(Intensity::SelfHelp)));
    assert_eq!(routed.forms(), vec![]);
}

#[test]
fn spread_stands_apart_from_the_score() {
    let spread = |open_cases, exposed_peers| {
        let made = weigh(HOSPITAL, &Facts::default(), &Context { open_cases, exposed_peers, ..roomy() });
        (made.spread().unwrap().to_string(), made.score())
    };
    let alone = spread(0, 0);
    assert_eq!(alone.0, "none");
    for (cases, peers, word) in [(1, 0, "some"), (0, 1, "some"), (3, 0, "wide"), (0, 10, "wide")] {
        assert_eq!(spread(cases, peers), (word.to_string(), alone.1));
    }
}

#[test]
fn need_benefit_and_capacity_make_the_intensity() {
    use Intensity::{Handler, Remote, SelfHelp, Team};
    let full = Context::default();
    let no_analyst = Context { free_handlers: 1, ..Context::default() };
    let wide = Context { open_cases: 3, ..roomy() };
    let now = facts(&[("i.safety", "yes")]);
    let calm = Facts::default();
    let cases: &[(&str, &str, &Facts, &Context, Intensity)] = &[
        ("no", "known", &now, &roomy(), Team),
        ("no", "new", &calm, &roomy(), Team),
        ("no", "known", &calm, &wide, Team),
        ("no", "new", &calm, &no_analyst, Handler),
        ("no", "known", &calm, &roomy(), Handler),
        ("no", "known", &calm, &full, Remote),
        ("no", "known", &now, &full, Handler),
        ("partly", "new", &calm, &roomy(), Handler),
        ("partly", "known", &calm, &roomy(), Remote),
        ("yes", "new", &calm, &roomy(), Remote),
        ("yes", "variant", &calm, &roomy(), SelfHelp),
    ];
    for (coping, novelty, told, context, intensity) in cases {
        let made = weigh(&[("coping", coping), ("novelty", novelty)], told, context);
        assert_eq!(made.intensity(), Some(*intensity), "{coping} {novelty} {context:?}");
    }
}

#[test]
fn forms_gather() {
    let told = facts(&[("i.safety", "yes"), ("w.cross", "yes")]);
    let made = weigh(&[("coping", "no")], &told, &roomy());
    assert_eq!(made.forms(), vec![Form::Advisory, Form::Coordinating, Form::Technical]);
    assert_eq!(weigh(&[], &Facts::default(), &roomy()).forms(), vec![Form::Advisory]);
}

#[test]
fn category_by_size_and_certainty() {
    for (size, certainty, category) in [
        ("nation", "impact", "c1"),
        ("central", "impact", "c2"),
        ("central", "risk", "c3"),
        ("large", "indication", "c5"),
        ("medium", "impact", "c4"),
        ("small", "impact", "c5"),
        ("individual", "indication", "c6"),
    ] {
        let given = answers(&[("size", size), ("certainty", certainty)]);
        let made = assess(&framework("size-category"), &given, &Facts::default(), &roomy(), NOON);
        assert_eq!(made.category(), Some(category));
    }
}

#[test]
fn probability_and_damage_have_their_bands_and_reasons() {
    let kader = framework("kans-schade");
    let axis = kader.axis("probability").unwrap();
    for (sum, band) in
        [(10.0, "low"), (18.0, "low"), (19.0, "medium"), (27.0, "medium"), (28.0, "high"), (38.0, "high")]
    {
        assert_eq!(axis.band(sum).unwrap().id.get_ref(), band);
    }
    let ranges: Vec<_> =
        axis.criteria.iter().filter_map(|id| kader.criterion(id.get_ref())).map(Criterion::range).collect();
    assert_eq!(ranges.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1)), (10.0, 38.0));
    let given =
        answers(&[("exploit", "exploit"), ("access", "internet"), ("denial", "client"), ("leakage", "data")]);
    let made = assess(&kader, &given, &Facts::default(), &roomy(), NOON);
    assert_eq!(made.outcome("damage").unwrap().value, Some(2.0));
    assert_eq!((made.word("probability"), made.word("damage")), (Some("high"), Some("high")));
    let lower = Decision::by("ann").choose("probability", &["low"]).choose("damage", &["low"]);
    let both = vec!["damage".to_string(), "probability".to_string()];
    assert_eq!(decide(&kader, &made, lower.clone(), NOON), Err(Denied::ReasonNeeded(both)));
    let half = lower.because("damage", "only a test machine");
    assert_eq!(
        decide(&kader, &made, half.clone(), NOON),
        Err(Denied::ReasonNeeded(vec!["probability".into()]))
    );
    assert!(decide(&kader, &made, half.because("probability", "not reachable from outside"), NOON).is_ok());
}

#[test]
fn to_differ_needs_words_not_blanks() {
    let kader = framework("afwegingskader");
    let made = weigh(&[], &Facts::default(), &roomy());
    let decision = |reason| Decision::by("ann").choose("urgency", &["now"]).because("urgency", reason);
    let refused = Err(Denied::ReasonNeeded(vec!["urgency".into()]));
    for reason in ["", "          ", "a b c d e f g h i", "123456789"] {
        assert_eq!(decide(&kader, &made, decision(reason), NOON), refused, "{reason:?}");
    }
    let decided = decide(&kader, &made, decision("1234567890"), NOON).unwrap();
    assert_eq!((decided.urgency(), decided.intensity()), (Some(Urgency::Now), Some(Intensity::Remote)));
    assert!(decided.binds() && decided.differs("urgency") && !decided.differs("help"));
    let same =
        Decision::by("ann").choose("urgency", &["24h"]).because("urgency", "agrees, so it is not kept");
    assert!(decide(&kader, &made, same, NOON).unwrap().reasons.is_empty());
}

#[test]
fn what_cannot_be_decided_is_denied() {
    let kader = framework("afwegingskader");
    let made = weigh(&[], &Facts::default(), &roomy());
    let denied = |decision| decide(&kader, &made, decision, NOON).unwrap_err();
    assert_eq!(denied(Decision::by(" ")), Denied::NobodyDecides);
    assert_eq!(denied(Decision::by("ann").choose("score", &["low"])), Denied::UnknownAxis("score".into()));
    assert_eq!(
        denied(Decision::by("ann").choose("help", &["perhaps"])),
        Denied::UnknownChoice("help".into())
    );
    assert_eq!(
        denied(Decision::by("ann").choose("help", &["yes", "no"])),
        Denied::UnknownChoice("help".into())
    );
    let other = decide(&framework("nciss"), &made, Decision::by("ann"), NOON);
    assert_eq!(other, Err(Denied::OtherFramework));
}

#[test]
fn grave_cases_and_teams_need_another_person() {
    let kader = framework("afwegingskader");
    let team = weigh(&[("coping", "no")], &facts(&[("i.safety", "yes")]), &roomy());
    let decided = decide(&kader, &team, Decision::by("Ann"), NOON).unwrap();
    assert!(decided.needs_second && !decided.binds());
    assert_eq!(confirm(decided.clone(), " ann ", NOON), Err(Denied::SamePerson));
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    let template = all().letter("triage-outcome").unwrap().clone();
    assert_eq!(letter(&template, &kader, &decided, "nl", &zone), Err(Denied::SecondNeeded));
    let confirmed = confirm(decided, "bob", NOON).unwrap();
    assert!(confirmed.binds() && letter(&template, &kader, &confirmed, "nl", &zone).is_ok());
    assert_eq!(confirm(confirmed, "cas", NOON), Err(Denied::NoSecondNeeded));
    let mut worst = HOSPITAL.to_vec();
    worst.extend([("sector", "energy"), ("potential", "severe"), ("recoverability", "not-recoverable")]);
    let grave = weigh(&worst, &Facts::default(), &roomy());
    assert_eq!(grave.priority(), Some("severe"));
    assert!(decide(&kader, &grave, Decision::by("ann"), NOON).unwrap().needs_second);
}

#[test]
fn the_letter_speaks_plainly_in_both_languages() {
    let kader = framework("afwegingskader");
    let made = weigh(&[], &facts(&[("w.malicious", "yes"), ("w.status", "ongoing")]), &roomy());
    let mut decision = Decision::by("ann").choose("intensity", &["handler"]);
    decision = decision.because("intensity", "internal: small team there");
    decision.plain = "Een vaste {forms} persoon werkt hier beter.".into();
    let decided = decide(&kader, &made, decision, NOON).unwrap();
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    let template = all().letter("triage-outcome").unwrap().clone();
    let dutch = letter(&template, &kader, &decided, "nl", &zone).unwrap();
    let text = dutch.paragraphs.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n");
    let at = NOON.plus_hours(4).in_zone(&zone).strftime("%d-%m-%Y %H:%M").to_string();
    assert!(text.contains("Wij helpen u met dit incident.") && text.contains("een vaste behandelaar"));
    assert!(text.contains(&format!("binnen 4 uur: uiterlijk {at}.")), "{text}");
    assert!(text.contains("Een vaste {forms} persoon") && text.contains("De aanvaller lijkt nog actief"));
    assert!(!text.contains("internal"), "{text}");
    let english = letter(&template, &kader, &decided, "en", &zone).unwrap();
    assert_eq!((english.contact, english.paragraphs.len()), (dutch.contact, dutch.paragraphs.len()));
    assert_eq!(english.contact, Some(NOON.plus_hours(4)));
    assert!(english.paragraphs.iter().all(|one| !one.text.contains("Wij ")));
}

#[test]
fn a_new_version_shows_what_would_change() {
    let kader = framework("afwegingskader");
    let (given, told) = (answers(HOSPITAL), facts(&[("h.urgency", "four-hours")]));
    let before = assess(&kader, &given, &told, &roomy(), NOON);
    let mut same = replay(&before, &given, &told, &roomy(), &kader);
    same.after.outcomes.iter_mut().filter_map(|one| one.value.as_mut()).for_each(|value| *value += 1e-9);
    assert!(!same.differs(), "not even by a hair's breadth");
    let mut new = kader.clone();
    new.version = "2027.1".into();
    new.criteria.iter_mut().filter(|one| one.id.get_ref() == "functional").for_each(|one| one.weight = 12.0);
    let changed = replay(&before, &given, &told, &roomy(), &new);
    assert!(changed.differs() && changed.after.score() > changed.before.score());
    assert_eq!((changed.before, changed.after.version.as_str()), (before, "2027.1"));
}

/// A framework's file with one thing spoilt, and what the reader says of it.
fn spoilt(file: &str, from: &str, to: &str) -> (usize, Vec<(usize, std::string::String)>) {
    let mut sources = sources();
    let source = sources.iter_mut().find(|one| one.file.ends_with(file)).unwrap();
    let at = source.text.find(from).unwrap();
    let line = crate::rulebook::line_of(&source.text, at);
    source.text = source.text.replacen(from, to, 1);
    let mut mistakes = Vec::new();
    let name = source.file.clone();
    Frameworks::read(&sources, &mut mistakes);
    (line, mistakes.into_iter().filter(|one| one.file == name).map(|one| (one.line, one.message)).collect())
}

#[test]
fn mistakes_name_their_line() {
    for (file, from, to, says) in [
        ("nciss.toml", "weight = 5", "weight = -5", "use 0 or more"),
        ("nciss.toml", "below = 50", "below = 49", "hole"),
        ("nciss.toml", "below = 50", "below = 51", "overlap"),
        ("nciss.toml", "\"functional\", \"activity\"", "\"function\", \"activity\"", "unknown criterion"),
        ("nciss.toml", "default = \"engage\"", "default = \"gone\"", "no option"),
        ("nciss.toml", "en = \"Hacktivists\"", "en = \"\"", "`en` is empty"),
        ("nciss.toml", ", en = \"Hacktivists\"", "", "missing field `en`"),
        ("category.toml", "certainty\"]", "certainty\", \"size\"]", "row and column"),
        ("category.toml", "gives = \"c4\"", "gives = \"c9\"", "no level"),
        ("afwegingskader.toml", "axis.gate", "axis.forms", "not known here"),
        ("afwegingskader.toml", "context.test\", is = \"yes\"", "context.test\"", "say is"),
        ("afwegingskader.toml", "nis-cg@1", "nis-cg@9", "id@version"),
        ("afwegingskader.toml", "id = \"4h\"", "id = \"5h\"", "not a word"),
        ("letter.toml", "id = \"why\"", "name = \"why\"", "unknown field"),
    ] {
        let (line, mistakes) = spoilt(file, from, to);
        let found = mistakes.iter().find(|one| one.1.contains(says));
        let near = found.is_some_and(|one| one.0.abs_diff(line) <= 3);
        assert!(near, "{file} {from}: wanted `{says}` near {line}, got {mistakes:?}");
    }
}

#[test]
fn a_broken_file_leaves_the_others() {
    let mut sources = sources();
    sources[3].text.push_str("\n[[[");
    let mut mistakes = Vec::new();
    let all = Frameworks::read(&sources, &mut mistakes);
    assert_eq!((mistakes.len(), all.frameworks.len()), (1, 4));
    assert!(mistakes[0].line > 100);
}

prop_compose! {
    fn chosen()(picks in proptest::collection::vec(0usize..20, 8), raised in 0usize..8) -> (Vec<usize>, usize) {
        (picks, raised)
    }
}

proptest! {
    #[test]
    fn the_score_stays_in_range_and_grows_with_each_value((picks, raised) in chosen()) {
        let nciss = framework("nciss");
        let score = |picks: &[usize]| {
            let given: Vec<_> = nciss.criteria.iter().zip(picks)
                .map(|(one, pick)| (one.id.get_ref().as_str(), one.options[pick % one.options.len()].id.get_ref().as_str()))
                .collect();
            assess(&nciss, &answers(&given), &Facts::default(), &Context::default(), NOON).score().unwrap()
        };
        let before = score(&picks);
        prop_assert!((0.0..=100.0).contains(&before));
        let options = &nciss.criteria[raised].options;
        let value = options[picks[raised] % options.len()].value;
        for (other, option) in options.iter().enumerate() {
            let mut changed = picks.clone();
            changed[raised] = other;
            let after = score(&changed);
            let grows = if option.value >= value { after >= before } else { after <= before };
            prop_assert!(grows);
        }
    }
}
