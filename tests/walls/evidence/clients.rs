//! Clients of others and our own send to a real server, that is killed on the way.

use super::{CASE, hex, link, sha256};
use crate::harness::{
    house::{TestHouse, house_with},
    programs,
};
use meldkamer_app::evidence::verify::{self, What};
use meldkamer_domain::access::Role;
use meldkamer_store::{Dialect, evidence, evidence::item};
use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

pub fn noise(count: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..count).map(|_| next()).collect()
}

async fn on(folder: &Path) -> TestHouse {
    house_with(Dialect::Sqlite, |settings| {
        settings.data = folder.to_owned();
        settings.database = folder.join("meldkamer.db").display().to_string();
    })
    .await
}

async fn digests(house: &TestHouse) -> Vec<String> {
    let items = item::of_case(&house.house.database, CASE).await.unwrap();
    items.into_iter().map(|item| item.digest).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_of_others_and_curl_send() {
    let folder = tempfile::tempdir().unwrap();
    let house = on(folder.path()).await;
    let (secret, _) = link(&house).await;
    let address = house.serve().await;
    let bytes = noise(1_000_000);
    let file = folder.path().join("source.bin");
    std::fs::write(&file, &bytes).unwrap();
    let (files, path) = (format!("{address}/evidence/{secret}/files"), file.display().to_string());
    let script = format!("{}/clients/tus.mjs", env!("CARGO_MANIFEST_DIR"));
    let run = async |program: &'static str, arguments: Vec<String>| {
        tokio::task::spawn_blocking(move || {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            programs::run(program, &arguments)
        })
        .await
        .unwrap()
    };
    run("node", vec![script, files.clone(), path.clone()]).await;
    let made = ["-sS", "-i", "-X", "POST", "-H", "Tus-Resumable: 1.0.0", "-H", "Upload-Length: 1000000"];
    let made = made.map(str::to_owned).into_iter().chain([files]).collect();
    let said = run("curl", made).await;
    let location = said.lines().find_map(|line| line.strip_prefix("location: ")).unwrap().trim().to_owned();
    let sent = ["-sS", "-f", "-X", "PATCH", "-H", "Tus-Resumable: 1.0.0", "-H", "Upload-Offset: 0"];
    let kind = "Content-Type: application/offset+octet-stream";
    let more = ["-H", kind, "-T", &path].map(str::to_owned);
    let sent = sent.map(str::to_owned).into_iter().chain(more).chain([format!("{address}{location}")]);
    run("curl", sent.collect()).await;
    assert_eq!(digests(&house).await, [hex(&sha256(&bytes)), hex(&sha256(&bytes))]);
    assert!(verify::run(&house.house, &What::All).await.unwrap().is_sound());
}

/// The real server in a process of its own.
struct Real(Child);

impl Real {
    fn start(folder: &Path, port: u16) -> Self {
        let child = Command::new(programs::meldkamer())
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(folder)
            .env("MELDKAMER_METRICS", "")
            .env("MELDKAMER_ADDRESS", "http://localhost")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }

    /// Ends it as a loss of power would.
    fn kill(mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_tool_goes_on_while_the_server_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let house = on(&data).await;
    // The machine's clock is not the test's: the link must live by both.
    let (secret, recipient) = link(&house).await;
    house.memory.run("UPDATE evidence_link SET ends_at = 9000000000000000").await;
    drop(house);
    let bytes = noise(24 << 20);
    let file = folder.path().join("disk.bin");
    std::fs::write(&file, &bytes).unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut server = Real::start(&data, port);
    let tool = |more: &[&str]| {
        Command::new(programs::meldkamer())
            .args(["upload", "--json", "--part", "1", "--tries", "60"])
            .args(more)
            .arg(format!("http://127.0.0.1:{port}/evidence/{secret}"))
            .arg(&file)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut sending = tool(&[]);
    let mut kills = 0;
    while sending.try_wait().unwrap().is_none() {
        tokio::time::sleep(Duration::from_millis(1_500 + 137 * kills)).await;
        if kills < 6 {
            server.kill();
            server = Real::start(&data, port);
            kills += 1;
        }
    }
    let said = sending.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.status.success() && text.contains(&hex(&sha256(&bytes))), "{text}");

    // Sealed before a byte leaves: what arrives is no longer the file, and only the case opens it.
    let work = folder.path().display().to_string();
    let sealed = tool(&["--seal-to", &recipient, "--work", &work]).wait_with_output().unwrap();
    assert!(sealed.status.success());
    server.kill();
    let house = on(&data).await;
    let items = item::of_case(&house.house.database, CASE).await.unwrap();
    assert_eq!((items[0].digest.as_str(), items[1].sealed), (hex(&sha256(&bytes)).as_str(), 1));
    assert_eq!(items[1].plain_stated, hex(&sha256(&bytes)));
    let report = verify::run(&house.house, &What::All).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    let officer = house.staff(Role::DutyOfficer);
    let key = meldkamer_app::evidence::copy::case_key(&house.house, &officer, CASE, "Openen").await.unwrap();
    assert!(key.starts_with("AGE-SECRET-KEY-1"));
    assert_eq!(evidence::key_of(&house.house.database, CASE).await.unwrap().unwrap().recipient, recipient);
}
