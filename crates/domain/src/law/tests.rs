use super::*;
use crate::{
    fact::{Fact, Facts},
    law::condition::Truth,
    significance::{Advice, Significant},
};
use alloc::string::ToString;
use jiff::civil::date;

macro_rules! built_in {
    ($($file:literal),*) => {
        [$(Source { file: $file.into(), text: include_str!(concat!("../../../../rulebooks/", $file)).into() }),*]
    };
}

pub(crate) fn sources() -> Vec<Source> {
    built_in![
        "eu/nis2.toml",
        "eu/cer.toml",
        "eu/dora.toml",
        "eu/nccs.toml",
        "eu/neighbours.toml",
        "eu/sectors.toml",
        "eu/thresholds.toml",
        "nl/cbw.toml",
        "nl/wwke.toml",
        "nl/holidays.toml",
        "nl/routes.toml",
        "nl/thresholds.toml"
    ]
    .into()
}

pub(crate) fn law() -> Law {
    let (law, mistakes) = Law::read(&sources());
    assert_eq!(mistakes, []);
    law
}

pub(crate) fn facts(pairs: &[(&str, Fact)]) -> Facts {
    let mut facts = Facts::default();
    for (name, fact) in pairs {
        facts.set(*name, fact.clone());
    }
    facts
}

fn text(text: &str) -> Fact {
    Fact::Text(text.to_string())
}

const TODAY: Date = date(2026, 11, 23);

#[test]
fn every_mistake_has_its_line() {
    let wrong = [
        ("kind = \"regime\"\ncolour = 1", 2, "unknown field `colour`"),
        (
            "kind = \"routes\"\n\n[[route]]\nid = \"x\"\nwhen = { fact = \"org.sctor\", is = \"a\" }\nbasis = { clause = \"a\", source = \"b\" }",
            5,
            "no fact is called `org.sctor`",
        ),
        (
            "kind = \"routes\"\n[[body]]\nid = \"x\"\nname = { nl = \"x\" }\nbasis = { clause = \"a\", source = \"b\" }",
            4,
            "missing field `en`",
        ),
    ];
    for (text, line, message) in wrong {
        let (_, mistakes) = Law::read(&[Source { file: "a.toml".into(), text: text.into() }]);
        assert!(mistakes.iter().any(|m| m.line == line && m.message.contains(message)), "{mistakes:?}");
    }
    let (_, mistakes) = Law::read(&[Source {
        file: "a.toml".into(),
        text: "kind = \"routes\"\n[[body]]\nid = \"x\"\nname = { nl = \"x\", en = \"x\" }\nbasis = { clause = \"a\", source = \"b\", from = 2026-02-01, until = 2026-01-01 }".into(),
    }]);
    assert!(mistakes[0].line == 5 && mistakes[0].message.contains("lies before"), "{mistakes:?}");
    let elsewhere = Source { file: "q.toml".into(), text: "kind = \"questions\"\nfree = 1".into() };
    assert_eq!(Law::read(&[elsewhere]).1, []);
}

#[test]
fn unknown_names_and_doubles_are_found() {
    let mut cbw = sources().into_iter().find(|source| source.file == "nl/cbw.toml").unwrap();
    cbw.text = cbw.text.replacen("id = \"intermediate\"", "id = \"notification\"", 1);
    cbw.text = cbw.text.replacen("submitted:notification", "submitted:nothing", 1);
    let (_, mistakes) = Law::read(&[cbw]);
    for wanted in
        ["stands here twice", "stage `nothing`", "no regime is called `dora`", "no holiday calendar"]
    {
        assert!(mistakes.iter().any(|m| m.message.contains(wanted) && m.line > 3), "{wanted}: {mistakes:?}");
    }
}

#[test]
fn a_later_source_goes_before_an_earlier_one() {
    let own = "kind = \"routes\"\n[[body]]\nid = \"ncsc\"\nname = { nl = \"Wij\", en = \"We\" }\nbasis = { clause = \"x\", source = \"y\" }";
    let mut all = sources();
    all.push(Source { file: "own.toml".into(), text: own.into() });
    let (law, mistakes) = Law::read(&all);
    assert_eq!(mistakes, []);
    assert_eq!(law.body("ncsc", TODAY).unwrap().name.en, "We");
    assert_eq!(law.body("rdi", TODAY).unwrap().id.get_ref(), "rdi");
}

