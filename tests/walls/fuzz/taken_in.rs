//! What is taken in from outside: sheets, playbooks and audits of other tools, names of the internet,
//! answers of name servers, signed mail, and evidence as the laboratory looks at it.

use super::rubbish::try_all;
use crate::harness::programs::Gpg;
use meldkamer_domain::entity::{Autonomous, DomainName, Network, Number};
use meldkamer_exchange::{
    cacao::{self, Playbook, Step},
    ciso, dns,
    mail::{self, Signed},
    sheet::{self, Format},
    zip::{Member, archive},
};
use meldkamer_lab::{Limits, examine};
use std::{fs, ops::ControlFlow, process::Command};

fn bytes_of<const N: usize>(texts: [&str; N]) -> Vec<Vec<u8>> {
    texts.map(|text| text.as_bytes().to_vec()).to_vec()
}

#[test]
fn sheets() {
    let head = ["name", "sectors", "note"].map(str::to_owned);
    let row = ["Noord", "energy; transport", "=1+1"].map(str::to_owned).to_vec();
    let mut good = bytes_of([
        "name;sectors;note\r\n\"Noord, \"\"BV\"\"\";energy;'=1+1\r\n;;\r\n",
        "name\tsectors\nZuid\tdigital-infrastructure\n",
        "[{\"name\": \"Noord\", \"sectors\": [\"energy\"], \"note\": null}, {\"name\": 1e999}]",
    ]);
    good.push(sheet::workbook(&head, &[row.clone(), row]).unwrap());
    try_all("sheets", &good, |bytes| {
        let mut last = 0;
        let read = sheet::read(bytes, &|name| head.iter().any(|one| one == name), &mut |line, _| {
            assert!(line > last, "line {line} after line {last}");
            last = line;
            ControlFlow::Continue(())
        });
        if let Ok(understood) = read {
            assert_eq!(understood.format, Format::of(bytes));
        }
    });
}

#[test]
fn playbooks_of_others() {
    let step = |id: &str, needs: &[&str]| Step {
        id: id.into(),
        name: format!("Stap {id}"),
        description: "Doe dit".into(),
        needs: needs.iter().map(|one| (*one).to_owned()).collect(),
    };
    let book = Playbook {
        id: "ransomware".into(),
        name: "Gijzelsoftware".into(),
        description: "Wanneer bestanden versleuteld zijn".into(),
        made: "2026-11-20T15:40:00Z".into(),
        author: "CSIRT".into(),
        steps: vec![step("a", &[]), step("b", &["a"]), step("c", &["a"]), step("d", &["b", "c"])],
    };
    let good = serde_json::to_vec(&cacao::write(&book)).unwrap();
    try_all("playbooks", &[good], |bytes| {
        let Ok(taken) = cacao::read(bytes) else { return };
        let again = serde_json::to_vec(&cacao::write(&taken.playbook)).unwrap();
        let steps = |book: &Playbook| book.steps.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        let (mut before, mut after) = (steps(&taken.playbook), steps(&cacao::read(&again).unwrap().playbook));
        before.sort();
        after.sort();
        assert_eq!(after, before, "out, in and out again loses steps");
    });
}

#[test]
fn audits_of_others() {
    let good = bytes_of([
        "ref_id,urn,compliance_result,requirement_progress,observations\r\n1.1,,compliant,done,\"Ans: ja, \"\"echt\"\"\"\r\n\
         ,urn:x:1.2,partially_compliant,in_progress,\r\n1.3,,anders,,\r\n",
    ]);
    try_all("audits", &good, |bytes| {
        let Ok((told, left_out)) = ciso::read(bytes) else { return };
        let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
        assert!(told.len() + left_out <= lines + 1, "more answers than lines");
        assert!(told.iter().all(|one| !one.id.is_empty()));
    });
}

