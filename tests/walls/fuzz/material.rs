//! What an analyst pastes or takes in comes from the attacker's side: it may be anything.

use super::rubbish::try_all;
use meldkamer_app::material::timeline::preview;
use meldkamer_domain::{
    indicator::{defanged, extract, read},
    report,
    timeline::{line, to_fields},
};
use meldkamer_exchange::timesketch::{csv, jsonl};
use std::time::{Duration, Instant};

/// However hostile, 200 kB are searched within this.
const MOST: Duration = Duration::from_secs(5);

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes, not what time it is")]
fn pastes() {
    let good = [
        "Gezien: hxxps://evil[.]example/a?b=c, 198[.]51.100.7:443 en ans(at)evil{dot}example; CVE-2026-12345\n\
         e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 C:\\tmp\\x.exe",
        "[2001:db8::7]:443 2001[:]db8[:][:]7 10.0.0.0/8 evil [dot] example http://[::1]/x [.] [:// hxxp[ meow://a.nl/),",
    ];
    try_all("pastes", &good.map(|text| text.as_bytes().to_vec()), |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let begun = Instant::now();
        let found = extract(&text).found;
        assert!(begun.elapsed() < MOST, "{} bytes took {:?}", text.len(), begun.elapsed());
        for one in found {
            assert!(text.get(one.place.start..one.place.end).is_some(), "{one:?} lies outside the text");
            let _ = read(one.kind, &defanged(one.kind, &one.value));
        }
    });
}

#[test]
fn timelines() {
    let good = [
        "message,datetime,timestamp_desc,x\n\"Aanmelding, \"\"ans\"\"\",2026-11-20 16:40:00,Event Logged,1\n",
        "{\"message\":\"A\",\"timestamp\":1795189200000000,\"timestamp_desc\":\"x\",\"n\":{\"a\":[1.5]}}\n{\"message\":\"B\",\"datetime\":\"2026-11-20T15:40:00Z\"}\n",
    ];
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    try_all("timelines", &good.map(|text| text.as_bytes().to_vec()), |bytes| {
        let Ok(found) = preview(bytes, &zone) else { return };
        let rows: Vec<_> = found.good.iter().map(to_fields).collect();
        let again = preview(&jsonl(&rows), &zone);
        if !rows.is_empty() {
            let again = again.unwrap();
            assert_eq!((again.good.len(), again.wrong), (found.good.len(), 0));
            let fields: Vec<_> = again.good.iter().map(to_fields).collect();
            assert_eq!(jsonl(&fields), jsonl(&rows), "out, in and out again differs");
        }
        let _ = csv(&rows);
        rows.into_iter().for_each(|fields| drop(line(fields, &zone)));
    });
}

#[test]
fn texts_of_reports() {
    let good =
        "# Kop\n\n- punt **vet** `vast`\n1. een\n| A | B |\n| --- | --- |\n| 1 | 2 |\n```\ncode\n```\n";
    try_all("texts of reports", &[good.as_bytes().to_vec()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for block in report::read(&text) {
            if let report::Block::Table { head, rows } = block {
                assert!(rows.iter().all(|row| row.len() == head.len()));
            }
        }
    });
}