fn verdicts(pairs: &[(&str, Fact)], day: Date) -> Vec<(String, Truth)> {
    let law = law();
    let all = law.regimes(&facts(pairs), day);
    all.into_iter().map(|one| (one.regime.id.get_ref().clone(), one.verdict)).collect()
}

#[test]
fn which_regimes_apply() {
    let water = [
        ("org.sector", text("drinking-water")),
        ("org.kind", text("mains")),
        ("org.class", text("essential")),
    ];
    let held = verdicts(&water, TODAY);
    assert!(held.contains(&("nl-cbw".into(), Truth::Yes)) && held.contains(&("dora".into(), Truth::No)));
    assert!(held.contains(&("nis2".into(), Truth::No)));
    let before = verdicts(&water, date(2026, 8, 14));
    assert!(before.iter().all(|(id, _)| id != "nl-cbw") && before.contains(&("nis2".into(), Truth::Yes)));
    let bank = [("org.sector", text("banking")), ("org.class", text("essential"))];
    let held = verdicts(&bank, TODAY);
    assert!(held.contains(&("nl-cbw".into(), Truth::No)) && held.contains(&("dora".into(), Truth::Yes)));
    assert!(verdicts(&[], TODAY).contains(&("nl-cbw".into(), Truth::Unknown)));
}

fn judged(regime: &str, pairs: &[(&str, Fact)]) -> (Significant, Advice) {
    let law = law();
    let verdict = law.significance(regime, &facts(pairs), TODAY);
    (verdict.answer, verdict.advice)
}

