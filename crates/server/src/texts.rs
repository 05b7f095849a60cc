//! Where page templates, letters and words come from: a folder while we work on them, else the binary.
//!
//! Not for web files (`assets`), nor for an installation's own versions of letters.

use std::{
    borrow::Cow,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The source of all texts that people see.
#[derive(Clone, Debug)]
pub struct Texts {
    folder: Option<PathBuf>,
}

impl Texts {
    /// The texts within this binary.
    pub const fn embedded() -> Self {
        Self { folder: None }
    }

    /// The folder an operator names (with `pages/` and `words/` in it); else, in a debug build that
    /// still stands beside its sources, those sources; else the texts within the binary.
    pub fn find(named: Option<OsString>) -> Self {
        let folder = named.map(PathBuf::from).or_else(beside_the_sources);
        Self { folder: folder.filter(|folder| folder.join("pages").is_dir()) }
    }

    /// Whether the texts may change while we run.
    pub const fn live(&self) -> bool {
        self.folder.is_some()
    }

    /// One template, by its path within `pages/`; `None` when there is no such page.
    pub fn page(&self, name: &str) -> Option<Cow<'static, str>> {
        match &self.folder {
            Some(folder) if is_plain(name) => {
                fs::read_to_string(folder.join("pages").join(name)).ok().map(Cow::Owned)
            }
            Some(_) => None,
            None => PAGES.iter().find(|(path, _)| *path == name).map(|(_, text)| Cow::Borrowed(*text)),
        }
    }

    /// One letter, by its path within `pages/`; `None` when there is no such letter.
    pub fn letter(&self, name: &str) -> Option<Cow<'static, str>> {
        match &self.folder {
            Some(folder) if is_plain(name) => {
                fs::read_to_string(folder.join("pages").join(name)).ok().map(Cow::Owned)
            }
            Some(_) => None,
            None => LETTERS.iter().find(|(path, _)| *path == name).map(|(_, text)| Cow::Borrowed(*text)),
        }
    }

    /// All words files of a language: (file name, text), in order of name.
    pub fn words(&self, language: &str) -> Vec<(String, Cow<'static, str>)> {
        if let Some(folder) = &self.folder {
            return read_words(&folder.join("words").join(language));
        }
        let of_language = |path: &str| path.strip_prefix(language)?.strip_prefix('/').map(str::to_owned);
        WORDS.iter().filter_map(|(path, text)| Some((of_language(path)?, Cow::Borrowed(*text)))).collect()
    }
}

fn is_plain(name: &str) -> bool {
    !name.split('/').any(|part| part.is_empty() || part.starts_with('.'))
}

fn read_words(folder: &Path) -> Vec<(String, Cow<'static, str>)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "ftl")).collect();
    files.sort();
    let read = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, Cow::Owned(fs::read_to_string(path).ok()?)))
    };
    files.into_iter().filter_map(read).collect()
}

#[cfg(debug_assertions)]
fn beside_the_sources() -> Option<PathBuf> {
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
}

#[cfg(not(debug_assertions))]
fn beside_the_sources() -> Option<PathBuf> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_carries_what_the_folder_holds() {
        let (live, embedded) = (Texts::find(None), Texts::embedded());
        assert!(live.live() && !embedded.live());
        assert_eq!(live.page("base.html"), embedded.page("base.html"));
        assert!(embedded.page("base.html").is_some());
        assert_eq!(live.words("nl"), embedded.words("nl"));
    }

    #[test]
    fn no_template_outside_the_folder_is_read() {
        assert_eq!(Texts::find(None).page("../Cargo.toml"), None);
        assert_eq!(Texts::find(None).page("/etc/hostname"), None);
    }
}
