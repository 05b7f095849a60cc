//! Numbers of a line of JSON that 64 bits cannot hold become texts, so that what a system wrote is kept digit
//! by digit and comes out as it went in. Not for other JSON: it is ours, and has no such numbers.

use serde::de::IgnoredAny;
use std::borrow::Cow;

/// A line of JSON, with the numbers in quotes that would come out as others.
pub(super) fn exact(line: &str) -> Cow<'_, str> {
    let bytes = line.as_bytes();
    let (mut out, mut copied, mut at, mut inside) = (String::new(), 0, 0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if inside => at += 2,
            b'"' => {
                inside = !inside;
                at += 1;
            }
            b'-' | b'0'..=b'9' if !inside => {
                let sign = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
                let end = at + bytes.iter().skip(at).take_while(sign).count();
                let number = line.get(at..end).unwrap_or_default();
                if !comes_back(number) && serde_json::from_str::<IgnoredAny>(number).is_ok() {
                    out.push_str(line.get(copied..at).unwrap_or_default());
                    out.push_str(&format!("\"{number}\""));
                    copied = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    if out.is_empty() {
        return line.into();
    }
    out.push_str(line.get(copied..).unwrap_or_default());
    out.into()
}

/// Whether a number is read and written as the same number: a whole one of 64 bits, or one of at most
/// fifteen digits that a power of ten of at most twenty-two moves.
fn comes_back(number: &str) -> bool {
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return true;
    }
    let (digits, power) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let behind = digits.split_once('.').map_or(0, |(_, behind)| behind.len());
    let Ok(power) = power.parse::<i64>() else { return false };
    let moved = power.saturating_sub(i64::try_from(behind).unwrap_or(i64::MAX));
    digits.bytes().filter(u8::is_ascii_digit).count() <= 15 && moved.unsigned_abs() <= 22
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_come_back_stay_numbers() {
        for line in [
            r#"{"a":1,"b":-1.5,"c":[18446744073709551615,-9223372036854775808,1e5,1.25E-3],"d":"x 18446744073709551616 \" 1"}"#,
            r#"{"a":12345678901234.5}"#,
            "{\"é\":0}",
            "",
        ] {
            assert_eq!(exact(line), line);
        }
    }

    #[test]
    fn others_are_kept_digit_by_digit() {
        for (line, told) in [
            (r#"{"a":18446744073709551616}"#, r#"{"a":"18446744073709551616"}"#),
            (
                r#"{"é":[0.1234567890123456789, 1e400],"b":2}"#,
                r#"{"é":["0.1234567890123456789", "1e400"],"b":2}"#,
            ),
            (r#"{"a":-1.5e-300}"#, r#"{"a":"-1.5e-300"}"#),
        ] {
            assert_eq!(exact(line), told);
        }
    }

    #[test]
    fn what_is_no_number_stays_no_json() {
        for line in
            [r#"{"a":0018446744073709551616}"#, r#"{"a":1-22222222222222222222}"#, r#"{"a":1.}"#, "\"\\"]
        {
            assert_eq!(exact(line), line);
        }
    }
}
