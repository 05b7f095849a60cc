//! Systems and accounts in the scope of a case, and how sure it is that the attacker was there.
//!
//! A state is never overwritten: each is a line of the history, with who, when and why.

use crate::refused::Refused;

/// What is in scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A computer, a device, a service in the cloud.
    System,
    /// An account of a person or of a program.
    Account,
}

/// How sure it is that it was hit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// There is reason to look.
    Suspected,
    /// It was hit.
    Confirmed,
    /// It was looked at, and it was not.
    Cleared,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::System, Self::Account];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Account => "account",
        }
    }

    /// By its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Suspected, Self::Confirmed, Self::Cleared];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Suspected => "suspected",
            Self::Confirmed => "confirmed",
            Self::Cleared => "cleared",
        }
    }

    /// By its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Whether one may follow from another, and with what. Who clears something that was suspected or
    /// confirmed, or takes a confirmation back, says why: others may stop looking because of it.
    pub fn follow(self, next: Self, why: &str) -> Result<Self, Refused> {
        if self == next {
            return Err(Refused::AlreadyDone);
        }
        let says_why = next == Self::Cleared || self == Self::Confirmed;
        if says_why && why.trim().is_empty() {
            return Err(Refused::ReasonNeeded { field: "why".into() });
        }
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_gives_the_all_clear_says_why() {
        use State::{Cleared, Confirmed, Suspected};
        assert_eq!(Suspected.follow(Confirmed, ""), Ok(Confirmed));
        assert_eq!(Cleared.follow(Suspected, ""), Ok(Suspected), "to look again needs no reason");
        assert_eq!(Suspected.follow(Suspected, "x"), Err(Refused::AlreadyDone));
        for (from, to) in [(Suspected, Cleared), (Confirmed, Cleared), (Confirmed, Suspected)] {
            assert!(matches!(from.follow(to, "  "), Err(Refused::ReasonNeeded { .. })));
            assert_eq!(from.follow(to, "reinstalled"), Ok(to));
        }
        assert!(State::ALL.into_iter().all(|one| State::parse(one.code()) == Some(one)));
    }
}
