//! Cards are read, checked and put in order, and evidence vanishes when it does.

use super::*;
use crate::{
    rulebook::{Mistakes, Source},
    time::Instant,
};

const TEXT: &str = "kind = \"acquisition\"\nid = \"x\"\nversion = \"1\"\norder = 1\nscenario = \"m365\"\n\
    title = { nl = \"t\", en = \"t\" }\nabout = { nl = \"t\", en = \"t\" }\nask = [{ nl = \"t\", en = \"t\" }]\n\
    never = [{ nl = \"t\", en = \"t\" }]\nbasis = { clause = \"\", source = \"\", from = 2026-01-01 }\n\
    [[system]]\nid = \"s\"\ntitle = { nl = \"t\", en = \"t\" }\n\
    collector = { tool = \"uac\", profile = \"ir_triage\", basis = { clause = \"\", source = \"\" } }\n\
    [[evidence]]\nid = \"audit\"\nvolatility = 5\nkeeps = 168\nconfirmed = true\nsource = \"y\"\n\
    title = { nl = \"t\", en = \"t\" }\ntake = { nl = \"t\", en = \"t\" }\n\
    [[evidence]]\nid = \"memory\"\nvolatility = 2\nuntil_restart = true\nsystems = [\"s\"]\n\
    title = { nl = \"t\", en = \"t\" }\ntake = { nl = \"t\", en = \"t\" }\n\
    [[evidence]]\nid = \"disk\"\nvolatility = 4\ntitle = { nl = \"t\", en = \"t\" }\ntake = { nl = \"t\", en = \"t\" }\n";

fn read(text: &str) -> (Acquisitions, Mistakes) {
    let mut mistakes = Mistakes::new();
    (Acquisitions::read(&[Source { file: "x.toml".into(), text: text.into() }], &mut mistakes), mistakes)
}

#[test]
fn what_vanishes_soonest_comes_first() {
    let (all, mistakes) = read(TEXT);
    assert_eq!(mistakes, []);
    let ids: Vec<&str> = all.all[0].takes(Some("s")).iter().map(|one| one.id.get_ref().as_str()).collect();
    assert_eq!(ids, ["memory", "disk", "audit"]);
    assert_eq!(all.all[0].takes(Some("other")).len(), 2, "memory is of `s` only");
}

#[test]
fn evidence_goes_at_its_hour_and_not_before() {
    let (all, _) = read(TEXT);
    let one = |id: &str| all.all[0].evidence.iter().find(|one| one.id.get_ref() == id).unwrap();
    let (incident, week) = (Instant::from_micros(0), 168 * 3600);
    let at = |seconds| Instant::from_micros(0).plus_seconds(seconds);
    assert_eq!(vanishes(one("audit"), incident, at(week - 1)), Standing::Until(at(week)));
    assert_eq!(vanishes(one("audit"), incident, at(week)), Standing::Gone(at(week)));
    assert_eq!(vanishes(one("memory"), incident, at(week)), Standing::UntilRestart(None));
    assert_eq!(vanishes(one("disk"), incident, at(week)), Standing::Unknown);
}

#[test]
fn a_mistake_names_its_line() {
    for (from, to, line, message) in [
        ("volatility = 5", "volatility = 8", 16, "RFC 3227"),
        ("keeps = 168\n", "", 16, "has `keeps`"),
        ("systems = [\"s\"]", "systems = [\"z\"]", 24, "no system of this card"),
        ("\"ir_triage\"", "\"ir_triage; rm\"", 12, "does not look like a name"),
        ("profile = \"ir_triage\", ", "", 12, "or a `profile`"),
    ] {
        let (all, mistakes) = read(&TEXT.replacen(from, to, 1));
        assert_eq!((all.all.len(), mistakes[0].line), (0, line), "{mistakes:?}");
        assert!(mistakes[0].message.contains(message), "{mistakes:?}");
    }
}
