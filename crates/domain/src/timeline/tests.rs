use super::*;
use alloc::{format, string::ToString, vec};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use serde_json::json;

fn amsterdam() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap()
}

fn utc(text: &str) -> Result<String, &'static str> {
    moment(text, &amsterdam()).map(|one| one.at.rfc3339())
}

#[test]
fn moments_come_in_many_ways() {
    for text in [
        "2026-11-20T15:40:00Z",
        "2026-11-20T16:40:00+01:00",
        "2026-11-20 16:40:00",
        "2026-11-20 16:40",
        "20-11-2026 16:40",
        "20/11/2026 16:40:00",
        "11/20/2026 16:40:00",
        "20.11.2026 16:40",
        "2026/11/20 16:40:00",
        "2026-11-20 16:40:00,000",
        "2026-11-20T10:40:00-0500",
        "2026-11-20T10:40:00 America/New_York",
        "2026-11-20T10:40:00-05:00[America/New_York]",
        "2026-11-20 16:40:00 CET",
        "2026-11-20 17:40:00 CEST",
        "2026-11-20 21:25 +0545",
        "1795189200",
        "1795189200000",
        "1795189200000000",
        "1795189200000000000",
    ] {
        assert_eq!(utc(text), Ok("2026-11-20T15:40:00Z".into()), "{text}");
    }
    for (text, fault) in [
        ("", "missing"),
        ("gisteren", "not-a-moment"),
        ("2026-11-20", "no-time"),
        ("2026-02-31 10:00", "not-a-moment"),
        ("Nov 20 16:40:00", "not-a-moment"),
        ("03/04/2026 10:00", "day-or-month"),
        ("2026-11-20 16:40 EST", "unknown-zone"),
        ("2026-11-20 16:40 Mars/Base", "unknown-zone"),
        ("2026-11-20 16:40 +25:00", "unknown-zone"),
        ("2026-03-29 02:30", "skipped-hour"),
        ("2026-10-25 02:30", "hour-twice"),
        ("2026-11-20 25:00", "not-a-moment"),
        ("12345", "not-a-moment"),
    ] {
        assert_eq!(utc(text), Err(fault), "{text}");
    }
    assert_eq!(
        utc("2026-10-25 02:30+02:00"),
        Ok("2026-10-25T00:30:00Z".into()),
        "with an offset it is clear"
    );
    let read = moment("2026-11-20 16:40", &amsterdam()).unwrap();
    assert_eq!((read.zone.as_str(), read.assumed), ("Europe/Amsterdam", true));
    assert_eq!(moment("2026-11-20 16:40 -5", &amsterdam()).unwrap().zone, "-05:00");
}

fn fields(pairs: &[(&str, Value)]) -> Fields {
    pairs.iter().map(|(name, value)| (name.to_string(), value.clone())).collect()
}

#[test]
fn a_line_keeps_everything_and_gives_it_back() {
    let came = fields(&[
        ("EventID", json!(4624)),
        ("message", json!("Logon of a\nsecond line")),
        ("datetime", json!("2026-11-20 16:40:00")),
        ("timestamp_desc", json!("Event Logged")),
        ("computer_name", json!("DC01")),
        ("user", json!("ans")),
        ("attack_technique", json!("t1078.002")),
        ("side", json!("Attacker")),
        ("nested", json!({"z": [1, null], "a": 1.5})),
    ]);
    let line = line(came.clone(), &amsterdam()).unwrap();
    assert_eq!(line.at.unwrap().rfc3339(), "2026-11-20T15:40:00Z");
    assert_eq!((line.told.as_str(), line.zone.as_str()), ("2026-11-20 16:40:00", "Europe/Amsterdam"));
    assert_eq!((line.host.as_str(), line.account.as_str(), line.side), ("DC01", "ans", Side::Attacker));
    assert_eq!(line.technique.as_ref().unwrap().as_str(), "T1078.002");
    assert_eq!(to_fields(&line), came, "untouched, it goes out as it came in");
    let changed = to_fields(&Line { host: "DC02".into(), source: "EVTX".into(), ..line });
    assert_eq!(changed[4], ("computer_name".to_string(), json!("DC02")));
    assert_eq!(changed.last().unwrap(), &("source".to_string(), json!("EVTX")));
    assert_eq!(changed.len(), came.len() + 1);
}

#[test]
fn a_line_that_was_typed_goes_out_whole() {
    let typed = Line {
        at: Some(Instant::from_micros(1_795_189_200_000_001)),
        message: "Stekker eruit".into(),
        side: Side::Defender,
        ..Line::default()
    };
    let out = to_fields(&typed);
    assert_eq!(out[0], ("datetime".to_string(), json!("2026-11-20T15:40:00.000001+00:00")));
    assert_eq!(out[1], ("timestamp".to_string(), json!(1_795_189_200_000_001_i64)));
    let again = line(out.clone(), &TimeZone::UTC).unwrap();
    assert_eq!((again.at, again.side, &again.message), (typed.at, typed.side, &typed.message));
    assert_eq!(to_fields(&again), out);
}

#[test]
fn what_is_wrong_with_a_row_is_told_by_field() {
    let wrong = |pairs: &[(&str, Value)]| line(fields(pairs), &amsterdam()).unwrap_err();
    assert_eq!(wrong(&[]), vec![("datetime", "missing"), ("message", "missing")]);
    let both = |at: i64| {
        [("message", json!("x")), ("datetime", json!("2026-11-20T15:40:00Z")), ("timestamp", json!(at))]
    };
    assert_eq!(wrong(&both(1_795_189_203_000_000)), vec![("timestamp", "moments-differ")]);
    assert!(line(fields(&both(1_795_189_200_400_000)), &amsterdam()).is_ok(), "cut to the second");
    assert_eq!(
        wrong(&[("message", json!("x")), ("timestamp", json!("soon"))]),
        vec![("timestamp", "not-a-number")]
    );
    assert_eq!(
        wrong(&[
            ("message", json!("x")),
            ("datetime", json!("2026-11-20")),
            ("host", json!("h".repeat(501)))
        ]),
        vec![("datetime", "no-time"), ("hostname", "too-long")]
    );
}

proptest! {
    #[test]
    fn no_moment_makes_it_fall_over(text in ".{0,60}") {
        let _ = moment(&text, &amsterdam());
    }

    #[test]
    fn what_looks_like_a_moment_is_no_trouble(text in "[0-9TZ:+. /-]{0,40}") {
        let _ = moment(&text, &amsterdam());
    }

    #[test]
    fn in_and_out_again_is_the_same(
        at in 0_i64..4_000_000_000_000_000,
        message in "[^ ]{1}.{0,40}",
        extra in proptest::collection::vec(("[a-z]{4,9}x", ".{0,20}"), 0..5),
        side in 0_usize..3,
    ) {
        let mut came = fields(&[("timestamp", json!(at)), ("message", json!(message)), ("timestamp_desc", json!("x"))]);
        for (name, value) in extra {
            if !came.iter().any(|(known, _)| *known == name) {
                came.push((name, json!(value)));
            }
        }
        came.push(("side".into(), json!(Side::ALL[side].code())));
        let read = line(came.clone(), &TimeZone::UTC);
        if message.trim().is_empty() {
            prop_assert!(read.is_err());
        } else {
            let read = read.map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
            prop_assert_eq!(read.at, Some(Instant::from_micros(at)));
            prop_assert_eq!(to_fields(&read), came);
        }
    }
}
