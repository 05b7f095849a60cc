//! Mail: one draft for one mail, a message only from the reporter's own address.

use super::*;
use crate::trial::Trial;

fn mail(id: &str, from: &str, subject: &str) -> Mail {
    Mail {
        answers: Vec::new(),
        id: id.into(),
        from: from.into(),
        subject: subject.into(),
        text: "Wij zijn gehackt.".into(),
        files: vec![File { name: "log.txt".into(), media: "text/plain".into(), bytes: b"inert".to_vec() }],
        automatic: false,
        bounce: None,
        signed: None,
    }
}

#[tokio::test]
async fn the_same_mail_twice_makes_one_draft() {
    let trial = Trial::new().await;
    let mail = mail("a@b", "piet@ander.example", "Storing");
    let Taken::Draft(id) = take(&trial.house, &mail).await.unwrap() else { panic!("no draft") };
    assert_eq!(take(&trial.house, &mail).await.unwrap(), Taken::Before);
    let row = draft::by_id(&trial.house.database, &id).await.unwrap().unwrap();
    assert_eq!((row.channel.as_str(), row.origin.as_str()), ("mail", "piet@ander.example"));
    let answers = draft::answers(&trial.house.database, &id).await.unwrap();
    let summary = answers.iter().find(|one| one.question == "w.summary").unwrap();
    assert_eq!(summary.value, "\"Storing\\n\\nWij zijn gehackt.\"");
    let files = message::files_of_draft(&trial.house.database, &id).await.unwrap();
    assert_eq!(trial.house.depot.get(&files[0].digest).await.unwrap().as_ref(), b"inert");
    assert_eq!(trial.noted("mail.take").await, 1);
}

#[tokio::test]
async fn only_the_reporter_writes_on_a_dossier_and_it_is_marked() {
    let trial = Trial::new().await;
    let filed = trial.early_warning().await;
    let subject = format!("Re: [{}] aanvulling", filed.dossier.reference);
    let stranger = take(&trial.house, &mail("1", "kwaad@ander.example", &subject)).await.unwrap();
    assert!(matches!(stranger, Taken::Draft(_)));
    let taken = take(&trial.house, &mail("2", "jan@bedrijf.example", &subject)).await.unwrap();
    assert_eq!(taken, Taken::Message(filed.dossier.id.clone()));
    let messages = message::of_dossier(&trial.house.database, &filed.dossier.id, true).await.unwrap();
    assert!(messages[0].body.starts_with("[Per e-mail ontvangen. Niet gecontroleerd"));
    let row = dossier::by_id(&trial.house.database, &filed.dossier.id).await.unwrap().unwrap();
    assert_eq!(row.unread, 1);
}
