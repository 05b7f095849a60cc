//! The support cases of a dossier, once they are closed: a case is kept as long as any of its dossiers needs it.

use super::{Tally, Work, add, case_of};
use crate::{Act, Failed, erasing::forget};
use meldkamer_domain::{access::Permit, question::Personal};
use meldkamer_store::{
    dossier::{self, DossierRow},
    erasure::case::{self, FileRow},
};
use std::collections::BTreeMap;

impl Work<'_> {
    /// The closed support cases that the dossier is in. What a case holds is of all its dossiers: it stays
    /// while one of them is open or on hold, and as long as the longest of their periods.
    pub(super) async fn support(
        &self,
        act: &Act<'_>,
        permit: &Permit,
        row: &DossierRow,
        tally: &mut Tally,
    ) -> Result<(), Failed> {
        let Some((category, rule)) = self.rule(Personal::Free) else { return Ok(()) };
        let mut cuts: BTreeMap<String, Option<i64>> = BTreeMap::new();
        for joined in case::closed(act.tx()?, &row.id).await? {
            let cut = match joined.dossier == row.id {
                true => Some(rule.cut.micros()),
                false => self.cut_of(act, &joined.dossier).await?,
            };
            let known = cuts.entry(joined.case_id).or_insert(cut);
            *known = known.zip(cut).map(|(one, other)| one.min(other));
        }
        for (id, cut) in cuts {
            let Some(cut) = cut else { continue };
            for file in case::closed_files(act.tx()?, &id, cut).await? {
                drop_file(act, permit, &file).await?;
                add(tally, "file", category, 1, file.at);
            }
            for (part, found) in case::blank_closed(act.tx()?, permit, &id, cut, act.at.micros()).await? {
                add(tally, part, category, found.count, found.since.unwrap_or(row.received_at));
            }
        }
        Ok(())
    }

    /// The moment until which free words of another dossier have to be gone; none while it is spared.
    async fn cut_of(&self, act: &Act<'_>, id: &str) -> Result<Option<i64>, Failed> {
        let row = dossier::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
        let other = case_of(act, &row).await?;
        if other.spared().is_some() {
            return Ok(None);
        }
        let other = Work::new(self.house, act.at, other);
        Ok(other.rule(Personal::Free).map(|(_, rule)| rule.cut.micros()))
    }
}

/// Forgets a file; its bytes go by an errand.
pub(super) async fn drop_file(act: &Act<'_>, permit: &Permit, file: &FileRow) -> Result<(), Failed> {
    forget::send(act, permit, &file.id, &file.digest).await?;
    Ok(case::drop_file(act.tx()?, permit, &file.id, act.at.micros()).await?)
}