/// Networks, domain names, autonomous systems and numbers in registers: what is kept reads back the same.
#[test]
fn names_in_the_register() {
    let good = bytes_of([
        "192.0.2.0/24",
        "198.51.100.7 - 198.51.100.99",
        "2001:db8::/32",
        "https://www.bücher.example/pad?x",
        "xn--bcher-kva.example.",
        "AS64496",
        "KvK 12345678",
        "BE:0123456789",
        "ROO:gm0363",
    ]);
    try_all("names in the register", &good, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for network in Network::parse(&text).unwrap_or_default() {
            assert_eq!(Network::parse(&network.to_string()), Ok(vec![network]));
        }
        if let Ok(name) = DomainName::parse(&text) {
            assert_eq!(DomainName::parse(name.as_str()).as_ref(), Ok(&name));
            let (from, to) = name.within();
            assert!(name.above().iter().all(|above| name.key().starts_with(above.as_str())) && from < to);
        }
        if let Ok(system) = Autonomous::parse(&text) {
            assert_eq!(Autonomous::parse(&system.to_string()), Ok(system));
        }
        if let Ok(number) = Number::parse(&text) {
            assert_eq!(Number::parse(&number.to_string()), Ok(number));
        }
    });
}

#[test]
fn answers_of_name_servers() {
    let asked = dns::question(7, "_meldkamer.wbn.example").unwrap();
    let mut good = asked.clone();
    good[2..4].copy_from_slice(&[0x81, 0x80]);
    good[7] = 2;
    for text in [&b"\x0cmeldkamer=ab\x01c"[..], b"\x00"] {
        good.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, u8::try_from(text.len()).unwrap()]);
        good.extend_from_slice(text);
    }
    assert_eq!(dns::answer(&asked, &good), Ok(vec!["meldkamer=abc".into(), String::new()]));
    try_all("answers of name servers", &[good], |bytes| {
        if dns::answer(&asked, bytes).is_ok() {
            assert_eq!(&bytes[..2], &asked[..2], "the answer to another question");
        }
    });
}

/// A spoilt mail or signature never counts as signed with other words.
#[test]
fn signed_mail() {
    const PART: &str = "Content-Type: text/plain\r\n\r\nHier is het logboek\r\n";
    let gpg = Gpg::with(&["Jan <jan@recherche.example>"]);
    let key = meldkamer_openpgp::TheirKey::read(&gpg.public("jan@recherche.example"), 1_795_000_000).unwrap();
    let beside = gpg.sign("jan@recherche.example", &["--detach-sign"], PART);
    let clear = gpg.sign("jan@recherche.example", &["--clearsign"], "Hier is het logboek\n");
    let whole = format!(
        "From: jan@recherche.example\r\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\r\n\r\n\
         --b\r\n{PART}\r\n--b\r\nContent-Type: application/pgp-signature; name=s.asc\r\n\r\n{beside}\r\n--b--\r\n"
    );
    let signed = mail::read(whole.as_bytes()).unwrap().signed.unwrap();
    assert!(key.signed(&signed.part, &signed.signature));
    assert!(key.signed_text(&clear).is_some());
    try_all("signed mail", &[whole.into_bytes(), clear.into_bytes()], |bytes| {
        if let Some(Signed { part, signature }) = mail::read(bytes).and_then(|mail| mail.signed)
            && key.signed(&part, &signature)
        {
            assert_eq!(String::from_utf8_lossy(&part), PART);
        }
        if let Some(text) = key.signed_text(&String::from_utf8_lossy(bytes)) {
            assert_eq!(text.trim_end(), "Hier is het logboek");
        }
    });
}

/// The laboratory reads on in a process of its own that may fall; better that it does not.
#[test]
fn evidence() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("logs")).unwrap();
    fs::write(folder.path().join("logs/auth.log"), "regel\n".repeat(100)).unwrap();
    let tar = |how: &str| {
        let done =
            Command::new("tar").args([how, "-", "-C"]).arg(folder.path()).arg("logs").output().unwrap();
        assert!(done.status.success());
        done.stdout
    };
    let member = |name: &str| Member { name: name.into(), bytes: b"regel\n".repeat(50) };
    let made = jiff::civil::date(2026, 11, 20).at(16, 40, 0, 0);
    let zip = archive(&[member("uploads/auto/C/pagefile"), member("../x"), member("uploads.json")], made);
    let limits = Limits { entries: 1_000, named: 20, ratio: 100, free: 1 << 20 };
    try_all("evidence", &[tar("-cf"), tar("-czf"), zip.unwrap()], |bytes| {
        let report = examine(bytes, &limits);
        assert_eq!(report.bytes, bytes.len() as u64, "it was not read to its end");
    });
}
