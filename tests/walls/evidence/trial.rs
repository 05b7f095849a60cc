//! A thousand rounds at random: the line is cut, the house begins anew, the clock jumps, parts are corrupt,
//! come twice and out of order. Every finished file hashes right, and no acknowledged byte is lost.

use super::{announce, base64, link, part, repr, sha256, stands, tus};
use crate::harness::house::{TestHouse, house_with};
use axum::body::{Body, Bytes};
use futures::stream;
use meldkamer_app::{
    evidence::verify::{self, What},
    journal,
};
use meldkamer_store::Dialect;
use std::{io, path::Path};

const ROUNDS: usize = 1_000;

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most.max(1)
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| u8::try_from(self.below(256)).unwrap()).collect()
    }
}

async fn on(folder: &Path) -> TestHouse {
    house_with(Dialect::Sqlite, |settings| {
        settings.data = folder.to_owned();
        settings.database = folder.join("meldkamer.db").display().to_string();
    })
    .await
}

/// A body that breaks off after some bytes.
fn cut(bytes: &[u8]) -> Body {
    let first: Result<Bytes, io::Error> = Ok(Bytes::copy_from_slice(bytes));
    Body::from_stream(stream::iter([first, Err(io::Error::from(io::ErrorKind::ConnectionReset))]))
}

/// A file that is being sent, and what was acknowledged of it.
struct Sent {
    bytes: Vec<u8>,
    address: String,
    offset: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut house = on(folder.path()).await;
    let (secret, _) = link(&house).await;
    let (mut dice, mut finished) = (Dice(0x2026_1120_1640_0001), 0);
    let mut sent = fresh(&house, &secret, &mut dice).await;
    for round in 0..ROUNDS {
        match dice.below(12) {
            0 => {
                drop(house);
                house = on(folder.path()).await;
            }
            1 => {
                let hours = i64::try_from(dice.below(24)).unwrap() - 12;
                house.set(house.now().plus_hours(hours));
            }
            way => send(&house, &mut sent, way, &mut dice).await,
        }
        let now = stands(&house, &sent.address).await;
        assert_eq!((now.status, now.offset), (200, Some(sent.offset as u64)), "round {round}");
        if sent.offset == sent.bytes.len() {
            assert_eq!(now.digest, repr(&sent.bytes), "round {round}");
            finished += 1;
            sent = fresh(&house, &secret, &mut dice).await;
        }
    }
    assert!(finished > 20, "only {finished} files were finished");
    let report = verify::run(&house.house, &What::All).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.items, finished);
    assert!(journal::verify_all(&house.house).await.unwrap().is_sound());
}

async fn fresh(house: &TestHouse, secret: &str, dice: &mut Dice) -> Sent {
    let length = 1 + dice.below(300_000);
    let bytes = dice.bytes(length);
    let address = announce(house, secret, bytes.len()).await;
    Sent { bytes, address, offset: 0 }
}

