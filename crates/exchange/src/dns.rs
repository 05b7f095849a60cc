//! One question of the domain name system, and its answer: the texts (TXT) at a name (RFC 1035).
//!
//! A whole resolver is not needed for that: the name server that is asked does the walking. Answers
//! come from the network and are trusted in nothing but that they fit the question.

/// Why there are no texts to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The name cannot be asked for.
    #[error("not a name")]
    NotAName,
    /// The answer is to another question, or broken.
    #[error("not our answer")]
    NotOurs,
    /// The answer did not fit in one packet: it has to be asked over TCP.
    #[error("cut short")]
    CutShort,
    /// The name server could not, or would not.
    #[error("the name server says {0}")]
    Server(u8),
}

const TXT: u16 = 16;
/// No such name: an answer, and it says that there are no texts.
const NO_NAME: u8 = 3;
/// The most texts that are taken from an answer.
const TEXTS: usize = 100;

/// The question for the texts at a name.
pub fn question(id: u16, name: &str) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::with_capacity(64);
    bytes.extend(id.to_be_bytes());
    // One question, and please walk for us.
    bytes.extend([0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]);
    for label in name.trim_end_matches('.').split('.') {
        let length = u8::try_from(label.len()).ok().filter(|length| (1..=63).contains(length));
        bytes.push(length.ok_or(Fault::NotAName)?);
        bytes.extend(label.to_ascii_lowercase().bytes());
    }
    if name.len() > 253 {
        return Err(Fault::NotAName);
    }
    bytes.push(0);
    bytes.extend(TXT.to_be_bytes());
    bytes.extend([0, 1]);
    Ok(bytes)
}

/// The texts of an answer to that question.
pub fn answer(asked: &[u8], bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let mut reader = Reader { bytes, at: 0 };
    let head = reader.take(12)?;
    let count = |at: usize| u16::from_be_bytes([head[at], head[at + 1]]);
    let echoed = bytes.get(12..asked.len()).map(<[u8]>::to_ascii_lowercase);
    let ours = asked.get(..2) == head.get(..2) && head[2] & 0x80 != 0 && count(4) == 1;
    if !ours || echoed.as_deref() != asked.get(12..) {
        return Err(Fault::NotOurs);
    }
    if head[2] & 0x02 != 0 {
        return Err(Fault::CutShort);
    }
    match head[3] & 0x0f {
        0 => {}
        NO_NAME => return Ok(Vec::new()),
        code => return Err(Fault::Server(code)),
    }
    reader.at = asked.len();
    let mut texts = Vec::new();
    for _ in 0..count(6) {
        reader.skip_name()?;
        let fixed = reader.take(10)?;
        let (kind, length) =
            (u16::from_be_bytes([fixed[0], fixed[1]]), u16::from_be_bytes([fixed[8], fixed[9]]));
        let data = reader.take(usize::from(length))?;
        if kind == TXT && texts.len() < TEXTS {
            texts.push(text(data)?);
        }
    }
    Ok(texts)
}

/// A text is written in parts of at most 255 bytes, which belong together.
fn text(data: &[u8]) -> Result<String, Fault> {
    let (mut reader, mut all) = (Reader { bytes: data, at: 0 }, Vec::new());
    while reader.at < data.len() {
        let length = reader.take(1)?[0];
        all.extend_from_slice(reader.take(usize::from(length))?);
    }
    Ok(String::from_utf8_lossy(&all).into_owned())
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let part = self.bytes.get(self.at..self.at + count).ok_or(Fault::NotOurs)?;
        self.at += count;
        Ok(part)
    }

    /// A name ends with an empty label, or points at where it was written before.
    fn skip_name(&mut self) -> Result<(), Fault> {
        loop {
            match self.take(1)?[0] {
                0 => return Ok(()),
                length if length & 0xc0 == 0xc0 => return self.take(1).map(drop),
                length if length & 0xc0 == 0 => drop(self.take(usize::from(length))?),
                _ => return Err(Fault::NotOurs),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An answer as a name server gives it: the question, then records that point back at its name.
    pub fn answered(asked: &[u8], flags: [u8; 2], records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut bytes = asked.to_vec();
        bytes[2..4].copy_from_slice(&flags);
        bytes[6..8].copy_from_slice(&u16::try_from(records.len()).unwrap().to_be_bytes());
        for (kind, data) in records {
            bytes.extend([0xc0, 12]);
            bytes.extend(kind.to_be_bytes());
            bytes.extend([0, 1, 0, 0, 0, 60]);
            bytes.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
            bytes.extend_from_slice(data);
        }
        bytes
    }

    #[test]
    fn texts_are_found_among_other_records() {
        let asked = question(7, "_Meldkamer.wbn.example").unwrap();
        let bytes = answered(&asked, [0x81, 0x80], &[(5, b"\x01a\x00"), (16, b"\x02ab\x01c"), (16, b"\x00")]);
        assert_eq!(answer(&asked, &bytes), Ok(vec!["abc".into(), String::new()]));
    }

    #[test]
    fn what_does_not_fit_the_question_is_not_believed() {
        let asked = question(7, "wbn.example").unwrap();
        let good = answered(&asked, [0x81, 0x80], &[(16, b"\x02ab")]);
        assert_eq!(answer(&question(8, "wbn.example").unwrap(), &good), Err(Fault::NotOurs));
        assert_eq!(answer(&question(7, "xbn.example").unwrap(), &good), Err(Fault::NotOurs));
        assert_eq!(answer(&asked, &asked), Err(Fault::NotOurs));
        assert_eq!(answer(&asked, &answered(&asked, [0x83, 0x80], &[])), Err(Fault::CutShort));
        assert_eq!(answer(&asked, &answered(&asked, [0x81, 0x82], &[])), Err(Fault::Server(2)));
        assert_eq!(answer(&asked, &answered(&asked, [0x81, 0x83], &[])), Ok(vec![]));
        assert_eq!(question(1, "a..b"), Err(Fault::NotAName));
        assert_eq!(question(1, &"a".repeat(64)), Err(Fault::NotAName));
    }

    #[test]
    fn no_cut_or_changed_answer_fells_the_reader() {
        let asked = question(7, "wbn.example").unwrap();
        let good = answered(&asked, [0x81, 0x80], &[(16, b"\x02ab"), (16, b"\x03abc")]);
        for end in 0..good.len() {
            let _ = answer(&asked, &good[..end]);
        }
        for at in 0..good.len() {
            for byte in [0x00, 0x3f, 0x40, 0xc0, 0xff] {
                let mut bad = good.clone();
                bad[at] = byte;
                let _ = answer(&asked, &bad);
            }
        }
    }
}
