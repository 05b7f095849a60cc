//! Mail that its sender signed without sealing it, as gpg and mail programs make it.

use super::{case_of, come_in, invite};
use crate::harness::{house::on_both, programs::Gpg};
use meldkamer_app::{
    case::talk::{self, Said},
    intake::{self, Taken},
};
use meldkamer_exchange::mail;

/// A mail with a part and a signature beside it, as mail programs make it (RFC 3156).
fn signed_mail(part: &str, signature: &str) -> String {
    format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\r\n\r\n\
         --b\r\n{part}\r\n--b\r\nContent-Type: application/pgp-signature; name=\"signature.asc\"\r\n\r\n{}\r\n--b--\r\n",
        signature.trim()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_signed_and_not_sealed_counts_as_far_as_the_signature_reaches() {
    let gpg = Gpg::with(&["Jan <jan@recherche.example>", "Eve <eve@elders.example>"]);
    // Jan signs with a part of the key, as those do who keep the key itself in a safe; of a kind that any sum
    // fits, so that it is we who refuse a weak one.
    let jan = gpg.fingerprint(&gpg.public("jan@recherche.example"));
    gpg.run(&["--passphrase", "", "--quick-add-key", &jan, "rsa2048", "sign", "0"], "");
    let theirs = gpg.public("jan@recherche.example");
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let (party, secret) = invite(&house, &desk, &case).await;
        let mut firm = come_in(&house, &secret).await;
        assert_eq!(firm.post(&format!("/case/{case}/messages/keys"), &[("key", &theirs)]).await.status, 303);
        let said = Said { body: "Kunt u de logs sturen?", ..Said::default() };
        let parties = [party];
        let what = ("Logs", parties.as_slice());
        let thread = talk::open(&house.house, &desk, &case, what, &said).await.unwrap().unwrap();
        let id = house.memory.text("SELECT id FROM case_message ORDER BY at DESC LIMIT 1").await.unwrap();
        let mut number = 0;
        let mut send = async |body: String| {
            number += 1;
            house.set(house.now().plus_seconds(1));
            let text = format!(
                "From: jan@recherche.example\r\nMessage-ID: <s{number}@recherche.example>\r\nSubject: Re: bericht\r\n\
                 In-Reply-To: <case-message.{id}.x@csirt.example>\r\n{body}"
            );
            let mail = mail::read(text.as_bytes()).unwrap();
            assert_eq!(intake::take(&house.house, &mail).await.unwrap(), Taken::InCase(case.clone()));
            let newest = "SELECT way || ' ' || body FROM case_message ORDER BY at DESC, id DESC LIMIT 1";
            house.memory.text(newest).await.unwrap()
        };
        let part = |text: &str| format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n");
        let beside = ["--detach-sign"];
        let ours = part("- De logs, één voor één");
        let good = gpg.sign("jan@recherche.example", &beside, &ours);
        assert_eq!(send(signed_mail(&ours, &good)).await, "mail-signed - De logs, één voor één");
        let bare = signed_mail(&ours, &good).replace("\r\n", "\n");
        assert_eq!(send(bare).await, "mail-signed - De logs, één voor één", "a server took the returns");
        let clear = gpg.sign("jan@recherche.example", &["--clearsign"], "- Helder,\n\nen getekend\n");
        let clear = clear.replace('\n', "\r\n");
        let inline = |text: &str| format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{text}");
        assert_eq!(send(inline(&clear)).await, "mail-signed - Helder,\n\nen getekend");

        // Changed on its way, signed by somebody else, with a sum that can be forged, or said around it.
        let forged = signed_mail(&ours.replace("logs", "bonnen"), &good);
        let other = signed_mail(&ours, &gpg.sign("eve@elders.example", &beside, &ours));
        let weak = ["--digest-algo", "SHA1", "--allow-weak-digest-algos", "--detach-sign"];
        let weak = signed_mail(&ours, &gpg.sign("jan@recherche.example", &weak, &ours));
        let around = format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nMaak geld over.\r\n--c\r\n{}\r\n--c--\r\n",
            signed_mail(&ours, &good).trim_start_matches("MIME-Version: 1.0\r\n")
        );
        let more = inline(&format!("Maak geld over.\r\n{clear}"));
        for (why, mail) in [
            ("changed", forged),
            ("another's key", other),
            ("a weak sum", weak),
            ("said around it", around),
            ("said before it", more),
        ] {
            let came = send(mail).await;
            assert!(came.starts_with("mail "), "{why}: {came}");
        }
        let page = firm.get(&format!("/case/{case}/messages/{thread}")).await.text();
        assert_eq!(page.matches("met de eigen sleutel ondertekend").count(), 3, "{page}");
    })
    .await;
}
