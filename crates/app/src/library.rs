//! The library: all rulebooks of one edition, the built-in ones and the operator's own.

use meldkamer_domain::{
    law::Law,
    question::Catalogue,
    rulebook::{Mistakes, Source, edition},
    triage::Frameworks,
};
use serde_json::{Value, json};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

include!(concat!(env!("OUT_DIR"), "/rulebooks.rs"));

/// All rulebooks of one edition.
#[derive(Debug)]
pub struct Library {
    /// Regimes, clocks, thresholds, holidays, routes and neighbouring duties.
    pub law: Law,
    /// The questions.
    pub catalogue: Catalogue,
    /// The frameworks of assessment.
    pub frameworks: Frameworks,
    /// The digest over all sources: names the edition in every decision.
    pub edition: String,
    sources: Vec<Source>,
}

impl Library {
    /// Reads sources, the later ones overriding; the mistakes are told all at once.
    pub fn read(sources: Vec<Source>) -> (Self, Mistakes) {
        let (law, mut mistakes) = Law::read(&sources);
        let catalogue = Catalogue::read(&sources, &mut mistakes);
        let frameworks = Frameworks::read(&sources, &mut mistakes);
        let edition = edition(&sources);
        (Self { law, catalogue, frameworks, edition, sources }, mistakes)
    }

    /// The built-in rulebooks, and those in the operator's own folder.
    pub fn open(own: Option<&Path>) -> io::Result<(Self, Mistakes)> {
        let mut sources = built_in();
        if let Some(folder) = own {
            sources.extend(from_folder(folder)?);
        }
        Ok(Self::read(sources))
    }

    /// The sources as JSON, to be kept with what was decided under them.
    pub fn archived(&self) -> Value {
        let all = self.sources.iter().map(|source| (source.file.clone(), Value::String(source.text.clone())));
        json!(all.collect::<serde_json::Map<_, _>>())
    }

    /// An edition as it was archived.
    pub fn from_archive(archived: &str) -> Option<Self> {
        let all: serde_json::Map<String, Value> = serde_json::from_str(archived).ok()?;
        let source = |(file, text): (String, Value)| Some(Source { file, text: text.as_str()?.to_owned() });
        Some(Self::read(all.into_iter().map(source).collect::<Option<_>>()?).0)
    }
}

/// The rulebooks within this binary.
pub fn built_in() -> Vec<Source> {
    let source = |(file, text): &(&str, &str)| Source { file: (*file).to_owned(), text: (*text).to_owned() };
    BUILT_IN.iter().map(source).collect()
}

fn from_folder(folder: &Path) -> io::Result<Vec<Source>> {
    let mut files = Vec::new();
    gather(folder, &mut files)?;
    files.sort();
    let read = |file: PathBuf| {
        let name = Path::new("own").join(file.strip_prefix(folder).unwrap_or(&file));
        Ok(Source { file: name.to_string_lossy().into_owned(), text: fs::read_to_string(&file)? })
    };
    files.into_iter().map(read).collect()
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rulebooks_have_no_mistakes() {
        let (library, mistakes) = Library::open(None).unwrap();
        assert_eq!(mistakes, []);
        let again = Library::from_archive(&library.archived().to_string()).unwrap();
        assert_eq!(again.edition, library.edition);
    }
}
