//! What an act is about: the name of its chain in the journal.

/// What an act is about: the name of its chain in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject(String);

impl Subject {
    /// A dossier.
    pub fn dossier(id: impl std::fmt::Display) -> Self {
        Self(format!("dossier:{id}"))
    }
    /// A draft.
    pub fn draft(id: impl std::fmt::Display) -> Self {
        Self(format!("draft:{id}"))
    }
    /// A support case.
    pub fn case(id: impl std::fmt::Display) -> Self {
        Self(format!("case:{id}"))
    }
    /// An exercise.
    pub fn drill(id: impl std::fmt::Display) -> Self {
        Self(format!("drill:{id}"))
    }
    /// An account.
    pub fn account(id: impl std::fmt::Display) -> Self {
        Self(format!("account:{id}"))
    }
    /// An entity in the register.
    pub fn entity(id: impl std::fmt::Display) -> Self {
        Self(format!("entity:{id}"))
    }
    /// The evidence of a case, or what is sent by one link.
    pub fn evidence(id: impl std::fmt::Display) -> Self {
        Self(format!("evidence:{id}"))
    }
    /// The house as a whole.
    pub fn house() -> Self {
        Self("house".to_owned())
    }
    /// The chain's name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
