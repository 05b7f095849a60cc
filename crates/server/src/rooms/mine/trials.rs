//! The room from the outside: requests as a browser sends them, to a house of its own.

use crate::{Server, page::Pages, serve, texts::Texts};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use jiff::tz::TimeZone;
use meldkamer_app::{
    Actor, Door, House,
    chance::Clock,
    filing::{Wish, first},
    library::Library,
    settings::Settings,
};
use meldkamer_domain::{question::Stage, receipt, time::Instant};
use meldkamer_store::{dossier, filing, help, journal, message};
use serde_json::json;
use std::sync::Arc;
use tower::ServiceExt;

struct Trial {
    house: Arc<House>,
    app: Router,
    id: String,
    code: String,
    _folder: tempfile::TempDir,
}

struct Answer {
    status: u16,
    location: String,
    kind: String,
    disposition: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

async fn trial() -> Trial {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { data: folder.path().to_owned(), attachment_mib: 1, ..Settings::default() };
    let clock = Clock::standing(Instant::parse("2026-11-20T16:40:00+01:00").unwrap());
    let house = Arc::new(House::open(settings, Library::open(None).unwrap().0, clock).await.unwrap());
    let pages = Pages::new(Texts::embedded(), TimeZone::get("Europe/Amsterdam").unwrap()).unwrap();
    let app = serve::app(Server::of(house.clone(), pages).unwrap());
    let (id, code) = file(&house, "Waterbedrijf Noord").await;
    Trial { house, app, id, code, _folder: folder }
}

async fn file(house: &House, organisation: &str) -> (String, String) {
    let answers = json!({
        "not.kind": "significant-incident",
        "org.id": {"name": organisation},
        "org.class": "essential",
        "org.states": ["NL"],
        "t.aware": "2026-11-20T16:00:00+01:00",
        "w.summary": "Servers van de klantenservice zijn versleuteld",
        "w.status": "ongoing",
        "h.want": "yes",
        "h.urgency": "next-working-day",
    });
    let stage = Stage::EarlyWarning;
    let wish = Wish {
        stage,
        answers,
        regime: Some("nl-cbw".into()),
        language: "nl".into(),
        exercise: false,
        channel: "form".into(),
    };
    let door = Door::now(house, Actor::stranger());
    let filed = first::at_once(house, &door, &wish, None).await.unwrap();
    (filed.dossier.id, filed.code.unwrap())
}

impl Trial {
    async fn send(&self, method: &str, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "meldkamer.example")
            .header(header::ORIGIN, "https://meldkamer.example")
            .header(header::CONTENT_TYPE, kind)
            .header(header::COOKIE, format!("meldkamer-code={}", self.code.replace(' ', "-")));
        let response = self.app.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let header =
            |name: &str| response.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let (location, kind, disposition) =
            (header("location"), header("content-type"), header("content-disposition"));
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        Answer { status, location, kind, disposition, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "text/plain", Vec::new()).await
    }

    async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in pairs {
            body.append_pair(name, value);
        }
        self.send("POST", path, "application/x-www-form-urlencoded", body.finish().into_bytes()).await
    }

    async fn upload(&self, path: &str, texts: &[(&str, &[u8])], file: Option<(&str, &str, &[u8])>) -> Answer {
        let mut body = Vec::new();
        for (name, value) in texts {
            body.extend(
                format!("--xx\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n").into_bytes(),
            );
            body.extend(*value);
            body.extend(b"\r\n");
        }
        if let Some((field, name, bytes)) = file {
            let head = format!(
                "--xx\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--xx--\r\n");
        self.send("POST", path, "multipart/form-data; boundary=xx", body).await
    }

    async fn lines(&self) -> i64 {
        journal::head(&self.house.database, &format!("dossier:{}", self.id)).await.unwrap().unwrap().seq
    }
}

#[tokio::test]
async fn the_page_tells_where_things_stand_and_a_stranger_sees_nothing() {
    let mut trial = trial().await;
    let page = trial.get("/mine").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let text = page.text();
    for word in ["Ontvangen", "Vroegtijdige waarschuwing", "Melding", "Cbw 27", "72 uur", "UTC", &trial.code]
    {
        assert!(text.contains(word), "{word}");
    }
    assert_eq!(trial.get("/mine/status").await.status, 200);
    assert_eq!(trial.get("/mine/more-time").await.status, 200);
    trial.code = "geen code".into();
    assert_eq!(trial.get("/mine").await.location, "/continue");
    assert_eq!(trial.post("/mine/messages", &[("message", "x")]).await.status, 404);
}

