//! Files of ordinary size that a reporter adds. Nothing in them is ever opened or parsed here.

use crate::{
    Act, Door, Failed, House, Subject, chance, filing::first::hex, message::call_attention, once, tie,
};
use meldkamer_domain::{access::Verb, id::AttachmentId};
use meldkamer_store::{
    depot::Depot,
    dossier::{self, DossierRow},
    message::{self, AttachmentRow},
};
use serde_json::json;
use sha2::{Digest, Sha256};

/// A name is cut at this many characters.
const LONGEST_NAME: usize = 120;

/// A file whose bytes are in the depot already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name, cleaned.
    pub name: String,
    /// The type as it was given; never trusted.
    pub media: String,
    /// Bytes.
    pub size: i64,
    /// Hex SHA-256.
    pub digest: String,
}

/// Puts bytes in the depot under their digest, before an act tells of them.
pub async fn keep<B>(depot: &Depot, name: &str, media: &str, bytes: B) -> Result<Kept, Failed>
where
    B: Into<bytes::Bytes>,
{
    let bytes = bytes.into();
    let digest = hex(&Sha256::digest(&bytes));
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    depot.put(&digest, bytes).await?;
    let media = media.chars().filter(char::is_ascii_graphic).take(100).collect();
    Ok(Kept { name: clean(name), media, size, digest })
}

/// A name that is only a name: no folders, no control characters, nothing that turns the writing.
pub fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let bad = |c: &char| {
        c.is_control()
            || "<>:\"|?*;%".contains(*c)
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let kept: String = last.chars().map(|c| if bad(&c) { '_' } else { c }).collect();
    let kept = kept.trim().trim_start_matches('.');
    let all = kept.chars().count();
    if kept.is_empty() {
        return "file".into();
    }
    // The end of a name tells its kind, so the middle gives way.
    if all <= LONGEST_NAME {
        return kept.into();
    }
    let start: String = kept.chars().take(LONGEST_NAME - 20).collect();
    let end: String = kept.chars().skip(all - 19).collect();
    format!("{start}…{end}")
}

/// What is known of a kept file, as a row of a dossier.
pub(crate) fn row(act: &Act<'_>, dossier: &str, message: Option<&str>, file: &Kept) -> AttachmentRow {
    AttachmentRow {
        id: AttachmentId::new(act.at, chance::bytes()).to_string(),
        draft: None,
        dossier: Some(dossier.to_owned()),
        message: message.map(str::to_owned),
        name: file.name.clone(),
        media: file.media.clone(),
        size: file.size,
        digest: file.digest.clone(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    }
}

/// What is known of a kept file, as a row of a draft.
pub(crate) fn row_of_draft(act: &Act<'_>, draft: &str, file: &Kept) -> AttachmentRow {
    AttachmentRow { draft: Some(draft.to_owned()), dossier: None, ..row(act, "", None, file) }
}

/// Adds a file to a dossier; the desk sees that there is something new. Sent twice under one mark, it
/// is one file.
pub async fn add(house: &House, door: &Door, id: &str, file: &Kept, mark: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let dossier = dossier::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::Attach, Subject::dossier(id), tie::to_dossier(door, &dossier)).await?;
    if !once::is_new(&act, &permit, &Subject::dossier(id), mark).await? {
        return Ok(());
    }

    message::attach(act.tx()?, &permit, &row(&act, id, None, file)).await?;
    call_attention(&act, &permit, dossier).await?;

    act.note(permit, json!({"digest": file.digest, "size": file.size})).await?;
    Ok(())
}

/// A file of one's own dossier, with its bytes; fetching it is journalled as a read.
pub async fn fetch(
    house: &House,
    door: &Door,
    dossier: &DossierRow,
    id: &str,
) -> Result<(AttachmentRow, bytes::Bytes), Failed> {
    let found = message::file(&house.database, id).await?;
    let found = found.filter(|file| file.dossier.as_deref() == Some(&dossier.id)).ok_or(Failed::NOT_FOUND)?;
    // The depot may be far away: nothing waits for it inside the act.
    let bytes = house.depot.get(&found.digest).await?;
    let mut act = house.begin(door).await?;
    let permit =
        act.may(Verb::ReadOwn, Subject::dossier(&dossier.id), tie::to_dossier(door, dossier)).await?;
    act.note(permit, json!({"read": "file", "file": id})).await?;
    Ok((found, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean("C:\\Users\\ans\\brief.pdf"), "brief.pdf");
        assert_eq!(clean("a\r\nb\u{202e}gpj.exe"), "a__b_gpj.exe");
        assert_eq!(clean("..."), "file");
        assert_eq!(clean("  "), "file");
        let long = clean(&format!("{}.tar.gz", "é".repeat(300)));
        assert_eq!(long.chars().count(), LONGEST_NAME);
        assert!(long.ends_with(".tar.gz"));
    }
}
