//! Audiences: who may see which question and which part of a dossier, under which regime.
//!
//! What one may do is the policy's ([`crate::access`]); on what ground more may be shown than stands
//! here is [`crate::sharing`]'s.

use crate::rulebook::{Basis, Said};
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use serde::Deserialize;
use toml::Spanned;

/// Those for whom a part of a dossier may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// The team that helps.
    Csirt,
    /// The competent authority and its supervisor.
    Supervisor,
    /// The single point of contact of our own state.
    Spoc,
    /// The contact points of other Member States.
    MemberStates,
    /// The organisation that was hit.
    Entity,
    /// Who acts for that organisation by its mandate.
    Provider,
}

impl Audience {
    /// All of them, in the order in which pages name them.
    pub const ALL: [Self; 6] =
        [Self::Csirt, Self::Supervisor, Self::Spoc, Self::MemberStates, Self::Entity, Self::Provider];

    /// The name in rulebooks, the database and the words files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Csirt => "csirt",
            Self::Supervisor => "supervisor",
            Self::Spoc => "spoc",
            Self::MemberStates => "member-states",
            Self::Entity => "entity",
            Self::Provider => "provider",
        }
    }

    /// The audience with this name.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// Whether it belongs to those who told it: the organisation and whoever acts for it.
    pub const fn told_it(self) -> bool {
        matches!(self, Self::Entity | Self::Provider)
    }
}

/// What differs under one regime.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Under {
    /// The regime's id.
    pub regime: String,
    /// Who may see it there.
    pub audience: Vec<Audience>,
}

/// Who may see something: the rule, and the regimes under which it differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    usual: Vec<Audience>,
    under: Vec<Under>,
}

impl Seen {
    /// What a file says: of the thing itself, else of all in its file, else the team and the supervisor.
    ///
    /// Whoever told something may read it back: a list that names neither the organisation nor its
    /// provider means both.
    pub fn written(own: (&[Audience], &[Under]), files: (&[Audience], &[Under])) -> Self {
        let usual: &[Audience] = &[Audience::Csirt, Audience::Supervisor];
        let said = [own.0, files.0].into_iter().find(|some| !some.is_empty()).unwrap_or(usual);
        let under = if own.1.is_empty() && own.0.is_empty() { files.1 } else { own.1 };
        let under = under
            .iter()
            .map(|one| Under { regime: one.regime.clone(), audience: with_tellers(&one.audience) });
        Self { usual: with_tellers(said), under: under.collect() }
    }

    /// Exactly these, under every regime.
    pub fn exactly(usual: &[Audience], under: &[Under]) -> Self {
        Self { usual: usual.to_vec(), under: under.to_vec() }
    }

    /// Whether an audience may see it in a dossier under these regimes; one that allows it is enough.
    pub fn by(&self, audience: Audience, regimes: &[impl AsRef<str>]) -> bool {
        if regimes.is_empty() {
            return self.usual.contains(&audience);
        }
        regimes.iter().any(|regime| self.at(regime.as_ref()).contains(&audience))
    }

    fn at(&self, regime: &str) -> &[Audience] {
        let special = self.under.iter().find(|one| one.regime == regime);
        special.map_or(&self.usual, |one| &one.audience)
    }

    /// The regimes under which something differs.
    pub fn regimes(&self) -> impl Iterator<Item = &str> {
        self.under.iter().map(|one| one.regime.as_str())
    }

    /// Whether somebody may see it under any regime.
    pub fn ever(&self, audience: Audience) -> bool {
        self.usual.contains(&audience) || self.under.iter().any(|one| one.audience.contains(&audience))
    }

    /// Itself, unless it cannot be meant so; the mistake names the question.
    pub fn checked(self, id: &str, group: &str, identifies: bool) -> Result<Self, String> {
        match self.fault(group, identifies) {
            Some(fault) => Err(format!("{id}: {fault}")),
            None => Ok(self),
        }
    }

    /// What cannot be meant: a question without its team, or what must stay between entity and team.
    pub fn fault(&self, group: &str, identifies: bool) -> Option<&'static str> {
        let lists = || core::iter::once(&self.usual).chain(self.under.iter().map(|one| &one.audience));
        if lists().any(|list| !list.contains(&Audience::Csirt)) {
            return Some("the audience leaves out `csirt`, which handles every report: add it");
        }
        let beyond = |list: &Vec<Audience>| list.contains(&Audience::MemberStates);
        if lists().any(|list| beyond(list) && !list.contains(&Audience::Spoc)) {
            return Some("other Member States hear it through the contact point: add `spoc`, too");
        }
        if identifies && lists().any(beyond) {
            return Some("it tells who reports: take `member-states` out of its audience");
        }
        let outside = [Audience::Supervisor, Audience::Spoc, Audience::MemberStates];
        if group == "help" && outside.into_iter().any(|one| self.ever(one)) {
            return Some(
                "a request for help is for the team alone: leave `csirt` in its audience and no authority",
            );
        }
        None
    }
}

