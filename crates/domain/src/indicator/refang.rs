//! Refanging: `hxxps[://]evil[.]example` becomes what it stands for, and every character still knows
//! where it came from.

use alloc::{string::String, vec::Vec};

/// A text without the marks that keep people from clicking.
pub struct Plain {
    /// The text.
    pub text: String,
    /// Where stretches begin: here, and in the text as it was.
    stretches: Vec<(usize, usize)>,
    /// Where something was refanged, in this text.
    signs: Vec<usize>,
}

impl Plain {
    /// Where a stretch of this text stood in the text as it was.
    pub fn place(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.origin(start);
        (from, self.origin(end).max(from))
    }

    /// Whether a stretch was written so that nobody would follow it: then it was meant as an indicator.
    pub fn is_defanged(&self, start: usize, end: usize) -> bool {
        let next = self.signs.partition_point(|sign| *sign < start);
        self.signs.get(next).is_some_and(|sign| *sign < end)
    }

    fn origin(&self, at: usize) -> usize {
        let next = self.stretches.partition_point(|(here, _)| *here <= at);
        let (here, there) =
            next.checked_sub(1).and_then(|index| self.stretches.get(index)).copied().unwrap_or((0, 0));
        there + (at - here)
    }
}

/// A replacement: how many bytes it takes the place of, what stands there instead, and whether it shows
/// that somebody meant an indicator.
struct Swap {
    bytes: usize,
    text: &'static str,
    sign: bool,
}

impl Swap {
    const fn new(bytes: usize, text: &'static str) -> Option<Self> {
        Some(Self { bytes, text, sign: true })
    }

    const fn quiet(bytes: usize, text: &'static str) -> Option<Self> {
        Some(Self { bytes, text, sign: false })
    }
}

/// What stands within brackets, longest first.
const BRACKETED: [(&str, &str); 13] = [
    ("://", "://"),
    ("punt", "."),
    ("dot", "."),
    ("d0t", "."),
    ("::", "::"),
    (":/", ":/"),
    ("//", "//"),
    ("at", "@"),
    (".", "."),
    (",", "."),
    ("@", "@"),
    (":", ":"),
    ("/", "/"),
];
/// How the web's scheme is broken.
const SCHEMES: [(&str, &str); 10] = [
    ("hxxp", "http"),
    ("hxxxp", "http"),
    ("h**p", "http"),
    ("h__p", "http"),
    ("htxp", "http"),
    ("hxtp", "http"),
    ("h..p", "http"),
    ("meow", "http"),
    ("fxp", "ftp"),
    ("f*p", "ftp"),
];

/// Refangs a text, in one pass.
pub fn refang(text: &str) -> Plain {
    let mut plain =
        Plain { text: String::with_capacity(text.len()), stretches: alloc::vec![(0, 0)], signs: Vec::new() };
    let (mut at, mut before) = (0, ' ');
    while let Some(one) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let Some(swap) = swap(text.get(at..).unwrap_or_default(), one, before) else {
            plain.text.push(one);
            at += one.len_utf8();
            before = one;
            continue;
        };
        if swap.sign {
            plain.signs.push(plain.text.len());
        }
        plain.stretches.push((plain.text.len(), at));
        plain.text.push_str(swap.text);
        at += swap.bytes;
        plain.stretches.push((plain.text.len(), at));
        before = swap.text.chars().next_back().unwrap_or(before);
    }
    plain
}

/// What stands at the beginning of `rest` in place of something else. Looks at a few characters only.
fn swap(rest: &str, one: char, before: char) -> Option<Swap> {
    match one {
        '[' | '(' | '{' => bracket(rest).or_else(|| half(rest)),
        ' ' if before.is_alphanumeric() => spaced(rest),
        '.' if rest.get(1..2) == Some("]") && follows(rest, 2) => Swap::new(2, "."),
        '\\' if before.is_alphanumeric() && rest.get(1..2) == Some(".") && follows(rest, 2) => {
            Swap::quiet(2, ".")
        }
        'h' | 'H' | 'f' | 'F' | 'm' | 'M' if !before.is_alphanumeric() => scheme(rest),
        '．' | '。' | '｡' => Swap::quiet(one.len_utf8(), "."),
        '＠' => Swap::quiet(one.len_utf8(), "@"),
        '：' => Swap::quiet(one.len_utf8(), ":"),
        '／' => Swap::quiet(one.len_utf8(), "/"),
        '\u{2010}'..='\u{2013}' => Swap::quiet(one.len_utf8(), "-"),
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => Swap::quiet(one.len_utf8(), ""),
        _ => None,
    }
}

/// Whether a letter or digit stands at a byte.
fn follows(rest: &str, at: usize) -> bool {
    rest.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// At most two blanks.
fn blanks(text: &str) -> usize {
    text.bytes().take(2).take_while(|byte| *byte == b' ').count()
}

/// `[.]`, `(dot)`, `{at}`, `[://]` and the like.
fn bracket(rest: &str) -> Option<Swap> {
    let inner = rest.get(1..)?;
    let lead = blanks(inner);
    let inner = inner.get(lead..)?;
    let is = |word: &str| inner.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
    let (word, stands) = BRACKETED.iter().find(|(word, _)| is(word))?;
    let after = inner.get(word.len()..)?;
    let trail = blanks(after);
    let close = after.get(trail..)?.chars().next()?;
    matches!(close, ']' | ')' | '}').then_some(())?;
    Swap::new(1 + lead + word.len() + trail + 1, stands)
}

/// `evil[.example`: the closing bracket was forgotten.
fn half(rest: &str) -> Option<Swap> {
    if rest.get(1..2) == Some(".") && follows(rest, 2) { Swap::new(2, ".") } else { None }
}

/// The same with blanks on both sides: `evil [dot] example`.
fn spaced(rest: &str) -> Option<Swap> {
    let lead = blanks(rest);
    let inner = rest.get(lead..)?;
    let swap = inner.starts_with(['[', '(', '{']).then(|| bracket(inner))??;
    let after = inner.get(swap.bytes..)?;
    let trail = blanks(after);
    (trail > 0 && follows(after, trail)).then_some(())?;
    Swap::new(lead + swap.bytes + trail, swap.text)
}

/// `hxxp`, `h**p`, `meow`: only before what could be the rest of an address.
fn scheme(rest: &str) -> Option<Swap> {
    let is = |word: &str| rest.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
    let (word, stands) = SCHEMES.iter().find(|(word, _)| is(word))?;
    let after = rest.get(word.len()..)?;
    let after = after.strip_prefix(['s', 'S']).unwrap_or(after);
    after.starts_with([':', '[', '(', '{']).then_some(())?;
    Swap::new(word.len(), stands)
}
