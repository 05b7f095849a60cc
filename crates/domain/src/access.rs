//! Who may do what: one pure function, printed as a table that an auditor can read.
//!
//! Only [`permit`] mints a [`Permit`], and every write in the store asks for one: a write without
//! a check does not compile. That the check was the right one is what the golden table proves.

mod danger;
pub mod mandate;
pub mod role;
pub mod verb;

pub use mandate::{BodyKind, Mandate, Scope};
pub use role::{Role, Tie};
pub use verb::Verb;

use crate::refused::Refused;

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

/// Asks the policy; a yes is a [`Permit`].
pub const fn permit(role: Role, verb: Verb, tie: Tie) -> Result<Permit, Refused> {
    if ruling(role, verb, tie) { Ok(Permit { verb }) } else { Err(Refused::NotAllowed) }
}

/// The policy: whether a role may do this to a subject tied to it so.
pub const fn ruling(role: Role, verb: Verb, tie: Tie) -> bool {
    use Role as R;
    use verb::Group::{
        Answering, Casework, Claiming, Contacting, Deciding, Desk, Door, Housekeeping, Intake, Linked,
        Looking, Machinery, Organisation, Own, Partaking, Preparing, Receiving, Registering, Representing,
        Running, Supervising,
    };
    match (verb.group(), role) {
        (Door, R::Stranger | R::DutyOfficer | R::Analyst | R::Coordinator | R::House) => {
            matches!(tie, Tie::None)
        }
        (Door | Own, R::EntityAdministrator | R::EntityReporter) => matches!(tie, Tie::Own),
        (Door, R::Provider) => matches!(tie, Tie::Mandated),
        (Own, R::Reporter) => matches!(tie, Tie::Own),
        (Own, R::EntityReader) => verb.only_reads() && matches!(tie, Tie::Own),
        (Own, R::Provider) => (verb.on_behalf() || verb.only_reads()) && matches!(tie, Tie::Mandated),
        (Own, R::DutyOfficer | R::Analyst | R::Coordinator) => verb.on_behalf() && matches!(tie, Tie::Other),
        (Own, R::House) => verb.on_behalf(),
        (Linked, R::Stranger) => matches!(tie, Tie::Own),
        (Organisation, R::EntityAdministrator | R::EntityReporter | R::EntityReader) => {
            matches!(tie, Tie::Own)
        }
        (Organisation, R::Provider) => matches!(tie, Tie::Mandated),
        (Representing, R::EntityAdministrator) => matches!(tie, Tie::Own),
        (Claiming, R::EntityAdministrator | R::EntityReporter) => matches!(tie, Tie::Unverified),
        (Preparing, R::EntityAdministrator | R::EntityReporter) => matches!(tie, Tie::Own),
        (Preparing, R::Provider) => matches!(tie, Tie::Mandated),
        (Representing, R::Administrator | R::Operator) => verb.by_the_csirt() && matches!(tie, Tie::Other),
        (Supervising, R::Supervisor | R::OtherCsirt) => matches!(tie, Tie::Own | Tie::None),
        (Contacting, R::ContactPoint) => matches!(tie, Tie::Own | Tie::None),
        (Receiving, R::Partner | R::Supervisor | R::OtherCsirt | R::ContactPoint) => {
            matches!(tie, Tie::Own | Tie::None)
        }
        (
            Looking,
            R::Administrator
            | R::DutyOfficer
            | R::Analyst
            | R::Specialist
            | R::Coordinator
            | R::Observer
            | R::Operator,
        ) => true,
        (Intake, R::DutyOfficer | R::Analyst | R::Coordinator) => true,
        (Desk, R::DutyOfficer | R::Analyst | R::Specialist | R::Coordinator) => true,
        (Casework, R::DutyOfficer | R::Analyst | R::Specialist | R::Coordinator) => true,
        (Partaking, R::DutyOfficer | R::Analyst | R::Specialist | R::Coordinator) => {
            matches!(tie, Tie::Other)
        }
        (
            Partaking,
            R::Reporter | R::EntityAdministrator | R::EntityReporter | R::Responder | R::OtherCsirt,
        ) => {
            matches!(tie, Tie::Own)
        }
        (Partaking, R::EntityReader) => verb.only_reads() && matches!(tie, Tie::Own),
        (Partaking, R::Provider) => matches!(tie, Tie::Mandated),
        (Desk, R::House) => verb.by_itself(),
        (Answering, R::DutyOfficer | R::Coordinator) => true,
        (Deciding, R::DutyOfficer) => true,
        (Registering, R::Administrator | R::DutyOfficer | R::Analyst | R::Coordinator | R::Operator) => true,
        (Running, R::Administrator | R::Operator) => true,
        (Housekeeping, R::Stranger) => verb.before_sign_in(),
        (Housekeeping, R::Reporter | R::House | R::Operator) => false,
        (Housekeeping, _) => matches!(tie, Tie::Own),
        (Machinery, R::House) => true,
        (Machinery, R::Administrator | R::Operator) => verb.by_hand(),
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
            // What asks for a fresh factor is marked.
            write!(text, "{}{}", verb.name(), if verb.is_dangerous() { "!" } else { "" }).unwrap();
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
            for tie in [Tie::Own, Tie::Mandated, Tie::Unverified, Tie::Other] {
                let open = verb.before_sign_in() || (verb.group() == verb::Group::Linked && tie == Tie::Own);
                assert!(open || !ruling(Role::Stranger, *verb, tie), "{}", verb.name());
            }
            assert!(!ruling(Role::Reporter, *verb, Tie::Other), "{}", verb.name());
        }
    }

    #[test]
    fn nobody_from_outside_touches_what_is_anothers() {
        let outside = Role::MANDATED.into_iter().chain([Role::Member, Role::Responder]);
        for role in outside {
            for verb in Verb::ALL {
                assert!(!ruling(role, *verb, Tie::Other), "{} as {}", verb.name(), role.name());
            }
        }
    }
}
