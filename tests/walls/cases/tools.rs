//! What a case works with: playbooks that become tasks, kits with their link, tasks with their past.

use super::case_of;
use crate::harness::{house::on_both, outside::Outsider};
use meldkamer_app::{case::task, kit};
use meldkamer_domain::access::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_playbook_becomes_tasks_with_who_and_by_when() {
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let mut analyst = house.signed_in(Role::Analyst).await;
        let page = format!("/desk/case/{case}/playbooks");
        assert!(analyst.get(&page).await.text().contains("Gijzelsoftware"));
        let begin = format!("{page}/begin");
        let refused = analyst.post(&begin, &[("playbook", "nothing")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Kies er een uit de lijst"), "{}", refused.text());
        assert_eq!(analyst.post(&begin, &[("playbook", "ransomware")]).await.status, 303);
        let (whole, tasks) = task::at_the_desk(&house.house, &desk, &case).await.unwrap();
        let organisation = whole.parties.iter().find(|one| one.kind == "organisation").unwrap();
        let named = |step: &str| tasks.rows.iter().find(|row| row.step == step).unwrap();
        let isolate = named("isolate");
        assert_eq!(isolate.party.as_ref(), Some(&organisation.id), "the organisation disconnects");
        assert_eq!(isolate.due_at, Some(house.now().plus_seconds(30 * 60).micros()));
        assert_eq!(named("family").party, None, "what it is, we find out");
        assert!(tasks.needs[&named("evidence").id].contains(&isolate.id));
        assert_eq!(named("entry").party.as_ref(), Some(&organisation.id), "there is no firm");
        // For tools of others: the same steps in the order that CACAO knows.
        let cacao = analyst.get("/desk/playbooks/ransomware/en").await.text();
        let read = meldkamer_exchange::cacao::read(cacao.as_bytes()).unwrap();
        assert_eq!(read.playbook.steps.len(), tasks.rows.len());
        assert_eq!(analyst.get("/desk/playbooks/nothing/en").await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kit_brings_its_link_and_the_key_for_as_long_as_the_link_lives() {
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let (whole, _) = task::at_the_desk(&house.house, &desk, &case).await.unwrap();
        let party = &whole.parties[0].id;
        let wish = kit::Wish {
            card: "windows".into(),
            system: "server".into(),
            party: party.clone(),
            language: "nl".into(),
            tool_hash: String::new(),
            until: Some(house.now().plus_hours(24)),
        };
        let made = kit::make(&house.house, &desk, &case, &wish).await.unwrap();
        let secret = kit::secret(&house.house, &made, house.now()).await.unwrap().unwrap();
        assert_eq!(house.client().get(&format!("/evidence/{secret}")).await.status, 200);
        let mut administrator = house.visits(&Outsider::named("entity-administrator")).await;
        let zip = format!("/case/{case}/kits/{}/zip", made.id);
        let file = |bytes: &[u8], name: &str| {
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
            let read = zip.by_name(name).map(|file| std::io::read_to_string(file).unwrap());
            read.ok()
        };
        let taken = administrator.get(&zip).await;
        let link = file(&taken.body, "upload-link.txt").unwrap();
        assert!(link.trim().ends_with(&format!("/evidence/{secret}")), "{link}");
        let key = file(&taken.body, "case-key.txt").unwrap();
        assert!(key.starts_with("age1") && key.trim() == made.recipient, "{key}");
        // Who only reads along gets all but the link.
        let mut reader = house.visits(&Outsider::named("entity-reader")).await;
        let read = reader.get(&zip).await.body;
        assert!(file(&read, "case-key.txt").is_some() && file(&read, "upload-link.txt").is_none());
        house.set(house.now().plus_hours(25));
        assert_eq!(house.client().get(&format!("/evidence/{secret}")).await.status, 410);
        house.memory.run("UPDATE session SET ends_at = ends_at * 2, seen_at = seen_at + 90000000000").await;
        assert_eq!(file(&administrator.get(&zip).await.body, "upload-link.txt"), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_has_a_page_with_all_that_was_changed() {
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let wish = task::Wish { title: "Schijf kopiëren".into(), ..task::Wish::default() };
        let id = task::plan(&house.house, &desk, &case, &wish).await.unwrap();
        let mut analyst = house.signed_in(Role::Analyst).await;
        let page = format!("/desk/case/{case}/tasks/{id}");
        let shown = analyst.get(&page).await;
        assert_eq!(shown.status, 200, "{}", shown.text());
        let wish = [("version", "1"), ("task_title", "Geheugen kopiëren"), ("task_body", ""), ("owner", "")];
        assert_eq!(analyst.post(&page, &wish).await.status, 303);
        let changed = analyst.get(&page).await.text();
        assert!(changed.contains("Geheugen kopiëren") && changed.contains("Schijf kopiëren"), "{changed}");
        assert_eq!(analyst.post(&format!("{page}/undo"), &[("version", "2")]).await.status, 303);
        let undone = analyst.get(&format!("/desk/case/{case}/tasks")).await.text();
        assert!(undone.contains("Schijf kopiëren") && !undone.contains("Geheugen kopiëren"), "{undone}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_playbook_that_was_started_by_mistake_is_undone() {
    on_both(async |house| {
        let (_, desk, case) = case_of(&house, "Waterbedrijf Noord").await;
        let mut analyst = house.signed_in(Role::Analyst).await;
        let page = format!("/desk/case/{case}/playbooks");
        assert_eq!(analyst.post(&format!("{page}/begin"), &[("playbook", "ransomware")]).await.status, 303);
        let (_, tasks) = task::at_the_desk(&house.house, &desk, &case).await.unwrap();
        let (run, first) = (tasks.rows[0].run.clone().unwrap(), tasks.rows[0].id.clone());
        task::answer(&house.house, &desk, &case, &first, ("doing", ""), 1).await.unwrap();
        let undo = format!("{page}/{run}/undo");
        assert!(analyst.get(&page).await.text().replace("&#x2f;", "/").contains(&undo));
        assert_eq!(analyst.post(&undo, &[]).await.status, 303);
        let (_, tasks) = task::at_the_desk(&house.house, &desk, &case).await.unwrap();
        for row in &tasks.rows {
            assert_eq!(row.state, if row.id == first { "doing" } else { "dropped" }, "{}", row.title);
        }
        let again = analyst.post(&undo, &[]).await;
        assert!(again.status == 422 && again.text().contains("niets meer om ongedaan te maken"));
    })
    .await;
}
