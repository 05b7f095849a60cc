//! `meldkamer rulebooks check`: reads the rulebooks and explains every mistake with file and line.

use super::{Ending, law, say};
use clap::{Args, Subcommand};
use meldkamer_app::library::Library;
use meldkamer_domain::{
    law::Entry,
    rulebook::{Basis, Mistake, Mistakes},
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Work with the rulebooks: law, thresholds, routes, questions and frameworks.
#[derive(Debug, Args)]
pub struct Rulebooks {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read everything and explain every mistake.
    Check(Check),
}

/// Read everything and explain every mistake.
#[derive(Debug, Args)]
struct Check {
    /// A folder with rulebooks of your own, read over the built-in ones.
    folder: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

impl Rulebooks {
    /// Runs the subcommand.
    pub fn run(self) -> Result<(), Ending> {
        let Command::Check(check) = self.command;
        check.run()
    }
}

impl Check {
    fn run(self) -> Result<(), Ending> {
        let folder = self.folder.as_deref();
        let (library, mistakes) = read(folder)?;
        let (mistakes, left_out) = (at_home(folder, mistakes), at_home(folder, library.left_out()));
        if self.json {
            say(found(&library, &mistakes, &left_out));
        } else {
            say(summary(&library));
            left_out.iter().for_each(|one| say(format!("warning: {}", law::place(one))));
            mistakes.iter().for_each(|one| say(law::place(one)));
        }
        match mistakes.len() {
            0 => Ok(()),
            1 => Err(Ending::Wrong("there is a mistake in the rulebooks".into())),
            many => Err(Ending::Wrong(format!("there are {many} mistakes in the rulebooks"))),
        }
    }
}

fn read(folder: Option<&Path>) -> Result<(Library, Mistakes), Ending> {
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(Ending::Usage(format!("{} is no folder: name one with .toml files", folder.display())));
    }
    Library::open(folder).map_err(Ending::trouble)
}

/// Mistakes by the path under which an editor opens the file.
fn at_home(folder: Option<&Path>, mut mistakes: Mistakes) -> Mistakes {
    for one in &mut mistakes {
        if let (Some(folder), Some(file)) = (folder, one.file.strip_prefix("own/")) {
            one.file = folder.join(file).display().to_string();
        }
    }
    mistakes
}

fn found(library: &Library, mistakes: &[Mistake], left_out: &[Mistake]) -> Value {
    let all = |list: &[Mistake]| {
        let one = |it: &Mistake| json!({"file": it.file, "line": it.line, "message": it.message});
        list.iter().map(one).collect::<Vec<_>>()
    };
    let bare = |(kind, id, basis): (&str, &str, &Basis)| json!({"kind": kind, "id": id, "clause": basis.clause, "source": basis.source});
    json!({
        "edition": library.edition,
        "files": library.files().collect::<Vec<_>>(),
        "mistakes": all(mistakes),
        "warnings": all(left_out),
        "counts": counts(library),
        "unconfirmed": unconfirmed(library).into_iter().map(bare).collect::<Vec<_>>(),
    })
}

fn counts(library: &Library) -> Value {
    let law = &library.law;
    json!({
        "regimes": law.regimes.len(),
        "stages": law.regimes.iter().map(|one| one.stages.len()).sum::<usize>(),
        "criteria": law.criteria.iter().map(|one| one.criteria.len()).sum::<usize>(),
        "holidays": law.holidays.len(),
        "routes": law.routes.len(),
        "neighbours": law.neighbours.len(),
        "sectors": law.sectors.len(),
        "parts": law.parts.len(),
        "grounds": law.grounds.len(),
        "questions": library.catalogue.questions().len(),
        "frameworks": library.frameworks.frameworks.len(),
        "letters": library.frameworks.letters.len(),
    })
}

/// What was not yet read in the text of the law itself, as (kind, id, basis).
fn unconfirmed(library: &Library) -> Vec<(&'static str, &str, &Basis)> {
    fn of<'a, T: Entry>(kind: &'static str, list: &'a [T]) -> Vec<(&'static str, &'a str, &'a Basis)> {
        list.iter().map(|one| (kind, one.id().get_ref().as_str(), one.basis())).collect()
    }
    let law = &library.law;
    let mut all = of("regime", &law.regimes);
    all.extend(law.regimes.iter().flat_map(|one| of("stage", &one.stages)));
    all.extend(of("thresholds", &law.criteria));
    all.extend(law.criteria.iter().flat_map(|one| of("criterion", &one.criteria)));
    all.extend(of("holidays", &law.holidays));
    all.extend(of("route", &law.routes));
    all.extend(of("body", &law.bodies));
    all.extend(of("neighbour", &law.neighbours));
    all.extend(of("sector", &law.sectors));
    all.extend(of("part", &law.parts));
    all.extend(of("ground", &law.grounds));
    all.extend(of("test", &law.safeguards));
    let frameworks = library.frameworks.frameworks.iter();
    all.extend(frameworks.map(|one| ("framework", one.id.as_str(), &one.basis)));
    all.extend(library.catalogue.questions().iter().map(|one| ("question", one.id(), &one.basis)));
    all.retain(|(_, _, basis)| !basis.confirmed);
    all
}

fn summary(library: &Library) -> String {
    let counted = counts(library);
    let counted: Vec<String> =
        counted.as_object().into_iter().flatten().map(|(name, count)| format!("{name} {count}")).collect();
    let open = unconfirmed(library);
    let mut lines = vec![format!("Edition {}", library.edition), counted.join(", ")];
    let law: Vec<_> = open.iter().filter(|(kind, ..)| *kind != "question").collect();
    lines.push(format!(
        "Not confirmed in the text of the law: {} entries and {} questions.",
        law.len(),
        open.len() - law.len()
    ));
    lines.extend(law.iter().map(|(kind, id, basis)| format!("  {kind} {id} ({})", basis.clause)));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_have_file_and_line_and_what_is_unconfirmed_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        let text = "kind = \"routes\"\n[[route]]\nid = \"r\"\nwhen = { fact = \"org.sector\", is = \"enrgy\" }\n\
                    csirt = \"nobody\"\nbasis = { clause = \"x\", source = \"y\", confirmed = false }\n";
        std::fs::write(folder.path().join("mine.toml"), text).unwrap();
        std::fs::write(folder.path().join("other.toml"), "kind = \"regimes\"\n").unwrap();
        let (library, mistakes) = read(Some(folder.path())).unwrap();
        let home = |mistakes| at_home(Some(folder.path()), mistakes);
        let answer = found(&library, &home(mistakes), &home(library.left_out()));
        let file = |name: &str| json!(folder.path().join(name).display().to_string());
        let lines: Vec<_> =
            answer["mistakes"].as_array().unwrap().iter().map(|one| (&one["file"], &one["line"])).collect();
        assert!(lines.contains(&(&file("mine.toml"), &json!(5))), "{answer}");
        assert!(lines.contains(&(&file("mine.toml"), &json!(4))), "{answer}");
        assert_eq!(answer["warnings"][0]["file"], file("other.toml"));
        assert!(answer["unconfirmed"].as_array().unwrap().iter().any(|one| one["id"] == "r"));
        assert_eq!(answer["edition"].as_str().unwrap().len(), 64);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        assert!(
            matches!(read(Some(Path::new("/nowhere/at/all"))), Err(Ending::Usage(said)) if said.contains("/nowhere"))
        );
    }
}
