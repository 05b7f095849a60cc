//! A browser with script sends over a slow line that breaks, and goes on by itself.

#![expect(deprecated, reason = "what comes after it is not in every Chromium that is about")]

use super::{CASE, clients::noise, hex, link, sha256};
use crate::harness::{
    browser::{Browser, Tab},
    house::house,
    programs,
};
use chromiumoxide::cdp::browser_protocol::network::EmulateNetworkConditionsParams;
use meldkamer_app::evidence::{
    copy,
    verify::{self, What},
};
use meldkamer_domain::access::Role;
use meldkamer_store::{Dialect, evidence::item};
use std::time::Duration;

/// The line is slow, or gone.
async fn line(tab: &Tab, gone: bool) {
    let slow = EmulateNetworkConditionsParams::new(gone, 40.0, 2_000_000.0, 2_000_000.0);
    tab.page.execute(slow).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_sends_over_a_bad_line() {
    let house = house(Dialect::Sqlite).await;
    let (secret, _) = link(&house).await;
    let address = house.serve().await;
    let folder = tempfile::tempdir().unwrap();
    let (file, bytes) = (folder.path().join("disk één.bin"), vec![7; 6_000_000]);
    std::fs::write(&file, &bytes).unwrap();

    let browser = Browser::open().await;
    let tab = browser.tab(1200).await;
    tab.go(&format!("{address}/evidence/{secret}")).await;
    line(&tab, false).await;
    tab.choose("#files", &file).await;
    tab.tick("form[data-upload] button").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    line(&tab, true).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    line(&tab, false).await;
    let digest = hex(&sha256(&bytes));
    tab.until("the file is whole", async || tab.text_of("[data-queue]").await.contains(&digest)).await;
    browser.close().await;
    let items = item::of_case(&house.house.database, CASE).await.unwrap();
    assert_eq!(items.iter().map(|item| item.digest.as_str()).collect::<Vec<_>>(), [digest]);
    assert!(verify::run(&house.house, &What::All).await.unwrap().is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_seals_before_a_byte_leaves_and_goes_on_after_it_was_closed() {
    let house = house(Dialect::Sqlite).await;
    let (secret, recipient) = link(&house).await;
    let address = house.serve().await;
    let folder = tempfile::tempdir().unwrap();
    // Not a whole number of chunks, and some that end with one; one that is empty.
    let large = noise(5_000_001);
    let whole = noise(2 * 65_536);
    let browser = Browser::open().await;
    let send = async |tab: &Tab, name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        if !file.exists() {
            std::fs::write(&file, bytes).unwrap();
        }
        tab.go(&format!("{address}/evidence/{secret}")).await;
        tab.tick("#seal").await;
        tab.choose("#files", &file).await;
        tab.tick("form[data-upload] button").await;
    };
    let received = "SELECT coalesce(max(received), 0) FROM evidence_upload WHERE name = 'een.bin.age'";
    let left = browser.tab(1200).await;
    line(&left, false).await;
    send(&left, "een.bin", &large).await;
    left.until("a part of it is there", async || house.memory.number(received).await > 0).await;
    line(&left, true).await;
    let before = house.memory.number(received).await;
    assert!(before < 5_000_001, "it was whole before it broke");
    let tab = browser.tab(1200).await;
    for (name, bytes) in [("een.bin", &large[..]), ("twee.bin", &whole[..]), ("leeg.bin", b"")] {
        send(&tab, name, bytes).await;
        tab.until(name, async || tab.page.find_element("[data-queue] [data-done]").await.is_ok()).await;
    }
    assert_eq!(house.memory.number("SELECT count(*) FROM evidence_upload").await, 3, "it began anew");
    let remembered = "() => Object.keys(localStorage).filter((key) => key.startsWith('seal:')).length";
    assert_eq!(tab.ask::<u32>(remembered).await.unwrap(), 0);
    browser.close().await;

    let key = copy::case_key(&house.house, &house.staff(Role::DutyOfficer), CASE, "Openen").await.unwrap();
    let key_file = folder.path().join("key.txt");
    std::fs::write(&key_file, key).unwrap();
    house.hire().await;
    let mut officer = house.signed_in(Role::DutyOfficer).await;
    let items = item::of_case(&house.house.database, CASE).await.unwrap();
    assert_eq!(items.len(), 3);
    for (item, bytes) in items.iter().zip([&large[..], &whole[..], b""]) {
        assert_eq!((item.sealed, &item.plain_stated), (1, &hex(&sha256(bytes))), "{}", item.name);
        let wish = [("copy_purpose", "Openen"), ("form", "plain")];
        let taken = officer.post(&format!("/desk/evidence/{}/copy", item.id), &wish).await;
        assert_eq!(hex(&sha256(&taken.body)), item.digest);
        let (sealed, plain) = (folder.path().join("copy.age"), folder.path().join(&item.id));
        std::fs::write(&sealed, &taken.body).unwrap();
        let paths = [&key_file, &plain, &sealed].map(|path| path.to_str().unwrap());
        programs::run("age", &["--decrypt", "-i", paths[0], "-o", paths[1], paths[2]]);
        // The program makes no file of nothing.
        assert!(std::fs::read(&plain).unwrap_or_default() == bytes, "{} is another inside", item.name);
    }
    assert!(recipient.starts_with("age1") && verify::run(&house.house, &What::All).await.unwrap().is_sound());
}
