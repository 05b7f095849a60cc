//! Reading the tasks of a case, with what waits for what.

use crate::{Door, Failed, House, case::find};
use meldkamer_domain::support_case::task::{Needs, TaskState, waits_for};
use meldkamer_store::{
    Asks,
    support_case::task::{self, TaskRow},
};
use std::collections::BTreeMap;

/// The tasks of a case with what waits for what.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    /// The tasks by number.
    pub rows: Vec<TaskRow>,
    /// What waits for what.
    pub needs: Needs,
}

impl Tasks {
    /// All tasks of a case.
    pub async fn of(asks: &impl Asks, case: &str) -> Result<Self, Failed> {
        let rows = task::of_case(asks, case).await?;
        let mut needs = Needs::new();
        for one in task::needs(asks, case).await? {
            needs.entry(one.task).or_default().insert(one.needs);
        }
        Ok(Self { rows, needs })
    }

    /// The numbers of the tasks that a task still waits for.
    pub fn waits_for(&self, id: &str) -> Vec<i64> {
        let state = |row: &TaskRow| TaskState::named(&row.state).unwrap_or(TaskState::Open);
        let states: BTreeMap<String, TaskState> =
            self.rows.iter().map(|row| (row.id.clone(), state(row))).collect();
        let open = waits_for(&self.needs, &states, id);
        self.rows.iter().filter(|row| open.contains(&row.id.as_str())).map(|row| row.number).collect()
    }
}

/// The tasks of a case at the desk; looking is a line in its journal.
pub async fn at_the_desk(
    house: &House,
    door: &Door,
    case: &str,
) -> Result<(crate::case::read::Whole, Tasks), Failed> {
    let whole = crate::case::read::at_the_desk(house, door, case, "tasks").await?;
    Ok((whole, Tasks::of(&house.database, case).await?))
}

/// A party's own tasks: those that it does, and no others. Looking is a line in the journal.
pub async fn own(house: &House, door: &Door, case: &str) -> Result<(crate::case::read::Part, Tasks), Failed> {
    let part = crate::case::read::own_part(house, door, case).await?;
    let tasks = Tasks::of(&house.database, case).await?;
    Ok((part, tasks))
}

/// The earlier versions of a task of this case.
pub async fn past(house: &House, case: &str, id: &str) -> Result<Vec<task::PastRow>, Failed> {
    find(&house.database, case).await?;
    let row = task::by_id(&house.database, id).await?.filter(|row| row.case_id == case);
    let row = row.ok_or(Failed::NOT_FOUND)?;
    Ok(task::past(&house.database, &row.id).await?)
}
