//! What is shared on a ground is seen by the body it was given to, as it was then, until it ends; by
//! nobody else, and the owner sees that it was read.

use crate::harness::{
    house::{TestHouse, on_both},
    outside::Outsider,
    world::Reported,
};
use meldkamer_app::{
    attachment,
    desk::dossier as desk,
    message,
    share::{self, Wish},
};
use meldkamer_domain::{access::Role, time::Instant};

/// Says something as the reporter, with a file.
async fn say(house: &TestHouse, of: &Reported, text: &str, file: &str) {
    let kept = attachment::keep(&house.house.depot, file, "text/plain", text.as_bytes().to_vec()).await;
    let door = house.reporter(&of.id);
    message::write(&house.house, &door, &of.id, text, Some(&kept.unwrap()), "").await.unwrap();
}

fn later(house: &TestHouse) {
    house.set(Instant::from_micros(house.now().micros() + 1_000_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_shows_what_was_chosen_as_it_was_until_it_ends() {
    on_both(async |house| {
        house.hire().await;
        house.welcome().await;
        let of = house.report("Waterbedrijf Noord").await;
        say(&house, &of, "Het logboek hangt hieraan", "vpn.log").await;
        let officer = house.staff(Role::DutyOfficer);
        desk::note(&house.house, &officer, &of.reference, "Zij aarzelen").await.unwrap();
        later(&house);
        let now = house.now();
        let law = house.house.law();
        let safeguards = law.law.safeguards.iter().map(|one| (one.id.get_ref().clone(), "Ja".to_owned()));
        let wish = Wish {
            body: "z-cert".into(),
            ground: "cbw-51-1".into(),
            tests: safeguards.collect(),
            parts: ["limits", "verdict", "messages", "files"].map(str::to_owned).into(),
            questions: vec!["w.summary".into()],
            until: Some(now.plus_hours(1)),
        };
        share::give(&house.house, &house.staff(Role::DutyOfficer), &of.reference, &wish).await.unwrap();
        later(&house);
        say(&house, &of, "Dit kwam later", "later.log").await;

        let mut csirt = house.visits(&Outsider::named("other-csirt")).await;
        let list = csirt.get("/partner").await.text();
        assert!(list.contains(&of.reference), "{list}");
        let id = house.memory.text("SELECT id FROM share").await.unwrap();
        let address = format!("/partner/shared/{id}");
        let lines = house.lines().await;
        let page = csirt.get(&address).await;
        assert_eq!((page.status, house.lines().await), (200, lines + 1), "a reading is a line");
        let text = page.text();
        for told in ["Het logboek hangt hieraan", "vpn.log", "Ransomware", "Cbw"] {
            assert!(text.contains(told), "{told} in {text}");
        }
        for other in ["Dit kwam later", "later.log", "Zij aarzelen", "ans@waterbedrijf.example"] {
            assert!(!text.contains(other), "{other} in {text}");
        }
        let files = house.memory.texts("SELECT id FROM attachment ORDER BY at").await;
        let file = csirt.get(&format!("{address}/files/{}", files[0])).await;
        assert_eq!((file.status, file.body.as_ref()), (200, &b"Het logboek hangt hieraan"[..]));
        assert_eq!(csirt.get(&format!("{address}/files/{}", files[1])).await.status, 404, "it came later");
        for other in ["supervisor", "partner", "contact-point"] {
            let mut client = house.visits(&Outsider::named(other)).await;
            assert_eq!(client.get(&address).await.status, 404, "{other}");
            assert!(!client.get("/partner").await.text().contains(&of.reference), "{other}");
        }
        let mut holder = house.holder(&of);
        assert!(holder.get("/mine/audience").await.text().contains("Z-CERT"), "the owner sees who read it");
        house.set(now.plus_hours(1));
        assert_eq!(csirt.get(&address).await.status, 404, "it ended");
    })
    .await;
}
