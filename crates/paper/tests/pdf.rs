//! What must hold of every PDF: nothing lost, equal for equal input, tagged, no crash on any text.
//! Reads the PDF back with `pdftotext` and `pdfinfo` (package poppler-utils).
#![allow(clippy::unwrap_used, clippy::panic, reason = "all of this file is a test, its helpers too")]

use std::process::Command;

use meldkamer_paper::{Block, NoticeKind, Pane, Paper, PaperTrouble, Span, render};
use proptest::prelude::*;

/// The output of a poppler tool on a PDF.
fn poppler(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, pdf).unwrap();
    let tail: &[&str] = if tool == "pdftotext" { &["-"] } else { &[] };
    let output = Command::new(tool).args(arguments).arg(&path).args(tail).output();
    let output = output.unwrap_or_else(|_| panic!("{tool} is missing: install the package poppler-utils"));
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The text in order of printing, without blanks and without the edges of the pages.
fn text(paper: &Paper) -> String {
    let read = poppler("pdftotext", &["-raw", "-enc", "UTF-8"], &render(paper).unwrap());
    let kept = |line: &&str| !line.contains("@edge@");
    read.lines().filter(kept).collect::<String>().split_whitespace().collect()
}

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        language: "nl".to_owned(),
        title: "@edge@".to_owned(),
        author: "@edge@".to_owned(),
        footer: "@edge@".to_owned(),
        created: 1_795_464_000_000_000,
        blocks,
        ..Paper::default()
    }
}

/// Words with a number, so that each is found for itself.
fn words(range: std::ops::Range<usize>) -> String {
    range.map(|at| format!("woord{at}x")).collect::<Vec<_>>().join(" ")
}

/// A paper with everything on it.
fn full() -> Paper {
    let cells = |at: usize| vec![format!("{at}"), words(at..at + 6), "a1b2c3d4".repeat(8)];
    let link = Span { link: Some("https://example.nl/melding".to_owned()), ..Span::plain("de pagina") };
    Paper {
        subject: "Ontvangstbewijs van uw eerste melding".to_owned(),
        reference: "NL-2026-000123-K".to_owned(),
        watermark: Some("OEFENING".to_owned()),
        ..paper(vec![
            Block::Heading(1, "Wat u heeft gemeld".to_owned()),
            Block::Paragraph(vec![Span::plain("Zie "), link, Span::bold(" en bewaar dit.")]),
            Block::Facts(vec![("Naam".to_owned(), "Waterschap".to_owned()), (String::new(), String::new())]),
            Block::Heading(4, "Tabel".to_owned()),
            Block::Table {
                caption: "Bestanden".to_owned(),
                head: vec!["Nr".to_owned(), "Naam".to_owned(), "SHA-256".to_owned()],
                rows: (0..60).map(cells).collect(),
            },
            Block::List {
                ordered: true,
                items: (0..12).map(|at| vec![Span::plain(words(at..at + 9))]).collect(),
            },
            Block::Notice(NoticeKind::Warning, vec![Span::plain(words(0..400))]),
            Block::Code("fn main() {\n    \u{7}body\n}".to_owned()),
            Block::PageBreak,
            Block::Field {
                label: "Naam".to_owned(),
                lines: 3,
                options: vec!["Ja".to_owned(), "Nee".to_owned()],
            },
        ])
    }
}

#[test]
fn equal_papers_give_equal_bytes() {
    assert_eq!(render(&full()).unwrap(), render(&full()).unwrap());
}

#[test]
fn structure_language_and_title_are_set() {
    let pdf = render(&full()).unwrap();
    let facts = poppler("pdfinfo", &[], &pdf);
    assert!(facts.contains("Tagged:          yes"), "{facts}");
    assert!(facts.contains("Title:           @edge@"), "{facts}");
    assert!(facts.contains("Page size:       595.276 x 841.89 pts (A4)"), "{facts}");
    let tree = poppler("pdfinfo", &["-struct-text"], &pdf);
    for tag in
        ["H1", "H2", "H3", "Table", "Caption", "THead", "TH", "TD", "LI", "Lbl", "LBody", "Link", "Code"]
    {
        assert!(
            tree.lines().any(|line| line.trim().split([' ', ':']).next() == Some(tag)),
            "{tag} in {tree}"
        );
    }
    assert!(!tree.contains("H5"), "a level was skipped: {tree}");
    let raw = String::from_utf8_lossy(&pdf).into_owned();
    assert!(raw.contains("/Lang(nl)"), "no language");
    assert!(raw.contains("pdfuaid:part") && raw.contains("pdfaid:part"), "no claim of conformance");
}

