use super::*;
use alloc::{vec, vec::Vec};
use proptest::prelude::*;

fn words(text: &str) -> Vec<Piece> {
    vec![Piece { text: text.into(), ..Piece::default() }]
}

#[test]
fn the_marks_that_people_know() {
    let text = "# Kop\nregel een\nregel **twee** en `C:\\\\x`\n\n- punt\n- nog een\n1. eerst\n2. dan\n\n\
                | A | B |\n| --- | --- |\n| 1 | a\\|b |\n| 2 |\n\n```\na  b\n# geen kop\n```\n### Laag";
    let piece = |text: &str, bold, mono| Piece { text: text.into(), bold, mono };
    assert_eq!(
        read(text),
        vec![
            Block::Heading(1, "Kop".into()),
            Block::Text(vec![
                piece("regel een\nregel ", false, false),
                piece("twee", true, false),
                piece(" en ", false, false),
                piece("C:\\x", false, true),
            ]),
            Block::List { ordered: false, items: vec![words("punt"), words("nog een")] },
            Block::List { ordered: true, items: vec![words("eerst"), words("dan")] },
            Block::Table {
                head: vec!["A".into(), "B".into()],
                rows: vec![vec!["1".into(), "a|b".into()], vec!["2".into(), "".into()]],
            },
            Block::Code("a  b\n# geen kop".into()),
            Block::Heading(3, "Laag".into()),
        ]
    );
}

#[test]
fn what_is_signed_is_this_version_and_no_other() {
    let key = note::SigningKey::new("csirt.example/1", [7; 32]).unwrap();
    let statement = Statement {
        report: "rep_1",
        case: "cas_1",
        kind: "situation",
        version: 2,
        language: "nl",
        tlp: Tlp::AmberStrict,
        title: "Stand\nversion: 9",
        at: Instant::parse("2026-11-20T15:40:00Z").unwrap(),
        body: "# Kop\n",
    };
    let signed = statement.signed(&key);
    assert!(signed.contains("marking: TLP:AMBER+STRICT\n") && signed.contains("title: Stand version: 9\n"));
    let keys = [key.verifying_key()];
    assert!(statement.is_signed_by(&signed, &keys));
    assert!(!Statement { body: "# Kop!\n", ..statement.clone() }.is_signed_by(&signed, &keys));
    assert!(!Statement { tlp: Tlp::Clear, ..statement.clone() }.is_signed_by(&signed, &keys));
    let other = note::SigningKey::new("csirt.example/1", [8; 32]).unwrap();
    assert!(!statement.is_signed_by(&signed, &[other.verifying_key()]));
}

#[test]
fn what_cannot_be_kept_is_told_by_field() {
    assert_eq!(faults("Titel", "amber", "tekst"), []);
    assert_eq!(
        faults(" ", "white", ""),
        [("title", "missing"), ("tlp", "not-an-option"), ("body", "missing")]
    );
    assert_eq!(faults(&"x".repeat(201), "", "y")[0], ("title", "too-long"));
}

proptest! {
    #[test]
    fn data_stays_what_it_is(text in "[ -~éü\n|#*`\\-]{1,60}") {
        let shown: alloc::string::String = text.trim().chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
        let blocks = read(&escaped(&text));
        if shown.is_empty() {
            prop_assert_eq!(blocks, vec![]);
        } else {
            prop_assert_eq!(blocks, vec![Block::Text(words(&shown))]);
        }
        let row = format!("| x |\n| {} |", escaped(&text));
        let table = Block::Table { head: vec!["x".into()], rows: vec![vec![shown.clone()]] };
        if !shown.is_empty() && !shown.chars().all(|one| "-: ".contains(one)) {
            prop_assert_eq!(read(&row), vec![table]);
        }
    }

    #[test]
    fn every_text_is_one(text in "(?s).{0,200}") {
        let _ = read(&text);
    }
}
