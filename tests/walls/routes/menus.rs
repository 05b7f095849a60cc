//! Everybody has a menu of their own, on the page of their account and where nothing is found too, and each of its
//! links opens.

use super::people::{Person, World};
use crate::harness::house::on_both;
use meldkamer_domain::access::Role;

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

/// Where the menu of a page leads.
fn menu(page: &str) -> Vec<String> {
    let menu = page.split("class=\"mk-menu\"").nth(1).and_then(|rest| rest.split("</nav>").next());
    let links = menu.unwrap_or_default().split("href=\"").skip(1).filter_map(|link| link.split('"').next());
    links.map(|link| link.replace("&#x2f;", "/")).collect()
}