#[test]
fn a_card_holds_what_fits_in_small_print_and_two_stay_together() {
    let row = |at: usize| (format!("Rol {at}"), words(at..at + 3));
    let pane =
        |from: usize, to: usize| Pane { title: format!("Kaart {from}"), rows: (from..to).map(row).collect() };
    let filler = Block::text(words(0..600));
    let blocks = vec![filler, Block::Cards(vec![pane(600, 606), pane(700, 760)])];
    let read = poppler("pdftotext", &["-raw"], &render(&paper(blocks)).unwrap());
    for word in ["Kaart 600", "Rol 605", "woord607x", "Kaart 700", "Rol 700"] {
        assert!(read.contains(word), "{word} is not in {read}");
    }
    assert!(!read.contains("Rol 759"), "more stands on the card than fits");
    let sheets: Vec<&str> = read.split('\u{c}').collect();
    let on = |word: &str| sheets.iter().position(|sheet| sheet.contains(word));
    assert_eq!(on("Kaart 600"), on("Kaart 700"), "front and back are torn apart");
}

#[test]
fn every_page_has_its_number_reference_and_watermark() {
    let pdf = render(&Paper { footer: "Meldpunt".to_owned(), ..full() }).unwrap();
    let read = poppler("pdftotext", &["-layout"], &pdf);
    let pages: Vec<&str> = read.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 3);
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Pagina {} van {}", at + 1, pages.len())), "{page}");
        assert!(page.contains("NL-2026-000123-K") && page.contains("Meldpunt"), "{page}");
    }
    let raw: String = poppler("pdftotext", &["-raw"], &pdf).split_whitespace().collect();
    assert!(raw.matches("OEFENING").count() > pages.len(), "no watermark on some page");
}

#[test]
fn the_head_of_a_table_comes_back_on_each_page() {
    let rows = (0..120).map(|at| vec![format!("rij{at}x")]).collect();
    let table = Block::Table { caption: String::new(), head: vec!["Kolomkop".to_owned()], rows };
    let read = poppler("pdftotext", &["-raw"], &render(&paper(vec![table])).unwrap());
    let pages: Vec<&str> = read.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 2 && pages.iter().all(|page| page.contains("Kolomkop")));
}

#[test]
fn a_row_taller_than_a_page_loses_nothing() {
    let rows = vec![vec![words(0..4000), "kort".to_owned()]];
    let read = text(&paper(vec![Block::Table { caption: String::new(), head: vec![words(0..3)], rows }]));
    assert!((0..4000).all(|at| read.contains(&format!("woord{at}x"))));
}

#[test]
fn a_table_with_too_many_columns_loses_nothing() {
    let row: Vec<String> = (0..40).map(|at| format!("cel{at}x")).collect();
    let read =
        text(&paper(vec![Block::Table { caption: String::new(), head: row.clone(), rows: vec![row] }]));
    assert!((0..40).all(|at| read.matches(&format!("cel{at}x")).count() == 2));
}

#[test]
fn no_script_links() {
    let link = Span { link: Some("javascript:alert(1)".to_owned()), ..Span::plain("klik") };
    let pdf = render(&paper(vec![Block::Paragraph(vec![link])])).unwrap();
    assert!(!String::from_utf8_lossy(&pdf).contains("javascript"));
}

