//! Puts the pages, the words and the built web files into the binary.
//!
//! Not a build tool for the web files themselves: `npm run build` in `web/` makes those.
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut code = String::new();
    for (table, folder, ending) in
        [("PAGES", "pages", "html"), ("LETTERS", "pages", "txt"), ("WORDS", "words", "ftl")]
    {
        let folder = root.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        code.push_str(&table_of(table, &folder, ending)?);
    }
    fs::write(out.join("texts.rs"), code)?;
    web_files(&root.join("web/dist"))
}

/// The source of a sorted table of (path within the folder, text).
fn table_of(table: &str, folder: &Path, ending: &str) -> io::Result<String> {
    let mut files = Vec::new();
    gather(folder, ending, &mut files)?;
    files.sort();
    let mut code =
        format!("/// Every text of this kind, by its path.\npub static {table}: &[(&str, &str)] = &[\n");
    for file in files {
        let name = file.strip_prefix(folder).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        code.push_str(&format!("    ({name:?}, include_str!({:?})),\n", file.canonicalize()?));
    }
    code.push_str("];\n");
    Ok(code)
}

fn gather(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, ending, files)?;
        } else if path.extension().is_some_and(|found| found == ending) {
            files.push(path);
        }
    }
    Ok(())
}

fn web_files(dist: &Path) -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={}", dist.display());
    if !dist.join("meldkamer.css").exists() {
        let remedy = "web/dist is missing: run `npm ci && npm run build` in web/, or `./dev run`";
        if env::var("PROFILE")? == "release" {
            return Err(remedy.into());
        }
        println!("cargo::warning={remedy}");
        fs::create_dir_all(dist)?;
    }
    memory_serve::load_directory("../../web/dist");
    Ok(())
}
