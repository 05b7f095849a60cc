//! Archives: a few small files in one, stored as they are (PKWARE APPNOTE 6.3.10, method 0).
//!
//! Only written, never read: what comes in as an archive is not opened here.

/// One file.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// When an archive was made, on some wall clock: the format knows no zones.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    /// The year, 1980 or later.
    pub year: u16,
    /// From 1.
    pub month: u16,
    /// From 1.
    pub day: u16,
    /// From 0.
    pub hour: u16,
    /// From 0.
    pub minute: u16,
}

/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// The version of the format that is needed to read it.
const NEEDED: u16 = 20;

/// Writes an archive. Nothing when it would be larger than the format can tell.
pub fn archive(members: &[Member], made: Made) -> Option<Vec<u8>> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let offset = u32::try_from(out.len()).ok()?;
        let head = head(member, made)?;
        out.extend(0x0403_4b50_u32.to_le_bytes());
        out.extend(&head);
        out.extend(member.name.as_bytes());
        out.extend(&member.bytes);
        directory.extend(0x0201_4b50_u32.to_le_bytes());
        directory.extend(NEEDED.to_le_bytes());
        directory.extend(&head);
        // No comment, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(member.name.as_bytes());
    }
    let (count, at) = (u16::try_from(members.len()).ok()?, u32::try_from(out.len()).ok()?);
    let size = u32::try_from(directory.len()).ok()?;
    out.extend(directory);
    out.extend(0x0605_4b50_u32.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    Some(out)
}

/// What both places say of a file: from the version needed to the length of extra fields.
fn head(member: &Member, made: Made) -> Option<Vec<u8>> {
    let size = u32::try_from(member.bytes.len()).ok()?;
    let mut head = Vec::new();
    for short in [NEEDED, UTF8, 0, made.hour << 11 | made.minute << 5] {
        head.extend(short.to_le_bytes());
    }
    let date = made.year.saturating_sub(1980).min(127) << 9 | made.month << 5 | made.day;
    head.extend(date.to_le_bytes());
    for long in [crc32(&member.bytes), size, size] {
        head.extend(long.to_le_bytes());
    }
    head.extend(u16::try_from(member.name.len()).ok()?.to_le_bytes());
    head.extend(0_u16.to_le_bytes());
    Some(head)
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_one_that_everybody_uses() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn the_directory_leads_to_each_file() {
        let member = |name: &str, bytes: &[u8]| Member { name: name.into(), bytes: bytes.into() };
        let made = Made { year: 2026, month: 11, day: 20, hour: 16, minute: 40 };
        let zip = archive(&[member("één.txt", b"een"), member("twee.txt", b"twee")], made).unwrap();
        let end = &zip[zip.len() - 22..];
        assert_eq!((&end[..4], end[10]), (&b"PK\x05\x06"[..], 2));
        let directory = u32::from_le_bytes(end[16..20].try_into().unwrap()) as usize;
        assert_eq!(&zip[directory..directory + 4], b"PK\x01\x02");
        let first = u32::from_le_bytes(zip[directory + 42..directory + 46].try_into().unwrap());
        assert_eq!(first, 0);
        let name = "één.txt".len();
        assert_eq!(&zip[30..30 + name], "één.txt".as_bytes());
        assert_eq!(&zip[30 + name..33 + name], b"een");
    }
}
