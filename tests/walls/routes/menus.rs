//! Everybody has a menu of their own, on the page of their account and where nothing is found too, and each of its
//! links opens.

use super::people::{Person, World};
use crate::harness::house::{house, on_both};
use meldkamer::{rooms, route::Gate};
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
    let looks: Vec<&str> = routes.iter().filter(|one| one.method == "GET").map(|one| one.path).collect();
    let world = World::in_a(house(Dialect::Sqlite).await).await;
    let mut wrong = Vec::new();
    for mut person in world.people().await.into_iter().filter(|person| !person.name.starts_with("a machine"))
    {
        let mut seen = BTreeSet::new();
        let mut ways = vec![("/".to_owned(), "/"), ("/".to_owned(), "/home"), ("/".to_owned(), "/mine")]
            .into_iter()
            .map(|(from, to)| (from, to.to_owned()))
            .collect::<VecDeque<_>>();
        while let Some((from, to)) = ways.pop_front() {
            let path = to.split(['?', '#']).next().unwrap();
            let Some(route) = looks.iter().find(|route| fits(route, path)) else { continue };
            if path.starts_with("/sign-out") || !seen.insert(*route) {
                continue;
            }
            let answer = person.client.get(&to).await;
            if matches!(answer.status, 403 | 404 | 500..) && from != "/" {
                wrong.push(format!("{}: {to} answers {}, on {from}", person.name, answer.status));
            }
            if (300..400).contains(&answer.status) {
                ways.push_back((from, answer.header("location").to_owned()));
            } else if answer.header("content-type").starts_with("text/html") {
                let page = answer.text();
                let forms = ["method=\"post\" action=\"", "formaction=\""];
                for action in forms.iter().flat_map(|behind| cut(&page, behind)) {
                    let path = action.split('?').next().unwrap();
                    let route = routes.iter().find(|one| one.method == "POST" && fits(one.path, path));
                    let gated = route.is_none_or(|one| matches!(one.gate, Gate::SignedIn(_)));
                    if gated && !route.is_some_and(|route| person.may_use(route)) {
                        wrong.push(format!("{}: may not send {action}, on {to}", person.name));
                    }
                }
                ways.extend(links(&page).into_iter().map(|link| (to.clone(), link)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
