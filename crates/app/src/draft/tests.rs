use super::{
    resume::{FREE_TRIES, wait},
    *,
};
use crate::{Actor, chance::Clock, library::Library, settings::Settings};

async fn house(folder: &std::path::Path) -> House {
    let settings = Settings { data: folder.to_owned(), ..Settings::default() };
    let (library, _) = Library::open(None).unwrap();
    let clock = Clock::standing(Instant::parse("2026-11-20T15:40:00Z").unwrap());
    House::open(settings, library, clock).await.unwrap()
}

async fn begun(house: &House) -> (Opened, Door) {
    let opening = Opening {
        stage: Stage::EarlyWarning,
        kind: "significant-incident".into(),
        exercise: false,
        channel: "form".into(),
        origin: String::new(),
        answers: [("not.kind".to_owned(), json!("significant-incident"))].into_iter().collect(),
    };
    let opened = open(house, &Door::now(house, Actor::stranger()), &opening).await.unwrap();
    let door = Door::now(house, Actor::reporter(&opened.id));
    (opened, door)
}

fn change(question: &str, base: i64, value: &str) -> Change {
    Change { question: question.into(), base: Some(base), value: json!(value) }
}

#[tokio::test]
async fn two_people_on_one_answer_lose_neither_text() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    let (opened, door) = begun(&house).await;
    let one = keep(&house, &door, &opened.id, "an", &[change("w.summary", 0, "Een")]).await.unwrap();
    assert_eq!((one.versions[0].1, one.clashes.len()), (1, 0));
    let two = keep(&house, &door, &opened.id, "bo", &[change("w.summary", 0, "Twee")]).await.unwrap();
    assert_eq!((two.versions[0].1, two.clashes[0].version), (2, 1));
    assert_eq!(two.clashes[0].value, json!("Een"));
    assert_eq!(earlier(&house, &opened.id, "w.summary", 1).await.unwrap(), Some(json!("Een")));
    // An's page still shows version 1: sending it untouched does not undo Bo's text.
    let three = keep(&house, &door, &opened.id, "an", &[change("w.summary", 1, "Een")]).await.unwrap();
    assert_eq!((three.versions[0].1, three.clashes.len()), (2, 0));
    let digest = house.keys.code_digest(&opened.code).unwrap();
    let draft = by_code(&house, &digest).await.unwrap().unwrap();
    assert_eq!(draft.value()["w.summary"], json!("Twee"));
}

#[tokio::test]
async fn typing_on_is_no_collision_with_oneself() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    let (opened, door) = begun(&house).await;
    for text in ["E", "Ee", "Een"] {
        // The answer to the first request was lost on the way: the page still thinks nothing is kept.
        let kept = keep(&house, &door, &opened.id, "an", &[change("w.summary", 0, text)]).await.unwrap();
        assert_eq!(kept.clashes.len(), 0);
    }
    let kept = keep(&house, &door, &opened.id, "an", &[change("not.kind", 1, "near-miss")]).await.unwrap();
    assert_eq!(kept.versions[0].1, 2);
    let row = draft::by_id(&house.database, &opened.id).await.unwrap().unwrap();
    assert_eq!((row.stage.as_str(), row.kind.as_str()), ("voluntary", "near-miss"));
}

#[tokio::test]
async fn a_stranger_to_the_draft_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    let (opened, _) = begun(&house).await;
    let other = Door::now(&house, Actor::reporter("another"));
    let refused = keep(&house, &other, &opened.id, "x", &[change("w.summary", 0, "Hack")]).await;
    assert!(matches!(refused, Err(Failed::Refused(Refused::NotAllowed))));
}

#[tokio::test]
async fn wrong_codes_are_slowed_and_the_right_one_still_works() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    let (opened, _) = begun(&house).await;
    let door = Door::now(&house, Actor::stranger());
    let wrong = Code::new([1; 7]).to_string();
    for _ in 0..=FREE_TRIES {
        let refused = resume(&house, &door, "192.0.2.0", "", &wrong).await;
        assert!(matches!(refused, Err(Failed::Refused(Refused::WrongSecret))));
    }
    let slowed = resume(&house, &door, "192.0.2.0", "", &opened.code).await;
    assert!(matches!(slowed, Err(Failed::Refused(Refused::SlowDown { seconds: 1 }))));
    assert!(resume(&house, &door, "198.51.100.0", "", &opened.code).await.is_ok());
    house.clock.set(door.at.plus_seconds(2));
    let later = Door::now(&house, Actor::stranger());
    assert!(matches!(resume(&house, &later, "192.0.2.0", "", &opened.code).await, Ok(Found::Draft(_))));
}

#[test]
fn waits_grow_and_end() {
    assert_eq!([0, 5, 6, 7, 9, 40, 900].map(wait), [0, 0, 1, 2, 8, 60, 60]);
}

#[tokio::test]
async fn files_are_kept_with_the_words_and_there_are_so_many_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path()).await;
    let (opened, door) = begun(&house).await;
    let mut add = Vec::new();
    for number in 0..=files::MOST {
        let bytes = format!("{number}").into_bytes();
        add.push(crate::attachment::keep(&house.depot, "log.txt", "text/plain", bytes).await.unwrap());
    }
    let words = [change("w.summary", 0, "Een")];
    let put = async |add: &[_], drop: &[String]| {
        let bundle = Bundle { add: add.to_vec(), drop: drop.to_vec() };
        keep_with(&house, &door, &opened.id, "an", &words, &bundle).await.unwrap().too_many
    };
    let held = async || files::of(&house, &opened.id).await.unwrap();
    assert!(put(&add, &[]).await, "one too many");
    assert_eq!(held().await.len(), 0, "all or none");
    assert!(!put(&add[1..], &[]).await);
    assert!(!put(&add[1..2], &[]).await, "the same file again is one");
    assert_eq!(held().await.len(), files::MOST);
    let first = held().await.into_iter().find(|one| one.digest == add[1].digest).unwrap().id;
    let (row, bytes) = files::fetch(&house, &door, &opened.id, &first).await.unwrap();
    assert_eq!((row.name.as_str(), bytes.as_ref()), ("log.txt", b"1".as_slice()));
    assert!(!put(&add[..1], std::slice::from_ref(&first)).await, "one out, one in");
    assert_eq!(held().await.len(), files::MOST);
    let other = Door::now(&house, Actor::reporter("another"));
    assert!(files::fetch(&house, &other, "another", &held().await[0].id).await.is_err());
}
