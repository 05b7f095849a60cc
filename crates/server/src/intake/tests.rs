//! The intake over a real socket: what is taken, what is refused, and what cannot be smuggled in.

use super::*;
use meldkamer_app::{chance::Clock, library::Library, settings::Settings};
use meldkamer_domain::time::Instant;
use meldkamer_store::journal;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const MAIL: &str =
    "From: Jan <jan@bedrijf.example>\r\nSubject: Storing\r\nMessage-ID: <1@bedrijf.example>\r\n\r\nPlat.\r\n";

async fn house() -> (Arc<House>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings { data: folder.path().into(), ..Settings::default() };
    settings.intake.addresses = vec!["meld@csirt.example".into()];
    let clock = Clock::standing(Instant::parse("2026-09-15T09:00:00Z").unwrap());
    let house = House::open(settings, Library::open(None).unwrap().0, clock).await.unwrap();
    (Arc::new(house), folder)
}

/// Says everything at once and hears the codes of all answers.
async fn speak(house: &Arc<House>, words: &str) -> Vec<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(serve(listener, house.clone()));
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(words.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut said = String::new();
    stream.read_to_string(&mut said).await.unwrap();
    serving.abort();
    let last = |line: &&str| line.as_bytes().get(3) == Some(&b' ');
    said.lines().filter(last).map(|line| line[..3].to_owned()).collect()
}

async fn taken(house: &House) -> usize {
    let all = journal::newest(&house.database, i64::MAX, 1000).await.unwrap();
    all.iter().filter(|entry| entry.verb == "mail.take").count()
}

fn lmtp(recipients: &[&str], mail: &str) -> String {
    let to: String = recipients.iter().map(|to| format!("RCPT TO:<{to}>\r\n")).collect();
    format!("LHLO mx.example\r\nMAIL FROM:<jan@bedrijf.example> SIZE=100\r\n{to}DATA\r\n{mail}.\r\nQUIT\r\n")
}

#[tokio::test]
async fn a_mail_is_taken_once_and_answered_after_the_commit() {
    let (house, _folder) = house().await;
    let both = ["meld@csirt.example", "Meld@CSIRT.example"];
    let codes = ["220", "250", "250", "250", "250", "354", "250", "250", "221"];
    assert_eq!(speak(&house, &lmtp(&both, MAIL)).await, codes);
    assert_eq!(speak(&house, &lmtp(&both, MAIL)).await, codes);
    assert_eq!(taken(&house).await, 1);
}

#[tokio::test]
async fn other_addresses_and_automatic_mail_are_refused() {
    let (house, _folder) = house().await;
    let codes = speak(&house, &lmtp(&["iemand@ander.example"], "")).await;
    assert_eq!(codes[..5], ["220", "250", "250", "550", "503"]);
    let absent = format!("Auto-Submitted: auto-replied\r\n{MAIL}");
    let codes = speak(&house, &lmtp(&["meld@csirt.example"], &absent)).await;
    assert_eq!(codes[5], "550");
    assert_eq!(taken(&house).await, 0);
}

#[tokio::test]
async fn one_mail_cannot_hide_another() {
    let (house, _folder) = house().await;
    let hidden = format!("{MAIL}\n.\nMAIL FROM:<x@y.example>\r\n.\nRCPT TO:<meld@csirt.example>\r\n");
    let codes = speak(&house, &lmtp(&["meld@csirt.example"], &hidden)).await;
    assert_eq!(codes, ["220", "250", "250", "250", "354", "250", "221"]);
    assert_eq!(taken(&house).await, 1);
}

#[tokio::test]
async fn nonsense_and_endless_lines_end_the_conversation() {
    let (house, _folder) = house().await;
    assert_eq!(speak(&house, &"GET / HTTP/1.1\r\n".repeat(20)).await.last().unwrap(), "421");
    assert_eq!(speak(&house, &"x".repeat(4000)).await, ["220", "500"]);
}