#[tokio::test]
async fn messages_go_both_ways_and_are_read_once() {
    let trial = trial().await;
    let before = trial.lines().await;
    let sent = trial
        .upload(
            "/mine/messages",
            &[("message", "Hebt u een <b>idee</b>?".as_bytes())],
            Some(("attachment", "../een\".html", b"<script>")),
        )
        .await;
    assert_eq!(
        (sent.status, sent.location.as_str()),
        (303, "/mine?done=message#messages"),
        "{}",
        sent.text()
    );
    assert_eq!(trial.lines().await, before + 1);
    let row = dossier::by_id(&trial.house.database, &trial.id).await.unwrap().unwrap();
    assert_eq!((row.unread, row.queued), (1, 1));
    assert!(row.reasons.contains("unread"), "{}", row.reasons);
    assert!(trial.get("/mine").await.text().contains("Hebt u een &lt;b&gt;idee"));

    let file = &message::files_of_dossier(&trial.house.database, &trial.id).await.unwrap()[0];
    let got = trial.get(&format!("/mine/files/{}", file.id)).await;
    assert_eq!((got.status, got.body.as_slice()), (200, b"<script>".as_slice()));
    assert_eq!(got.kind, "application/octet-stream");
    assert!(got.disposition.starts_with("attachment; filename=\""), "{}", got.disposition);

    // An answer of the CSIRT is new once; each look at the dossier leaves a line.
    let tx = trial.house.database.begin().await.unwrap();
    let permit = meldkamer_domain::access::permit(
        meldkamer_domain::access::Role::DutyOfficer,
        meldkamer_domain::access::Verb::Answer,
        meldkamer_domain::access::Tie::Other,
    );
    let mut answer = message::of_dossier(&trial.house.database, &trial.id, false).await.unwrap().remove(0);
    (answer.id, answer.direction, answer.body) =
        ("msg_out".into(), "out".into(), "Haal de stekker eruit.".into());
    message::add(&tx, &permit.unwrap(), &answer).await.unwrap();
    tx.commit().await.unwrap();
    let lines = trial.lines().await;
    assert!(trial.get("/mine").await.text().contains("Er is 1 nieuw bericht"));
    assert!(!trial.get("/mine").await.text().contains("Er is 1 nieuw bericht"));
    assert_eq!(trial.lines().await, lines + 2);
}

#[tokio::test]
async fn what_cannot_be_sent_is_shown_again_with_every_word() {
    let trial = trial().await;
    let before = trial.lines().await;
    let big = vec![b'x'; 3 << 20];
    let words = ("message", "Dit was veel typewerk.".as_bytes());
    let again = trial.upload("/mine/messages", &[words], Some(("attachment", "groot.bin", &big))).await;
    assert_eq!(again.status, 422);
    assert!(again.text().contains("Dit was veel typewerk.") && again.text().contains("te groot"));
    let again = trial.upload("/mine/messages", &[("message", b"goed \xff slecht")], None).await;
    assert!(again.status == 422 && again.text().contains("niet te lezen") && again.text().contains("goed "));
    assert_eq!(trial.post("/mine/messages", &[("message", "  ")]).await.status, 422);
    assert_eq!(trial.upload("/mine/files", &[], Some(("file", "groot.bin", &big))).await.status, 422);
    assert_eq!(trial.upload("/mine/files", &[], None).await.status, 422);
    let moment =
        [("moment", "aware"), ("at.date", "2026-11-31"), ("at.time", "10:00"), ("reason", "Een reden.")];
    let again = trial.post("/mine/moments", &moment).await;
    assert!(
        again.status == 422 && again.text().contains("2026-11-31") && again.text().contains("Een reden.")
    );
    let future =
        [("moment", "aware"), ("at.date", "2026-11-21"), ("at.time", "10:00"), ("reason", "Een reden.")];
    assert!(trial.post("/mine/moments", &future).await.text().contains("moet nog komen"));
    assert_eq!(trial.lines().await, before);
}