fn with_tellers(list: &[Audience]) -> Vec<Audience> {
    let mut all = list.to_vec();
    if !list.iter().any(|one| one.told_it()) {
        all.extend([Audience::Entity, Audience::Provider]);
    }
    all
}

/// The parts of a dossier besides the answers, whose audience each question says itself.
pub const PARTS: [&str; 11] = [
    "limits",
    "receipts",
    "verdict",
    "help",
    "messages",
    "files",
    "notes",
    "assessment",
    "evidence",
    "ties",
    "journal",
];

/// Parts that leave the team only by an explicit share: no rulebook opens them to an authority.
pub const GUARDED: [&str; 8] =
    ["help", "messages", "files", "notes", "assessment", "evidence", "ties", "journal"];

/// One part of a dossier, with who may see it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// One of [`PARTS`].
    pub id: Spanned<String>,
    /// What people call it.
    pub name: Said,
    /// What is in it.
    pub text: Said,
    /// Who may see it.
    pub audience: Vec<Audience>,
    /// What differs under a regime.
    #[serde(default)]
    pub under: Vec<Under>,
    /// What it rests on.
    pub basis: Basis,
}

impl Part {
    /// Who may see it.
    pub fn seen(&self) -> Seen {
        Seen::exactly(&self.audience, &self.under)
    }

    /// What is wrong with it, in words for the operator.
    pub fn fault(&self) -> Option<String> {
        let id = self.id.get_ref().as_str();
        if !PARTS.contains(&id) {
            return Some(format!("no part of a dossier is called `{id}`: it is one of {}", PARTS.join(", ")));
        }
        let seen = self.seen();
        let outside = [Audience::Supervisor, Audience::Spoc, Audience::MemberStates];
        if GUARDED.contains(&id) && outside.into_iter().any(|one| seen.ever(one)) {
            return Some(format!(
                "`{id}` reaches an authority only when somebody shares it, with a ground: take the authorities out"
            ));
        }
        seen.fault("", false).map(ToString::to_string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn under(regime: &str, audience: &[Audience]) -> Under {
        Under { regime: regime.into(), audience: audience.to_vec() }
    }

    #[test]
    fn a_regime_says_otherwise_than_the_rule() {
        let own = [Audience::Csirt];
        let there = [under("dora", &[Audience::Csirt, Audience::Supervisor])];
        let seen = Seen::written((&own, &there), (&[], &[]));
        assert!(!seen.by(Audience::Supervisor, &["nl-cbw"]));
        assert!(seen.by(Audience::Supervisor, &["nl-cbw", "dora"]), "one regime that allows it is enough");
        assert!(seen.by(Audience::Entity, &["nl-cbw"]), "who told it reads it");
        let none: [&str; 0] = [];
        assert!(!seen.by(Audience::Supervisor, &none));
    }

    #[test]
    fn what_a_question_says_goes_before_its_file() {
        let (own, files) = ([Audience::Csirt], [Audience::Csirt, Audience::Spoc]);
        assert!(!Seen::written((&own, &[]), (&files, &[])).ever(Audience::Spoc));
        assert!(Seen::written((&[], &[]), (&files, &[])).ever(Audience::Spoc));
        assert!(Seen::written((&[], &[]), (&[], &[])).ever(Audience::Supervisor));
        let alone = Seen::written((&[Audience::Csirt, Audience::Entity], &[]), (&[], &[]));
        assert!(!alone.ever(Audience::Provider), "a list that names the entity means it alone");
        let files = vec![under("dora", &[Audience::Csirt])];
        let own = Seen::written((&[Audience::Csirt, Audience::Supervisor], &[]), (&[], &files));
        assert!(own.by(Audience::Supervisor, &["dora"]), "a list of its own has regimes of its own");
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        let fault = |list: &[Audience], group, identifies| {
            Seen::exactly(list, &[]).fault(group, identifies).unwrap_or_default()
        };
        assert!(fault(&[Audience::Supervisor], "what", false).contains("`csirt`"));
        assert!(fault(&[Audience::Csirt, Audience::Supervisor], "help", false).contains("help"));
        assert!(fault(&[Audience::Csirt, Audience::MemberStates], "what", false).contains("`spoc`"));
        let abroad = [Audience::Csirt, Audience::Spoc, Audience::MemberStates];
        assert!(fault(&abroad, "organisation", true).contains("who reports"));
        assert_eq!(fault(&abroad, "what", false), "");
    }

    #[test]
    fn every_audience_has_a_name_of_its_own() {
        for one in Audience::ALL {
            assert_eq!(Audience::parse(one.id()), Some(one));
        }
        assert!(GUARDED.iter().all(|part| PARTS.contains(part)));
    }
}
