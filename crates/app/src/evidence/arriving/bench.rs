//! The bench: where bytes are summed, sealed and written, on a thread that may wait.

use super::running::{Running, Sum, Summing};
use crate::{chance, filing::first::hex, sealing};
use age::stream::StreamWriter;
use meldkamer_store::{
    Trouble,
    depot::{Depot, Staged},
    evidence::upload::PartRow,
};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, BufWriter, Write},
};

/// Where the bytes of one request are worked on.
pub(super) struct Bench {
    recipient: String,
    running: Running,
    summing: Option<Summing>,
    part: Option<Part>,
    /// Where the next byte stands in the file.
    stands: u64,
}

/// A part that is being written.
pub(super) struct Part {
    staged: Staged,
    // What begins a seal is written with the first bytes: its own error would hide that the disk is full.
    out: StreamWriter<BufWriter<File>>,
    digest: Sha256,
    begins: u64,
    size: u64,
}

fn trouble(source: io::Error) -> Trouble {
    Trouble::File { operation: "write a part of an upload".into(), source }
}

impl Bench {
    pub(super) fn new(recipient: String, running: Running, sum: Option<Sum>, stands: u64) -> Self {
        Self { recipient, running, summing: sum.map(Summing::new), part: None, stands }
    }

    /// Bytes in the part that is being written.
    pub(super) fn size(&self) -> u64 {
        self.part.as_ref().map_or(0, |part| part.size)
    }

    /// Sums, seals and writes bytes. Blocks.
    pub(super) fn take(&mut self, depot: &Depot, bytes: &[u8]) -> Result<(), Trouble> {
        if bytes.is_empty() {
            return Ok(());
        }
        if self.part.is_none() {
            let (staged, file) = depot.stage(&chance::secret::<12>())?;
            let out = BufWriter::with_capacity(4096, file);
            let out = sealing::writer(&self.recipient, out).map_err(trouble)?;
            self.part = Some(Part { staged, out, digest: Sha256::new(), begins: self.stands, size: 0 });
        }
        self.running.take(bytes);
        if let Some(summing) = &mut self.summing {
            summing.take(bytes);
        }
        if let Some(part) = &mut self.part {
            part.digest.update(bytes);
            part.out.write_all(bytes).map_err(trouble)?;
            part.size += bytes.len() as u64;
        }
        self.stands += bytes.len() as u64;
        Ok(())
    }

    /// The running hash of the file.
    pub(super) fn running(&self) -> Running {
        self.running.clone()
    }

    /// The sum of this request's bytes.
    pub(super) fn sum(&self) -> Vec<u8> {
        self.summing.as_ref().map(Summing::value).unwrap_or_default()
    }

    /// Takes the part off the bench; the next byte begins another.
    pub(super) fn close(&mut self) -> Option<Part> {
        self.part.take()
    }
}

impl Part {
    /// Writes the end of the seal. What is left is to make it durable. Blocks.
    pub(super) fn finish(self) -> Result<(Staged, File, PartRow), Trouble> {
        let file = self.out.finish().map_err(trouble)?;
        let file = file.into_inner().map_err(|why| trouble(why.into_error()))?;
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let row = PartRow {
            upload: String::new(),
            begins: number(self.begins),
            size: number(self.size),
            digest: hex(&self.digest.finalize()),
            key: String::new(),
        };
        Ok((self.staged, file, row))
    }
}
