//! A browser with script sends over a slow line that breaks, and goes on by itself.

#![expect(deprecated, reason = "what comes after it is not in every Chromium that is about")]

use super::{CASE, hex, link, sha256};
use crate::harness::{browser::Browser, house::house};
use chromiumoxide::cdp::browser_protocol::network::EmulateNetworkConditionsParams;
use meldkamer_app::evidence::verify::{self, What};
use meldkamer_store::{Dialect, evidence::item};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_sends_over_a_bad_line() {
    let house = house(Dialect::Sqlite).await;
    let (secret, _) = link(&house).await;
    let address = house.serve(true).await;
    let folder = tempfile::tempdir().unwrap();
    let (file, bytes) = (folder.path().join("disk één.bin"), vec![7; 6_000_000]);
    std::fs::write(&file, &bytes).unwrap();

    let browser = Browser::open().await;
    let tab = browser.tab(1200).await;
    tab.go(&format!("{address}/evidence/{secret}")).await;
    let line = async |offline: bool| {
        let slow = EmulateNetworkConditionsParams::new(offline, 40.0, 2_000_000.0, 2_000_000.0);
        tab.page.execute(slow).await.unwrap();
    };
    line(false).await;
    tab.choose("#files", &file).await;
    tab.tick("form[data-upload] button").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    line(true).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    line(false).await;
    let digest = hex(&sha256(&bytes));
    tab.until("the file is whole", async || tab.text_of("[data-queue]").await.contains(&digest)).await;
    browser.close().await;
    let items = item::of_case(&house.house.database, CASE).await.unwrap();
    assert_eq!(items.iter().map(|item| item.digest.as_str()).collect::<Vec<_>>(), [digest]);
    assert!(verify::run(&house.house, &What::All).await.unwrap().is_sound());
}
