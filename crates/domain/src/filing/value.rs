//! Single values as people and machines write them: yes and no, numbers, moments, addresses.

use super::{Answer, Precision};
use crate::time::Instant;
use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use jiff::{
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde_json::{Map, Value};

/// What is wrong with a value.
pub(super) type Code = &'static str;

/// Yes or no, in the words of both languages.
pub(super) fn yes_no(value: &Value) -> Result<Answer, Code> {
    let text = match value {
        Value::Bool(yes) => return Ok(Answer::Flag(*yes)),
        Value::String(text) => text.to_lowercase(),
        _ => return Err("wrong-type"),
    };
    match text.as_str() {
        "yes" | "ja" | "true" | "on" => Ok(Answer::Flag(true)),
        "no" | "nee" | "false" => Ok(Answer::Flag(false)),
        "weet ik niet" | "i do not know" | "i don't know" => Ok(Answer::Unknown),
        _ => Err("wrong-type"),
    }
}

/// A number of zero or more, and whether a person should check how it was read.
pub(super) fn number(value: &Value) -> Result<(f64, bool), Code> {
    let (number, doubtful) = match value {
        Value::Number(number) => (number.as_f64().ok_or("bad-number")?, false),
        Value::String(text) => written(text).ok_or("bad-number")?,
        _ => return Err("wrong-type"),
    };
    let fine = number.is_finite() && number >= 0.0;
    // Minus zero would be written back as zero.
    if fine { Ok((number.abs(), doubtful)) } else { Err("bad-number") }
}

/// A written number, Dutch first: `1.234,5`, `12,5`, `10.000`; also `12.5` and `1,234.5`.
fn written(text: &str) -> Option<(f64, bool)> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !"€%'".contains(*c)).collect();
    let plain = |c: char| c.is_ascii_digit() || ".,eE+-".contains(c);
    if !bare.chars().all(plain) || !bare.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let last = bare.rfind(['.', ',']);
    let mark = last.map_or(' ', |at| if bare.as_bytes()[at] == b',' { ',' } else { '.' });
    let alone = bare.matches(['.', ',']).count() == 1;
    let groups = |mark| bare.split(mark).skip(1).all(|group| group.len() == 3);
    let other = if mark == ',' { '.' } else { ',' };
    // `10.000` is ten thousand here; `1.000.000` everywhere; `1,000` is asked about.
    let thousands = groups(mark) && !bare.contains(other) && (mark == '.' || !alone);
    let number = if thousands { bare.replace(mark, "") } else { bare.replace(other, "").replace(mark, ".") };
    let number = number.parse().ok()?;
    Some((number, alone && groups(mark)))
}

/// A moment: RFC 3339, a wall clock's time in `zone`, a bare date, or an object with a precision.
pub(super) fn moment(value: &Value, zone: &TimeZone) -> Result<Answer, Code> {
    match value {
        Value::String(text) => when(text, zone).map(|(at, precision)| Answer::Moment { at, precision }),
        Value::Object(object) => precise(object, zone),
        _ => Err("wrong-type"),
    }
}

fn precise(object: &Map<String, Value>, zone: &TimeZone) -> Result<Answer, Code> {
    let text = |name| object.get(name).and_then(Value::as_str);
    let known = |name: &String| name == "at" || name == "precision";
    if !object.keys().all(known) {
        return Err("wrong-type");
    }
    let (at, found) = when(text("at").ok_or("wrong-type")?, zone)?;
    let given = text("precision").map(|id| Precision::parse(id).ok_or("not-an-option"));
    let precision = match given.transpose()? {
        None if object.contains_key("precision") => return Err("wrong-type"),
        None => found,
        Some(precision) => precision,
    };
    Ok(Answer::Moment { at, precision })
}

fn when(text: &str, zone: &TimeZone) -> Result<(Instant, Precision), Code> {
    let text = text.trim();
    if let Ok(at) = Instant::parse(text) {
        return Ok((at, Precision::Exact));
    }
    let whole_day = text.len() == 10;
    let civil = if whole_day {
        text.parse::<Date>().map(|day| day.at(0, 0, 0, 0))
    } else {
        text.replace(' ', "T").parse::<DateTime>()
    };
    let civil = civil.map_err(|_| "impossible-date")?;
    let zoned = civil.to_zoned_datetime(zone.clone()).map_err(|_| "impossible-date")?;
    let precision = if whole_day { Precision::Day } else { Precision::Exact };
    Ok((Instant::from_zoned(&zoned), precision))
}

/// Whether mail could be sent there: one `@`, a dot behind it, no blanks.
pub(crate) fn is_email(text: &str) -> bool {
    let blank = text.contains(|c: char| c.is_whitespace() || c.is_control());
    let halves: Vec<&str> = text.split('@').collect();
    let [local, domain] = halves[..] else { return false };
    let labels = domain.split('.').all(|label| !label.is_empty());
    !blank && !local.is_empty() && labels && domain.contains('.') && text.len() <= 254
}

/// Whether it could be dialled: 3 to 15 digits, the usual marks, perhaps an extension.
pub(crate) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let usual = |c: char| c.is_ascii_digit() || " +-()./x".contains(c);
    (3..=15).contains(&digits) && text.chars().all(usual)
}

/// Text without control and direction characters; each leaves a visible mark in its place.
pub(super) fn clean(text: &str) -> String {
    let bad = |c: char| {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        turns || (c.is_control() && c != '\n' && c != '\t')
    };
    let text = text.replace("\r\n", "\n");
    text.trim().chars().map(|c| if bad(c) { '\u{fffd}' } else { c }).collect()
}

/// A whole value without control characters, keys included; nothing is dropped.
pub(super) fn scrub(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean(text)),
        Value::Array(list) => list.iter().map(scrub).collect(),
        Value::Object(object) => {
            let mut cleaned = Map::new();
            for (key, value) in object {
                let mut key = clean(key);
                while cleaned.contains_key(&key) {
                    key.push('\u{fffd}');
                }
                cleaned.insert(key, scrub(value));
            }
            Value::Object(cleaned)
        }
        other => other.clone(),
    }
}

/// Whether nothing was given at all: null, blank, or only such.
pub(super) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.iter().all(is_blank),
        Value::Object(object) => object.values().all(is_blank),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The text of a text or a number.
pub(super) fn text(value: &Value) -> Result<String, Code> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err("wrong-type"),
    }
}

/// ISO 3166-1 alpha-2: countries whose names the catalogue does not list are known by their code.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM \
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS \
    GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ \
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM \
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI \
    VN VU WF WS YE YT ZA ZM ZW";

/// The code of a country, in capitals; the EU writes `EL` for Greece.
pub(super) fn country(text: &str) -> Option<String> {
    let code = text.to_uppercase();
    let code = if code == "EL" { "GR".into() } else { code };
    COUNTRIES.split_whitespace().any(|known| known == code).then_some(code)
}
