//! Everybody has a menu of their own, on the page of their account and where nothing is found too, and each of its
//! links opens.

use super::people::{Person, World};
use crate::harness::house::{house, on_both};
use meldkamer::{
    rooms,
    route::{Gate, Route},
};
use meldkamer_domain::access::Role;
use meldkamer_store::database::Dialect;
use std::collections::{BTreeSet, VecDeque};

#[tokio::test(flavor = "multi_thread")]
async fn a_menu_leads_only_where_its_reader_may_go() {
    on_both(async |house| {
        let world = World::in_a(house).await;
        let mut wrong = Vec::new();
        let signed_in = |person: &Person| person.role.is_some() && !person.name.starts_with("a machine");
        for mut person in world.people().await.into_iter().filter(signed_in) {
            let account = person.client.get("/account").await.text();
            let without = account.contains("geen rol") && person.role != Some(Role::Member);
            if without || account.contains(", own)") {
                wrong.push(format!("{}: their role or body is not named", person.name));
            }
            let links = menu(&account);
            if !links.iter().any(|link| link == "/account") {
                wrong.push(format!("{}: no way to their account: {links:?}", person.name));
            }
            if menu(&person.client.get("/nothing-here").await.text()) != links {
                wrong.push(format!("{}: another menu where nothing is found", person.name));
            }
            for link in &links {
                let status = person.client.get(link).await.status;
                if status != 200 {
                    wrong.push(format!("{}: {link} answers {status}", person.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_link_leads_where_its_reader_may_not_go() {
    let routes = rooms::routes();
    let world = World::in_a(house(Dialect::Sqlite).await).await;
    let (mut wrong, mut forms) = (Vec::new(), 0);
    for mut person in world.people().await.into_iter().filter(|person| !person.name.starts_with("a machine"))
    {
        let mut seen = BTreeSet::new();
        // Where nobody led them, a refusal is an answer.
        let mut ways: VecDeque<(String, String)> =
            ["/", "/home", "/mine"].map(|begin| (String::new(), begin.to_owned())).into();
        while let Some((from, to)) = ways.pop_front() {
            let path = to.split(['?', '#']).next().unwrap();
            let Some(look) = route(&routes, "GET", path) else {
                // Styles, scripts and icon are no rooms.
                if !path.contains('.') {
                    wrong.push(format!("{}: {to} is nowhere, on {from}", person.name));
                }
                continue;
            };
            if !seen.insert(look.path) {
                continue;
            }
            let answer = person.client.get(&to).await;
            if matches!(answer.status, 403 | 404 | 500..) && !from.is_empty() {
                wrong.push(format!("{}: {to} answers {}, on {from}", person.name, answer.status));
            }
            if (300..400).contains(&answer.status) {
                ways.push_back((from, answer.header("location").to_owned()));
            } else if answer.header("content-type").starts_with("text/html") {
                let page = answer.text();
                let actions = ["method=\"post\" action=\"", "formaction=\""];
                for action in actions.iter().flat_map(|behind| cut(&page, behind)) {
                    forms += 1;
                    let form = route(&routes, "POST", action.split('?').next().unwrap());
                    let gated = form.is_none_or(|one| matches!(one.gate, Gate::SignedIn(_)));
                    if gated && !form.is_some_and(|form| person.may_use(form)) {
                        wrong.push(format!("{}: may not send {action}, on {to}", person.name));
                    }
                }
                ways.extend(links(&page).into_iter().map(|link| (to.clone(), link)));
            }
        }
        assert!(seen.len() > 20, "{} saw {seen:?}", person.name);
    }
    assert!(forms > 500, "only {forms} forms were met");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The route of a path: the one that says most of it word for word.
fn route<'a>(routes: &'a [Route], method: &str, path: &str) -> Option<&'a Route> {
    let all = routes.iter().filter(|one| one.method == method && fits(one.path, path));
    all.min_by_key(|one| one.path.matches('{').count())
}

/// Whether a path is one of a route.
fn fits(route: &str, path: &str) -> bool {
    let (route, path): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), path.split('/').collect());
    route.len() == path.len()
        && route.iter().zip(&path).all(|(one, other)| one == other || one.starts_with('{'))
}

/// Where the menu of a page leads.
fn menu(page: &str) -> Vec<String> {
    let menu = page.split("class=\"mk-menu\"").nth(1).and_then(|rest| rest.split("</nav>").next());
    links(menu.unwrap_or_default())
}

/// All links of a page to pages of the house.
fn links(page: &str) -> Vec<String> {
    cut(page, "href=\"").filter(|link| link.starts_with('/')).collect()
}

/// What stands behind each occurrence of a text, up to a quotation mark.
fn cut(page: &str, behind: &str) -> impl Iterator<Item = String> {
    let all = page.split(behind).skip(1).filter_map(|rest| rest.split('"').next());
    all.map(|text| text.replace("&#x2f;", "/").replace("&amp;", "&"))
}
