//! The questions that come with the program, and what must be true of them.

use super::*;
use crate::rulebook::{Mistakes, Source};
use std::{fs, path::Path};

/// The catalogue of `rulebooks/eu/questions` with the sectors, without a single mistake.
pub(crate) fn built_in() -> Catalogue {
    let eu = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebooks/eu");
    let source = |path: std::path::PathBuf| Source {
        file: path.file_name().unwrap().to_string_lossy().into_owned(),
        text: fs::read_to_string(&path).unwrap(),
    };
    let questions = fs::read_dir(eu.join("questions")).unwrap().map(|entry| entry.unwrap().path());
    let files = questions.chain([eu.join("sectors.toml")]);
    let sources: Vec<Source> = files.map(source).collect();
    let mut mistakes = Mistakes::new();
    let catalogue = Catalogue::read(&sources, &mut mistakes);
    assert_eq!(mistakes, []);
    catalogue
}

fn fields(field: &Field) -> Vec<&Field> {
    core::iter::once(field).chain(field.parts.iter().flat_map(fields)).collect()
}

#[test]
fn everything_is_said_in_both_languages() {
    let full = |said: &Said| !said.nl.trim().is_empty() && !said.en.trim().is_empty();
    for question in built_in().questions() {
        assert!(full(&question.help) && full(&question.say), "{}", question.id());
        assert!(!question.asked.is_empty(), "{} is never asked", question.id());
        for field in fields(&question.field) {
            assert!(full(&field.label), "{}", field.id);
            assert!(field.options.iter().all(|option| full(&option.said)), "{}", field.id);
            let mut ids: Vec<_> = field.options.iter().map(|option| &option.id).collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), field.options.len(), "{} repeats an option", field.id);
        }
    }
}

#[test]
fn eleven_answers_make_an_early_warning() {
    let catalogue = built_in();
    let core: Vec<_> = catalogue.core().into_iter().map(Question::id).collect();
    let expected = [
        "t.aware",
        "not.kind",
        "w.summary",
        "w.status",
        "w.malicious",
        "w.cross",
        "i.safety",
        "i.services",
        "rep.reach",
        "h.want",
        "not.duty",
    ];
    assert_eq!(core, expected);
    let script = catalogue.script(Stage::EarlyWarning, "nl");
    assert_eq!(script.iter().map(|line| line.question).take(11).collect::<Vec<_>>(), expected);
}

#[test]
fn the_lists_are_whole() {
    let catalogue = built_in();
    let options = |id: &str| catalogue.question(id).unwrap().field.options.len();
    assert_eq!((options("w.class"), options("x.tlp"), options("x.pap")), (39, 5, 4));
    assert_eq!((options("org.sector"), options("org.subsector")), (20, 20));
    assert_eq!((options("not.kind"), options("h.urgency"), options("w.cause")), (4, 4, 5));
    let dora = catalogue.questions().iter().filter(|one| one.id().starts_with("dora."));
    assert_eq!(dora.count(), 76);
}

/// The names of facts that the conditions of the law read.
#[test]
fn every_fact_of_the_assessment_is_asked() {
    let catalogue = built_in();
    let names = "i.users.number i.users.percent i.users.estimate i.duration.minutes \
        i.duration.limited-minutes i.duration.expected-minutes i.money.loss \
        i.money.turnover-percent i.money.ransom i.data.personal i.data.confidential \
        i.data.records a.disruption a.loss a.others a.trade-secrets a.death a.health a.access \
        a.planned a.classified-info a.physical-access a.budget a.state-damage a.misuse-loss \
        a.self-judgement a.confidential-threshold d.critical-services d.clients-percent \
        d.clients-number d.counterparts-percent d.transactions-percent \
        d.transactions-value-percent d.relevant-client d.reputation d.duration-hours \
        d.downtime-hours d.states d.data-loss d.malicious-access d.costs \
        a.dns-response-seconds a.dns-slow-minutes a.dns-names-number a.dns-names-percent \
        a.trust-week-minutes a.trust-qualified a.dns-misconfigured n.level \
        a.personal-risk a.personal-high-risk a.product a.high-risk-ai";
    for name in names.split_whitespace() {
        let part = || {
            let (whole, part) = name.rsplit_once('.')?;
            catalogue.question(whole)?.field.part(part)
        };
        assert!(catalogue.question(name).is_some() || part().is_some(), "{name}");
    }
    for test in catalogue.questions().iter().flat_map(|one| one.when.iter().chain(&one.only)) {
        let Some(question) = catalogue.question(&test.fact) else {
            // A part: it can only be a yes or a no.
            assert!(test.is.is_some(), "{test:?}");
            continue;
        };
        let field = &question.field;
        let known = |id: &String| field.options.iter().any(|one| one.id == *id);
        assert!(test.among.iter().all(known), "{test:?}");
    }
}

#[test]
fn questions_are_shown_to_those_they_concern() {
    use crate::fact::Fact;
    let catalogue = built_in();
    let shown = |facts: &Facts, id: &str| {
        let asked = catalogue.stage(Stage::Notification, facts);
        asked.iter().any(|one| one.question.id() == id)
    };
    let mut facts = Facts::default();
    assert!(shown(&facts, "a.dns-slow-minutes"), "offered while the kind is unknown");
    facts.set("org.kind", Fact::Many(["cloud".into()].into()));
    assert!(!shown(&facts, "a.dns-slow-minutes"));
    let initial = |facts: &Facts| catalogue.stage(Stage::Initial, facts).len();
    let before = initial(&facts);
    facts.set("not.duty", Fact::Many(["dora".into()].into()));
    assert!(initial(&facts) > before + 15);
}

#[test]
fn mistakes_have_a_file_and_a_line() {
    let source = |text: &str| Source { file: "q.toml".into(), text: text.into() };
    let head = "kind = \"questions\"\ngroup = \"g\"\norder = 1\nclause = \"\"\nsource = \"\"\n\
        title.nl = \"T\"\ntitle.en = \"T\"\n[[question]]\nid = \"q\"\nlabel.nl = \"Q\"\n";
    let table = [
        ("label.en = \"Q\"\ntype = \"choice\"\n", 8, "q: a choice has options"),
        ("label.en = \"\"\ntype = \"text\"\npersonal = \"none\"\n", 8, "both languages"),
        ("label.en = \"Q\"\ntype = \"text\"\n", 8, "which personal data"),
        ("label.en = \"Q\"\ntype = \"texd\"\n", 12, "unknown variant"),
        ("label.en = \"Q\"\ntype = \"choice\"\nlist = \"x\"\n", 8, "which no file defines"),
    ];
    for (tail, line, message) in table {
        let mut mistakes = Mistakes::new();
        Catalogue::read(&[source(&std::format!("{head}{tail}"))], &mut mistakes);
        assert_eq!((mistakes.len(), mistakes[0].line), (1, line), "{mistakes:?}");
        assert!(mistakes[0].message.contains(message), "{mistakes:?}");
    }
}

#[test]
fn the_schema_names_every_question_of_a_stage() {
    let schema = built_in().schema(Stage::EarlyWarning);
    let properties = schema["properties"].as_object().unwrap();
    assert!(properties.contains_key("w.summary") && !properties.contains_key("l.lessons"));
    assert_eq!(properties["w.cross"]["anyOf"][0]["const"], "unknown");
    assert_eq!(schema.get("required"), None);
}
