//! The working material of a case, as analyst and organisation meet it, on both databases.

use crate::harness::{
    client::{Answer, Client},
    house::{TestHouse, on_both},
    programs::run,
    world::Reported,
};
use axum::http::Method;
use meldkamer_app::{
    case::open,
    material::{
        indicators, remove, restore,
        timeline::{self, Wanted},
    },
};
use meldkamer_domain::access::Role;
use meldkamer_exchange::timesketch::Format;
use meldkamer_store::{dossier::listed::Turn, material::Part};
use serde_json::{Value, json};

const LINES: &str = "{\"message\":\"Aanmelding DC01\",\"datetime\":\"2026-11-18T21:03:00-05:00\",\"timestamp_desc\":\"Logon\",\"EventID\":4624,\"side\":\"attacker\"}\n\
    {\"message\":\"Stekker eruit\",\"timestamp\":1795189200000000,\"timestamp_desc\":\"Act\",\"side\":\"defender\"}\n";

async fn case(house: &TestHouse) -> (Reported, String) {
    let own = house.report("Waterbedrijf Noord").await;
    house.hire().await;
    let wish = open::Wish {
        title: "Gijzelsoftware".into(),
        forms: vec!["technical".into()],
        intensity: "handler".into(),
        to_answer: "Hoe kwamen zij binnen?".into(),
        ..open::Wish::default()
    };
    let door = house.staff(Role::DutyOfficer);
    let id = open::open(&house.house, &door, &own.reference, &wish).await.unwrap();
    (own, id)
}

