use super::*;
use crate::{
    fact::Fact,
    law::{
        Law,
        tests::{facts, law},
    },
};
use alloc::{format, vec};
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap()
}

fn planned(law: &Law, regime: &str, moments: &Moments, told: &Facts, pace: Pace) -> Vec<String> {
    let zone = zone();
    let regime = law.regime(regime, TODAY).unwrap();
    let calendar = law.calendar(regime.holidays.as_ref(), &zone, pace, TODAY);
    let list = plan(regime, moments, told, &calendar, TODAY);
    list.iter().map(|one| format!("{} {} {}", one.stage.id.get_ref(), one.due, one.basis.clause)).collect()
}

#[test]
fn hours_are_elapsed_and_never_extended() {
    let law = law();
    for (aware, day, three) in [
        ("2026-11-20T16:40:00+01:00", "2026-11-21T15:40:00Z", "2026-11-23T15:40:00Z"),
        ("2027-03-27T10:00:00+01:00", "2027-03-28T09:00:00Z", "2027-03-30T09:00:00Z"),
        ("2026-10-24T10:00:00+02:00", "2026-10-25T08:00:00Z", "2026-10-27T08:00:00Z"),
        ("2026-12-24T17:05:00+01:00", "2026-12-25T16:05:00Z", "2026-12-27T16:05:00Z"),
        ("2026-12-31T23:30:00+01:00", "2027-01-01T22:30:00Z", "2027-01-03T22:30:00Z"),
    ] {
        let moments = Moments { aware: Some(at(aware)), ..Moments::default() };
        let list = planned(&law, "nl-cbw", &moments, &Facts::default(), Pace::Real);
        assert_eq!(list, [format!("early-warning {day} Cbw 26"), format!("notification {three} Cbw 27")]);
        let trust = facts(&[("org.kind", Fact::Text("trust-service".into()))]);
        let list = planned(&law, "nl-cbw", &moments, &trust, Pace::Real);
        assert_eq!(list[1], format!("notification {day} Cbw 27(2)"));
    }
}

fn notified(at: Instant) -> Moments {
    Moments { submitted: [("notification".into(), at)].into(), ..Moments::default() }
}

#[test]
fn months_end_as_the_table_says() {
    let (law, zone) = (law(), zone());
    let regime = law.regime("nl-cbw", TODAY).unwrap();
    let calendar = law.calendar(regime.holidays.as_ref(), &zone, Pace::Real, TODAY);
    for (submitted, plain, limit) in [
        ("2026-11-23", "2026-12-23", "2026-12-23"),
        ("2026-11-25", "2026-12-25", "2026-12-28"),
        ("2026-12-01", "2027-01-01", "2027-01-04"),
        ("2026-12-31", "2027-01-31", "2027-02-01"),
        ("2027-01-29", "2027-02-28", "2027-03-01"),
        ("2027-01-30", "2027-02-28", "2027-03-01"),
        ("2027-01-31", "2027-02-28", "2027-03-01"),
        ("2027-02-28", "2027-03-28", "2027-03-30"),
        ("2027-03-27", "2027-04-27", "2027-04-28"),
        ("2027-04-05", "2027-05-05", "2027-05-07"),
    ] {
        let moments = notified(at(&format!("{submitted}T09:30:00Z")));
        let list = plan(regime, &moments, &Facts::default(), &calendar, TODAY);
        let last = list.iter().find(|one| one.stage.id.get_ref() == "final").unwrap();
        let local = |at: Instant| at.in_zone(&zone);
        assert_eq!(format!("{}", local(last.aim).date()), plain, "{submitted}");
        assert_eq!(format!("{}", local(last.due).date()), limit, "{submitted}");
        assert_eq!(local(last.due).time(), END_OF_DAY);
        assert_eq!(last.plain.is_some(), plain != limit);
        assert_eq!(last.basis.clause, "Cbw 29");
    }
}

