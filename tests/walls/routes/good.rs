//! What a person fills in when they fill it in well: the form as it stands on the page that has it,
//! and by hand what no page can tell.

use super::{
    forms::{Form, forms},
    people::{Person, Whose, World},
};
use meldkamer::rooms;

/// Forms that this wall cannot send well, each with what must come before. It may only shrink.
pub const UNTRIED: &[(&str, &str)] = &[];

/// Whether a form stands on the list above.
pub fn is_untried(route: &str) -> bool {
    UNTRIED.iter().any(|(path, _)| *path == route)
}

/// What a person must know besides what stands on the page.
const BY_HAND: &[(&str, &[(&str, &str)])] = &[];

/// The form that goes to an address, from whichever page has it.
pub async fn form(world: &World, route: &str, address: &str, person: &Person) -> Form {
    let mut form = on_a_page(world, address, person).await.unwrap_or_default();
    let fields = &mut form.fields;
    for (name, value) in BY_HAND.iter().filter(|(path, _)| *path == route).flat_map(|(_, fields)| *fields) {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    form
}

async fn on_a_page(world: &World, address: &str, person: &Person) -> Option<Form> {
    let mut client = person.client.clone();
    // The page of the same address first: it is most likely to have the form.
    let mut pages = vec![address.to_owned()];
    let near = |path: &String| path.split('/').zip(address.split('/')).take_while(|(a, b)| a == b).count();
    let mut all: Vec<String> = rooms::routes()
        .iter()
        .filter(|route| route.method == "GET")
        .map(|route| world.path(route.path, Whose::Own))
        .collect();
    all.sort_by_key(|path| std::cmp::Reverse(near(path)));
    pages.extend(all);
    for page in pages {
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
