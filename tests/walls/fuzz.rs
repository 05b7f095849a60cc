//! Parsers of what comes from outside get rubbish, made from good input: they may refuse it, never
//! fall over, and never take for true what is not.
//!
//! `FUZZ_SECONDS` says how long each is tried (60 in the check), `FUZZ_SEED` which rubbish.

mod material;
mod rubbish;
mod taken_in;

use super::lengths::root;
use crate::harness::{
    house::{self, TestHouse},
    world,
};
use meldkamer_app::{case::key::TheirKey, library::Library};
use meldkamer_domain::{
    code::Code, filing, note, question::Stage, receipt, reference::Reference, rulebook::Source, time::Instant,
};
use meldkamer_store::Dialect;
use rubbish::try_all;
use serde_json::Value;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::open(None).unwrap().0);

#[test]
fn filings() {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    let now = Instant::parse(house::BEGIN).unwrap();
    let read = |stage, json: &Value| filing::read(&LIBRARY.catalogue, stage, json, now, &zone);
    let good = [
        world::early_warning("Waterbedrijf Noord").to_string(),
        r#"{"t.aware":{"at":"2026-11-20","precision":"day"},"i.users":{"number":"1.234,5"},"w.cross":"ja"}"#
            .into(),
        r#"{"i.services":[{"name":"Loket","critical":"ja"}],"h.want":"yes","h.urgency":"now","x":null}"#
            .into(),
    ];
    try_all("filings", &good.map(String::into_bytes), |bytes| {
        let Ok(json) = serde_json::from_slice::<Value>(bytes) else { return };
        for stage in [Stage::EarlyWarning, Stage::Final] {
            let (first, _) = read(stage, &json);
            let kept = first.to_json();
            let (second, _) = read(stage, &kept);
            assert_eq!(second.to_json(), kept, "what was kept reads back as something else");
        }
    });
}

#[test]
fn codes_and_references() {
    let code = Code::new([7, 77, 177, 0, 255, 1, 2]).to_string();
    let reference = Reference::new("NL", 2026, true, [1, 2, 3, 4, 5]).unwrap().to_string();
    try_all("codes and references", &[code.into_bytes(), reference.into_bytes()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(code) = Code::parse(&text) {
            assert!(Code::parse(&code.to_string()).is_ok_and(|again| again == code));
        }
        if let Ok(reference) = text.parse::<Reference>() {
            assert_eq!(reference.as_str().parse::<Reference>().unwrap(), reference);
        }
    });
}

#[tokio::test]
async fn receipts() {
    let house = house::house(Dialect::Sqlite).await;
    let good = house.report("Waterbedrijf Noord").await.receipt;
    let keys = house.house.keys.published();
    let said = receipt::verify(&good, keys).unwrap();
    try_all("receipts", &[good.clone().into_bytes()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(believed) = receipt::verify(&text, keys) {
            assert_eq!(believed, said, "a forged receipt was believed");
        }
        let _ = (
            note::open(&text, keys),
            receipt::verify_inclusion(&text, keys),
            note::VerifyingKey::parse(&text),
        );
        let _ = (note::Checkpoint::parse(&text), Instant::parse(&text));
    });
}

#[test]
fn rulebooks() {
    let names = [
        "eu/nis2.toml",
        "nl/cbw.toml",
        "nl/holidays.toml",
        "eu/questions/help.toml",
        "nl/triage/letter.toml",
    ];
    let good = names.map(|name| std::fs::read(root().join("rulebooks").join(name)).unwrap());
    try_all("rulebooks", &good, |bytes| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let lines = text.lines().count() + 1;
        let (_, mistakes) = Library::read(vec![Source { file: "own/new.toml".into(), text }]);
        for mistake in mistakes {
            assert!(mistake.line <= lines, "a mistake on line {} of {lines}", mistake.line);
        }
    });
}

#[test]
fn mails() {
    let good = b"From: \"Ans de Vries\" <ans@waterbedrijf.example>\r\nTo: meldpunt@csirt.example\r\n\
        Subject: =?utf-8?B?UmFuc29td2FyZQ==?=\r\nMessage-ID: <1@waterbedrijf.example>\r\n\
        Content-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nAlles plat sinds =E9=E9n uur.\r\n--grens\r\n\
        Content-Type: application/octet-stream; name=\"../log.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\ncmVnZWw=\r\n--grens--\r\n";
    try_all("mails", &[good.to_vec()], |bytes| drop(meldkamer_exchange::mail::read(bytes)));
}

/// Keys and sealed mail of others: what was spoilt does not open as something else.
#[tokio::test]
async fn sealed_mail() {
    const SAID: &str = "Hier is het logboek";
    let house = house::house(Dialect::Sqlite).await;
    let keys = house.house.keys.openpgp();
    let (public, now) = (keys.public().unwrap(), house.now());
    let theirs = TheirKey::read(&public, now).unwrap();
    let sealed = theirs.seal(&house.house, SAID).unwrap();
    try_all("sealed mail", &[public.into_bytes(), sealed.into_bytes()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(key) = TheirKey::read(&text, now) {
            assert_eq!(key.kind(), theirs.kind());
        }
        if let Ok(opened) = keys.open(&text, None, 1_000) {
            assert_eq!(opened.bytes, SAID.as_bytes(), "a spoilt mail says something else");
        }
    });
}

/// The forms that anybody may send.
fn open_forms() -> Vec<&'static str> {
    let routes = meldkamer::rooms::routes();
    let open = |route: &&meldkamer::route::Route| {
        route.method == "POST"
            && !matches!(route.gate, meldkamer::route::Gate::SignedIn(_))
            && !route.path.contains('{')
    };
    routes.iter().filter(open).map(|route| route.path).collect()
}

fn send(house: &TestHouse, kind: &'static str, good: &[Vec<u8>]) {
    let forms = open_forms();
    let mut client = house.client();
    let runtime = tokio::runtime::Handle::current();
    let mut turn = 0;
    try_all(kind, good, |bytes| {
        let Some(path) = forms.get(turn % forms.len().max(1)) else { return };
        turn += 1;
        let sent = client.send(axum::http::Method::POST, path, Some(kind), bytes.to_vec());
        let answer = runtime.block_on(sent);
        assert!(answer.status < 500, "POST {path}: {} {}", answer.status, answer.text());
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn forms() {
    let house = house::house(Dialect::Sqlite).await;
    let good = [
        &b"w.summary=plat&t.aware=2026-11-20T16%3A00&org.id.name=Noord&stage=early-warning&code=a-b-c"[..],
        b"%C3%28&&=&a=%",
    ];
    tokio::task::spawn_blocking(move || {
        send(&house, "application/x-www-form-urlencoded", &good.map(<[u8]>::to_vec))
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_forms() {
    let house = house::house(Dialect::Sqlite).await;
    let good = b"--grens\r\nContent-Disposition: form-data; name=\"w.summary\"\r\n\r\nplat\r\n--grens\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"../log.txt\"\r\nContent-Type: text/plain\r\n\r\nregel\r\n--grens--\r\n";
    tokio::task::spawn_blocking(move || {
        send(&house, "multipart/form-data; boundary=grens", &[good.to_vec()])
    })
    .await
    .unwrap();
}
