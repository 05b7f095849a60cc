//! Answers as the table that the import wizard takes: one line a requirement, matched by its `ref_id`.

use super::Met;

/// The columns of the wizard.
const COLUMNS: [&str; 9] = [
    "urn",
    "assessable",
    "ref_id",
    "name",
    "description",
    "compliance_result",
    "requirement_progress",
    "score",
    "observations",
];
/// A larger file is nobody's audit.
const MOST_BYTES: usize = 2_000_000;
const MOST_ROWS: usize = 5000;
const OWNER: &str = "Owner:";
const BY: &str = "By:";

/// One line to be written.
#[derive(Clone, Debug)]
pub struct Line {
    /// The name by which CISO Assistant knows it.
    pub urn: String,
    /// Its id.
    pub id: String,
    /// Only for people.
    pub name: String,
    /// Only for people.
    pub description: String,
    /// How far it is met; nothing for a chapter.
    pub met: Option<Met>,
    /// Who takes care of it, or nothing.
    pub owner: String,
    /// By when (`2026-12-01`), or nothing.
    pub by: String,
}

/// One answer that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The requirement's id, or its URN when it has no id.
    pub id: String,
    /// How far it is met.
    pub met: Met,
    /// Who takes care of it.
    pub owner: String,
    /// By when, as it stands there.
    pub by: String,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAudit {
    /// It is not UTF-8, or too large.
    NotText,
    /// Its first line does not name `compliance_result` and `ref_id` or `urn`.
    NoColumns,
}

/// Writes the table.
pub fn audit(lines: &[Line]) -> String {
    let mut out = row(COLUMNS.map(str::to_owned).as_slice());
    for line in lines {
        let (result, progress) = line.met.map_or(("", ""), Met::words);
        let said = [(OWNER, &line.owner), (BY, &line.by)];
        let said =
            said.iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| format!("{key} {text}"));
        let assessable = if line.met.is_some() { "x" } else { "" };
        out.push_str(&row(&[
            line.urn.clone(),
            assessable.into(),
            line.id.clone(),
            line.name.clone(),
            line.description.clone(),
            result.into(),
            progress.into(),
            String::new(),
            said.collect::<Vec<_>>().join("\n"),
        ]));
    }
    out
}

fn row(cells: &[String]) -> String {
    let cell = |text: &String| {
        if text.contains([',', ';', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    format!("{}\r\n", cells.iter().map(cell).collect::<Vec<_>>().join(","))
}

/// Reads a table; answers also how many of its lines said something that is no answer of ours.
pub fn read(bytes: &[u8]) -> Result<(Vec<Told>, usize), NotAudit> {
    if bytes.len() > MOST_BYTES {
        return Err(NotAudit::NotText);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| NotAudit::NotText)?;
    let mut rows = rows(text.trim_start_matches('\u{feff}')).into_iter();
    let head = rows.next().ok_or(NotAudit::NoColumns)?;
    let column = |name: &str| head.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let result = column("compliance_result").ok_or(NotAudit::NoColumns)?;
    let (id, urn) = (column("ref_id"), column("urn"));
    if id.or(urn).is_none() {
        return Err(NotAudit::NoColumns);
    }
    let (progress, observations) = (column("requirement_progress"), column("observations"));
    let (mut told, mut left_out) = (Vec::new(), 0);
    for cells in rows {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
        let name = [cell(id), cell(urn)].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        match Met::parse(cell(Some(result)), cell(progress)) {
            Some(_) if name.is_empty() => {}
            Some(met) => {
                let (owner, by) = said(cell(observations));
                told.push(Told { id: name.to_owned(), met, owner, by });
            }
            None => left_out += 1,
        }
    }
    Ok((told, left_out))
}

/// Owner and day, where the observations are ours.
fn said(observations: &str) -> (String, String) {
    let after = |key: &str| {
        let line = observations.lines().find_map(|line| line.trim().strip_prefix(key));
        line.map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    (after(OWNER), after(BY))
}

/// The cells of each row; commas or semicolons between them, as the first line has it.
fn rows(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let comma = if first.matches(';').count() > first.matches(',').count() { ';' } else { ',' };
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut letters) = (false, text.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' => quoted = !quoted,
            _ if quoted => cell.push(letter),
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                if rows.len() > MOST_ROWS {
                    return rows;
                }
            }
            _ if letter == comma => row.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, met: Option<Met>, owner: &str, by: &str) -> Line {
        let text = |text: &str| text.to_owned();
        Line {
            urn: super::super::urn("x", id),
            id: text(id),
            name: text("Naam, met komma"),
            description: text("Zegt \"ja\""),
            met,
            owner: text(owner),
            by: text(by),
        }
    }

    #[test]
    fn what_was_written_is_read_again() {
        let all = [Met::Yes, Met::Partly, Met::No, Met::Unknown, Met::Open];
        let mut lines: Vec<_> = all.iter().map(|met| line("1.1", Some(*met), "", "")).collect();
        lines.push(line("1.2", Some(Met::No), "Ans, van ICT", "2026-12-01"));
        let text = audit(&lines);
        let (told, left_out) = read(text.as_bytes()).unwrap();
        assert_eq!((told.len(), left_out), (6, 0), "{text}");
        assert_eq!(told.iter().take(5).map(|one| one.met).collect::<Vec<_>>(), all);
        assert_eq!((&*told[5].owner, &*told[5].by), ("Ans, van ICT", "2026-12-01"));
    }

    #[test]
    fn a_chapter_is_not_assessed() {
        let text = audit(&[line("risks", None, "", "")]);
        assert!(text.lines().nth(1).unwrap().starts_with("urn:meldkamer:risk:req_node:x:risks,,risks,"));
    }

    #[test]
    fn another_separator_and_other_words_are_understood_or_told() {
        let text = "\u{feff}urn;ref_id;compliance_result;observations\r\n\
                    u:1;;compliant;\"Owner: Ans\nzegt meer\"\nu:2;1.2;not_applicable;\n;;compliant;";
        let (told, left_out) = read(text.as_bytes()).unwrap();
        assert_eq!(left_out, 1);
        assert_eq!(told, [Told { id: "u:1".into(), met: Met::Yes, owner: "Ans".into(), by: String::new() }]);
        assert_eq!(read(b"naam,antwoord\nx,ja"), Err(NotAudit::NoColumns));
        assert_eq!(read(&[0xff, 0xfe]), Err(NotAudit::NotText));
    }
}
