//! The first version of a report out of what the case holds: a text that people go on writing.

use crate::{Server, language::Language, problem::Problem, rooms::mine::voice::Voice};
use meldkamer_app::{
    case,
    material::{findings, indicators, scope, timeline},
};
use meldkamer_domain::{
    indicator::{Kind as Sort, defanged},
    report::{Kind, escaped},
};
use meldkamer_store::{
    dossier::listed::Turn,
    material::{
        affected::AffectedRow, finding::CourseRow, finding::FindingRow, indicator::IndicatorRow,
        line::LineRow,
    },
    support_case::CaseRow,
};

/// A report holds so many lines of the timeline, and so many indicators; the rest goes along as a file.
const MOST: usize = 300;

/// What a report is made of.
struct Material {
    case: CaseRow,
    lines: Vec<LineRow>,
    affected: Vec<AffectedRow>,
    findings: Vec<FindingRow>,
    courses: Vec<CourseRow>,
    indicators: Vec<IndicatorRow>,
}

/// The title and the text of a new report.
pub async fn compose(
    server: &Server,
    case: &str,
    kind: Kind,
    language: &str,
) -> Result<(String, String), Problem> {
    let material = gather(server, case).await?;
    let language = if language == "nl" { Language::Dutch } else { Language::English };
    let voice = Voice::new(server, language, material.case.opened_at);
    let parts = Parts { voice: &voice, all: &material };
    let mut text = String::new();
    match kind {
        Kind::Situation => {
            for part in
                [parts.question(), parts.findings(), parts.affected(), parts.timeline(), parts.courses()]
            {
                text.push_str(&part);
            }
        }
        Kind::System => {
            for part in [
                parts.question(),
                parts.affected(),
                parts.findings(),
                parts.timeline(),
                parts.indicators(false),
            ] {
                text.push_str(&part);
            }
        }
        Kind::Malware => {
            for part in [parts.question(), parts.findings(), parts.indicators(true), parts.courses()] {
                text.push_str(&part);
            }
        }
        Kind::Closing => {
            for part in
                [parts.question(), parts.findings(), parts.timeline(), parts.courses(), parts.lessons()]
            {
                text.push_str(&part);
            }
        }
    }
    let name = voice.say(&format!("material-report-{}", kind.code()));
    let title = format!("{name} {}: {}", material.case.reference, material.case.title);
    Ok((title.chars().take(meldkamer_domain::report::LONGEST_TITLE).collect(), text))
}

async fn gather(server: &Server, case: &str) -> Result<Material, Problem> {
    let house = &server.house;
    let (mut lines, mut turn) = (Vec::new(), Turn::First);
    while lines.len() <= MOST {
        let page = timeline::page(house, case, &timeline::Wanted::InOrder(turn)).await?;
        let Some(last) = page.last() else { break };
        turn = Turn::After((last.at, last.serial));
        lines.extend(page);
    }
    let (mut kept, mut before) = (Vec::new(), None);
    while kept.len() <= MOST {
        let page = indicators::page(house, case, "", before).await?;
        let Some(last) = page.last() else { break };
        before = Some(last.serial);
        kept.extend(page);
    }
    let (mut findings, mut courses) = findings::all(house, case).await?;
    findings.retain(|row| row.removed_at.is_none());
    courses.retain(|row| row.removed_at.is_none());
    Ok(Material {
        case: case::find(&house.database, case).await?,
        lines,
        affected: scope::page(house, case, None, ("", "")).await?.0,
        findings,
        courses,
        indicators: kept,
    })
}

/// The parts of a text, in one language.
struct Parts<'a> {
    voice: &'a Voice<'a>,
    all: &'a Material,
}

