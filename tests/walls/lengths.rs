//! Files stay short enough to be read whole, and each says what it is for.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// No file is longer than this.
const MOST: usize = 500;
/// A longer one stands in the list below.
const WISHED: usize = 300;

/// Files that are longer than wished, with the lines they have. They may only shrink, and the list too.
const LONG: &[(&str, usize)] = &[
    ("crates/domain/src/access/verb.rs", 356),
    ("crates/domain/src/question.rs", 381),
    ("crates/domain/src/question/reading.rs", 301),
    ("crates/domain/src/triage/assess.rs", 317),
    ("crates/domain/src/triage/tests.rs", 449),
    ("crates/server/src/api/tests.rs", 390),
    ("crates/server/src/api/triage.rs", 332),
    ("crates/server/src/cli/assess.rs", 396),
    ("crates/server/src/cli/deadlines.rs", 337),
    ("crates/server/src/rooms/draft/fields.rs", 352),
    ("crates/server/src/rooms/mine/stage.rs", 314),
    ("crates/server/src/rooms/mine/trials.rs", 442),
    ("crates/server/src/rooms/running/letters.rs", 316),
    ("crates/store/src/dossier.rs", 330),
];

/// The folder of the whole project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All files below a folder with an ending: path within the project and text.
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn gather(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !["target", "node_modules", "dist"].contains(&name.as_str()) {
                gather(&path, ending, found);
            } else if name.ends_with(ending) && path.is_file() {
                found.push(path);
            }
        }
    }
    let root = root();
    let mut found = Vec::new();
    gather(&root.join(folder), ending, &mut found);
    found.sort();
    let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn sources() -> Vec<(String, String)> {
    [files("crates", ".rs"), files("tests", ".rs")].concat()
}

#[test]
fn no_file_is_too_long_and_the_list_of_long_ones_shrinks() {
    let mut wrong = Vec::new();
    let sources = sources();
    for (name, text) in &sources {
        let lines = text.lines().count();
        let listed = LONG.iter().find(|(long, _)| long == name).map(|(_, lines)| *lines);
        match listed {
            _ if lines > MOST => wrong.push(format!("{name} has {lines} lines; {MOST} is the most")),
            None if lines > WISHED => wrong.push(format!("{name} has {lines} lines; split it")),
            Some(before) if lines > before => wrong.push(format!("{name} grew from {before} to {lines}")),
            Some(_) if lines <= WISHED => wrong.push(format!("{name} is short now: take it off the list")),
            _ => {}
        }
    }
    for (name, _) in LONG {
        if !sources.iter().any(|(there, _)| there == name) {
            wrong.push(format!("{name} is gone: take it off the list"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_file_opens_with_what_it_is_for() {
    let within = |name: &str| name.ends_with("/tests.rs");
    let mute = sources().into_iter().filter(|(name, text)| !within(name) && !text.starts_with("//!"));
    let mute: Vec<String> = mute.map(|(name, _)| name).collect();
    assert!(mute.is_empty(), "no //! at the top of {mute:?}");
}

#[test]
fn rooms_stand_beside_their_folders() {
    let hidden = sources().into_iter().filter(|(name, _)| name.ends_with("/mod.rs"));
    assert_eq!(hidden.map(|(name, _)| name).collect::<Vec<_>>(), Vec::<String>::new());
}
