//! The disk is full, and then it has room again: whoever files is told to come back, nothing that was
//! acknowledged is lost, nothing that was not is there, and the house goes on without a new start.

use crate::harness::{
    house::{TestHouse, house_with},
    programs,
    world::{early_warning, wish},
};
use meldkamer_app::{Failed, filing::first, journal};
use meldkamer_domain::question::Stage;
use meldkamer_store::Dialect;
use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

/// A small disk of memory, taken away with this value.
struct Disk(tempfile::TempDir);

impl Disk {
    fn mount() -> Option<Self> {
        let disk = Self(tempfile::tempdir().unwrap());
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=12m", "tmpfs"])
            .arg(disk.0.path())
            .status();
        done.is_ok_and(|status| status.success()).then_some(disk)
    }

    /// Blows up a balloon until nothing fits any more.
    fn fill(&self) {
        let mut balloon = fs::File::options().create(true).append(true).open(self.balloon()).unwrap();
        for size in [65_536, 4096, 512, 1] {
            while balloon.write_all(&vec![7; size]).is_ok() {}
        }
    }

    fn balloon(&self) -> std::path::PathBuf {
        self.0.path().join("balloon")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

async fn on(disk: &Path) -> TestHouse {
    house_with(Dialect::Sqlite, |settings| {
        settings.data = disk.to_owned();
        settings.database = disk.join("meldkamer.db").display().to_string();
    })
    .await
}

/// Many file at once, until somebody is told that it cannot be kept; those who were acknowledged.
async fn until_full(house: &TestHouse) -> Vec<String> {
    let mut kept = Vec::new();
    for round in 0..200 {
        let file = |number: usize| {
            let (house, door) = (house.house.clone(), house.stranger());
            let wish = wish(Stage::EarlyWarning, early_warning(&format!("Organisatie {round}.{number}")));
            tokio::spawn(async move { first::at_once(&house, &door, &wish, None).await })
        };
        let mut full = false;
        for filed in (0..20).map(file).collect::<Vec<_>>() {
            match filed.await.unwrap() {
                Ok(filed) => kept.push(filed.dossier.organisation),
                Err(Failed::Trouble(trouble)) => {
                    assert!(trouble.may_pass(), "{trouble:?}");
                    full = true;
                }
                Err(refused) => panic!("{refused}"),
            }
        }
        if full {
            kept.sort();
            return kept;
        }
    }
    panic!("the disk did not fill up");
}

async fn there(house: &TestHouse) -> Vec<String> {
    house
        .memory
        .texts(
            "SELECT organisation FROM dossier WHERE organisation LIKE 'Organisatie%' ORDER BY organisation",
        )
        .await
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stderr, reason = "says that the test was left out, and why")]
async fn a_full_disk_loses_nothing_and_the_house_goes_on() {
    let Some(disk) = Disk::mount() else {
        return eprintln!("left out: only root can mount a small disk to fill");
    };
    let house = on(disk.0.path()).await;
    let reported = house.report("Waterbedrijf Noord").await;
    let mut kept = Vec::new();
    for _ in 0..3 {
        disk.fill();
        kept.extend(until_full(&house).await);
        kept.sort();
        assert_eq!(there(&house).await, kept, "what was acknowledged is there, and nothing else");
        told_to_come_back(&house, &reported).await;
        fs::remove_file(disk.balloon()).unwrap();
        house.report("Energie Oost").await;
        assert_eq!(house.client().get("/readyz").await.status, 200);
    }
    let report = journal::verify_all(&house.house).await.unwrap();
    assert!(report.is_sound(), "{report:?}");
}

/// A machine and a person are told what to do; the person's words come back with a button.
async fn told_to_come_back(house: &TestHouse, reported: &crate::harness::world::Reported) {
    let mut machine = house.client();
    machine.accept = "application/json";
    let body =
        serde_json::json!({"stage": "early-warning", "language": "nl", "answers": early_warning("Te laat")});
    let answer = machine
        .send(
            axum::http::Method::POST,
            "/api/v1/notifications",
            Some("application/json"),
            body.to_string().into_bytes(),
        )
        .await;
    assert_eq!(answer.status, 503, "{}", answer.text());
    assert!(answer.text().contains("\"code\":\"not-now\""), "{}", answer.text());
    assert_eq!(answer.header("retry-after"), "30");

    let mut person = house.holder(reported);
    let words = "De besturing staat stil en wij hebben hulp nodig.";
    let answer = person.post("/mine/messages", &[("once", "mark-1"), ("message", words)]).await;
    assert_eq!(answer.status, 503, "{}", answer.text());
    assert!(
        answer.text().contains(words) && answer.text().contains("Opnieuw versturen"),
        "{}",
        answer.text()
    );
    let ready = person.get("/readyz").await;
    assert_eq!(ready.status, 503, "{}", ready.text());
}

/// Who did not hear that it was kept sends it again, and it counts once.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_twice_counts_once() {
    crate::harness::house::on_both(async |house| {
        let reported = house.report("Waterbedrijf Noord").await;
        let mut person = house.holder(&reported);
        for (path, fields) in [
            ("/mine/messages", [("once", "m1"), ("message", "Wij hebben hulp nodig")]),
            ("/mine/help", [("once", "m1"), ("h.urgency", "now")]),
        ] {
            for _ in 0..2 {
                assert_eq!(person.post(path, &fields).await.status, 303, "{path}");
            }
        }
        for table in ["message WHERE direction = 'in'", "help"] {
            assert_eq!(house.memory.number(&format!("SELECT count(*) FROM {table}")).await, 1, "{table}");
        }
        person.post("/mine/messages", &[("once", "m2"), ("message", "Wij hebben hulp nodig")]).await;
        assert_eq!(house.memory.number("SELECT count(*) FROM message WHERE direction = 'in'").await, 2);
    })
    .await;
}

#[test]
fn a_log_that_goes_to_a_full_disk_stops_nothing() {
    let data = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let log = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut server = Command::new(programs::meldkamer())
        .args(["serve", "--listen", &free.to_string(), "--data"])
        .arg(data.path())
        .env("MELDKAMER_LOG", "info")
        .env("MELDKAMER_METRICS", "")
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap();
    let health = || {
        let mut line = TcpStream::connect(free).ok()?;
        line.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        line.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        line.read_to_string(&mut answer).ok()?;
        answer.starts_with("HTTP/1.1 200").then_some(())
    };
    for _ in 0..600 {
        if health().is_some() {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    // Each of these is logged.
    let answered = (0..20).filter_map(|_| health()).count();
    let lives = server.try_wait().unwrap().is_none();
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!((answered, lives), (20, true));
}
