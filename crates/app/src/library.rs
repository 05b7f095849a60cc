//! The library: all rulebooks of one edition, the built-in ones and the operator's own.

mod check;

use meldkamer_domain::{
    acquisition::Acquisitions,
    advice::Advices,
    drill::Scenarios,
    law::Law,
    playbook::Playbooks,
    question::Catalogue,
    rulebook::{Mistakes, Source, edition},
    scan::Scans,
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
    /// The quick scans.
    pub scans: Scans,
    /// The scenarios of exercises.
    pub scenarios: Scenarios,
    /// The playbooks.
    pub playbooks: Playbooks,
    /// What an organisation that was hit does now, and what it leaves.
    pub advice: Advices,
    /// The acquisition cards.
    pub acquisitions: Acquisitions,
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
        let scans = Scans::read(&sources, &mut mistakes);
        let scenarios = Scenarios::read(&sources, &mut mistakes);
        let playbooks = Playbooks::read(&sources, &mut mistakes);
        let advice = Advices::read(&sources, &mut mistakes);
        let acquisitions = Acquisitions::read(&sources, &mut mistakes);
        check::facts(&sources, &law, &catalogue, &mut mistakes);
        let edition = edition(&sources);
        let all = Self {
            law,
            catalogue,
            frameworks,
            scans,
            scenarios,
            playbooks,
            advice,
            acquisitions,
            edition,
            sources,
        };
        (all, mistakes)
    }

    /// The built-in rulebooks, and those in the operator's own folder.
    pub fn open(own: Option<&Path>) -> io::Result<(Self, Mistakes)> {
        let mut sources = built_in();
        if let Some(folder) = own {
            sources.extend(from_folder(folder)?);
        }
        Ok(Self::read(sources))
    }

    /// Files that were left out because nobody reads their `kind`: no mistake, but worth a look.
    pub fn left_out(&self) -> Mistakes {
        check::strangers(&self.sources)
    }

    /// The files of this edition, in the order in which they override each other.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(|source| source.file.as_str())
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

    fn with(file: &str, text: &str) -> (Library, Mistakes) {
        let mut sources = built_in();
        sources.push(Source { file: file.into(), text: text.into() });
        Library::read(sources)
    }

    #[test]
    fn every_fact_of_the_law_has_a_question_or_is_looked_up() {
        assert_eq!(check::unasked(&Library::open(None).unwrap().0.catalogue), [""; 0]);
    }

    #[test]
    fn a_condition_asks_only_what_somebody_can_answer() {
        let basis = "basis = { clause = \"x\", source = \"y\" }";
        let route = |when: &str| format!("kind = \"routes\"\n[[route]]\nid = \"r\"\nwhen = {when}\n{basis}");
        for (when, message) in [
            (
                "{ fact = \"org.sector\", is = [\"energy\", \"government\"] }",
                "nobody can answer this to `org.sector`",
            ),
            ("{ fact = \"w.malicious\", is = \"perhaps\" }", "its options are yes, no"),
            ("{ fact = \"i.cia\", is = true }", "nobody can answer this to `i.cia`"),
        ] {
            let (_, mistakes) = with("own/routes.toml", &route(when));
            assert_eq!((mistakes.len(), mistakes[0].line), (1, 4), "{mistakes:?}");
            assert!(mistakes[0].message.contains(message), "{mistakes:?}");
        }
        let (_, none) = with("own/routes.toml", &route("{ fact = \"org.sector\", is = \"energy\" }"));
        assert_eq!(none, []);
    }

    #[test]
    fn triage_is_held_to_the_same_questions() {
        let sources = built_in().into_iter().map(|mut source| {
            source.text = source.text.replace("fact = \"h.urgency\"", "fact = \"h.urgent\"");
            source
        });
        let (_, mistakes) = Library::read(sources.collect());
        assert!(
            mistakes.iter().any(|one| one.file.contains("triage/") && one.message.contains("`h.urgent`"))
        );
    }

    #[test]
    fn an_audience_that_cannot_be_meant_is_told() {
        let question = |audience: &str| {
            format!(
                "kind = \"questions\"\ngroup = \"help\"\norder = 1\ntitle.nl = \"T\"\ntitle.en = \"T\"\n\
                 clause = \"x\"\nsource = \"y\"\n[[question]]\nid = \"h.x\"\ntype = \"long-text\"\nlabel.nl = \"Q\"\n\
                 label.en = \"Q\"\noptional = [\"voluntary\"]\n{audience}"
            )
        };
        let part = |id: &str, audience: &str| {
            format!(
                "kind = \"audiences\"\n[[part]]\nid = \"{id}\"\nname = {{ nl = \"x\", en = \"x\" }}\n\
                 text = {{ nl = \"x\", en = \"x\" }}\naudience = {audience}\n\
                 basis = {{ clause = \"x\", source = \"y\" }}"
            )
        };
        for (text, line, message) in [
            (question("audience = [\"csirt\", \"supervisor\"]"), 8, "h.x: a request for help"),
            (question("under = [{ regime = \"nl-cbw\", audience = [\"csirt\"] }]"), 8, "a request for help"),
            (
                question("audience = [\"csirt\"]\nunder = [{ regime = \"dorra\", audience = [\"csirt\"] }]"),
                15,
                "`dorra`",
            ),
            (part("notes", "[\"csirt\", \"supervisor\"]"), 3, "only when somebody shares it"),
            (part("nots", "[\"csirt\"]"), 3, "no part of a dossier is called `nots`"),
        ] {
            let (_, mistakes) = with("own/x.toml", &text);
            assert_eq!((mistakes.len(), mistakes[0].line), (1, line), "{mistakes:?}");
            assert!(mistakes[0].message.contains(message), "{mistakes:?}");
        }
    }

    #[test]
    fn every_part_of_a_dossier_has_an_audience() {
        let (library, _) = Library::open(None).unwrap();
        let known = |part: &&str| library.law.parts.iter().any(|one| one.id.get_ref() == *part);
        assert!(meldkamer_domain::audience::PARTS.iter().all(known));
        assert_eq!(library.law.safeguards.len(), 4, "the four tests of Cbw 66");
    }

    #[test]
    fn sectors_of_the_operator_can_be_chosen_by_the_reporter() {
        let (library, mistakes) = with(
            "own/sectors.toml",
            "kind = \"sectors\"\n[[sector]]\nid = \"harbours\"\nname = { nl = \"Havens\", en = \"Harbours\" }\n\
             annex = 0\nbasis = { clause = \"x\", source = \"y\" }",
        );
        assert_eq!(mistakes, []);
        let sector = library.catalogue.question("org.sector").unwrap();
        assert!(sector.field.option("harbours").is_some());
    }

    #[test]
    fn a_file_that_nobody_reads_is_told() {
        let (library, mistakes) = with("own/x.toml", "# mine\nkind = \"regimes\"\n");
        let left_out = library.left_out();
        assert_eq!((mistakes.len(), left_out.len(), left_out[0].line), (0, 1, 2), "{mistakes:?}");
        assert_eq!(left_out[0].file, "own/x.toml");
    }
}
