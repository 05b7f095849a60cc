//! The pages of a document: paragraphs, lists and tables, with what stands above and below them.

use super::{Block, Document, Run, escaped};
use std::fmt::Write;

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                      xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// A4 with margins of 2.5 cm, in twentieths of a point.
const SHEET: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:footerReference w:type=\"default\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" w:header=\"708\" w:footer=\"708\" \
    w:gutter=\"0\"/></w:sectPr>";
/// The width between the margins.
const WIDTH: usize = 9072;

/// The main part.
pub fn document(document: &Document) -> String {
    let mut out = format!("{HEAD}<w:document {SPACES}><w:body>");
    paragraph(&mut out, "Title", "", &plain(&document.title));
    if !document.subject.is_empty() {
        paragraph(&mut out, "Subtitle", "", &plain(&document.subject));
    }
    // Number 1 is for points; each numbered list has a number of its own, so that it begins at 1.
    let mut number = 1;
    for block in &document.blocks {
        number += usize::from(matches!(block, Block::List { ordered: true, .. }));
        self::block(&mut out, block, number);
    }
    out.push_str(SHEET);
    out.push_str("</w:body></w:document>");
    out
}

/// What stands above every page: the marking.
pub fn header(document: &Document) -> String {
    let mut out = format!("{HEAD}<w:hdr {SPACES}>");
    let run = Run { text: document.marking.clone(), bold: true, mono: false };
    paragraph(&mut out, "Header", "<w:jc w:val=\"right\"/>", &[run]);
    out.push_str("</w:hdr>");
    out
}

/// What stands below every page: the marking once more, who issued it, and the number of the page.
pub fn footer(document: &Document) -> String {
    let text = format!("{} | {} | {} ", document.marking, document.footer, document.page);
    let mut out = format!("{HEAD}<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    runs(&mut out, &plain(&text));
    out.push_str("<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>");
    out
}

fn plain(text: &str) -> [Run; 1] {
    [Run { text: text.to_owned(), ..Run::default() }]
}

fn block(out: &mut String, block: &Block, number: usize) {
    match block {
        Block::Heading(level, text) => {
            paragraph(out, &format!("Heading{}", (*level).clamp(1, 3)), "", &plain(text));
        }
        Block::Text(text) => paragraph(out, "Normal", "", text),
        Block::Code(text) => {
            let run = Run { text: text.clone(), bold: false, mono: true };
            paragraph(out, "Code", "", &[run]);
        }
        Block::List { ordered, items } => {
            let number = if *ordered { number } else { 1 };
            let points = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>");
            items.iter().for_each(|item| paragraph(out, "ListParagraph", &points, item));
        }
        Block::Table { head, rows } => table(out, head, rows),
    }
}

fn paragraph(out: &mut String, style: &str, more: &str, text: &[Run]) {
    let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>");
    runs(out, text);
    out.push_str("</w:p>");
}

fn runs(out: &mut String, text: &[Run]) {
    for run in text {
        let bold = if run.bold { "<w:b/>" } else { "" };
        let style = if run.mono { "<w:rStyle w:val=\"CodeCharacters\"/>" } else { "" };
        let _ = write!(out, "<w:r><w:rPr>{style}{bold}</w:rPr>");
        for (at, line) in run.text.split('\n').enumerate() {
            if at > 0 {
                out.push_str("<w:br/>");
            }
            let _ = write!(out, "<w:t xml:space=\"preserve\">{}</w:t>", escaped(line));
        }
        out.push_str("</w:r>");
    }
}

fn table(out: &mut String, head: &[String], rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).chain([head.len(), 1]).max().unwrap_or(1);
    out.push_str(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
         <w:tblLook w:firstRow=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
    );
    for _ in 0..columns {
        let _ = write!(out, "<w:gridCol w:w=\"{}\"/>", WIDTH / columns);
    }
    out.push_str("</w:tblGrid>");
    row(out, head, columns, true);
    rows.iter().for_each(|cells| row(out, cells, columns, false));
    out.push_str("</w:tbl>");
    // Two tables without anything between them would become one.
    paragraph(out, "Normal", "", &[]);
}

fn row(out: &mut String, cells: &[String], columns: usize, head: bool) {
    let kind = if head { "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" } else { "" };
    let _ = write!(out, "<w:tr>{kind}");
    for at in 0..columns {
        out.push_str("<w:tc><w:tcPr/>");
        let text = cells.get(at).cloned().unwrap_or_default();
        paragraph(out, "TableText", "", &[Run { text, bold: head, mono: false }]);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}
