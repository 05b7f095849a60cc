//! `meldkamer upload`: sends files by a link for evidence, from a machine without a screen. What was sent
//! is asked of the server, so that it resumes on any day, from any machine, and writes nothing beside
//! the evidence.

mod line;
mod seal;

use super::{Ending, say};
use clap::Args;
use line::{Line, Trouble};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// Send files by a link for evidence; resumes by itself.
#[derive(Debug, Args)]
pub struct Upload {
    /// The address of the link, as it was given
    address: String,
    /// Files to send
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Seal to this key (age1…) before a byte leaves: the portal never sees what is inside
    #[arg(long, value_name = "KEY")]
    seal_to: Option<String>,
    /// Where sealed files are written until they are sent; not on the disk that is evidence
    #[arg(long, value_name = "FOLDER", default_value_os_t = std::env::temp_dir())]
    work: PathBuf,
    /// Mebibytes that are sent, summed and acknowledged at a time; fewer for a bad line
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u64).range(1..=1024))]
    part: u64,
    /// Give up after so many tries without a byte getting through
    #[arg(long, default_value_t = 30)]
    tries: u32,
    /// Answer in JSON, one line a file.
    #[arg(long)]
    json: bool,
}

/// A file as it is sent.
struct Sending {
    name: String,
    path: PathBuf,
    length: u64,
    /// Hex SHA-256 of what is sent, when it is known before.
    stated: String,
    /// Hex SHA-256 of what is inside the seal.
    plain: String,
}

impl Upload {
    /// Sends all; exit code 1 when the server has other bytes than we sent, 3 when the line is down.
    pub async fn run(self) -> Result<(), Ending> {
        if let Some(key) = &self.seal_to
            && !meldkamer_app::sealing::is_recipient(key)
        {
            return Err(Ending::Usage("--seal-to wants a key that begins with age1".into()));
        }
        let line = Line::open(&self.address, self.tries)?;
        for file in &self.files {
            let sending = self.prepared(file)?;
            let digest = send(&line, &sending, self.part << 20).await?;
            if self.seal_to.is_some() {
                let _ = std::fs::remove_file(&sending.path);
            }
            if self.json {
                let sealed = self.seal_to.is_some();
                let plain = Some(&sending.plain).filter(|plain| !plain.is_empty());
                say(
                    json!({"file": file, "size": sending.length, "sha256": digest, "sealed": sealed, "plain_sha256": plain}),
                );
            } else {
                say(format!("{digest}  {}", file.display()));
            }
        }
        Ok(())
    }

    fn prepared(&self, file: &Path) -> Result<Sending, Ending> {
        let unreadable = |why| Ending::Usage(format!("{}: {why}", file.display()));
        let length = std::fs::metadata(file).map_err(unreadable)?.len();
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let plain =
            Sending { name, path: file.to_owned(), length, stated: String::new(), plain: String::new() };
        match &self.seal_to {
            None => Ok(plain),
            Some(key) => seal::sealed(plain, key, &self.work),
        }
    }
}

/// Sends one file to its end; answers its hex SHA-256, which is also what the server has.
async fn send(line: &Line, sending: &Sending, size: u64) -> Result<String, Ending> {
    let unreadable = |why: std::io::Error| Ending::Usage(format!("{}: {why}", sending.path.display()));
    let (address, mut offset) = line.announced(sending).await?;
    let mut file = File::open(&sending.path).map_err(unreadable)?;
    let mut whole = Sha256::new();
    let copied = std::io::copy(&mut (&mut file).take(offset), &mut Sink(&mut whole)).map_err(unreadable)?;
    if copied < offset {
        return Err(Ending::Wrong(format!(
            "{} is shorter than what was sent of it before",
            sending.path.display()
        )));
    }
    let mut bar = line::Progress::new(&sending.name, sending.length, offset);
    while offset < sending.length {
        let mut part = Vec::new();
        file.seek(SeekFrom::Start(offset)).map_err(unreadable)?;
        (&mut file).take(size.min(sending.length - offset)).read_to_end(&mut part).map_err(unreadable)?;
        if part.is_empty() {
            return Err(Ending::Wrong(format!(
                "{} became shorter while it was sent",
                sending.path.display()
            )));
        }
        let sum = Sha256::digest(&part);
        let length = part.len() as u64;
        match line.part(&address, offset, part.clone(), &sum).await {
            Ok(()) => {
                whole.update(&part);
                offset += length;
                bar.at(offset);
            }
            // The server may have kept what we were not told of: it says where it stands.
            Err(Trouble::Stands(stands)) if stands == offset + length => {
                whole.update(&part);
                offset = stands;
            }
            Err(Trouble::Stands(stands)) if stands == offset => {}
            Err(Trouble::Stands(_)) => {
                return Err(Ending::Trouble("somebody else is sending the same file".into()));
            }
            Err(Trouble::Ended(ending)) => return Err(ending),
        }
    }
    bar.done();
    let digest: String = whole.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let theirs = line.digest(&address).await?;
    if theirs == digest {
        return Ok(digest);
    }
    let name = &sending.name;
    Err(Ending::Wrong(format!(
        "{name}: the server has {theirs}, this file is {digest}: it changed while it was sent"
    )))
}

/// Bytes that are only summed.
struct Sink<'a>(&'a mut Sha256);

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
