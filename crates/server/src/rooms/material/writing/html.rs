//! A report as one HTML file that needs nothing else: read on any screen, and printed with its marking
//! on every page.

use super::Sheet;
use meldkamer_domain::report::{Block, Piece};
use std::fmt::Write;

const STYLE: &str = "body{font-family:sans-serif;line-height:1.5;max-width:48rem;margin:2rem auto;padding:0 1rem}\
    table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;\
    overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere}.marking{font-weight:bold;text-align:right}\
    @media print{.marking{position:fixed;right:0}.marking.top{top:0}.marking.foot{bottom:0}}";

/// The whole file.
pub fn page(sheet: &Sheet) -> String {
    let (title, marking) = (escaped(&sheet.title), escaped(sheet.marking));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{marking} {title}</title>\
         <style>{STYLE}</style></head><body><header><p class=\"marking top\">{marking}</p></header><main><h1>{title}</h1>",
        sheet.language
    );
    if let Some(mark) = &sheet.watermark {
        let _ = write!(out, "<p><strong>{}</strong></p>", escaped(mark));
    }
    let _ = write!(out, "<p>{}</p>", escaped(&sheet.subject));
    sheet.blocks.iter().for_each(|block| self::block(&mut out, block));
    let _ = writeln!(
        out,
        "</main><footer><p>{} | {}</p><p class=\"marking foot\">{marking}</p></footer></body></html>",
        escaped(&sheet.author),
        escaped(&sheet.telephone)
    );
    out
}

fn block(out: &mut String, block: &Block) {
    let _ = match block {
        Block::Heading(level, text) => {
            let level = level + 1;
            write!(out, "<h{level}>{}</h{level}>", escaped(text))
        }
        Block::Text(text) => write!(out, "<p>{}</p>", pieces(text)),
        Block::Code(text) => write!(out, "<pre>{}</pre>", escaped(text)),
        Block::List { ordered, items } => {
            let tag = if *ordered { "ol" } else { "ul" };
            let items: String = items.iter().map(|item| format!("<li>{}</li>", pieces(item))).collect();
            write!(out, "<{tag}>{items}</{tag}>")
        }
        Block::Table { head, rows } => {
            let head: String =
                head.iter().map(|cell| format!("<th scope=\"col\">{}</th>", escaped(cell))).collect();
            let row = |cells: &Vec<String>| {
                let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
                format!("<tr>{cells}</tr>")
            };
            let rows: String = rows.iter().map(row).collect();
            write!(out, "<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
        }
    };
}

fn pieces(all: &[Piece]) -> String {
    let piece = |piece: &Piece| {
        let text = escaped(&piece.text).replace('\n', "<br>");
        let text = if piece.mono { format!("<code>{text}</code>") } else { text };
        if piece.bold { format!("<strong>{text}</strong>") } else { text }
    };
    all.iter().map(piece).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
