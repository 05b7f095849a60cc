//! Reading a case: at the desk all of it, from outside one's own part and no more.

use super::{find, tie};
use crate::{Door, Failed, House, Subject};
use meldkamer_domain::access::{Role, Tie, Verb};
use meldkamer_store::support_case::{
    self, CaseRow, ClockRow, JoinedRow, MemberRow,
    listed::{self, After, Filter, ListedRow, LoadRow},
    party::{self, PartyRow},
};
use serde_json::json;

/// Cases on a page of the list.
pub const PAGE: i64 = 25;

/// A case as the desk sees it, without what hangs in the other parts.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The case.
    pub row: CaseRow,
    /// Its dossiers, those that left last.
    pub dossiers: Vec<JoinedRow>,
    /// Its team, those who left last.
    pub team: Vec<MemberRow>,
    /// Who takes part or did.
    pub parties: Vec<PartyRow>,
    /// Its clocks.
    pub clocks: Vec<ClockRow>,
}

/// A case as somebody from outside sees it: what it is for, who works on it, and their own part.
#[derive(Clone, Debug)]
pub struct Part {
    /// The case.
    pub row: CaseRow,
    /// Their own part.
    pub party: PartyRow,
    /// How they are tied to it.
    pub tie: Tie,
    /// The dossier of their own, when they come in through one.
    pub dossier: Option<JoinedRow>,
    /// The name of who leads the case.
    pub lead: String,
    /// When the CSIRT will speak next.
    pub clocks: Vec<ClockRow>,
    /// Who else takes part now, by kind and name: an organisation is not told of other organisations.
    pub others: Vec<PartyRow>,
}

/// A page of the list, the newest case first; one row more than the page when there are more.
pub async fn list(
    house: &House,
    filter: &Filter,
    after: Option<&After>,
) -> Result<(Vec<ListedRow>, Vec<LoadRow>), Failed> {
    let rows = listed::page(&house.database, filter, after, PAGE + 1).await?;
    Ok((rows, listed::load(&house.database).await?))
}

/// A case at the desk; that it was read is a line in its journal.
pub async fn at_the_desk(house: &House, door: &Door, case: &str, part: &str) -> Result<Whole, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, case).await?;
    let permit = act.may(Verb::ReadCase, Subject::case(case), Tie::Other).await?;
    let tx = act.tx()?;
    let whole = Whole {
        dossiers: support_case::dossiers(tx, case).await?,
        team: support_case::team(tx, case).await?,
        parties: party::of_case(tx, case).await?,
        clocks: support_case::clocks(tx, case).await?,
        row,
    };
    act.note(permit, json!({"part": part})).await?;
    Ok(whole)
}

/// Somebody's own part of a case; that it was read is a line in its journal.
///
/// To whoever has no part in it, there is no such case.
pub async fn own_part(house: &House, door: &Door, case: &str) -> Result<Part, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, case).await?;
    let seat = tie::of_act(&act, case).await?;
    let Some(party) = seat.party else { return Err(Failed::NOT_FOUND) };
    let permit = act.may(Verb::ReadCasePart, Subject::case(case), seat.tie).await?;
    let tx = act.tx()?;
    let dossiers = support_case::dossiers(tx, case).await?;
    let team = support_case::team(tx, case).await?;
    let all = party::of_case(tx, case).await?;
    let part = Part {
        dossier: dossiers.into_iter().find(|one| party.dossier.as_deref() == Some(&one.dossier)),
        lead: team
            .into_iter()
            .find(|one| Some(&one.account) == row.lead.as_ref())
            .map_or_else(String::new, |one| one.name),
        clocks: support_case::clocks(tx, case).await?,
        others: beside(all, &party, door),
        tie: seat.tie,
        party,
        row,
    };
    act.note(permit, json!({"party": part.party.id})).await?;
    Ok(part)
}

/// Who else is shown to somebody: firms, bodies and the police; organisations only to whoever helps all.
fn beside(all: Vec<PartyRow>, own: &PartyRow, door: &Door) -> Vec<PartyRow> {
    let organisations =
        all.iter().filter(|one| one.kind == "organisation" && one.is_live(door.at.micros())).count();
    let sees_all = door.actor.role == Role::OtherCsirt || organisations <= 1;
    let shown = |one: &PartyRow| {
        one.id != own.id && one.is_live(door.at.micros()) && (sees_all || one.kind == "police")
    };
    all.into_iter().filter(shown).collect()
}

/// The cases that somebody from outside has a part in now, through a dossier.
pub async fn through_dossier(house: &House, door: &Door, dossier: &str) -> Result<Vec<CaseRow>, Failed> {
    let mut theirs = Vec::new();
    for row in support_case::of_dossier(&house.database, dossier).await? {
        if tie::to_case(&house.database, door, &row.id).await?.party.is_some() {
            theirs.push(row);
        }
    }
    Ok(theirs)
}
