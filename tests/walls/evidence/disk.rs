//! A full disk: what is too large is refused before a byte of it comes, and what was acknowledged before
//! the disk filled up is still there when it has room again.

use super::{announce, link, part, repr, sha256, stands, tus};
use crate::harness::house::house_with;
use axum::body::Body;
use meldkamer_app::evidence::verify::{self, What};
use meldkamer_store::Dialect;
use std::{fs, io::Write, process::Command};

/// A small disk of memory, taken away with this value.
struct Disk(tempfile::TempDir);

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stderr, reason = "whoever may not mount a disk here should know what was not tried")]
async fn a_full_disk_loses_nothing_and_says_so_before() {
    let disk = Disk(tempfile::tempdir().unwrap());
    let mount =
        Command::new("mount").args(["-t", "tmpfs", "-o", "size=48m", "tmpfs"]).arg(disk.0.path()).status();
    if !mount.is_ok_and(|status| status.success()) {
        eprintln!("no disk can be mounted here: not tried");
        return;
    }
    let house = house_with(Dialect::Sqlite, |settings| {
        settings.data = disk.0.path().to_owned();
        settings.database = disk.0.path().join("meldkamer.db").display().to_string();
    })
    .await;
    let (secret, _) = link(&house).await;
    let files = format!("/evidence/{secret}/files");
    let large = [("upload-length", (60_u64 << 20).to_string())];
    assert_eq!(tus(&house, "POST", &files, &large, Body::empty()).await.status, 507);

    let bytes: Vec<u8> = (0..8_000_000_u32).map(|at| u8::try_from(at % 251).unwrap()).collect();
    let address = announce(&house, &secret, bytes.len()).await;
    let (first, rest) = bytes.split_at(3_000_000);
    let sum = sha256(first);
    assert_eq!(
        tus(&house, "PATCH", &address, &part(0, Some(&sum)), Body::from(first.to_vec())).await.status,
        204
    );

    let balloon = disk.0.path().join("balloon");
    let mut file = fs::File::create(&balloon).unwrap();
    while file.write_all(&[7; 65_536]).is_ok() {}
    drop(file);
    let sum = sha256(rest);
    let go = async || {
        tus(&house, "PATCH", &address, &part(3_000_000, Some(&sum)), Body::from(rest.to_vec())).await
    };
    assert_eq!(go().await.status, 503);
    fs::remove_file(&balloon).unwrap();
    assert_eq!(stands(&house, &address).await.offset, Some(3_000_000));
    assert_eq!(go().await.status, 204);
    assert_eq!(stands(&house, &address).await.digest, repr(&bytes));
    assert!(verify::run(&house.house, &What::All).await.unwrap().is_sound());
}