async fn send(house: &TestHouse, sent: &mut Sent, way: usize, dice: &mut Dice) {
    let left = sent.bytes.len() - sent.offset;
    let size = 1 + dice.below(left.min(200_000));
    let bytes = sent.bytes[sent.offset..sent.offset + size].to_vec();
    let at = sent.offset as u64;
    let sum = sha256(&bytes);
    let go =
        async |heads: &[(&str, String)], body: Body| tus(house, "PATCH", &sent.address, heads, body).await;
    match way {
        // A part that was changed on the way is named, and nothing of it counts.
        2 | 3 => {
            let mut other = bytes.clone();
            other[size / 2] ^= 1;
            assert_eq!(go(&part(at, Some(&sum)), Body::from(other)).await.status, 460);
        }
        // Out of order, and twice.
        4 => {
            let away = if at > 0 && dice.below(2) == 0 { at - 1 } else { at + 1 };
            assert_eq!(go(&part(away, None), Body::from(bytes)).await.status, 409);
        }
        // The line breaks: with a sum nothing counts, without one what came does.
        5 => {
            let some = dice.below(size);
            let _ = go(&part(at, Some(&sum)), cut(&bytes[..some])).await;
        }
        6 => {
            let some = dice.below(size);
            let said = go(&part(at, None), cut(&bytes[..some])).await;
            assert_eq!((said.status, said.offset), (204, Some(at + some as u64)));
            sent.offset += some;
        }
        // More than was announced.
        7 => {
            let more = vec![7; left + 1];
            assert_eq!(go(&part(at, Some(&sha256(&more))), Body::from(more)).await.status, 413);
        }
        8 | 9 => {
            let said = go(&part(at, None), Body::from(bytes)).await;
            assert_eq!((said.status, said.offset), (204, Some(at + size as u64)));
            sent.offset += size;
        }
        _ => {
            let said = go(&part(at, Some(&sum)), Body::from(bytes)).await;
            assert_eq!((said.status, said.offset), (204, Some(at + size as u64)));
            sent.offset += size;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_send_the_same_part_do_not_spoil_it() {
    let folder = tempfile::tempdir().unwrap();
    let house = on(folder.path()).await;
    let (secret, _) = link(&house).await;
    let bytes = Dice(7).bytes(300_000);
    let address = announce(&house, &secret, bytes.len()).await;
    let sum = sha256(&bytes);
    let once = async || {
        let said = tus(&house, "PATCH", &address, &part(0, Some(&sum)), Body::from(bytes.clone())).await;
        said.status
    };
    let (one, two, three) = tokio::join!(once(), once(), once());
    let mut all = [one, two, three];
    all.sort_unstable();
    assert_eq!(all, [204, 409, 409]);
    assert_eq!(stands(&house, &address).await.digest, repr(&bytes));
    assert!(verify::run(&house.house, &What::All).await.unwrap().is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_protocol_is_spoken_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let house = on(folder.path()).await;
    let (secret, _) = link(&house).await;
    let files = format!("/evidence/{secret}/files");
    let heads = [("upload-length", "10".to_owned())];
    assert_eq!(tus(&house, "OPTIONS", &files, &[], Body::empty()).await.status, 204);
    assert_eq!(tus(&house, "POST", &files, &[], Body::empty()).await.status, 400);
    let far = [("upload-length", (1_u64 << 60).to_string())];
    assert_eq!(tus(&house, "POST", &files, &far, Body::empty()).await.status, 507);
    assert_eq!(tus(&house, "POST", "/evidence/nobody/files", &heads, Body::empty()).await.status, 404);
    // An empty file is whole at once; a file may come with its announcement.
    let none = [("upload-length", "0".to_owned())];
    let empty = tus(&house, "POST", &files, &none, Body::empty()).await;
    assert_eq!((empty.status, empty.digest), (201, repr(b"")));
    let mut with = part(0, Some(&sha256(b"tien bytes")));
    with.push(("upload-length", "10".to_owned()));
    let said = tus(&house, "POST", &files, &with, Body::from("tien bytes")).await;
    assert_eq!((said.status, said.offset, said.digest), (201, Some(10), repr(b"tien bytes")));
    // SHA-1 is known too, other sums are not, and what is stopped is gone.
    let address = announce(&house, &secret, 3).await;
    let mut odd = part(0, None);
    odd.push(("upload-checksum", format!("crc32 {}", base64(b"1234"))));
    assert_eq!(tus(&house, "PATCH", &address, &odd, Body::from("abc")).await.status, 400);
    let mut plain = part(0, None);
    plain.retain(|(name, _)| *name != "content-type");
    assert_eq!(tus(&house, "PATCH", &address, &plain, Body::from("abc")).await.status, 415);
    assert_eq!(tus(&house, "DELETE", &address, &[], Body::empty()).await.status, 204);
    assert_eq!(stands(&house, &address).await.status, 410);
    // A week without a byte, and a link past its end.
    let address = announce(&house, &secret, 3).await;
    house.set(house.now().plus_hours(24 * 8));
    assert_eq!(stands(&house, &address).await.status, 410);
    house.set(house.now().plus_hours(24 * 30));
    assert_eq!(tus(&house, "POST", &files, &heads, Body::empty()).await.status, 410);
}