#[test]
fn a_paper_without_title_language_or_possible_date_is_refused() {
    let with = |change: fn(&mut Paper)| {
        let mut paper = paper(Vec::new());
        change(&mut paper);
        render(&paper)
    };
    assert!(matches!(with(|paper| paper.title = " \u{7}".to_owned()), Err(PaperTrouble::Title)));
    assert!(matches!(with(|paper| paper.language = "nl)".to_owned()), Err(PaperTrouble::Language)));
    assert!(matches!(with(|paper| paper.created = i64::MIN), Err(PaperTrouble::Created)));
    assert!(with(|paper| paper.created = 0).is_ok());
}

/// Words of Latin, Greek and Cyrillic, with some very long ones.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![9 => "[a-zA-Z0-9éëïßŁž€αЖ.,:/-]{1,14}", 1 => "[0-9a-f]{60,200}"]
}

fn phrase() -> impl Strategy<Value = String> {
    proptest::collection::vec(word(), 1..40).prop_map(|words| words.join(" "))
}

/// Short enough that a row fits on one page: a word cut at the foot would be read in two places.
fn cell() -> impl Strategy<Value = String> {
    let word = prop_oneof!["[a-zA-Z0-9éëïßŁž€αЖ.,:/-]{1,14}", "[0-9a-f]{64}"];
    proptest::collection::vec(word, 1..8).prop_map(|words| words.join(" "))
}

fn block() -> impl Strategy<Value = Block> {
    let row = || proptest::collection::vec(cell(), 1..4);
    prop_oneof![
        phrase().prop_map(|text| Block::Heading(2, text)),
        phrase().prop_map(Block::text),
        phrase().prop_map(Block::Code),
        phrase().prop_map(|text| Block::Notice(NoticeKind::Note, vec![Span::mono(text)])),
        row().prop_map(|labels| Block::Field { label: labels.concat(), lines: 1, options: labels }),
        row().prop_map(|rows| Block::List {
            ordered: false,
            items: rows.into_iter().map(|text| vec![Span::bold(text)]).collect()
        }),
        row().prop_map(|rows| Block::Facts(rows.into_iter().map(|text| ("Feit".to_owned(), text)).collect())),
        (phrase(), row(), proptest::collection::vec(row(), 0..6))
            .prop_map(|(caption, head, rows)| Block::Table { caption, head, rows }),
    ]
}

fn said(block: &Block) -> Vec<&str> {
    match block {
        Block::Heading(_, text) | Block::Code(text) => vec![text],
        Block::Paragraph(spans) | Block::Notice(_, spans) => spans.iter().map(|span| &*span.text).collect(),
        Block::List { items, .. } => items.iter().flatten().map(|span| &*span.text).collect(),
        Block::Facts(pairs) => pairs.iter().map(|(_, value)| &**value).collect(),
        Block::Table { caption, head, rows } => {
            rows.iter().flatten().chain(head).chain([caption]).map(|text| &**text).collect()
        }
        Block::Field { label, options, .. } => options.iter().chain([label]).map(|text| &**text).collect(),
        Block::PageBreak | Block::Cards(_) => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost(blocks in proptest::collection::vec(block(), 1..8)) {
        let paper = paper(blocks);
        let read = text(&paper);
        for word in paper.blocks.iter().flat_map(said).flat_map(str::split_whitespace) {
            prop_assert!(read.contains(word), "{word} is not in {read}");
        }
    }

    #[test]
    fn any_text_can_be_printed(any in any::<String>(), other in "\\PC{0,60}") {
        let blocks = vec![
            Block::Heading(9, any.clone()),
            Block::text(&any),
            Block::Code(any.clone()),
            Block::Facts(vec![(any.clone(), other.clone())]),
            Block::Table { caption: any.clone(), head: vec![any.clone()], rows: vec![vec![], vec![other.clone()]] },
            Block::Field { label: other.clone(), lines: 0, options: vec![any.clone()] },
            Block::Cards(vec![Pane { title: any.clone(), rows: vec![(other.clone(), any.clone())] }]),
        ];
        let paper = Paper {
            title: format!("x{any}"), reference: any.clone(), footer: other, author: any.clone(),
            subject: any.clone(), watermark: Some(any), ..paper(blocks)
        };
        prop_assert!(render(&paper).is_ok(), "{:?}", render(&paper).err());
    }
}
