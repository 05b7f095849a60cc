use super::*;
use std::io::{Cursor, Read};

fn sample() -> Document {
    let run = |text: &str| vec![Run { text: text.into(), ..Run::default() }];
    Document {
        language: "nl-NL".into(),
        title: "Situatierapport <1> & \u{1}meer".into(),
        author: "CSIRT Voorbeeld".into(),
        subject: "Zaak 2026-1".into(),
        marking: "TLP:AMBER+STRICT".into(),
        footer: "CSIRT Voorbeeld".into(),
        page: "Pagina".into(),
        created: "2026-11-20T15:40:00Z".into(),
        blocks: vec![
            Block::Heading(1, "Wat er is gebeurd".into()),
            Block::Text(run("regel één\nregel \"twee\"")),
            Block::Heading(9, "Diep".into()),
            Block::List { ordered: true, items: vec![run("een"), run("twee")] },
            Block::List { ordered: false, items: vec![run("punt")] },
            Block::List { ordered: true, items: vec![run("opnieuw een")] },
            Block::Table {
                head: vec!["A".into(), "B".into()],
                rows: vec![vec!["1".into()], vec!["2".into(), "3".into()]],
            },
            Block::Code("a  b".into()),
        ],
    }
}

const MADE: civil::DateTime = civil::date(2026, 11, 20).at(16, 40, 0, 0);

fn part(bytes: &[u8], name: &str) -> String {
    let mut all = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    all.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn headings_lists_and_heads_are_what_they_are_called() {
    let bytes = write(&sample(), MADE).unwrap();
    let body = part(&bytes, "word/document.xml");
    assert!(body.contains("<w:pStyle w:val=\"Title\"/>"));
    assert!(body.contains("Situatierapport &lt;1&gt; &amp; meer"), "no control character is left");
    assert!(
        body.contains("<w:pStyle w:val=\"Heading1\"/>") && body.contains("<w:pStyle w:val=\"Heading3\"/>")
    );
    assert_eq!(body.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(body.matches("<w:numId w:val=\"2\"/>").count(), 2);
    assert_eq!(body.matches("<w:numId w:val=\"3\"/>").count(), 1, "the second numbered list begins anew");
    assert_eq!(body.matches("<w:tc>").count(), 6, "a short row is filled up");
    assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"nl-NL\"/>"));
    assert!(part(&bytes, "word/styles.xml").contains("<w:name w:val=\"heading 1\"/>"));
    assert!(part(&bytes, "docProps/core.xml").contains("<dc:language>nl-NL</dc:language>"));
    assert!(part(&bytes, "word/numbering.xml").contains("<w:num w:numId=\"3\">"));
}

#[test]
fn the_marking_stands_above_and_below_every_page() {
    let bytes = write(&sample(), MADE).unwrap();
    for name in ["word/header1.xml", "word/footer1.xml"] {
        assert!(part(&bytes, name).contains("TLP:AMBER+STRICT"), "{name}");
    }
    let body = part(&bytes, "word/document.xml");
    assert!(body.contains("<w:headerReference w:type=\"default\" r:id=\"rId4\"/>"));
}

#[test]
fn equal_documents_give_equal_bytes() {
    assert_eq!(write(&sample(), MADE), write(&sample(), MADE));
}
