//! What a person fills in when they fill it in well: the form as it stands on the page that has it,
//! and by hand what no page can tell.

use super::{
    before, device,
    forms::{Form, forms},
    machine,
    people::{PASSWORD, Person, TOTP, Whose, World, thing},
};
use meldkamer::rooms;
use meldkamer_app::sign_in::factor;
use meldkamer_domain::code::Code;
use serde_json::json;

/// What a person must know besides what stands on the page.
const BY_HAND: &[(&str, &[(&str, &str)])] = &[
    ("/running/personal/holds", &[("reference", "{other}"), ("reason", "Procedure bij de rechtbank")]),
    ("/running/personal/holds/{id}/lift", &[("reason", "De uitspraak is onherroepelijk")]),
    ("/running/personal/marks", &[("mark-reference", "{other}"), ("mark-reason", "Last onder dwangsom")]),
    (
        "/running/personal/person",
        &[("by", "name"), ("value", "Ans de Vries"), ("reason", "Verzoek om inzage")],
    ),
    (
        "/account/password",
        &[
            ("now", PASSWORD),
            ("password", "zeven gele fietsen rijden"),
            ("again", "zeven gele fietsen rijden"),
        ],
    ),
    ("/account/recovery", &[("now-for-codes", PASSWORD)]),
    ("/sign-in", &[("login", "collega"), ("password", PASSWORD), ("code", "{totp}"), ("next", "/desk")]),
    ("/invitation/{secret}/factor", &[("code", "{invited}")]),
    ("/continue", &[("code", "{code}"), ("reference", "")]),
    ("/desk/card", &[("words", "{card}")]),
    ("/desk/drills", &[("players", "ans@waterbedrijf.example")]),
    ("/desk/dossiers/{reference}/links", &[("other", "{other}"), ("reason", "Zelfde afzender")]),
    (
        "/desk/dossiers/{reference}/merge",
        &[("into", "{other}"), ("other", "{other}"), ("reason", "Zelfde incident")],
    ),
    ("/desk/dossiers/{reference}/links/{id}/undo", &[("reason", "Toch niet hetzelfde")]),
    ("/receipt", &[("receipt", "{receipt}")]),
    ("/organisation/claim", &[("code", "{named}")]),
    (
        "/organisation/people",
        &[
            ("name", "Noor de Wit"),
            ("email", "noor@nieuw.example"),
            ("role", "entity-reader"),
            ("firm", ""),
            ("until", ""),
            ("language", "nl"),
        ],
    ),
    ("/organisation/people/{id}/end", &[("until", "2027-01-31")]),
    ("/organisation/people/{id}/deputise", &[("until", "2027-01-31")]),
    (
        "/running/mandates",
        &[
            ("name", "Tess Toezicht"),
            ("email", "tess@nieuw.example"),
            ("role", "supervisor"),
            ("body", "ilt"),
            ("until", ""),
            ("language", "nl"),
        ],
    ),
    ("/running/pleas/{id}/appoint", &[("entity", "org-own"), ("checked", "Gebeld met het nummer uit 2024")]),
    (
        "/desk/dossiers/{reference}/bind",
        &[("entity", "org-own"), ("number", "+31 20 000 00 00"), ("spoken_to", "Noor"), ("note", "")],
    ),
    (
        "/authority/dossiers/{reference}/request",
        &[("body", "Hoe staat het met het herstel?"), ("due.date", ""), ("due.time", "")],
    ),
    (
        "/desk/dossiers/{reference}/share",
        &[
            ("body", "ilt"),
            ("ground", "cbw-51-1"),
            ("parts", "messages"),
            ("test.necessary", "Toezicht op de zorgplicht"),
            ("test.proportionate", "Alleen de berichten over de maatregelen"),
            ("test.confidential", "De ontvanger heeft een geheimhoudingsplicht"),
            ("test.interests", "Geen technische bijzonderheden"),
            ("until.date", "2027-01-01"),
        ],
    ),
    (
        "/desk/dossiers/{reference}/case",
        &[
            ("title", "Gijzelsoftware bij het waterbedrijf"),
            ("forms", "advisory"),
            ("intensity", "handler"),
            ("to_answer", "Hoe kwamen zij binnen?"),
        ],
    ),
    (
        "/desk/case/{case}/clock",
        &[("clock", "review"), ("until.date", "2026-12-31"), ("until.time", "17:00")],
    ),
    ("/desk/case/{case}/dossiers", &[("dossier", "{other}")]),
    ("/desk/case/{case}/dossiers/{dossier}/part", &[("reason", "Toch een ander incident")]),
    (
        "/desk/case/{case}/kits",
        &[
            ("card", "windows"),
            ("system", "server"),
            ("kit_for", "{party}"),
            ("kit_language", "nl"),
            ("kit_hash", ""),
            ("kit_until.date", ""),
            ("kit_until.time", ""),
        ],
    ),
    (
        "/desk/case/{case}/parties",
        &[
            ("kind", "ir-firm"),
            ("name", "Recherche BV"),
            ("person", "Jan Jansen"),
            ("email", "jan@recherche.example"),
            ("csirt", ""),
            ("until.date", "2026-12-31"),
        ],
    ),
    ("/desk/case/{case}/playbooks/begin", &[("playbook", "ransomware")]),
    (
        "/desk/case/{case}/tasks",
        &[("task_title", "Logs veiligstellen"), ("task_due.date", ""), ("task_due.time", "")],
    ),
    ("/desk/case/{case}/tasks/{id}", &[("task_title", "Logs van de VPN veiligstellen")]),
    ("/desk/case/{case}/messages", &[("thread_title", "Logs"), ("body", "Kunt u de logs sturen?")]),
    ("/desk/case/{case}/messages/{thread}", &[("body", "Dank u wel")]),
    ("/case/{case}/messages", &[("thread_title", "Logs"), ("body", "Hier zijn de logs")]),
    ("/case/{case}/messages/{thread}", &[("body", "Graag gedaan")]),
    ("/desk/case/{case}/messages/keys", &[("whose", "{party}"), ("key", "")]),
    ("/case/{case}/messages/keys", &[("key", "")]),
    ("/desk/case/{case}/messages/draft", &[("body", "Begonnen")]),
    ("/desk/case/{case}/messages/{thread}/draft", &[("body", "Begonnen")]),
    ("/case/{case}/messages/draft", &[("body", "Begonnen")]),
    ("/case/{case}/messages/{thread}/draft", &[("body", "Begonnen")]),
    (
        "/desk/case/{case}/log",
        &[
            ("log_kind", "decision"),
            ("log_body", "De VPN gaat uit"),
            ("why", "Er is nog iemand binnen"),
            ("happened.date", ""),
            ("happened.time", ""),
        ],
    ),
    (
        "/desk/case/{case}/closing",
        &[("disposition", "answered"), ("outcome", "Via de VPN"), ("lessons", "Eerder bellen")],
    ),
    ("/desk/case/{case}/reopen", &[("reason", "Zij zijn terug")]),
    ("/case/{case}/opinion", &[("score", "4"), ("opinion", "Fijn")]),
    ("/case/{case}/tasks/{id}/state", &[("state", "done"), ("result", "Gelukt")]),
    ("/desk/case/{case}/parties/{id}/remove", &[("reason", "De opdracht is klaar")]),
    ("/desk/case/{case}/timeline", &[("told", "2026-11-20 16:40"), ("technique", "T1078")]),
    // `message,datetime` and one line.
    (
        "/desk/case/{case}/timeline/import",
        &[("data", "bWVzc2FnZSxkYXRldGltZQpBLDIwMjYtMTEtMjAgMTY6NDAK"), ("zone", "UTC")],
    ),
    ("/desk/case/{case}/indicators/look", &[("text", "hxxps://c2[.]example/a")]),
    (
        "/desk/case/{case}/indicators",
        &[("text", "hxxps://c2[.]example/a"), ("tlp", "amber"), ("pap", "red"), ("confidence", "high")],
    ),
    ("/desk/case/{case}/findings", &[("technique", "T1505.003")]),
    ("/desk/case/{case}/courses", &[("effort", "30"), ("expires", "2026-12-31")]),
    ("/desk/dossiers/{reference}/shares/{id}/revoke", &[("reason", "Niet meer nodig")]),
    (
        "/running/staff",
        &[
            ("login", "nieuw"),
            ("name", "Nieuwe collega"),
            ("email", "nieuw@csirt.example"),
            ("role", "analyst"),
            ("language", "nl"),
        ],
    ),
    (
        "/running/authorities",
        &[
            ("id", "ilt"),
            ("name", "Inspectie"),
            ("email", "meldingen@ilt.example"),
            ("webhook", ""),
            ("active", "yes"),
        ],
    ),
    (
        "/desk/case/{id}/evidence/links",
        &[
            ("person", "Noor van Dijk"),
            ("purpose", "Image of the file server"),
            ("until.date", "2026-11-25"),
            ("until.time", "12:00"),
            ("keep_days", "30"),
            ("party", ""),
            ("original", ""),
        ],
    ),
    ("/desk/case/{id}/evidence/key", &[("key_purpose", "Openen")]),
    (
        "/desk/evidence/{id}/custody",
        &[
            ("step", "opened"),
            ("person", "Kees"),
            ("role", "analist"),
            ("happened.date", "2026-11-20"),
            ("happened.time", "16:40"),
            ("purpose", "Onderzoek"),
            ("place", "Laboratorium"),
            ("digest", ""),
        ],
    ),
    ("/desk/evidence/{id}/copy", &[("copy_purpose", "Lezen"), ("form", "plain")]),
    ("/desk/evidence/{id}/hold", &[("hold_reason", "Aangifte")]),
    ("/desk/evidence/{id}/release", &[("hold_reason", "Vonnis")]),
    ("/desk/evidence/{id}/destroy", &[("reason", "Zaak gesloten"), ("early", "")]),
    ("/running/staff/{id}/role", &[("role", "observer")]),
];

