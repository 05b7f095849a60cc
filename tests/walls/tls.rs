//! TLS of our own: a browser that trusts the certificate gets in, one that speaks plain does not, and a
//! renewed certificate is used without a restart.

use crate::harness::{house, programs::run};
use meldkamer::cli::serve::doors;
use meldkamer_app::settings::Tls;
use meldkamer_store::Dialect;
use std::{path::Path, time::Duration};

/// A certificate for this machine, made by openssl; the PEM of the certificate.
fn certify(folder: &Path, name: &str) -> Vec<u8> {
    let (key, certificate) = (folder.join("key.pem"), folder.join("certificate.pem"));
    run(
        "openssl",
        &[
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "30",
            "-subj",
            &format!("/CN={name}"),
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-keyout",
            &key.display().to_string(),
            "-out",
            &certificate.display().to_string(),
        ],
    );
    std::fs::read(certificate).unwrap()
}

async fn ask(trusted: &[u8], address: &str) -> reqwest::Result<reqwest::Response> {
    let trusted = reqwest::Certificate::from_pem(trusted).unwrap();
    let client = reqwest::Client::builder().tls_certs_only([trusted]).build().unwrap();
    client.get(address).send().await
}

/// Waits until the doors answer with this certificate.
async fn until_trusted(trusted: &[u8], address: &str) -> reqwest::Response {
    let mut pause = tokio::time::interval(Duration::from_millis(50));
    let tries = async {
        loop {
            pause.tick().await;
            if let Ok(answer) = ask(trusted, address).await {
                return answer;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(60), tries).await.expect("the doors open with this certificate")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_house_speaks_tls_with_a_certificate_of_its_own() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = tempfile::tempdir().unwrap();
    let first = certify(folder.path(), "first");
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let tls = Tls { certificate: folder.path().join("certificate.pem"), key: folder.path().join("key.pem") };
    let house = house::house_with(Dialect::Sqlite, |settings| {
        settings.address = String::new();
        settings.listen = free.to_string();
        settings.tls = Some(tls);
    })
    .await;
    assert!(house.house.settings.public_address().starts_with("https://"), "the address says how we speak");
    let address = format!("https://{free}");
    let open = tokio::spawn(doors(house.house.clone()));
    let answer = until_trusted(&first, &address).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().contains_key("strict-transport-security"));
    assert!(answer.text().await.unwrap().contains("<html"));
    let plain = reqwest::get(format!("http://{free}/")).await;
    assert!(
        plain.is_err() || plain.is_ok_and(|answer| !answer.status().is_success()),
        "plain text was let in"
    );

    let second = certify(folder.path(), "second");
    assert!(ask(&second, &address).await.is_err(), "the new certificate is not in use yet");
    run("kill", &["-HUP", &std::process::id().to_string()]);
    assert_eq!(until_trusted(&second, &address).await.status(), 200);
    open.abort();
}
