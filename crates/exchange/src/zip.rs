//! Archives: a few small files in one.
//!
//! Only written, never read: what comes in as an archive is not opened here.

use ::zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};
use jiff::civil;
use std::io::{Cursor, Write};

/// One file.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes an archive, made at a time on some wall clock: the format knows no zones. Nothing when it would
/// be larger than the format can tell.
pub fn archive(members: &[Member], made: civil::DateTime) -> Option<Vec<u8>> {
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let (year, month, day) = (u16::try_from(made.year()).unwrap_or_default(), made.month(), made.day());
    // What the format cannot tell (before 1980) becomes its first day.
    let at =
        DateTime::from_date_and_time(year, part(month), part(day), part(made.hour()), part(made.minute()), 0);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(at.unwrap_or_default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for member in members {
        zip.start_file(&*member.name, options).ok()?;
        zip.write_all(&member.bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::zip::ZipArchive;

    #[test]
    fn what_is_put_in_comes_out() {
        let member = |name: &str, bytes: &[u8]| Member { name: name.into(), bytes: bytes.into() };
        let made = civil::date(2026, 11, 20).at(16, 40, 0, 0);
        let bytes = archive(&[member("één.txt", b"een"), member("map/twee.txt", b"twee")], made).unwrap();
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let first = zip.by_name("één.txt").unwrap();
        let at = first.last_modified().unwrap();
        assert_eq!((at.year(), at.month(), at.day(), at.hour(), at.minute()), (2026, 11, 20, 16, 40));
        assert_eq!(std::io::read_to_string(first).unwrap(), "een");
        assert_eq!(std::io::read_to_string(zip.by_name("map/twee.txt").unwrap()).unwrap(), "twee");
    }
}
