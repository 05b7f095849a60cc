//! Walls: every page draws in every language, says what it means and names what it asks.
#![cfg(test)]

use super::*;
use meldkamer_domain::time::Instant;
use std::{collections::BTreeSet, sync::LazyLock};

fn pages(texts: Texts) -> Pages {
    Pages::new(texts, TimeZone::get("Europe/Amsterdam").unwrap()).unwrap()
}

/// One plain frame and one with everything in it, per language.
fn frames() -> Vec<Frame> {
    let full = |language| Frame {
        person: Some(Person { name: "Ans <b>".into(), role: "duty-officer".into(), body: String::new() }),
        exercise: true,
        path: "/styleguide".into(),
        notice: Some(Notice { tone: Tone::Ok, key: "form-errors-text" }),
        telephone: "0800 000 00 00".into(),
        csirt: "CSIRT Voorbeeld".into(),
        reference: Some("K7-2025".into()),
        ..Frame::new(language, moment())
    };
    Language::ALL.into_iter().flat_map(|language| [Frame::new(language, moment()), full(language)]).collect()
}

fn moment() -> Instant {
    Instant::parse("2025-11-20T15:40:00Z").unwrap()
}

/// Every sample in every frame, with its name; drawn once for all walls.
static DRAWN: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let pages = pages(Texts::find(None));
    let mut drawn = Vec::new();
    for frame in frames() {
        for sample in all() {
            let name = format!("{} in {}", sample.template, frame.language.code());
            let html = sample.render(&pages, &frame).unwrap_or_else(|trouble| panic!("{name}: {trouble}"));
            drawn.push((name, html));
        }
    }
    drawn
});

fn values<'a>(html: &'a str, mark: &str) -> Vec<&'a str> {
    html.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_house_in_the_binary_is_the_house_on_disk() {
    let (live, embedded) = (pages(Texts::find(None)), pages(Texts::embedded()));
    let frame = &frames()[1];
    for sample in all() {
        let (one, other) = (sample.render(&live, frame).unwrap(), sample.render(&embedded, frame).unwrap());
        assert_eq!(without_marks(&one), without_marks(&other));
    }
}

/// A page without the marks of its forms, which are new each time it is drawn.
fn without_marks(html: &str) -> String {
    let mark = "name=\"once\" value=\"";
    let after = |rest: &str| rest.split_once('"').map_or_else(String::new, |(_, rest)| rest.to_owned());
    let (first, rest) = html.split_once(mark).unwrap_or((html, ""));
    rest.split(mark).map(after).fold(first.to_owned(), |all, part| all + &part)
}

#[test]
fn every_page_has_one_first_heading_and_no_script_or_style_within() {
    for (name, html) in &*DRAWN {
        assert_eq!(html.matches("<h1").count(), 1, "{name}: first headings");
        assert!(!html.contains("style=\"") && !html.contains("<style"), "{name}: style within the page");
        assert!(!html.contains("<script>") && !html.contains(" onclick="), "{name}: script within the page");
        assert!(!html.contains("Ans <b>"), "{name}: a name was not escaped");
        assert!(!html.contains("&lt;time") && !html.contains("&lt;div"), "{name}: drawn twice escaped");
    }
}

#[test]
fn headings_skip_no_level() {
    for (name, html) in &*DRAWN {
        let mut last = 0;
        for found in html.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)) {
            assert!(found <= last + 1, "{name}: a heading of level {found} after {last}");
            last = found;
        }
    }
}

#[test]
fn ids_are_unique_and_labels_and_descriptions_point_at_something() {
    for (name, html) in &*DRAWN {
        let all = values(html, " id=\"");
        let ids: BTreeSet<_> = all.iter().copied().collect();
        assert_eq!(ids.len(), all.len(), "{name}: an id occurs twice: {all:?}");
        for mark in [" for=\"", " aria-describedby=\"", " aria-labelledby=\"", " href=\"#"] {
            for id in values(html, mark).iter().flat_map(|ids| ids.split_whitespace()) {
                assert!(ids.contains(id), "{name}: {mark}{id}\" points nowhere");
            }
        }
    }
}

#[test]
fn every_input_has_a_label() {
    for (name, html) in &*DRAWN {
        let labelled: BTreeSet<_> = values(html, " for=\"").into_iter().collect();
        for tag in ["<input", "<select", "<textarea"] {
            for input in html.split(tag).skip(1).filter_map(|rest| rest.split('>').next()) {
                let id = values(input, " id=\"");
                let hidden = input.contains("type=\"hidden\"");
                assert!(hidden || id.first().is_some_and(|id| labelled.contains(id)), "{name}: {tag}{input}");
            }
        }
    }
}

/// Keys that stand in templates as whole texts; built ones (`"role-" ~ role`) are met by the samples.
#[test]
fn templates_use_only_words_that_exist() {
    let words = Words::read(&Texts::find(None)).unwrap();
    let mut met = 0;
    for (path, text) in crate::texts::PAGES {
        for key in text.split("t(\"").skip(1).filter_map(|rest| rest.split_once('"')) {
            let built = key.1.trim_start().starts_with('~');
            if !built {
                met += 1;
                assert!(words.knows(Language::Dutch, key.0), "{path}: no words for {}", key.0);
            }
        }
    }
    assert!(met > 20, "no keys were found");
}

/// A name that a template and the frame both use shows the key of a text instead of the text.
#[test]
fn no_page_shows_the_key_of_a_text() {
    let words = Words::read(&Texts::find(None)).unwrap();
    let part_of_key = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    let mut shown = BTreeSet::new();
    for (name, html) in &*DRAWN {
        for text in html.split('>').skip(1).filter_map(|rest| rest.split('<').next()) {
            let hyphened = text.split(|sign| !part_of_key(sign)).filter(|word| word.contains('-'));
            // One key is a word of English as well.
            let keys = hyphened.filter(|word| *word != "sign-in" && words.knows(Language::Dutch, word));
            shown.extend(keys.map(|key| format!("{name}: {key} in \"{}\"", text.trim())));
        }
    }
    assert!(shown.is_empty(), "{shown:#?}");
}

#[test]
fn a_template_with_an_unknown_value_is_refused() {
    #[derive(Serialize)]
    struct Empty {}
    let pages = pages(Texts::embedded());
    let page = Value::from(Serde(&Empty {}));
    assert!(pages.draw(&frames()[0], "styleguide.html", "styleguide-title", page).is_err());
}

/// With `MELDKAMER_DRAW_TO=folder` all samples are written there, to look at in a browser.
#[test]
fn samples_can_be_looked_at() {
    let Some(folder) = std::env::var_os("MELDKAMER_DRAW_TO") else { return };
    for (number, (name, html)) in DRAWN.iter().enumerate() {
        let file = format!("{number}-{}.html", name.replace(['/', ' '], "-"));
        std::fs::write(std::path::Path::new(&folder).join(file), html).unwrap();
    }
}
