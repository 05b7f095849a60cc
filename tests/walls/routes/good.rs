//! What a person fills in when they fill it in well: the form as it stands on the page that has it,
//! and by hand what no page can tell.

use super::{
    forms::{Form, forms},
    people::{PASSWORD, Person, Whose, World},
};
use meldkamer::rooms;
use serde_json::{Value, json};

/// Forms that this wall cannot send well, each with what must come before. It may only shrink.
pub const UNTRIED: &[(&str, &str)] = &[
    ("/sign-in", "the second factor of an account, which only its owner's device knows"),
    ("/account/recovery", "the second factor of an account"),
    ("/invitation/{secret}", "an invitation that somebody was given"),
    ("/invitation/{secret}/factor", "a password that was just chosen for an invitation"),
    ("/desk/dossiers/{reference}/confirm", "a decision of somebody else that waits for a second person"),
    ("/desk/dossiers/{reference}/message", "a first answer"),
    ("/desk/dossiers/{reference}/reopen", "a dossier that was closed"),
    ("/desk/dossiers/{reference}/split", "dossiers that were merged"),
    ("/desk/intake/mails/{id}", "a mail that came in"),
    ("/running/letters/{language}/{name}", "the text of a letter that exists"),
    ("/upload", "a form that was filled in offline"),
    ("/api/v1/dossiers/{reference}/assessments", "the version of the assessment before"),
    ("/api/v1/dossiers/{reference}/decision", "the version of the assessment"),
    ("/api/v1/dossiers/{reference}/decision/confirmation", "a decision of somebody else that waits"),
];

/// Whether a form stands on the list above.
pub fn is_untried(route: &str) -> bool {
    UNTRIED.iter().any(|(path, _)| *path == route)
}

/// What a person must know besides what stands on the page.
const BY_HAND: &[(&str, &[(&str, &str)])] = &[
    (
        "/account/password",
        &[
            ("now", PASSWORD),
            ("password", "zeven gele fietsen rijden"),
            ("again", "zeven gele fietsen rijden"),
        ],
    ),
    ("/continue", &[("code", "{code}"), ("reference", "")]),
    ("/desk/dossiers/{reference}/links", &[("other", "{other}"), ("reason", "Zelfde afzender")]),
    (
        "/desk/dossiers/{reference}/merge",
        &[("into", "{other}"), ("other", "{other}"), ("reason", "Zelfde incident")],
    ),
    ("/desk/dossiers/{reference}/links/{id}/undo", &[("reason", "Toch niet hetzelfde")]),
    ("/receipt", &[("receipt", "{receipt}")]),
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
    ("/running/staff/{id}/role", &[("role", "observer")]),
];

/// What a machine sends.
fn json(route: &str) -> Option<Value> {
    let answers = json!({"w.summary": "Servers versleuteld", "t.aware": "2026-11-20T16:00:00+01:00"});
    Some(match route {
        "/api/v1/notifications" => json!({"stage": "early-warning", "language": "nl", "answers": answers}),
        "/api/v1/notifications/{reference}/{stage}" => {
            json!({"answers": answers, "reason": "Nu beter bekend"})
        }
        "/api/v1/notifications/{reference}/withdrawal" => json!({"reason": "Het was onze eigen proef"}),
        "/api/v1/notifications/{reference}/messages" => json!({"text": "De dienst werkt weer"}),
        _ if route.starts_with("/api/") => json!({}),
        _ => return None,
    })
}

/// The form that goes to an address, from whichever page has it.
pub async fn form(world: &World, route: &str, address: &str, person: &Person) -> Form {
    if let Some(json) = json(route) {
        return Form { json: Some(json), ..Form::default() };
    }
    let mut form = on_a_page(world, address, person).await.unwrap_or_default();
    if route == "/receipt" {
        form.files.clear();
    }
    for (name, value) in BY_HAND.iter().filter(|(path, _)| *path == route).flat_map(|(_, fields)| *fields) {
        form.fields.retain(|(known, _)| known != name);
        let value = value.replace("{code}", &world.own.code).replace("{receipt}", &world.own.receipt);
        let value = value.replace("{other}", &world.other.reference);
        form.fields.push(((*name).to_owned(), value));
    }
    form
}

async fn on_a_page(world: &World, address: &str, person: &Person) -> Option<Form> {
    let mut client = person.client.clone();
    // The pages with an address like this one first: they are most likely to have the form.
    let near = |path: &String| path.split('/').zip(address.split('/')).take_while(|(a, b)| a == b).count();
    let mut pages: Vec<String> = rooms::routes()
        .iter()
        .filter(|route| route.method == "GET")
        .map(|route| world.path(route.path, Whose::Own))
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
