//! The content of an item, read back: each part is opened with the item's key and checked against the
//! digest that was written down when it came. Nothing is held whole.

use crate::{Failed, House, filing::first::hex, sealing::Opened};
use meldkamer_domain::refused::Refused;
use meldkamer_store::{
    depot::Depot,
    evidence::{
        item::ItemRow,
        upload::{self, PartRow},
    },
};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};
use tokio::runtime::Handle;

/// So many bytes are read at a time.
const BATCH: usize = 256 << 10;

/// What an item holds, ready to be read once.
#[derive(Debug)]
pub struct Content {
    depot: Depot,
    key: Opened,
    parts: Vec<PartRow>,
    digest: String,
    size: i64,
}

/// Why content could not be read to its end as it came.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    /// A part is not there, does not open or holds other bytes than came.
    #[error("the part from byte {begins} is {what}")]
    Part {
        /// Its first byte within the file.
        begins: i64,
        /// `missing`, `changed`.
        what: &'static str,
    },
    /// All parts are right and together are not what came.
    #[error("the whole is not what came")]
    Whole,
    /// Whoever wanted it took no more.
    #[error("nobody takes it any more: {0}")]
    Output(io::Error),
}

/// The content of an item that was not destroyed.
pub async fn of(house: &House, row: &ItemRow) -> Result<Content, Failed> {
    let wrapped = row.wrapped.as_deref().ok_or(Failed::Refused(Refused::Closed))?;
    Ok(Content {
        depot: house.depot.clone(),
        key: house.keys.envelope().open(wrapped)?,
        parts: upload::parts(&house.database, &row.upload).await?,
        digest: row.digest.clone(),
        size: row.size,
    })
}

impl Content {
    /// Reads everything into an output and checks it on the way. Blocks: for a thread that may wait.
    pub fn pour(&self, rooms: &Handle, out: &mut dyn Write) -> Result<(), Wrong> {
        let (mut whole, mut size) = (Sha256::new(), 0);
        for part in &self.parts {
            if part.begins != size {
                return Err(Wrong::Part { begins: size, what: "missing" });
            }
            self.part(rooms, part, &mut whole, out)?;
            size += part.size;
        }
        if size == self.size && hex(&whole.finalize()) == self.digest { Ok(()) } else { Err(Wrong::Whole) }
    }

    fn part(
        &self,
        rooms: &Handle,
        part: &PartRow,
        whole: &mut Sha256,
        out: &mut dyn Write,
    ) -> Result<(), Wrong> {
        let wrong = |what| Wrong::Part { begins: part.begins, what };
        let sealed = rooms.block_on(self.depot.reading(&part.key)).map_err(|_| wrong("missing"))?;
        let sealed = io::BufReader::with_capacity(BATCH, sealed);
        let mut plain = self.key.reader(sealed).map_err(|_| wrong("changed"))?;
        let (mut digest, mut size) = (Sha256::new(), 0_i64);
        let mut batch = vec![0; BATCH];
        loop {
            let count = plain.read(&mut batch).map_err(|_| wrong("changed"))?;
            let Some(bytes) = batch.get(..count).filter(|bytes| !bytes.is_empty()) else { break };
            digest.update(bytes);
            whole.update(bytes);
            out.write_all(bytes).map_err(Wrong::Output)?;
            size += i64::try_from(count).unwrap_or(0);
        }
        let right = size == part.size && hex(&digest.finalize()) == part.digest;
        if right { Ok(()) } else { Err(wrong("changed")) }
    }
}
