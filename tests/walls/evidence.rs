//! Evidence: what is acknowledged is never lost, what is finished hashes right, custody holds, and what
//! others send is looked at where it can do no harm.

mod browser;
mod clients;
mod custody;
mod disk;
mod laboratory;
mod trial;

use crate::harness::house::TestHouse;
use axum::{body::Body, http::Request};
use meldkamer_app::evidence::link::{self, Wish};
use meldkamer_domain::access::Role;
use ring::digest::{SHA256, digest};
use tower::ServiceExt;

/// The case of these tests.
const CASE: &str = "cas_01926d3b3c007000800000000000000c";

/// Opens the case, unless it is, and makes a link for it; answers its secret and the public key of the case.
async fn link(house: &TestHouse) -> (String, String) {
    let at = house.now().micros();
    let open = format!(
        "INSERT INTO support_case (id, reference, title, forms, intensity, to_answer, scope, limits, state, exercise, \
         actor, opened_at, changed_at, version) VALUES ('{CASE}', '{CASE}', 'Plat', '[\"technical\"]', 'handler', 'Hoe?', \
         '', '', 'open', 0, 'x', {at}, {at}, 1) ON CONFLICT (id) DO NOTHING"
    );
    house.memory.run(&open).await;
    let wish = Wish {
        person: "Noor van Dijk".into(),
        purpose: "Image of the file server".into(),
        until: Some(house.now().plus_hours(24 * 30)),
        keep_days: Some(180),
        original: String::new(),
        party: String::new(),
    };
    let made = link::make(&house.house, &house.staff(Role::DutyOfficer), CASE, &wish).await.unwrap();
    (made.secret, made.recipient)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}

fn base64(bytes: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.encode(bytes)
}

/// What a server of tus said.
#[derive(Debug)]
pub struct Said {
    pub status: u16,
    offset: Option<u64>,
    location: String,
    digest: String,
}

/// One request of tus, without a network.
pub async fn tus(house: &TestHouse, method: &str, path: &str, heads: &[(&str, String)], body: Body) -> Said {
    let mut request = Request::builder().method(method).uri(path).header("tus-resumable", "1.0.0");
    for (name, value) in heads {
        request = request.header(*name, value);
    }
    let answer = house.app.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let text = |name: &str| {
        answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    };
    Said {
        status: answer.status().as_u16(),
        offset: text("upload-offset").parse().ok(),
        location: text("location"),
        digest: text("repr-digest"),
    }
}

/// Announces a file of so many bytes; answers its address.
pub async fn announce(house: &TestHouse, secret: &str, length: usize) -> String {
    let heads = [
        ("upload-length", length.to_string()),
        ("upload-metadata", format!("filename {}", base64(b"disk.bin"))),
    ];
    let said = tus(house, "POST", &format!("/evidence/{secret}/files"), &heads, Body::empty()).await;
    assert_eq!(said.status, 201, "{said:?}");
    said.location
}

/// Heads of a part at an offset, summed when wanted.
pub fn part(offset: u64, sum: Option<&[u8]>) -> Vec<(&'static str, String)> {
    let mut heads = vec![
        ("upload-offset", offset.to_string()),
        ("content-type", "application/offset+octet-stream".to_owned()),
    ];
    if let Some(sum) = sum {
        heads.push(("upload-checksum", format!("sha256 {}", base64(sum))));
    }
    heads
}

/// Where a file stands.
async fn stands(house: &TestHouse, file: &str) -> Said {
    tus(house, "HEAD", file, &[], Body::empty()).await
}

/// What stands in `Repr-Digest` for these bytes.
fn repr(bytes: &[u8]) -> String {
    format!("sha-256=:{}:", base64(&sha256(bytes)))
}