#[test]
fn significance_is_three_valued() {
    let yes = Fact::Flag(true);
    let no = Fact::Flag(false);
    let n = Fact::Number;
    let cloud = |more: &[(&'static str, Fact)]| {
        let mut all = Vec::from([("org.kind", text("cloud"))]);
        all.extend_from_slice(more);
        judged("nl-cbw", &all)
    };
    assert_eq!(cloud(&[]), (Significant::Unknown, Advice::ReportNowCompleteLater));
    assert_eq!(cloud(&[("i.duration.minutes", n(31.0))]), (Significant::Yes, Advice::ReportNow));
    assert_eq!(cloud(&[("i.duration.minutes", n(30.0))]).0, Significant::Unknown);
    assert_eq!(cloud(&[("i.money.turnover-percent", n(5.1))]).0, Significant::Yes);
    assert_eq!(cloud(&[("a.planned", yes.clone())]).0, Significant::No);
    assert_eq!(
        cloud(&[("a.planned", yes.clone()), ("w.malicious", yes.clone())]).0,
        Significant::Contradictory
    );
    let denied = [("a.access", yes.clone()), ("a.self-judgement", text("not-significant"))];
    assert_eq!(cloud(&denied), (Significant::Contradictory, Advice::ReportNowCompleteLater));
    let planned = ("a.planned", yes.clone());
    assert_eq!(cloud(&[planned, ("a.confidential-threshold", yes.clone())]).0, Significant::Yes);
    let town = [("org.kind", text("municipality")), ("i.duration.minutes", n(240.0))];
    assert_eq!(judged("nl-cbw", &town).0, Significant::Yes);
    let planned = [
        town[0].clone(),
        town[1].clone(),
        ("a.planned", yes.clone()),
        ("a.budget", no.clone()),
        ("a.death", no.clone()),
        ("i.safety", no.clone()),
    ];
    assert_eq!(judged("nl-cbw", &planned).0, Significant::No);
    let water = [
        ("org.sector", text("drinking-water")),
        ("org.kind", text("other")),
        ("a.disruption", no.clone()),
        ("a.loss", no.clone()),
        ("a.others", no.clone()),
    ];
    assert_eq!(judged("nl-cbw", &water), (Significant::No, Advice::OpenCriteriaOnly));
    let mut secret = water.to_vec();
    secret.push(("a.confidential-threshold", yes.clone()));
    assert_eq!(judged("nl-cbw", &secret).0, Significant::Yes);
}

#[test]
fn dora_needs_its_gate_and_two_more() {
    let yes = Fact::Flag(true);
    let gate = ("d.critical-services", yes.clone());
    let one = ("d.costs", Fact::Number(100_001.0));
    let two = ("d.states", Fact::Number(2.0));
    assert_eq!(judged("dora", &[gate.clone(), one.clone()]).0, Significant::Unknown);
    assert_eq!(judged("dora", &[gate.clone(), one.clone(), two.clone()]).0, Significant::Yes);
    assert_eq!(judged("dora", &[("d.malicious-access", yes)]).0, Significant::Yes);
    let closed =
        [("d.critical-services", Fact::Flag(false)), ("d.malicious-access", Fact::Flag(false)), one, two];
    assert_eq!(judged("dora", &closed).0, Significant::No);
}

#[test]
fn the_scale_of_the_network_code_and_recurring_incidents_count() {
    assert_eq!(judged("nccs", &[("n.level", text("high"))]).0, Significant::Yes);
    assert_eq!(judged("nccs", &[("n.level", text("medium"))]).0, Significant::No);
    let state = ("org.sector", text("public-administration"));
    assert_eq!(judged("nl-wwke", &[state, ("i.users.number", Fact::Number(10_001.0))]).0, Significant::Yes);
    let again = [
        ("recurring.count", Fact::Number(2.0)),
        ("recurring.same-cause", Fact::Flag(true)),
        ("recurring.together", Fact::Flag(true)),
    ];
    assert_eq!(judged("dora", &again).0, Significant::Yes);
    let mut cloud = again.to_vec();
    cloud.push(("org.kind", text("cloud")));
    assert_eq!(judged("nl-cbw", &cloud).0, Significant::Yes);
}

#[test]
fn every_fact_that_is_listed_is_asked_somewhere_or_is_a_moment() {
    let law = law();
    let mut asked: Vec<&str> = Vec::new();
    asked.extend(law.regimes.iter().flat_map(|one| one.applies.facts()));
    asked.extend(law.routes.iter().flat_map(|one| one.when.facts()));
    asked.extend(law.neighbours.iter().flat_map(|one| one.when.facts()));
    for set in &law.criteria {
        asked.extend(set.applies.facts().chain(set.excluded.iter().flat_map(|one| one.facts())));
        asked.extend(set.criteria.iter().flat_map(|one| one.only.facts().chain(one.fires.facts())));
    }
    let spare = ["w.cause", "w.cross", "w.status", "i.data.confidential", "a.self-judgement"];
    for name in crate::significance::FACTS {
        assert!(
            asked.contains(name) || name.starts_with("t.") || spare.contains(name),
            "{name} is never asked"
        );
    }
}

#[test]
fn routes_lead_to_the_right_doors() {
    let law = law();
    let to = |pairs: &[(&str, Fact)]| {
        let found = law.route(&facts(pairs), TODAY);
        let ids = |bodies: &[&crate::route::Body]| {
            bodies.iter().map(|b| b.id.get_ref().clone()).collect::<Vec<_>>().join(" ")
        };
        (ids(&found.csirts), ids(&found.provisional), ids(&found.supervisors))
    };
    let s = |a: &str, b: &str, c: &str| (a.to_string(), b.to_string(), c.to_string());
    assert_eq!(to(&[("org.sector", text("energy"))]), s("ncsc", "", "rdi"));
    assert_eq!(to(&[("org.sector", text("health"))]), s("z-cert", "ncsc", "igj"));
    assert_eq!(to(&[]), s("ncsc", "", ""));
    assert_eq!(to(&[("org.sector", text("public-administration"))]), s("ncsc", "", ""));
    let town = [("org.sector", text("public-administration")), ("org.kind", text("municipality"))];
    assert_eq!(to(&town), s("ibd", "ncsc", "rdi"));
    let two = Fact::Many(["energy".to_string(), "transport".to_string()].into());
    assert_eq!(to(&[("org.sector", two)]), s("ncsc", "", "rdi ilt"));
    assert!(law.voluntary_route(&facts(&town), TODAY).supervisors.is_empty());
}
