//! What the pages of tasks show.

use crate::{
    door::Caller,
    page::{Field, Page},
    rooms::{
        case::{
            Head,
            form::{Asked, sampled, wrong},
        },
        desk::{Who, dossier::Undone},
    },
};
use meldkamer_app::case::{TEXT, read::Whole, task::Tasks};
use meldkamer_domain::time::Instant;
use meldkamer_store::{
    support_case::task::{PastRow, TaskRow},
    view::ColleagueRow,
};
use serde::Serialize;

/// The tasks of a case at the desk, or one of them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TasksPage {
    head: Head,
    undone: Option<Undone>,
    tasks: Vec<Task>,
    /// The one that is shown by itself.
    one: Option<Task>,
    past: Vec<Past>,
    fields: Vec<Field>,
    wrong: Vec<Field>,
}

/// One task as it is shown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Task {
    pub id: String,
    pub number: i64,
    pub title: String,
    pub body: String,
    /// The name of who does it, or nothing.
    pub owner: String,
    /// Whether that is somebody from outside.
    pub outside: bool,
    pub until: Option<i64>,
    /// `open`, `doing`, `done` or `dropped`.
    pub state: String,
    pub late: bool,
    pub over: bool,
    /// Numbers of tasks that it still waits for.
    pub waits: Vec<i64>,
    pub result: String,
    pub done_at: Option<i64>,
    pub version: i64,
    /// Whether a playbook made it.
    pub of_playbook: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Past {
    version: i64,
    title: String,
    at: i64,
    who: Who,
}

impl Task {
    /// A task with the name of who does it.
    pub fn of(row: &TaskRow, tasks: &Tasks, owner: String, now: Instant) -> Self {
        let over = matches!(row.state.as_str(), "done" | "dropped");
        Self {
            id: row.id.clone(),
            number: row.number,
            title: row.title.clone(),
            body: row.body.clone(),
            owner,
            outside: row.party.is_some(),
            until: row.due_at,
            state: row.state.clone(),
            late: !over && row.due_at.is_some_and(|at| at <= now.micros()),
            over,
            waits: if over { Vec::new() } else { tasks.waits_for(&row.id) },
            result: row.result.clone(),
            done_at: row.done_at,
            version: row.version,
            of_playbook: row.run.is_some(),
        }
    }

    /// Samples: late, waiting, done.
    pub fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let task = |number, state: &str| Self {
            id: format!("tsk_{number}"),
            number,
            title: "Logs van de VPN veiligstellen <b>".into(),
            body: "Eerst wat het snelst verdwijnt.".into(),
            owner: "Ans".into(),
            until: Some(at),
            state: state.into(),
            version: 2,
            ..Self::default()
        };
        let late = Self { late: true, outside: true, ..task(1, "doing") };
        let waiting = Self { waits: vec![1], owner: String::new(), of_playbook: true, ..task(2, "open") };
        let done = Self { over: true, result: "Veilig <b>".into(), done_at: Some(at), ..task(3, "done") };
        vec![late, waiting, done]
    }
}

/// The fields of a task; of one that is there, it cannot wait for itself.
pub fn fields(
    asked: &Asked<'_>,
    whole: &Whole,
    tasks: &Tasks,
    own: Option<&str>,
    now: Instant,
) -> Vec<Field> {
    let team = whole.team.iter().filter(|one| one.left_at.is_none());
    let staff = team.map(|one| (format!("staff:{}", one.account), one.name.clone()));
    let parties = whole.parties.iter().filter(|one| one.is_live(now.micros()) && one.kind != "police");
    let parties = parties.map(|one| {
        let label =
            if one.person.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, one.person) };
        (format!("party:{}", one.id), label)
    });
    let others: Vec<(String, String)> = tasks
        .rows
        .iter()
        .filter(|row| Some(row.id.as_str()) != own)
        .map(|row| (row.id.clone(), format!("{}. {}", row.number, row.title)))
        .collect();
    let mut fields = vec![
        asked.line("task_title").required(),
        asked.long("task_body", 3, TEXT),
        asked.one_of("owner", staff.chain(parties), true),
        asked.moment("task_due"),
    ];
    if !others.is_empty() {
        fields.push(asked.several("needs", others));
    }
    fields
}

impl TasksPage {
    /// The page of a case's tasks.
    pub fn of(
        caller: &Caller,
        whole: &Whole,
        tasks: &Tasks,
        known: &[ColleagueRow],
        (one, past): (Option<&TaskRow>, &[PastRow]),
        (fields, undone): (Vec<Field>, Option<Undone>),
    ) -> Self {
        let owner = |row: &TaskRow| {
            let staff = known.iter().find(|one| Some(&one.id) == row.account.as_ref());
            let party = whole.parties.iter().find(|one| Some(&one.id) == row.party.as_ref());
            let party =
                party.map(|one| if one.person.is_empty() { one.name.clone() } else { one.person.clone() });
            staff.map(|one| one.name.clone()).or(party).unwrap_or_default()
        };
        let task = |row: &TaskRow| Task::of(row, tasks, owner(row), caller.at);
        let past = past.iter().map(|one| Past {
            version: one.version,
            title: one.title(),
            at: one.at,
            who: Who::of(&one.actor, known),
        });
        Self {
            head: Head::at_the_desk(&whole.row, caller, "tasks"),
            undone,
            tasks: tasks.rows.iter().map(task).collect(),
            one: one.map(task),
            past: past.collect(),
            wrong: wrong(&fields),
            fields,
        }
    }
}

impl Page for TasksPage {
    const TEMPLATE: &'static str = "case/tasks.html";

    fn title(&self) -> &'static str {
        "case-tasks-title"
    }

    fn samples() -> Vec<Self> {
        let draw = |asked: &Asked<'_>| {
            let needs = vec![("tsk_1".to_owned(), "1. Bellen".to_owned())];
            vec![asked.line("task_title").required(), asked.moment("task_due"), asked.several("needs", needs)]
        };
        let fields = sampled(&[("task_title", "Bellen")], &["task_due"], draw);
        let past = Past {
            version: 1,
            title: "Bel <b>".into(),
            at: 1_763_653_200_000_000,
            who: Who { name: "Ans".into(), role: "analyst".into() },
        };
        let head = Head::sample("tasks", true);
        let full = Self {
            head: head.clone(),
            tasks: Task::samples(),
            wrong: wrong(&fields),
            fields: fields.clone(),
            ..Self::default()
        };
        let one = |task: &Task| Self {
            one: Some(task.clone()),
            past: vec![past.clone()],
            wrong: Vec::new(),
            undone: Some(Undone { code: "moved", ..Undone::default() }),
            ..full.clone()
        };
        let ones: Vec<Self> = Task::samples().iter().map(one).collect();
        let bare = Self { head: Head { works: false, ..head }, ..Self::default() };
        [vec![full.clone(), bare], ones].concat()
    }
}
