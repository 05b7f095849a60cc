//! Who may do what: one pure function, printed as a table that an auditor can read.
//!
//! Only [`permit`] mints a [`Permit`], and every write in the store asks for one: a write without
//! a check does not compile. That the check was the right one is what the golden table proves.

pub mod verb;

pub use verb::Verb;

use crate::refused::Refused;

/// In what capacity somebody, or something, acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Role {
    /// Anybody at the public door, without an account or a code.
    Stranger,
    /// Who holds the code of a draft or dossier.
    Reporter,
    /// Runs the installation: accounts, addresses, texts. Does not decide on help.
    Administrator,
    /// Is on duty: assesses, decides, answers.
    DutyOfficer,
    /// Works on dossiers without deciding on help.
    Analyst,
    /// Reads along.
    Observer,
    /// The house itself: timers, couriers, intake of mail.
    House,
    /// Whoever has a shell on the machine.
    Operator,
}

impl Role {
    /// All roles, in the order of the printed table.
    pub const ALL: [Self; 8] = [
        Self::Stranger,
        Self::Reporter,
        Self::Administrator,
        Self::DutyOfficer,
        Self::Analyst,
        Self::Observer,
        Self::House,
        Self::Operator,
    ];
    /// The roles that an account can have.
    pub const STAFF: [Self; 4] = [Self::Administrator, Self::DutyOfficer, Self::Analyst, Self::Observer];

    /// The role's name in the database, the API and the words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stranger => "stranger",
            Self::Reporter => "reporter",
            Self::Administrator => "administrator",
            Self::DutyOfficer => "duty-officer",
            Self::Analyst => "analyst",
            Self::Observer => "observer",
            Self::House => "house",
            Self::Operator => "operator",
        }
    }

    /// A staff role by its name.
    pub fn staff(name: &str) -> Option<Self> {
        Self::STAFF.into_iter().find(|role| role.name() == name)
    }
}

/// How the subject of an act is tied to whoever acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Tie {
    /// Theirs: the dossier of the code they hold, their own account.
    Own,
    /// Somebody else's.
    Other,
    /// The act has no subject yet, or concerns the house as a whole.
    None,
}

impl Tie {
    /// All ties, in the order of the printed table.
    pub const ALL: [Self; 3] = [Self::Own, Self::Other, Self::None];

    /// The tie's name in the printed table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Other => "other",
            Self::None => "none",
        }
    }
}

/// Proof that the policy was asked and said yes. Only [`permit`] makes one.
#[derive(Debug)]
pub struct Permit {
    verb: Verb,
}

impl Permit {
    /// What was permitted.
    pub const fn verb(&self) -> Verb {
        self.verb
    }
}

/// Which dossiers a list may show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// All of them: staff of the CSIRT, and the house.
    All,
    /// None.
    Nothing,
}

/// What a role may see in lists.
pub const fn scope(role: Role) -> Scope {
    match role {
        Role::Stranger | Role::Reporter => Scope::Nothing,
        _ => Scope::All,
    }
}

/// Asks the policy; a yes is a [`Permit`].
pub const fn permit(role: Role, verb: Verb, tie: Tie) -> Result<Permit, Refused> {
    if ruling(role, verb, tie) { Ok(Permit { verb }) } else { Err(Refused::NotAllowed) }
}

/// The policy: whether a role may do this to a subject tied to it so.
pub const fn ruling(role: Role, verb: Verb, tie: Tie) -> bool {
    use verb::Group::{Answering, Deciding, Desk, Door, Housekeeping, Looking, Machinery, Own, Running};
    match (verb.group(), role) {
        (Door, Role::Stranger | Role::DutyOfficer | Role::Analyst | Role::House) => matches!(tie, Tie::None),
        (Own, Role::Reporter) => matches!(tie, Tie::Own),
        (Own, Role::DutyOfficer | Role::Analyst) => verb.on_behalf() && matches!(tie, Tie::Other),
        (Own, Role::House) => verb.on_behalf(),
        (
            Looking,
            Role::Administrator | Role::DutyOfficer | Role::Analyst | Role::Observer | Role::Operator,
        ) => true,
        (Desk, Role::DutyOfficer | Role::Analyst) => true,
        (Answering | Deciding, Role::DutyOfficer) => true,
        (Running, Role::Administrator | Role::Operator) => true,
        (Housekeeping, Role::Administrator | Role::DutyOfficer | Role::Analyst | Role::Observer) => {
            matches!(tie, Tie::Own)
        }
        (Housekeeping, Role::Stranger) => verb.before_sign_in(),
        (Machinery, Role::House) => true,
        (Machinery, Role::Administrator | Role::Operator) => verb.by_hand(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use std::fmt::Write;

    fn table() -> String {
        let mut text = String::from("verb");
        for role in Role::ALL {
            write!(text, " {}", role.name()).unwrap();
        }
        text.push('\n');
        for verb in Verb::ALL {
            write!(text, "{}", verb.name()).unwrap();
            for role in Role::ALL {
                let ties = Tie::ALL.into_iter().filter(|tie| ruling(role, *verb, *tie));
                let said: std::vec::Vec<_> = ties.map(Tie::name).collect();
                write!(text, " {}", if said.is_empty() { "-".into() } else { said.join("+") }).unwrap();
            }
            text.push('\n');
        }
        text
    }

    #[test]
    fn the_policy_is_as_printed() {
        insta::assert_snapshot!("policy", table());
    }

    #[test]
    fn verbs_have_names_of_their_own() {
        let names: std::collections::BTreeSet<_> = Verb::ALL.iter().map(|verb| verb.name()).collect();
        assert_eq!(names.len(), Verb::ALL.len());
    }

    #[test]
    fn no_stranger_changes_what_is_not_theirs() {
        for verb in Verb::ALL {
            for tie in [Tie::Own, Tie::Other] {
                let open = verb.before_sign_in();
                assert!(open || !ruling(Role::Stranger, *verb, tie), "{}", verb.name());
            }
            assert!(!ruling(Role::Reporter, *verb, Tie::Other), "{}", verb.name());
        }
    }
}
