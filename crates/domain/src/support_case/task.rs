//! Tasks of a case: what waits for what, and when one can begin.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

/// Where a task stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum TaskState {
    /// Nobody began.
    Open,
    /// Somebody works on it.
    Doing,
    /// It is done, with a result.
    Done,
    /// It is not needed any more.
    Dropped,
}

impl TaskState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Open, Self::Doing, Self::Done, Self::Dropped];

    /// The state's name in the database and the words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// A state by its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Whether nothing more is to be done; what waits for it waits no more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// What waits for what: a task with what it needs.
pub type Needs = BTreeMap<String, BTreeSet<String>>;

/// Whether a task would, through others, wait for itself if it had these needs.
pub fn waits_for_itself(needs: &Needs, task: &str, wanted: &BTreeSet<String>) -> bool {
    let mut seen = BTreeSet::new();
    let mut ahead: Vec<&str> = wanted.iter().map(String::as_str).collect();
    while let Some(one) = ahead.pop() {
        if one == task {
            return true;
        }
        if seen.insert(one) {
            ahead.extend(needs.get(one).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

/// Which of a task's needs are not over yet, by the states of all tasks.
pub fn waits_for<'a>(needs: &'a Needs, states: &BTreeMap<String, TaskState>, task: &str) -> Vec<&'a str> {
    let open = |one: &&String| states.get(*one).is_some_and(|state| !state.is_over());
    needs.get(task).into_iter().flatten().filter(open).map(String::as_str).collect()
}

/// Steps in levels: each level needs only what stands in levels before it. What waits for itself, or
/// for something that is not there, stands in no level.
pub fn levels(needs: &Needs, all: &[String]) -> Vec<Vec<String>> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut left: Vec<&String> = all.iter().collect();
    let mut levels = Vec::new();
    loop {
        let ready =
            |one: &&String| needs.get(*one).into_iter().flatten().all(|need| done.contains(need.as_str()));
        let (level, rest): (Vec<&String>, Vec<&String>) = left.into_iter().partition(ready);
        if level.is_empty() {
            return levels;
        }
        levels.push(level.iter().map(|one| (*one).clone()).collect());
        done.extend(level.into_iter().map(String::as_str));
        left = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn needs(pairs: &[(&str, &[&str])]) -> Needs {
        pairs
            .iter()
            .map(|(task, needs)| ((*task).into(), needs.iter().map(|one| (*one).into()).collect()))
            .collect()
    }

    fn set(all: &[&str]) -> BTreeSet<String> {
        all.iter().map(|one| (*one).into()).collect()
    }

    #[test]
    fn nothing_waits_for_itself() {
        let all = needs(&[("b", &["a"]), ("c", &["b"])]);
        assert!(waits_for_itself(&all, "a", &set(&["c"])));
        assert!(waits_for_itself(&all, "a", &set(&["a"])));
        assert!(!waits_for_itself(&all, "d", &set(&["c", "a"])));
        // A circle that is there already does not hang the question.
        let round = needs(&[("x", &["y"]), ("y", &["x"])]);
        assert!(!waits_for_itself(&round, "a", &set(&["x"])));
    }

    #[test]
    fn a_task_waits_until_what_it_needs_is_over() {
        let all = needs(&[("c", &["a", "b"])]);
        let states = |a, b| BTreeMap::from([("a".into(), a), ("b".into(), b)]);
        assert_eq!(waits_for(&all, &states(TaskState::Done, TaskState::Doing), "c"), vec!["b"]);
        assert!(waits_for(&all, &states(TaskState::Done, TaskState::Dropped), "c").is_empty());
        assert!(waits_for(&all, &states(TaskState::Open, TaskState::Open), "a").is_empty());
    }

    #[test]
    fn levels_follow_from_needs_and_leave_out_what_cannot_begin() {
        let all = needs(&[("b", &["a"]), ("c", &["a"]), ("d", &["b", "c"]), ("x", &["x"])]);
        let names: Vec<String> = ["a", "b", "c", "d", "x"].map(String::from).to_vec();
        let found = levels(&all, &names);
        assert_eq!(found, vec![vec!["a"], vec!["b", "c"], vec!["d"]]);
    }

    #[test]
    fn names_read_back() {
        assert!(TaskState::ALL.into_iter().all(|one| TaskState::named(one.name()) == Some(one)));
    }
}