async fn send(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = client.post(path, fields).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.text());
    answer
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(found, _)| found)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timeline_comes_in_and_goes_out_as_it_was() {
    on_both(async |house| {
        let (_, case) = case(&house).await;
        let mut analyst = house.signed_in(Role::Analyst).await;
        let here = format!("/desk/case/{case}/timeline");
        let bad = format!("{LINES}{{broken\n{{\"message\":\"C\",\"datetime\":\"2026-10-25 02:30\"}}\n");
        let body = format!(
            "--grens\r\nContent-Disposition: form-data; name=\"file\"; filename=\"t.jsonl\"\r\n\r\n{bad}\r\n--grens--\r\n"
        );
        let before = house.lines().await;
        let kind = Some("multipart/form-data; boundary=grens");
        let seen = analyst.send(Method::POST, &format!("{here}/look"), kind, body.into_bytes()).await;
        assert_eq!(seen.status, 200, "{}", seen.text());
        let text = seen.text();
        assert!(text.contains("regel 3") && text.contains("regel 4"), "each bad row is named");
        assert!(text.contains("geen JSON-object") && text.contains("twee keer"));
        let rows = timeline::page(&house.house, &case, &Wanted::InOrder(Turn::First)).await.unwrap();
        assert!(rows.is_empty(), "looking keeps nothing");
        let data = between(&text, "name=\"data\" value=\"", "\"");
        send(&mut analyst, &format!("{here}/import"), &[("data", data), ("zone", "")]).await;
        assert_eq!(house.lines().await - before, 2, "looking and taking in are a line each");
        let page = analyst.get(&here).await.text();
        let (one, two) = (page.find("Aanmelding DC01").unwrap(), page.find("Stekker eruit").unwrap());
        assert!(one < two, "in the order of what happened");
        let door = house.staff(Role::Analyst);
        let out = timeline::export(&house.house, &door, &case, Format::Jsonl).await.unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), LINES);
        assert!(analyst.get(&format!("{here}?q=aanmeld")).await.text().contains("DC01"));
        assert!(analyst.get(&format!("{here}?q=nergens")).await.text().contains("Niets gevonden"));
        send(
            &mut analyst,
            &here,
            &[("told", "2026-11-19 10:00"), ("side", "defender"), ("message", "Back-up teruggezet")],
        )
        .await;
        let wrong = analyst.post(&here, &[("told", "ooit"), ("message", "Niet kwijt")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("Niet kwijt") && wrong.text().contains("geen tijdstip"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_each_other_and_what_was_removed_comes_back() {
    on_both(async |house| {
        let (_, case) = case(&house).await;
        let door = house.staff(Role::Analyst);
        let line = |n: u32| {
            format!(
                "{{\"message\":\"Regel {n}\",\"timestamp\":{}}}\n",
                1_795_189_200_000_000_i64 + i64::from(n / 3)
            )
        };
        let file: String = (0..130).map(line).collect();
        let zone = house.house.zone();
        let count = timeline::take_in(&house.house, &door, &case, file.as_bytes(), &zone).await.unwrap();
        assert_eq!(count, 130);
        let mut analyst = house.signed_in(Role::Analyst).await;
        let (mut path, mut seen) = (format!("/desk/case/{case}/timeline"), Vec::new());
        loop {
            let text = analyst.get(&path).await.text();
            seen.extend(text.matches("mk-event\"").map(|_| ()));
            let next =
                between(&text, "rel=\"next\" href=\"", "\"").replace("&amp;", "&").replace("&#x2f;", "/");
            if next.is_empty() {
                break;
            }
            path = next;
        }
        assert_eq!(seen.len(), 130);
        let rows = timeline::page(&house.house, &case, &Wanted::InOrder(Turn::First)).await.unwrap();
        let first = rows[0].id.clone();
        remove(&house.house, &door, &case, Part::Line, &first).await.unwrap();
        let after = timeline::page(&house.house, &case, &Wanted::InOrder(Turn::First)).await.unwrap();
        assert!(after.iter().all(|row| row.id != first));
        assert_eq!(timeline::removed(&house.house, &case).await.unwrap()[0].id, first);
        restore(&house.house, &door, &case, Part::Line, &first).await.unwrap();
        let back = timeline::page(&house.house, &case, &Wanted::InOrder(Turn::First)).await.unwrap();
        assert_eq!(back[0].id, first);
        let found = Wanted::Found("regel 77".into(), None);
        assert_eq!(timeline::page(&house.house, &case, &found).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn indicators_are_found_marked_and_kept_once() {
    on_both(async |house| {
        let (_, case) = case(&house).await;
        let mut analyst = house.signed_in(Role::Analyst).await;
        let here = format!("/desk/case/{case}/indicators");
        let text = "C2: hxxps://evil[.]example/gate, 8[.]8.8.8 en 10.0.0.7\nCVE-2026-12345";
        let look = analyst.post(&format!("{here}/look"), &[("text", text)]).await;
        assert_eq!(look.status, 200, "{}", look.text());
        assert!(look.text().contains("Openbare resolvers") && look.text().contains("Privéadressen"));
        let keep = [
            ("text", text),
            ("tlp", "red"),
            ("pap", "amber"),
            ("confidence", "high"),
            ("leave", "ipv4 10.0.0.7"),
        ];
        send(&mut analyst, &here, &keep).await;
        let rows = indicators::page(&house.house, &case, "", None).await.unwrap();
        assert_eq!(rows.len(), 4, "{rows:?}");
        send(&mut analyst, &here, &keep).await;
        assert_eq!(indicators::page(&house.house, &case, "", None).await.unwrap().len(), 4, "each once");
        let found =
            indicators::page(&house.house, &case, "hxxps[://]evil[.]example/gate", None).await.unwrap();
        assert_eq!(found.len(), 1, "what is pasted into the search is found in its one form");
        let page = analyst.get(&here).await.text();
        assert!(
            page.contains("TLP:RED") && page.contains("hxxps:&#x2f;&#x2f;evil[.]example"),
            "shown defanged"
        );
        // A file for the community has none of this; one for ourselves all, as it is on the wire.
        let take = async |analyst: &mut Client, most: &str, format: &str| {
            let taken = analyst.post(&format!("{here}/export"), &[("most", most), ("format", format)]).await;
            assert_eq!(taken.status, 200);
            taken.text()
        };
        let none = take(&mut analyst, "green", "csv").await;
        assert!(none.contains("first_seen") && !none.contains("evil"), "{none}");
        assert!(!take(&mut analyst, "", "json").await.contains("evil"), "nothing chosen is the least");
        let all: Value = serde_json::from_str(&take(&mut analyst, "red", "json").await).unwrap();
        let rows = all["indicators"].as_array().unwrap();
        assert_eq!(rows.len(), 4, "{all}");
        let url = rows.iter().find(|row| row["kind"] == "url").unwrap();
        assert_eq!((&url["value"], &url["tlp"]), (&json!("https://evil.example/gate"), &json!("TLP:RED")));
        assert!(rows.iter().any(|row| row["known"] == "resolvers"), "{all}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_organisation_sees_what_was_released_and_nothing_else() {
    on_both(async |house| {
        let (own, case) = case(&house).await;
        let mut officer = house.signed_in(Role::DutyOfficer).await;
        let mut holder = house.holder(&own);
        let (desk, mine) = (format!("/desk/case/{case}"), format!("/case/{case}/released"));
        send(
            &mut officer,
            &format!("{desk}/scope"),
            &[("kind", "system"), ("name", "DC01"), ("state", "suspected")],
        )
        .await;
        for title in ["Webshell", "Geheim"] {
            let fields = [
                ("title", title),
                ("body", "Op de mailserver"),
                ("confidence", "high"),
                ("technique", "T1505.003"),
            ];
            send(&mut officer, &format!("{desk}/findings"), &fields).await;
        }
        let page = officer.get(&format!("{desk}/findings")).await.text();
        let article = page.split("<article").find(|part| part.contains("Webshell")).unwrap();
        let id = between(article, "id=\"fnd_", "\"");
        assert!(!holder.get(&mine).await.text().contains("Webshell"));
        send(&mut officer, &format!("{desk}/findings/fnd_{id}/release"), &[]).await;
        let seen = holder.get(&mine).await.text();
        assert!(seen.contains("Webshell") && !seen.contains("Geheim"), "{seen}");

        let fields = [("kind", "situation"), ("language", "nl"), ("tlp", "amber-strict")];
        let made = send(&mut officer, &format!("{desk}/reports"), &fields).await;
        let report = made.header("location").to_owned();
        let page = officer.get(&report).await.text();
        assert!(
            page.contains("Ondertekend, ongewijzigd") && page.contains("Webshell") && page.contains("DC01")
        );
        send(
            &mut officer,
            &report,
            &[
                ("version", "1"),
                ("title", "Stand"),
                ("tlp", "amber-strict"),
                ("body", "# Kop\n\nTekst van nu"),
            ],
        )
        .await;
        let late = officer
            .post(&report, &[("version", "1"), ("title", "Laat"), ("tlp", "red"), ("body", "Mijn woorden")])
            .await;
        assert_eq!(late.status, 422);
        assert!(late.text().contains("Mijn woorden"), "nothing that was typed is lost");
        let id = report.rsplit('/').next().unwrap();
        assert_eq!(holder.get(&format!("{mine}/{id}/pdf")).await.status, 404, "it was not sent");
        send(&mut officer, &format!("{report}/send"), &[("version", "2")]).await;
        files(&mut holder, &format!("{mine}/{id}")).await;
        let memory = &house.memory;
        memory
            .run(&format!(
                "UPDATE case_report_version SET body = 'Anders' WHERE report = '{id}' AND version = 2"
            ))
            .await;
        assert!(officer.get(&report).await.text().contains("past niet bij deze tekst"), "a change is seen");
    })
    .await;
}

/// The report as PDF, document and page, each with its marking.
async fn files(client: &mut Client, at: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("r.pdf").display().to_string();
    let pdf = client.get(&format!("{at}/pdf")).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"));
    std::fs::write(&file, &pdf.body).unwrap();
    let text = run("pdftotext", &["-layout", &file, "-"]);
    assert!(text.contains("Tekst van nu") && text.matches("TLP:AMBER+STRICT").count() >= 2, "{text}");
    let document = client.get(&format!("{at}/docx")).await;
    assert!(document.status == 200 && document.body.starts_with(b"PK"));
    let page = client.get(&format!("{at}/html")).await.text();
    assert!(page.contains("<html lang=\"nl\">") && page.contains("<h2>Kop</h2>"));
    assert!(page.matches("TLP:AMBER+STRICT").count() >= 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_scope_is_sorted_out_by_its_state_and_turns_page_by_page() {
    on_both(async |house| {
        let (_, case) = case(&house).await;
        let mut analyst = house.signed_in(Role::Analyst).await;
        let here = format!("/desk/case/{case}/scope");
        for number in 0..53 {
            let name = format!("pc-{number:03}");
            let state = if number < 51 { "suspected" } else { "confirmed" };
            send(&mut analyst, &here, &[("kind", "system"), ("name", &name), ("state", state)]).await;
        }
        let all = analyst.get(&here).await.text();
        assert!(all.contains("Verdacht (51)") && all.contains("Bevestigd geraakt (2)"), "{all}");
        assert!(!all.contains("Vrijgepleit ("), "nothing is cleared");
        let hit = analyst.get(&format!("{here}?state=confirmed")).await.text();
        assert!(hit.contains("pc-052") && !hit.contains("pc-000"), "{hit}");
        let first = analyst.get(&format!("{here}?state=suspected")).await.text();
        let next = between(&first, "rel=\"next\" href=\"", "\"").replace("&#x2f;", "/").replace("&amp;", "&");
        let second = analyst.get(&next).await.text();
        assert!(second.contains("pc-050") && !second.contains("pc-051"), "{next}: the state goes along");
        let none = analyst.get(&format!("{here}?state=cleared")).await.text();
        assert!(none.contains("Niets staat op dit oordeel"), "{none}");
    })
    .await;
}
