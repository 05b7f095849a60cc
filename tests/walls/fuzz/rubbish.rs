//! Rubbish by rule: the same seed makes the same rubbish, so that what fell over can be tried again.

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    time::{Duration, Instant},
};

/// What is apt to upset a parser.
const SPICES: [&[u8]; 24] = [
    b"\0",
    b"\r\n",
    b"\n\n",
    b"\"",
    b"\\",
    b"{}",
    b"[[[[[[[[",
    b"null",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"9999-12-31T23:59:59Z",
    b"-009999-01-01T00:00:00Z",
    b"2026-02-31",
    b"\xff\xfe",
    b"\xf0\x9f\x94\xa5",
    b"\xe2\x80\xae",
    b"--",
    b"&",
    b"=",
    b"%00",
    b"../",
    b"<script>",
    b"'; DROP TABLE dossier; --",
];

/// Numbers that look random (xorshift).
pub struct Dice(u64);

impl Dice {
    /// A number below `limit`, which is at least one.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % limit.max(1)
    }
}

/// Spoils a text in one to six places.
pub fn spoil(dice: &mut Dice, good: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = good[dice.below(good.len())].clone();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, SPICES[dice.below(SPICES.len())].iter().copied())),
            3 => {
                let again = bytes[at..end].to_vec();
                let times = 1 + dice.below(50);
                bytes.splice(at..at, again.repeat(times));
            }
            4 => {
                let other = &good[dice.below(good.len())];
                let from = dice.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            5 => drop(bytes.splice(at..end, SPICES[dice.below(SPICES.len())].iter().copied())),
            _ => bytes.truncate(at.max(bytes.len() / 2)),
        }
    }
    bytes.truncate(200_000);
    bytes
}

/// Tries a parser on good input and then on rubbish, until the time is over.
#[expect(clippy::disallowed_methods, reason = "how long to go on, not what time it is")]
#[expect(clippy::print_stderr, reason = "what fell over must be seen, to be tried again")]
pub fn try_all(name: &str, good: &[Vec<u8>], mut parser: impl FnMut(&[u8])) {
    let told = |name: &str| env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seed = told("FUZZ_SEED").unwrap_or(20_261_120).max(1);
    let until = Instant::now() + Duration::from_secs(told("FUZZ_SECONDS").unwrap_or(60));
    let mut dice = Dice(seed);
    good.iter().for_each(|good| parser(good));
    let mut tried = 0_u64;
    while Instant::now() < until {
        let bytes = spoil(&mut dice, good);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| parser(&bytes))) {
            let shown = String::from_utf8_lossy(&bytes);
            let shown: String = shown.chars().take(4000).collect();
            eprintln!("{name} fell over, seed {seed}, try {tried}:\n{shown:?}");
            resume_unwind(panic);
        }
        tried += 1;
    }
    assert!(tried > 0, "{name}: nothing was tried");
}
