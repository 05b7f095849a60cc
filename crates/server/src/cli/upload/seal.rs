//! Sealing before sending: the sealed file is written whole first, so that a broken line can go on with the
//! same bytes.

use super::{Ending, Sending, Sink};
use meldkamer_app::sealing;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

/// The sealed file, made anew unless it was made before for this file and key.
pub(super) fn sealed(plain: Sending, key: &str, work: &Path) -> Result<Sending, Ending> {
    let failed = |why: io::Error| Ending::Trouble(format!("seal {}: {why}", plain.path.display()));
    let (mut source, mut sum) = (File::open(&plain.path).map_err(failed)?, Sha256::new());
    io::copy(&mut source, &mut Sink(&mut sum)).map_err(failed)?;
    let digest = hex(sum);
    let mark = hex(Sha256::new().chain_update(&digest).chain_update(key));
    let path = work.join(format!("meldkamer-{}.age", mark.get(..24).unwrap_or(&mark)));
    if !path.exists() {
        // Under another name first: a sealed file is whole, or it is not there.
        let unfinished = path.with_extension("unfinished");
        let out = File::create(&unfinished).map_err(failed)?;
        let mut out = sealing::writer(key, out).map_err(failed)?;
        copy(&plain.path, &mut out).map_err(failed)?;
        out.finish().and_then(|file| file.sync_all()).map_err(failed)?;
        std::fs::rename(&unfinished, &path).map_err(failed)?;
    }
    let (mut sealed, mut sum) = (File::open(&path).map_err(failed)?, Sha256::new());
    let length = io::copy(&mut sealed, &mut Sink(&mut sum)).map_err(failed)?;
    Ok(Sending { name: format!("{}.age", plain.name), path, length, stated: hex(sum), plain: digest })
}

fn copy(from: &Path, out: &mut impl Write) -> io::Result<()> {
    let mut source = File::open(from)?;
    let mut batch = vec![0; 256 << 10];
    loop {
        let count = source.read(&mut batch)?;
        match batch.get(..count) {
            Some(bytes) if count > 0 => out.write_all(bytes)?,
            _ => return Ok(()),
        }
    }
}

fn hex(sum: Sha256) -> String {
    sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