impl Parts<'_> {
    fn say(&self, key: &str) -> String {
        self.voice.say(&format!("material-{key}"))
    }

    fn heading(&self, key: &str) -> String {
        format!("# {}\n\n", self.say(key))
    }

    /// A part of which there is nothing yet says so.
    fn or_nothing(&self, heading: &str, text: String) -> String {
        let text = if text.is_empty() { format!("{}\n\n", self.say("in-report-none")) } else { text };
        format!("{}{text}", self.heading(heading))
    }

    fn table(&self, head: &[&str], rows: impl Iterator<Item = Vec<String>>, beyond: bool) -> String {
        let head: Vec<String> = head.iter().map(|key| escaped(&self.say(key))).collect();
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rows: Vec<String> =
            rows.map(|cells| line(&cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>())).collect();
        if rows.is_empty() {
            return String::new();
        }
        let rule = line(&vec!["---".to_owned(); head.len()]);
        let more = if beyond { format!("\n{}\n", self.say("in-report-more")) } else { String::new() };
        format!("{}{rule}{}{more}\n", line(&head), rows.concat())
    }

    fn question(&self) -> String {
        let case = &self.all.case;
        let facts = [
            ("in-report-question", &case.to_answer),
            ("in-report-scope", &case.scope),
            ("in-report-limits", &case.limits),
        ];
        let told = facts.into_iter().filter(|(_, text)| !text.trim().is_empty());
        let told = told.map(|(key, text)| format!("**{}** {}\n\n", escaped(&self.say(key)), escaped(text)));
        self.or_nothing("in-report-summary", told.collect())
    }

    fn timeline(&self) -> String {
        let rows = self.all.lines.iter().take(MOST).map(|row| {
            let place = [row.host.as_str(), &row.account].into_iter().filter(|text| !text.is_empty());
            vec![
                self.voice.both(row.at),
                self.say(&format!("side-{}", row.side)),
                place.collect::<Vec<_>>().join(", "),
                row.message.clone(),
                row.technique.clone(),
            ]
        });
        let head = ["col-when", "col-who", "col-where", "col-what", "col-technique"];
        self.or_nothing("in-report-timeline", self.table(&head, rows, self.all.lines.len() > MOST))
    }

    fn affected(&self) -> String {
        let rows = self.all.affected.iter().map(|row| {
            vec![
                row.name.clone(),
                self.say(&format!("affected-{}", row.kind)),
                self.say(&format!("state-{}", row.state)),
                row.note.clone(),
            ]
        });
        let most = usize::try_from(meldkamer_app::material::PAGE).unwrap_or(usize::MAX);
        let head = ["col-name", "col-sort", "col-state", "col-note"];
        self.or_nothing("in-report-affected", self.table(&head, rows, self.all.affected.len() > most))
    }

    fn findings(&self) -> String {
        let one = |row: &FindingRow| {
            let mut text = format!("## {}\n\n", escaped(&row.title));
            for line in row.body.lines().filter(|line| !line.trim().is_empty()) {
                text.push_str(&format!("{}\n\n", escaped(line)));
            }
            let sure = self.say(&format!("confidence-{}", row.confidence));
            let mut facts = vec![(self.say("ask-confidence"), sure)];
            if !row.technique.is_empty() {
                facts.push(("ATT&CK".to_owned(), row.technique.clone()));
            }
            if !row.evidence.is_empty() {
                facts.push((self.say("ask-evidence"), row.evidence.clone()));
            }
            for (name, value) in facts {
                text.push_str(&format!("- {}: {}\n", escaped(&name), escaped(&value)));
            }
            text.push('\n');
            text
        };
        self.or_nothing("in-report-findings", self.all.findings.iter().map(one).collect())
    }

    fn courses(&self) -> String {
        let language = self.voice.language.code();
        let one = |row: &CourseRow| {
            let course = findings::course_of(row);
            let mut text = format!("## {}\n\n", escaped(course.name.in_language(language)));
            for (field, said) in course.texts().into_iter().filter(|(field, _)| *field != "name") {
                let said = said.in_language(language);
                if !said.trim().is_empty() {
                    text.push_str(&format!(
                        "**{}** {}\n\n",
                        self.say(&format!("field-{field}")),
                        escaped(said)
                    ));
                }
            }
            for (field, chosen) in
                [("level", &course.level), ("who", &course.who), ("reversible", &course.reversible)]
            {
                let value = self.say(&format!("{field}-{chosen}"));
                text.push_str(&format!(
                    "- {}: {}\n",
                    escaped(&self.say(&format!("ask-{field}"))),
                    escaped(&value)
                ));
            }
            text.push('\n');
            text
        };
        self.or_nothing("in-report-courses", self.all.courses.iter().map(one).collect())
    }

    fn indicators(&self, of_files: bool) -> String {
        let files = ["md5", "sha1", "sha256", "sha512", "file-name"];
        let wanted = self.all.indicators.iter().filter(|row| !of_files || files.contains(&row.kind.as_str()));
        let rows = wanted.take(MOST).map(|row| {
            let shown = Sort::parse(&row.kind).map(|kind| defanged(kind, &row.value));
            vec![
                self.say(&format!("kind-{}", row.kind)),
                shown.unwrap_or_else(|| row.value.clone()),
                self.say(&format!("confidence-{}", row.confidence)),
                row.note.clone(),
            ]
        });
        let head = ["col-sort", "col-value", "col-confidence", "col-note"];
        self.or_nothing("in-report-indicators", self.table(&head, rows, self.all.indicators.len() > MOST))
    }

    fn lessons(&self) -> String {
        format!("{}{}\n\n", self.heading("in-report-lessons"), self.say("in-report-lessons-text"))
    }
}
