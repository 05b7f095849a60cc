use super::*;
use crate::rulebook::{Mistakes, Source, parse};
use alloc::{format, vec::Vec};

fn period(months: u32) -> Period {
    #[derive(Deserialize)]
    struct Page {
        period: Vec<Period>,
    }
    let text = format!(
        "[[period]]\nid = \"p\"\nholder = \"csirt\"\ncategory = \"ordinary\"\nmonths = {months}\n\
         counts = \"first-processed\"\nname = {{ nl = \"x\", en = \"x\" }}\nbasis = {{ clause = \"c\", source = \"s\" }}"
    );
    let mut mistakes = Mistakes::new();
    let page: Page = parse(&Source { file: "x".into(), text }, &mut mistakes).unwrap();
    page.period.into_iter().next().unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn months_are_civil_months_and_never_run_over() {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    let five_years = period(60);
    assert_eq!(five_years.due(at("2026-11-20T15:40:00Z"), &zone), at("2031-11-20T15:40:00Z"));
    for (since, now) in
        [("2024-02-29T10:00:00Z", "2029-02-28T10:00:00Z"), ("2026-08-31T10:00:00Z", "2031-08-31T10:00:00Z")]
    {
        let cut = five_years.cut(at(now), &zone);
        assert!(cut >= at(since), "{since} is due at {now}");
        assert!(five_years.due(cut, &zone) <= at(now));
    }
    let half = period(6);
    assert!(half.cut(at("2027-02-28T11:00:00Z"), &zone) >= at("2026-08-31T10:00:00Z"));
    assert!(half.cut(at("2027-02-27T11:00:00Z"), &zone) < at("2026-08-28T10:00:00Z"));
}

#[test]
fn an_open_case_and_one_on_hold_are_spared() {
    let closed = Case::default();
    assert_eq!(closed.spared(), None);
    assert_eq!(Case { open: true, ..closed }.spared(), Some("open"));
    assert_eq!(Case { held: true, ..closed }.spared(), Some("hold"));
    assert_eq!(Case { open: true, exercise: true, ..closed }.spared(), None);
    assert_eq!(Case { held: true, exercise: true, ..closed }.spared(), Some("hold"));
}

#[test]
fn the_category_depends_on_the_case() {
    let plain = Case::default();
    assert_eq!(plain.category(Personal::None), None);
    assert_eq!(plain.category(Personal::Free), Some(Category::Ordinary));
    assert_eq!(plain.category(Personal::Special), Some(Category::Special));
    let special = Case { special: true, ..plain };
    assert_eq!(special.category(Personal::Free), Some(Category::Special));
    assert_eq!(special.category(Personal::Ordinary), Some(Category::Ordinary));
    let sued = Case { proceedings: true, ..plain };
    assert_eq!(sued.category(Personal::Ordinary), Some(Category::Proceedings));
    assert_eq!(Case { test: true, exercise: true, ..sued }.category(Personal::Free), Some(Category::Test));
}
