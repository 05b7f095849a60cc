use super::*;
use crate::texts::Texts;
use meldkamer_app::library::Library;
use serde_json::json;

/// The groups that a form of the first report shows for these answers.
fn drawn(answers: Value) -> Vec<Group> {
    let (library, _) = Library::open(None).unwrap();
    let (words, zone) =
        (Words::read(&Texts::embedded()).unwrap(), TimeZone::get("Europe/Amsterdam").unwrap());
    let now = Instant::parse("2026-11-20T15:40:00Z").unwrap();
    let view = View { language: Language::Dutch, words: &words, zone: &zone, now };
    let stage = Stage::EarlyWarning;
    let (filing, gaps) = meldkamer_domain::filing::read(&library.catalogue, stage, &answers, now, &zone);
    of(view, &library.catalogue, stage, &filing, &gaps)
}

fn find<'a>(groups: &'a [Group], id: &str) -> &'a page::Field {
    &groups.iter().flat_map(|group| &group.asked).find(|one| one.id == id).unwrap().field
}

#[test]
fn the_eleven_come_first_and_what_is_filled_in_stands_open() {
    let groups = drawn(json!({ "i.users.number": 1500, "t.aware": "2026-11-20T16:20" }));
    assert!(groups[0].core && groups[0].open);
    assert_eq!(groups[0].asked.len(), 11);
    assert_eq!((groups[0].asked[0].id.as_str(), groups[0].filled), ("t.aware", 1));
    let open = |id: &str| groups.iter().find(|group| group.id == id).unwrap().open;
    assert!(open("impact") && open("organisation") && !open("systems"));
    let Kind::Moment { date, time, .. } = &groups[0].asked[0].field.kind else { panic!() };
    assert_eq!((date.as_str(), time.as_str()), ("2026-11-20", "16:20"));
}

#[test]
fn unknown_is_possible_for_every_question() {
    for group in drawn(json!({})) {
        for one in group.asked {
            assert!(can_be_unknown(&one.field), "{}", one.id);
        }
    }
}

fn can_be_unknown(field: &page::Field) -> bool {
    match &field.kind {
        Kind::Flag { .. } => true,
        Kind::Choice { choices, .. } | Kind::Choices { choices } => {
            choices.iter().any(|one| one.value == "unknown")
        }
        Kind::Parts { parts } => field.unsure.is_some() || parts.iter().any(can_be_unknown),
        _ => field.unsure.is_some(),
    }
}

#[test]
fn what_was_not_understood_is_shown_as_it_was_typed_with_what_is_wrong() {
    let groups =
        drawn(json!({ "t.aware": "2026-02-31T10:00", "i.users.number": "veel", "w.status": "restored" }));
    let aware = find(&groups, "t.aware");
    let Kind::Moment { date, time, .. } = &aware.kind else { panic!() };
    assert_eq!((date.as_str(), time.as_str()), ("2026-02-31", "10:00"));
    assert!(!aware.error.is_empty());
    let Kind::Parts { parts } = &find(&groups, "i.users").kind else { panic!() };
    let number = parts.iter().find(|part| part.name == "i.users.number").unwrap();
    assert!(
        matches!(&number.kind, Kind::Number { value, .. } if value == "veel") && !number.error.is_empty()
    );
    assert_eq!(faults(&groups).len(), 2);
}

#[test]
fn rows_leave_one_to_fill_in_and_an_answer_that_is_not_asked_stays() {
    let groups = drawn(json!({ "m.done": [{ "what": "Uitgezet" }], "h.want": "no", "h.question": "Wie?" }));
    let Kind::Lines { lines } = &find(&groups, "m.done").kind else { panic!() };
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0][0].name, "m.done[0].what");
    assert!(matches!(&find(&groups, "h.question").kind, Kind::Long { value, .. } if value == "Wie?"));
}