/// The form that goes to an address, from whichever page has it.
pub async fn form(world: &World, route: &str, address: &str, person: &Person) -> Form {
    if let Some(json) = machine::sent(route) {
        return Form { json: Some(json), ..Form::default() };
    }
    if let Some(form) = device::form(world, route, address, person).await {
        return form;
    }
    let mut form = on_a_page(world, address, person).await.unwrap_or_default();
    match route {
        "/receipt" => form.files.clear(),
        // The form that somebody filled in without a line, as the file saves it.
        "/upload" => form.file = r#"{"pairs": [["w.summary", "Servers versleuteld"]]}"#.into(),
        _ => {}
    }
    if route == "/desk/case/{case}/playbooks" {
        form.file = json!({"type": "playbook", "spec_version": "cacao-2.0", "id": "playbook--1", "name": "X",
            "workflow_start": "action--1", "workflow": {"action--1": {"type": "action", "name": "Bellen"}}})
        .to_string();
    }
    if route == "/desk/register/import" {
        form.file = "naam;kvk-nummer\nWaterbedrijf Oost;87654321".into();
    }
    if route == "/desk/case/{case}/timeline/look" {
        form.file = "message,datetime\nAanmelding,2026-11-20 16:40:00\n".into();
    }
    for (name, value) in BY_HAND.iter().filter(|(path, _)| *path == route).flat_map(|(_, fields)| *fields) {
        form.fields.retain(|(known, _)| known != name);
        let value = value.replace("{code}", &world.own.code).replace("{receipt}", &world.own.receipt);
        let value = value.replace("{named}", &world.named.code);
        let value = value.replace("{other}", &world.other.reference);
        let value = value.replace("{party}", &format!("{}-organisation", thing("own")));
        let value = match value.as_str() {
            "{totp}" => factor::code_at(TOTP, world.house.now()),
            "{invited}" => before::code_of_the_invited(world).await,
            "{card}" => Code::new([1; 7]).to_string(),
            _ => value,
        };
        form.fields.push(((*name).to_owned(), value));
    }
    form
}

async fn on_a_page(world: &World, address: &str, person: &Person) -> Option<Form> {
    let mut client = person.client.clone();
    let unverified = address.contains(&world.named.reference);
    // The pages with an address like this one first: they are most likely to have the form.
    let near = |path: &String| path.split('/').zip(address.split('/')).take_while(|(a, b)| a == b).count();
    let mut pages: Vec<String> = rooms::routes()
        .iter()
        .filter(|route| route.method == "GET")
        .map(|route| world.path(route.path, if unverified { Whose::Unverified } else { Whose::Own }))
        .collect();
    pages.sort_by_key(|path| std::cmp::Reverse(near(path)));
    pages.insert(0, address.to_owned());
    for page in pages.into_iter().filter(|page| near(page) > 1) {
        let answer = client.get(&page).await;
        if answer.status != 200 || !answer.is_page() {
            continue;
        }
        if let Some(form) = forms(&answer.text(), &page).into_iter().find(|form| form.action == address) {
            return Some(form);
        }
    }
    None
}