#[test]
fn a_lasting_incident_asks_for_progress_first() {
    let law = law();
    let mut moments = notified(at("2026-11-23T09:00:00Z"));
    let ids = |moments: &Moments| -> Vec<String> {
        let list = planned(&law, "nl-cbw", moments, &Facts::default(), Pace::Real);
        list.iter().map(|line| line.split(' ').next().unwrap().into()).collect()
    };
    assert_eq!(ids(&moments), ["final", "progress"]);
    moments.resolved = Some(at("2026-12-01T09:00:00Z"));
    assert_eq!(ids(&moments), ["final"]);
    moments.resolved = Some(at("2027-01-10T09:00:00Z"));
    moments.submitted.insert("progress".into(), at("2026-12-23T09:00:00Z"));
    assert_eq!(ids(&moments), ["progress", "final-after-progress"]);
}

#[test]
fn dora_takes_the_earlier_clock_and_the_noon_rule() {
    let law = law();
    let bank = facts(&[("org.kind", Fact::Text("credit-institution".into()))]);
    let payer = facts(&[
        ("org.kind", Fact::Text("payment-institution".into())),
        ("org.class", Fact::Text("other".into())),
    ]);
    let first = |aware: &str, classified: &str, told: &Facts| {
        let (aware, classified) = (Some(at(aware)), Some(at(classified)));
        let moments = Moments { aware, classified, ..Moments::default() };
        planned(&law, "dora", &moments, told, Pace::Real)[0].clone()
    };
    let due = |text: &str| format!("initial {text} RTS 2025/301 5(1)(a)");
    assert_eq!(first("2026-11-23T08:00:00Z", "2026-11-23T10:00:00Z", &bank), due("2026-11-23T14:00:00Z"));
    assert_eq!(first("2026-11-23T08:00:00Z", "2026-11-24T06:00:00Z", &bank), due("2026-11-24T08:00:00Z"));
    assert_eq!(first("2026-11-23T08:00:00Z", "2026-11-25T06:00:00Z", &bank), due("2026-11-25T10:00:00Z"));
    assert_eq!(first("2026-11-20T22:00:00Z", "2026-11-21T06:00:00Z", &bank), due("2026-11-21T10:00:00Z"));
    assert_eq!(first("2026-11-20T22:00:00Z", "2026-11-21T06:00:00Z", &payer), due("2026-11-23T11:00:00Z"));
    let sent = at("2026-11-25T09:00:00Z");
    let moments = Moments { submitted: [("intermediate".into(), sent)].into(), ..Moments::default() };
    let list = planned(&law, "dora", &moments, &bank, Pace::Real);
    assert_eq!(list, ["final 2026-12-28T11:00:00Z RTS 2025/301 5(1)(c)"]);
}

#[test]
fn the_other_clocks() {
    let law = law();
    let start = at("2026-11-20T15:40:00Z");
    let none = Facts::default();
    let one = |regime: &str, moments: Moments| planned(&law, regime, &moments, &none, Pace::Real);
    let classified = Moments { classified: Some(start), ..Moments::default() };
    assert_eq!(one("nccs", classified), ["report 2026-11-20T19:40:00Z NCCS 38"]);
    let received = Moments { received: Some(start), ..Moments::default() };
    assert_eq!(one("csirt", received), ["first-answer 2026-11-21T15:40:00Z Cbw 36"]);
    let requested = Moments { requested: Some(start), ..Moments::default() };
    assert_eq!(one("nl-cbw", requested), ["intermediate 2026-11-20T15:40:00Z Cbw 28"]);
    let aware = Moments { aware: Some(start), ..Moments::default() };
    let list = planned(&law, "nl-cbw", &aware, &none, Pace::Exercise);
    assert_eq!(list[0], "early-warning 2026-11-20T16:04:00Z Cbw 26");
    let zone = zone();
    let told = facts(&[("i.data.personal", Fact::Flag(true)), ("w.malicious", Fact::Flag(true))]);
    let duties = law.neighbours(&told, &aware, &zone, TODAY);
    let duty = |id: &str| duties.iter().find(|one| one.duty.id.get_ref() == id);
    assert_eq!(duty("gdpr.33").unwrap().deadline.as_ref().unwrap().due, at("2026-11-23T15:40:00Z"));
    assert_eq!(duty("police").unwrap().verdict, Truth::Yes);
    assert_eq!(duty("gdpr.34").unwrap().verdict, Truth::Unknown);
    assert!(duty("ai-act.73").is_none());
}

