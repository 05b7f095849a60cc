//! A scan as a file: our own, and what CISO Assistant reads and writes.

use meldkamer_domain::{
    rulebook::Said,
    scan::{Answer, Answers, Choice, Scan},
    time::Instant,
};
use meldkamer_exchange::ciso::{self, Both, Framework, Line, Met, Node};
use serde_json::{Value, json};

/// A larger file is nobody's scan.
const MOST: usize = 2_000_000;

/// What a file holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its answers.
    pub answers: Answers,
    /// How many of its entries are no answer to this scan.
    pub left_out: usize,
    /// `file` or `ciso-assistant`.
    pub source: &'static str,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// There is none, or nothing in it.
    Empty,
    /// It is larger than any scan.
    TooLarge,
    /// It is not JSON; the line where that shows.
    NotJson(u32),
    /// It is JSON, but no scan of ours.
    NotScan,
    /// It is a table without the columns that CISO Assistant writes.
    NotAudit,
}

impl NotTaken {
    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "scan-load-empty",
            Self::TooLarge => "scan-load-too-large",
            Self::NotJson(_) => "scan-load-not-json",
            Self::NotScan => "scan-load-not-scan",
            Self::NotAudit => "scan-load-not-audit",
        }
    }

    /// The line, where there is one.
    pub const fn line(self) -> u32 {
        if let Self::NotJson(line) = self { line } else { 0 }
    }
}

/// A scan as a file of our own.
pub fn json(scan: &Scan, answers: &Answers, at: Instant) -> String {
    let all = json!({
        "meldkamer_scan": 1,
        "scan": scan.id,
        "version": scan.version,
        "saved_at": at.rfc3339(),
        "answers": answers.to_json(),
    });
    format!("{all:#}\n")
}

/// Reads either kind of file.
pub fn read(scan: &Scan, bytes: &[u8]) -> Result<Taken, NotTaken> {
    let start = bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && **byte != 0xef && **byte != 0xbb && **byte != 0xbf);
    match start {
        _ if bytes.len() > MOST => Err(NotTaken::TooLarge),
        None => Err(NotTaken::Empty),
        Some(b'{') => own(scan, bytes),
        Some(_) => audit(scan, bytes),
    }
}

fn own(scan: &Scan, bytes: &[u8]) -> Result<Taken, NotTaken> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let wrong = |e: serde_json::Error| NotTaken::NotJson(u32::try_from(e.line()).unwrap_or(0));
    let told: Value = serde_json::from_slice(bytes).map_err(wrong)?;
    if told.get("meldkamer_scan").is_none() || !told["answers"].is_object() {
        return Err(NotTaken::NotScan);
    }
    let (answers, left_out) = Answers::read(scan, &told["answers"]);
    Ok(Taken { answers, left_out, source: "file" })
}

fn audit(scan: &Scan, bytes: &[u8]) -> Result<Taken, NotTaken> {
    let (told, mut left_out) = ciso::read(bytes).map_err(|_| NotTaken::NotAudit)?;
    let mut answers = Answers::default();
    for one in told {
        let known = scan.questions().map(|(_, question)| question.id.get_ref());
        let known = known.into_iter().find(|id| **id == one.id || ciso::urn(&scan.id, id) == one.id);
        let chapter = scan.principles.iter().any(|chapter| *chapter.id.get_ref() == one.id);
        match (known, choice(one.met)) {
            (Some(id), Some(choice)) => {
                if let Some(answer) = Answer::typed(choice.name(), &one.owner, &one.by) {
                    answers.0.insert(id.clone(), answer);
                }
            }
            (Some(_), None) => {}
            (None, _) if chapter => {}
            (None, _) => left_out += 1,
        }
    }
    Ok(Taken { answers, left_out, source: "ciso-assistant" })
}

const fn choice(met: Met) -> Option<Choice> {
    match met {
        Met::Yes => Some(Choice::Yes),
        Met::Partly => Some(Choice::Partly),
        Met::No => Some(Choice::No),
        Met::Unknown => Some(Choice::Unknown),
        Met::Open => None,
    }
}

const fn met(choice: Option<Choice>) -> Met {
    match choice {
        Some(Choice::Yes) => Met::Yes,
        Some(Choice::Partly) => Met::Partly,
        Some(Choice::No) => Met::No,
        Some(Choice::Unknown) => Met::Unknown,
        None => Met::Open,
    }
}

