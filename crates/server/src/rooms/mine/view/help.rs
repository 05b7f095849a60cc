//! The newest request for help, for the page of a dossier and the pages about help.

use meldkamer_app::mine::Mine;
use serde::Serialize;

/// The newest request for help.
#[derive(Clone, Debug, Serialize)]
pub struct HelpView {
    /// Last part of the key `mine-urgency-…`.
    pub urgency: &'static str,
    pub asked_at: i64,
    pub seen_at: Option<i64>,
    pub seen_name: String,
    pub earlier: usize,
}

/// The newest request for help, as the reporter is told about it.
pub fn help(mine: &Mine) -> Option<HelpView> {
    let newest = mine.help.first()?;
    let urgency = meldkamer_domain::help::Urgency::parse(&newest.urgency)
        .map_or("information-only", meldkamer_domain::help::Urgency::id);
    Some(HelpView {
        urgency,
        asked_at: newest.asked_at,
        seen_at: newest.seen_at,
        seen_name: newest.seen_name.clone(),
        earlier: mine.help.len() - 1,
    })
}