#[test]
fn neighbours_and_later_regimes_keep_their_own_days() {
    let (law, zone, later) = (law(), zone(), date(2028, 3, 1));
    let start = at("2028-03-03T12:00:00Z");
    let submitted = [("initial", start), ("tel-pdb.611.first", start), ("cra.incident.notification", start)];
    let moments = Moments {
        occurred: Some(start),
        detected: Some(start),
        aware: Some(start),
        resolved: Some(start),
        submitted: submitted.map(|(stage, at)| (stage.into(), at)).into(),
        ..Moments::default()
    };
    let told = facts(&[("a.death", Fact::Flag(true)), ("a.disruption", Fact::Flag(false))]);
    let regime = law.regime("nl-wwke", later).unwrap();
    let calendar = law.calendar(regime.holidays.as_ref(), &zone, Pace::Real, later);
    let found: Vec<_> =
        plan(regime, &moments, &told, &calendar, later).iter().map(|d| d.due.rfc3339()).collect();
    assert_eq!(found, ["2028-03-04T12:00:00Z", "2028-04-03T21:59:59Z"]);
    let duties = law.neighbours(&told, &moments, &zone, later);
    for (id, due) in [
        ("eidas.24", "2028-03-04T12:00:00Z"),
        ("tel-pdb.611.first", "2028-03-04T12:00:00Z"),
        ("tel-pdb.611.second", "2028-03-06T22:59:59Z"),
        ("cra.vuln.early-warning", "2028-03-04T12:00:00Z"),
        ("cra.vuln.notification", "2028-03-06T12:00:00Z"),
        ("cra.vuln.final", "2028-03-17T22:59:59Z"),
        ("cra.incident.final", "2028-04-03T21:59:59Z"),
        ("ai-act.73", "2028-03-13T22:59:59Z"),
    ] {
        let duty = duties.iter().find(|one| one.duty.id.get_ref() == id).unwrap();
        assert_eq!(duty.deadline.as_ref().unwrap().due.rfc3339(), due, "{id}");
    }
}

#[test]
fn holidays_are_as_listed() {
    let law = law();
    let calendar = &law.holidays[0];
    for (year, days) in [
        (2026, "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26"),
        (2027, "01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26"),
        (2028, "01-01 04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26"),
    ] {
        let found =
            calendar.of_year(year).iter().map(|day| day.strftime("%m-%d").to_string()).collect::<Vec<_>>();
        assert_eq!(found.join(" "), days);
    }
    assert!(calendar.of_year(2031).contains(&date(2031, 4, 26)));
}

proptest! {
    #[test]
    fn limits_never_come_before_their_start(seconds in 1_790_000_000_i64..2_500_000_000) {
        let (law, zone) = (law(), zone());
        let start = Instant::from_micros(seconds * 1_000_000);
        let moments = Moments { aware: Some(start), ..notified(start) };
        let regime = law.regime("nl-cbw", TODAY).unwrap();
        let calendar = law.calendar(regime.holidays.as_ref(), &zone, Pace::Real, TODAY);
        let list = plan(regime, &moments, &Facts::default(), &calendar, TODAY);
        prop_assert_eq!(list.len(), 4);
        for one in list {
            prop_assert!(one.due >= one.aim && one.aim >= one.started);
            let (from, to) = (start.in_zone(&zone).date(), one.aim.in_zone(&zone).date());
            if one.stage.clocks[0].unit == Unit::Hours {
                prop_assert_eq!(one.plain, None);
                prop_assert_eq!(one.due.seconds_since(start) % 86_400, 0);
            } else {
                prop_assert_eq!(calendar.holidays.unwrap().rest(one.due.in_zone(&zone).date()), None);
                prop_assert!(to.day() == from.day() || to == to.last_of_month());
            }
        }
    }
}

#[test]
fn no_law_before_its_day() {
    let (law, zone) = (law(), zone());
    let regime = law.regime("nl-cbw", TODAY).unwrap();
    let calendar = law.calendar(None, &zone, Pace::Real, TODAY);
    let moments = Moments { aware: Some(at("2026-08-14T10:00:00Z")), ..Moments::default() };
    assert_eq!(plan(regime, &moments, &Facts::default(), &calendar, date(2026, 8, 14)), vec![]);
    assert!(law.regime("nl-cbw", date(2026, 8, 14)).is_none());
}