/// The answers as an audit of CISO Assistant.
pub fn csv(scan: &Scan, answers: &Answers) -> String {
    let mut lines = Vec::new();
    for principle in &scan.principles {
        let line = |id: &str, name: &str, description: &str, answer: Option<&Answer>| Line {
            urn: ciso::urn(&scan.id, id),
            id: id.to_owned(),
            name: name.to_owned(),
            description: description.to_owned(),
            met: None,
            owner: answer.map(|one| one.owner.clone()).unwrap_or_default(),
            by: answer.and_then(|one| one.by).map(|by| by.to_string()).unwrap_or_default(),
        };
        lines.push(line(principle.id.get_ref(), &principle.name.nl, &principle.meaning.nl, None));
        for question in &principle.questions {
            let answer = answers.get(question.id.get_ref());
            let met = Some(met(answer.map(|one| one.choice)));
            lines.push(Line { met, ..line(question.id.get_ref(), "", &question.text.nl, answer) });
        }
    }
    ciso::audit(&lines)
}

/// The questions as a library of CISO Assistant.
pub fn framework(scan: &Scan, provider: &str) -> String {
    let both = |said: &Said| Both { nl: said.nl.clone(), en: said.en.clone() };
    let mut nodes = Vec::new();
    for principle in &scan.principles {
        nodes.push(Node {
            id: principle.id.get_ref().clone(),
            parent: None,
            name: both(&principle.name),
            description: both(&principle.meaning),
            annotation: Both::default(),
        });
        nodes.extend(principle.questions.iter().map(|question| Node {
            id: question.id.get_ref().clone(),
            parent: Some(principle.id.get_ref().clone()),
            name: Both::default(),
            description: both(&question.text),
            annotation: both(&question.advice),
        }));
    }
    ciso::library(&Framework {
        id: scan.id.clone(),
        version: counted(&scan.version),
        published: scan.basis.from.map(|day| day.to_string()).unwrap_or_default(),
        name: both(&scan.title),
        description: both(&scan.about),
        provider: provider.to_owned(),
        nodes,
    })
}

/// `2026.1` as a number that rises with it.
fn counted(version: &str) -> u32 {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let (year, number) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    year.saturating_mul(100).saturating_add(number.min(99)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use meldkamer_app::library::Library;

    fn with_scan(check: impl FnOnce(&Scan, &Answers)) {
        let library = Library::open(None).unwrap().0;
        let scan = library.scans.on("basic-principles", jiff::civil::date(2026, 11, 20)).unwrap();
        let given = json!({
            "1.1": {"choice": "no", "owner": "Ans, \"ICT\"", "by": "2026-12-01"},
            "1.2": {"choice": "unknown"}, "5.8": {"choice": "yes"}, "2.3": {"choice": "partly"},
        });
        check(scan, &Answers::read(scan, &given).0);
    }

    #[test]
    fn both_files_bring_the_answers_back() {
        with_scan(|scan, answers| {
            let at = Instant::parse("2026-11-20T15:40:00Z").unwrap();
            let own = read(scan, json(scan, answers, at).as_bytes()).unwrap();
            assert_eq!((&own.answers, own.left_out, own.source), (answers, 0, "file"));
            let audit = read(scan, csv(scan, answers).as_bytes()).unwrap();
            assert_eq!((&audit.answers, audit.left_out, audit.source), (answers, 0, "ciso-assistant"));
        });
    }

    #[test]
    fn another_file_is_refused_with_a_reason() {
        with_scan(|scan, _| {
            assert_eq!(read(scan, b" \n"), Err(NotTaken::Empty));
            assert_eq!(read(scan, b"{\n\"a\": x}"), Err(NotTaken::NotJson(2)));
            assert_eq!(read(scan, b"{\"answers\": {}}"), Err(NotTaken::NotScan));
            assert_eq!(read(scan, b"naam;antwoord\nx;ja"), Err(NotTaken::NotAudit));
        });
    }

    #[test]
    fn the_framework_holds_every_question_in_both_languages() {
        with_scan(|scan, _| {
            let text = framework(scan, "CSIRT");
            assert_eq!(text.matches("assessable: true").count(), scan.questions().count());
            assert!(text.contains("version: 202601") && text.contains("Know your risks"), "{text}");
        });
    }
}
