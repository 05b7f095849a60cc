//! Mail and messages that only their reader can open, with the programs that readers use: what we seal
//! opens in gpg and age, and what gpg seals and signs joins the thread.

use super::{case_of, come_in, invite};
use crate::harness::{
    browser::Browser,
    house::{self, TestHouse, on_both},
    programs::{Gpg, through},
};
use meldkamer_app::{
    Door,
    case::talk::{self, Said},
    evidence::copy,
    intake::{self, Taken},
};
use meldkamer_domain::{access::Role, time::Instant};
use meldkamer_exchange::mail;
use meldkamer_store::Dialect;
use std::fs;

/// What the mails about messages carry, the newest last.
async fn mails(house: &TestHouse) -> Vec<serde_json::Value> {
    let sql = "SELECT payload FROM errand WHERE key LIKE 'case-message:%' ORDER BY created_at, id";
    let all = house.memory.texts(sql).await;
    all.iter().map(|one| serde_json::from_str(one).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_goes_out_sealed_and_its_answer_joins_the_thread() {
    let gpg = Gpg::with(&["Jan <jan@recherche.example>"]);
    let theirs = gpg.public("jan@recherche.example");
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let (party, secret) = invite(&house, &desk, &case).await;
        let mut firm = come_in(&house, &secret).await;
        let keys = format!("/case/{case}/messages/keys");
        let wrong = firm.post(&keys, &[("key", "-----BEGIN PGP PRIVATE KEY BLOCK-----")]).await;
        assert!(wrong.status == 422 && wrong.text().contains("geheime sleutel"), "{}", wrong.text());
        assert!(!wrong.text().contains("PRIVATE KEY BLOCK"), "it is shown to nobody");
        assert_eq!(firm.post(&keys, &[("key", &theirs)]).await.status, 303);
        assert!(firm.get(&keys).await.text().contains("OpenPGP"));

        let (body, parties) = ("Kunt u de VPN-logs sturen?", [party.clone()]);
        let said = Said { body, ..Said::default() };
        let what = ("Logs", parties.as_slice());
        let thread = talk::open(&house.house, &desk, &case, what, &said).await.unwrap().unwrap();
        let mail = mails(&house).await.pop().unwrap();
        let sealed = mail["sealed"].as_str().unwrap();
        assert!(!mail.to_string().contains("VPN-logs"));
        let ours = house.client().get("/openpgp.asc").await.text();
        gpg.run(&["--import"], &ours);
        let (opened, told) = gpg.run(&["--status-fd", "2", "--decrypt"], sealed);
        assert!(opened.contains(body), "{opened}");
        assert!(told.contains("GOODSIG"), "{told}");

        let id = house.memory.text("SELECT id FROM case_message ORDER BY at DESC LIMIT 1").await.unwrap();
        let about = format!("case-message.{id}.jan.recherche.example@csirt.example");
        let fingerprint = gpg.fingerprint(&ours);
        let answer = "Content-Type: text/plain; charset=utf-8\r\n\r\nHier zijn ze, één voor één.\r\n";
        let seal = ["--sign", "--encrypt", "--recipient", fingerprint.as_str()];
        let sealed = gpg.sign("jan@recherche.example", &seal, answer);
        let letter = |from: &str, number: u8, body: &str| {
            let text = format!(
                "From: {from}\r\nMessage-ID: <{number}@recherche.example>\r\nSubject: Re: bericht\r\n\
                 In-Reply-To: <{about}>\r\n\r\n{body}"
            );
            mail::read(text.as_bytes()).unwrap()
        };
        let taken = intake::take(&house.house, &letter("jan@recherche.example", 1, &sealed)).await.unwrap();
        assert_eq!(taken, Taken::InCase(case.clone()));
        let again = intake::take(&house.house, &letter("jan@recherche.example", 1, &sealed)).await.unwrap();
        assert_eq!(again, Taken::Before);
        let page = house
            .signed_in(Role::Analyst)
            .await
            .get(&format!("/desk/case/{case}/messages/{thread}"))
            .await
            .text();
        assert!(page.contains("Hier zijn ze, één voor één."), "{page}");
        assert!(page.contains("met de eigen sleutel ondertekend") && page.contains("Jan Jansen"));
        // Sealed to us and not signed: somebody else's mail may have been caught and sent again to be
        // opened, so that it is the desk's alone.
        let seal = ["--armor", "--encrypt", "--recipient", fingerprint.as_str()];
        let caught = letter("jan@recherche.example", 5, &gpg.run(&seal, "Van een ander").0);
        let taken = intake::take(&house.house, &caught).await.unwrap();
        assert!(matches!(taken, Taken::Draft(_)), "{taken:?}");
        assert!(!firm.get(&format!("/case/{case}/messages/{thread}")).await.text().contains("Van een ander"));
        // Not signed: it joins, and says that nobody knows who sent it. From elsewhere it is a report.
        intake::take(&house.house, &letter("jan@recherche.example", 2, "Nog iets")).await.unwrap();
        assert!(
            firm.get(&format!("/case/{case}/messages/{thread}")).await.text().contains("niet gecontroleerd")
        );
        let other = intake::take(&house.house, &letter("eve@elders.example", 3, "Ik ook")).await.unwrap();
        assert!(matches!(other, Taken::Draft(_)), "{other:?}");
        // Nor does an answer get in once the part has ended.
        house.set(house.now().plus_hours(2));
        let late = intake::take(&house.house, &letter("jan@recherche.example", 4, "Te laat")).await.unwrap();
        assert!(matches!(late, Taken::Draft(_)), "{late:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn age_opens_what_goes_to_an_age_key_and_what_came_sealed_stays_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key.txt");
    let (made, _) = through("age-keygen", &[], "");
    fs::write(&file, &made).unwrap();
    let public = made.lines().find_map(|line| line.split_once("public key: ")).unwrap().1;
    let open = |sealed: &str| through("age", &["--decrypt", "-i", file.to_str().unwrap()], sealed).0;
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let (party, secret) = invite(&house, &desk, &case).await;
        let mut firm = come_in(&house, &secret).await;
        let keys = format!("/case/{case}/messages/keys");
        assert_eq!(firm.post(&keys, &[("key", public)]).await.status, 303);
        let parties = [party];
        let say = async |body: &str| {
            house.set(Instant::from_micros(house.now().micros() + 1));
            let desk = Door { at: house.now(), ..desk.clone() };
            let said = Said { body, ..Said::default() };
            let what = ("Logs", parties.as_slice());
            talk::open(&house.house, &desk, &case, what, &said).await.unwrap().unwrap()
        };
        say("Kunt u de VPN-logs sturen?").await;
        let mail = mails(&house).await.pop().unwrap();
        assert!(open(mail["sealed"].as_str().unwrap()).contains("Kunt u de VPN-logs sturen?"));
        // From end to end: the house passes on what it cannot read.
        let (sealed, _) = through("age", &["--armor", "-r", public], "Alleen voor Jan");
        let thread = say(&sealed).await;
        let page = firm.get(&format!("/case/{case}/messages/{thread}")).await.text();
        assert!(page.contains("BEGIN AGE ENCRYPTED FILE") && page.contains("Versleuteld"), "{page}");
        let mail = mails(&house).await.pop().unwrap();
        assert_eq!(open(mail["sealed"].as_str().unwrap()), "Alleen voor Jan");
        assert!(house.memory.grep(&["Alleen voor Jan"]).await.is_empty());
        // Taken away, mail says only that something waits.
        assert_eq!(firm.post(&keys, &[("key", "")]).await.status, 303);
        say("Zonder sleutel").await;
        assert_eq!(mails(&house).await.pop().unwrap()["sealed"], "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_browser_a_message_leaves_sealed_and_opens_with_its_key() {
    let house = house::house_with(Dialect::Sqlite, |settings| settings.address = String::new()).await;
    let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
    let (_, secret) = invite(&house, &desk, &case).await;
    let address = house.serve().await;
    let folder = tempfile::tempdir().unwrap();
    let (words, attached) = ("Het wachtwoord was Zomer2026", folder.path().join("lijst.txt"));
    fs::write(&attached, "admin:Zomer2026").unwrap();

    let browser = Browser::open().await;
    let tab = browser.tab(1200).await;
    tab.go(&format!("{address}/case/link/{secret}")).await;
    tab.follow("main form button").await;
    tab.go(&format!("{address}/case/{case}/messages/keys")).await;
    tab.tick("[data-new-key] button").await;
    tab.until("a key is made", async || tab.text_of("[data-new-key]").await.contains("AGE-SECRET-KEY-1"))
        .await;
    let own = tab.text_of("[data-new-key] code").await;
    tab.follow("main form button[type=submit]").await;
    assert!(tab.text().await.contains("age1"), "the public half is kept");
    tab.go(&format!("{address}/case/{case}/messages")).await;
    tab.type_in("[name=thread_title]", "Wachtwoorden").await;
    tab.type_in("[name=body]", words).await;
    tab.choose("[name=files]", &attached).await;
    for tick in ["#seal-1", "#seal-2"] {
        tab.tick(tick).await;
    }
    let drafts = "() => document.querySelector('button[formaction]').disabled";
    assert!(tab.ask::<bool>(drafts).await.unwrap());
    tab.follow("form [data-seal] ~ div button").await;
    assert!(tab.text().await.contains("BEGIN AGE ENCRYPTED FILE"), "{}", tab.text().await);
    assert!(house.memory.grep(&["Zomer2026", own.as_str()]).await.is_empty());

    tab.type_in("#open-1", "AGE-SECRET-KEY-1NIET").await;
    tab.tick("[data-open] button").await;
    tab.until("a wrong key is said to be", async || {
        !tab.text_of("[data-open] [role=alert]").await.is_empty()
    })
    .await;
    tab.go(&format!("{address}{}", tab.path().await)).await;
    tab.type_in("#open-1", &own).await;
    tab.tick("[data-open] button").await;
    tab.until("it is open", async || tab.text().await.contains(words)).await;
    browser.close().await;

    let officer = house.staff(Role::DutyOfficer);
    let key = copy::case_key(&house.house, &officer, &case, "Lezen").await.unwrap();
    let key_file = folder.path().join("key.txt");
    fs::write(&key_file, key).unwrap();
    let body = house.memory.text("SELECT body FROM case_message").await.unwrap();
    let open = ["--decrypt", "-i", key_file.to_str().unwrap()];
    assert_eq!(through("age", &open, &body).0, words);
    let id = house.memory.text("SELECT id FROM case_file WHERE name = 'lijst.txt.age'").await.unwrap();
    let (_, bytes) = talk::read::file(&house.house, &officer, &case, &id).await.unwrap();
    let sealed = folder.path().join("lijst.age");
    fs::write(&sealed, &bytes).unwrap();
    let (list, _) = through("age", &[&open[..], &[sealed.to_str().unwrap()]].concat(), "");
    assert_eq!(list, "admin:Zomer2026");
}