#[tokio::test]
async fn a_changed_moment_moves_the_clocks_and_says_why() {
    let trial = trial().await;
    let change = [
        ("moment", "aware"),
        ("at.date", "2026-11-20"),
        ("at.time", "12:00"),
        ("reason", "Zie de logboeken."),
    ];
    let done = trial.post("/mine/moments", &change).await;
    assert_eq!(done.location, "/mine?done=moment#clocks", "{}", done.text());
    let text = trial.get("/mine").await.text();
    assert!(text.contains("Zie de logboeken.") && text.contains("vervallen"), "{text}");
    assert!(text.contains("2026-11-23 11:00 UTC"), "three days after the new moment");
    assert_eq!(trial.post("/mine/moments", &change).await.location, "/mine?done=same#moments");
}

#[tokio::test]
async fn a_later_stage_knows_what_was_told_and_a_correction_keeps_it() {
    let trial = trial().await;
    let form = trial.get("/mine/stage/notification").await;
    assert_eq!(form.status, 200, "{}", form.text());
    assert!(form.text().contains("Servers van de klantenservice") && form.text().contains("Dit meldde u al"));
    let told = [
        ("base", "w.summary@0"),
        ("w.summary", "Ook de kassa's"),
        ("t.aware.date", "2026-02-31"),
        ("t.aware.time", "10:00"),
    ];
    let again = trial.post("/mine/stage/notification", &told).await;
    assert!(
        again.status == 422 && again.text().contains("2026-02-31") && again.text().contains("Ook de kassa")
    );
    let body = b"w.summary=goed+%ff+slecht".to_vec();
    let garbled =
        trial.send("POST", "/mine/stage/notification", "application/x-www-form-urlencoded", body).await;
    assert!(
        garbled.status == 422 && garbled.text().contains("niet te lezen") && garbled.text().contains("goed ")
    );
    let check = trial.post("/mine/stage/notification", &[told[1], ("then", "check")]).await;
    assert!(check.status == 200 && check.text().contains("Er is nog niets verstuurd"));
    let sent = trial.post("/mine/stage/notification", &[told[1], told[2], told[3], ("anyway", "yes")]).await;
    assert_eq!(sent.location, "/mine/filings/notification/1?done=filed", "{}", sent.text());
    let page = trial.get("/mine/filings/notification/1").await.text();
    assert!(page.contains("Ook de kassa") && page.contains("Servers van de klantenservice"));

    let better = [("w.summary", "Ook de website")];
    assert_eq!(trial.post("/mine/stage/notification", &better).await.status, 422, "a reason is asked");
    let sent = trial.post("/mine/stage/notification", &[better[0], ("reason", "Nieuw spoor")]).await;
    assert_eq!(sent.location, "/mine/filings/notification/2?done=filed");
    let page = trial.get("/mine/filings/notification/2").await.text();
    assert!(page.contains("Ook de website") && page.contains("Ook de kassa") && page.contains("Nieuw spoor"));
    assert_eq!(filing::of_dossier(&trial.house.database, &trial.id).await.unwrap().len(), 3);
    assert_eq!(trial.get("/mine/stage/nonsense").await.status, 404);
    assert_eq!(trial.get("/mine/filings/notification/9").await.status, 404);
}

