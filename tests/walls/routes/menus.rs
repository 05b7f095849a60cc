//! Everybody has a menu of their own, on the page of their account too, and each of its links opens.

use super::people::World;
use crate::harness::house::on_both;

#[tokio::test(flavor = "multi_thread")]
async fn a_menu_leads_only_where_its_reader_may_go() {
    on_both(async |house| {
        let world = World::in_a(house).await;
        let mut wrong = Vec::new();
        for mut person in world.people().await.into_iter().filter(|person| person.role.is_some()) {
            let page = person.client.get("/account").await.text().replace("&#x2f;", "/");
            let menu = page.split("class=\"mk-menu\"").nth(1).and_then(|rest| rest.split("</nav>").next());
            let links: Vec<&str> = menu.unwrap_or_default().split("href=\"").skip(1).collect();
            let links = links.into_iter().filter_map(|link| link.split('"').next());
            let links: Vec<&str> = links.collect();
            if !links.contains(&"/account") {
                wrong.push(format!("{}: no way to their account: {links:?}", person.name));
            }
            for link in links {
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
