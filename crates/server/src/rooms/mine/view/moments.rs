//! The moments of a dossier, each with what it was before.

use meldkamer_app::mine::Mine;
use serde::Serialize;

/// A moment with its earlier versions, the newest last.
#[derive(Clone, Debug, Serialize)]
pub struct MomentView {
    pub name: String,
    pub value: Option<i64>,
    pub reason: String,
    pub told_at: i64,
    pub earlier: Vec<Earlier>,
}

/// What a moment was before.
#[derive(Clone, Debug, Serialize)]
pub struct Earlier {
    pub value: Option<i64>,
    pub told_at: i64,
    pub reason: String,
}

pub(super) fn moments(mine: &Mine) -> Vec<MomentView> {
    let view = |name: &str| {
        let mut told = mine.moments.iter().filter(|one| one.name == name).rev();
        let newest = told.next()?;
        let earlier =
            told.map(|one| Earlier { value: one.value, told_at: one.at, reason: one.reason.clone() });
        Some(MomentView {
            name: name.to_owned(),
            value: newest.value,
            reason: newest.reason.clone(),
            told_at: newest.at,
            earlier: earlier.collect(),
        })
    };
    meldkamer_app::moment::CHANGEABLE.into_iter().filter_map(view).collect()
}