#[tokio::test]
async fn urgent_help_rings_and_shows_who_saw_it() {
    let trial = trial().await;
    let db = &trial.house.database;
    assert_eq!(trial.get("/mine/help").await.status, 200);
    trial.house.clock.set(trial.house.clock.now().plus_seconds(60));
    let empty = trial.post("/mine/help", &[]).await;
    assert!(empty.status == 422 && empty.text().contains("Kies hoe snel"));
    let asked = trial.post("/mine/help", &[("h.urgency", "now"), ("h.question", "Moet alles uit?")]).await;
    assert_eq!(asked.location, "/mine?done=help#help", "{}", asked.text());
    assert_eq!(help::ringing(db).await.unwrap().len(), 1);
    assert!(trial.get("/mine/status").await.text().contains("Nog niet gezien"));
    let tx = db.begin().await.unwrap();
    let permit = meldkamer_domain::access::permit(
        meldkamer_domain::access::Role::DutyOfficer,
        meldkamer_domain::access::Verb::SeeAlarm,
        meldkamer_domain::access::Tie::Other,
    );
    let at = trial.house.clock.now().plus_hours(1).micros();
    help::seen(&tx, &permit.unwrap(), &trial.id, "acc_1", "Noor van Dijk", at).await.unwrap();
    tx.commit().await.unwrap();
    let text = trial.get("/mine").await.text();
    assert!(
        text.contains("Gezien door de dienstdoende")
            && text.contains("Noor van Dijk")
            && text.contains("17:41 CET")
    );

    // The next stage repeats the request as it stands; that rings nobody twice.
    let known =
        [("w.summary", "Meer"), ("h.want", "yes"), ("h.urgency", "now"), ("h.question", "Moet alles uit?")];
    assert_eq!(trial.post("/mine/stage/notification", &known).await.status, 303);
    assert_eq!(help::of_dossier(db, &trial.id).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_withdrawal_needs_a_reason_and_closes_the_forms() {
    let trial = trial().await;
    assert_eq!(trial.post("/mine/withdraw", &[]).await.status, 422);
    assert_eq!(
        trial.post("/mine/withdraw", &[("reason", "Vals alarm")]).await.location,
        "/mine?done=withdrawn"
    );
    let text = trial.get("/mine").await.text();
    assert!(text.contains("Ingetrokken") && !text.contains("/mine/stage/"));
    assert_eq!(trial.get("/mine/stage/notification").await.status, 410);
    assert_eq!(trial.post("/mine/help", &[("h.urgency", "now")]).await.status, 410);
    assert_eq!(trial.post("/mine/messages", &[("message", "Toch niet")]).await.status, 303);
}

#[tokio::test]
async fn everything_can_be_taken_along_and_nothing_of_another() {
    let mut trial = trial().await;
    trial.upload("/mine/files", &[], Some(("file", "log.txt", b"inert"))).await;
    let row = dossier::by_id(&trial.house.database, &trial.id).await.unwrap().unwrap();
    assert_eq!(row.unread, 1, "the desk sees that there is a file");
    let all: serde_json::Value = serde_json::from_slice(&trial.get("/mine/dossier.json").await.body).unwrap();
    assert_eq!(all["filings"][0]["answers"]["w.status"], "ongoing");
    assert_eq!(all["files"][0]["name"], "log.txt");
    assert!(trial.get("/mine/dossier.pdf").await.body.starts_with(b"%PDF-"));
    assert!(trial.get("/mine/receipt/early-warning/1/pdf").await.body.starts_with(b"%PDF-"));
    let got = trial.get("/mine/receipt/early-warning/1").await;
    let read = receipt::verify(&got.text(), trial.house.keys.published()).unwrap();
    assert_eq!((read.stage.as_str(), read.version), ("early-warning", 1));

    let file = message::files_of_dossier(&trial.house.database, &trial.id).await.unwrap()[0].id.clone();
    let (_, other) = self::file(&trial.house, "Gemeente Zuid").await;
    trial.code = other;
    assert_eq!(trial.get(&format!("/mine/files/{file}")).await.status, 404);
}

#[tokio::test]
async fn a_sealed_receipt_carries_its_proof() {
    let trial = trial().await;
    let db = &trial.house.database;
    // Two entries under one checkpoint, as the sealer leaves them.
    let first = journal::entry(db, &format!("dossier:{}", trial.id), 0).await.unwrap().unwrap();
    let leaf = |hash: &[u8]| meldkamer_domain::log::leaf_hash(hash);
    let leaves = [leaf(&first.hash), leaf(b"another entry, of no matter")];
    let sealed = meldkamer_domain::log::append(0, &leaves, |_, _| None).unwrap();
    let tx = db.begin().await.unwrap();
    journal::seal(&tx, &[(first.subject, 0)], 0).await.unwrap();
    for tile in sealed.tiles {
        let row = journal::TileRow { level: i64::from(tile.level), idx: 0, hashes: tile.hashes.concat() };
        journal::put_tile(&tx, &row).await.unwrap();
    }
    let checkpoint =
        meldkamer_domain::note::Checkpoint { origin: "meldkamer.example".into(), size: 2, root: sealed.root };
    let note = checkpoint.sign(trial.house.keys.signing());
    let row = journal::CheckpointRow { size: 2, root: sealed.root.to_vec(), note, at: 0 };
    journal::put_checkpoint(&tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    let text = trial.get("/mine/receipt/early-warning/1").await.text();
    let read = receipt::verify_inclusion(&text, trial.house.keys.published()).unwrap();
    assert_eq!((read.index, read.checkpoint.size), (0, 2));
}

#[tokio::test]
async fn a_later_stage_is_kept_while_it_is_typed_until_it_is_filed() {
    let trial = trial().await;
    trial.house.clock.set(trial.house.clock.now().plus_seconds(60));
    let text = |page: &Answer| page.text().contains("Ook de kassa");
    let typed =
        [("writer", "een"), ("base", "w.summary@0"), ("w.summary", "Ook de kassa's"), ("then", "save")];
    let kept = trial.post("/mine/stage/notification", &typed).await;
    assert_eq!(kept.location, "/mine/stage/notification?done=saved", "{}", kept.text());
    assert!(text(&trial.get("/mine/stage/notification").await));
    assert!(!text(&trial.get("/mine").await), "not filed yet");
    // Somebody else began from the same page: both texts are shown.
    let other = [("writer", "twee"), ("base", "w.summary@0"), ("w.summary", "Alleen de website")];
    let clash = trial.post("/mine/stage/notification/keep", &other).await;
    assert_eq!(clash.status, 409);
    assert!(text(&clash) && clash.text().contains("Alleen de website"));
    let back = trial.post("/mine/stage/notification", &[("writer", "twee"), ("use", "w.summary@1")]).await;
    assert_eq!(back.status, 303);
    assert!(text(&trial.get("/mine/stage/notification").await));
    // Once it is filed, the form begins with what was filed.
    trial.house.clock.set(trial.house.clock.now().plus_seconds(60));
    assert_eq!(
        trial.post("/mine/stage/notification", &[("w.summary", "Iets heel anders")]).await.status,
        303
    );
    let form = trial.get("/mine/stage/notification").await;
    assert!(form.text().contains("Iets heel anders") && !text(&form));
    // What was typed before counts anew when it is typed again, and untouched answers collide with nobody.
    trial.house.clock.set(trial.house.clock.now().plus_seconds(60));
    let again = [("writer", "een"), ("base", "w.summary@3"), ("w.summary", "Ook de kassa's")];
    assert_eq!(trial.post("/mine/stage/notification/keep", &again).await.status, 303);
    let untouched = [("writer", "twee"), ("base", "w.summary@3"), ("w.summary", "Iets heel anders")];
    assert_eq!(trial.post("/mine/stage/notification/keep", &untouched).await.status, 303);
    assert!(text(&trial.get("/mine/stage/notification").await));
}

#[tokio::test]
async fn a_final_report_after_a_progress_report_leaves_no_clock_running() {
    let trial = trial().await;
    for (stage, days) in [("notification", 1), ("progress", 29), ("final", 20)] {
        trial.house.clock.set(trial.house.clock.now().plus_hours(24 * days));
        if stage == "final" {
            let date = trial.house.clock.now().plus_hours(-24).rfc3339();
            let resolved = [
                ("moment", "resolved"),
                ("at.date", &date[..10]),
                ("at.time", "12:00"),
                ("reason", "Alles draait weer."),
            ];
            assert_eq!(trial.post("/mine/moments", &resolved).await.status, 303);
            assert!(trial.get("/mine").await.text().contains("Ga verder: Eindverslag"));
        }
        let sent = trial.post(&format!("/mine/stage/{stage}"), &[("w.summary", stage)]).await;
        assert_eq!(sent.status, 303, "{stage}: {}", sent.text());
    }
    let text = trial.get("/mine").await.text();
    assert!(!text.contains("Ga verder:"), "something is still asked");
    let row = dossier::by_id(&trial.house.database, &trial.id).await.unwrap().unwrap();
    assert_eq!(row.next_due, None);
}
