//! A mandate: somebody may act for a body in one role, within a scope, for a time.
//!
//! Who gave it and when it ends is the store's; here is what it means while it lives.

use super::{Role, Tie};
use alloc::{string::String, vec, vec::Vec};

/// What kind of body a mandate is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum BodyKind {
    /// A CSIRT: another one, by its id among the authorities.
    Csirt,
    /// An entity in the register.
    Entity,
    /// A competent authority, by its id in the routes.
    Authority,
    /// The single point of contact.
    ContactPoint,
    /// A receiving partner.
    Partner,
}

impl BodyKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Csirt, Self::Entity, Self::Authority, Self::ContactPoint, Self::Partner];

    /// The kind's name in the database and the words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csirt => "csirt",
            Self::Entity => "entity",
            Self::Authority => "authority",
            Self::ContactPoint => "contact-point",
            Self::Partner => "partner",
        }
    }

    /// A kind by its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind of body for which a role acts; none for roles without a mandate.
    pub const fn of(role: Role) -> Option<Self> {
        match role {
            Role::EntityAdministrator | Role::EntityReporter | Role::EntityReader | Role::Provider => {
                Some(Self::Entity)
            }
            Role::Supervisor => Some(Self::Authority),
            Role::OtherCsirt => Some(Self::Csirt),
            Role::ContactPoint => Some(Self::ContactPoint),
            Role::Partner => Some(Self::Partner),
            _ => None,
        }
    }
}

/// A mandate under which somebody acts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mandate {
    /// Its id.
    pub id: String,
    /// What kind of body it is for.
    pub kind: BodyKind,
    /// The body's id.
    pub body: String,
    /// The name of the provider's firm; empty for the body's own people.
    pub firm: String,
    /// The sectors it is limited to; empty for all.
    pub sectors: Vec<String>,
    /// The regimes it is limited to; empty for all.
    pub regimes: Vec<String>,
}

impl Mandate {
    /// How a dossier is tied to whoever acts under this: by the entity it is bound to, or else by the
    /// entity that it only names.
    pub fn tie(&self, role: Role, bound: Option<&str>, named: Option<&str>) -> Tie {
        if self.kind != BodyKind::Entity {
            return Tie::Other;
        }
        let own = Some(self.body.as_str());
        match (role, bound) {
            (Role::Provider, _) if bound == own => Tie::Mandated,
            (Role::Provider, _) => Tie::Other,
            (_, Some(_)) if bound == own => Tie::Own,
            (_, None) if named == own => Tie::Unverified,
            _ => Tie::Other,
        }
    }

    /// How an entity as such is tied to whoever acts under this.
    pub fn tie_to_entity(&self, role: Role, entity: &str) -> Tie {
        self.tie(role, Some(entity), None)
    }
}

/// Which dossiers a list may show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scope {
    /// All of them: staff of the CSIRT, and the house.
    All,
    /// Those of these entities.
    Entities(Vec<String>),
    /// Those of which this authority received a part.
    Authority(String),
    /// None.
    Nothing,
}

impl Scope {
    /// What somebody in a role, under a mandate, may see in lists.
    pub fn of(role: Role, mandate: Option<&Mandate>) -> Self {
        match (role, mandate) {
            (Role::House | Role::Operator, _) => Self::All,
            (role, _) if role.is_staff() => Self::All,
            (role, Some(mandate)) if role.is_for_entities() && mandate.kind == BodyKind::Entity => {
                Self::Entities(vec![mandate.body.clone()])
            }
            (Role::Supervisor | Role::OtherCsirt | Role::ContactPoint | Role::Partner, Some(mandate)) => {
                Self::Authority(mandate.body.clone())
            }
            _ => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mandate(kind: BodyKind, body: &str) -> Mandate {
        let (sectors, regimes) = (Vec::new(), Vec::new());
        Mandate { id: "man_1".into(), kind, body: body.into(), firm: String::new(), sectors, regimes }
    }

    #[test]
    fn a_dossier_is_tied_by_what_it_is_bound_to_and_only_then_by_what_it_names() {
        let mine = mandate(BodyKind::Entity, "org_1");
        let tie = |role, bound, named| mine.tie(role, bound, named);
        assert_eq!(tie(Role::EntityReporter, Some("org_1"), None), Tie::Own);
        assert_eq!(tie(Role::EntityReporter, Some("org_2"), Some("org_1")), Tie::Other);
        assert_eq!(tie(Role::EntityReporter, None, Some("org_1")), Tie::Unverified);
        assert_eq!(tie(Role::EntityReporter, None, None), Tie::Other);
        assert_eq!(tie(Role::Provider, Some("org_1"), None), Tie::Mandated);
        assert_eq!(tie(Role::Provider, None, Some("org_1")), Tie::Other);
        assert_eq!(
            mandate(BodyKind::Authority, "org_1").tie(Role::Supervisor, Some("org_1"), None),
            Tie::Other
        );
    }

    #[test]
    fn lists_show_what_the_mandate_is_for() {
        let entity = mandate(BodyKind::Entity, "org_1");
        assert_eq!(Scope::of(Role::Provider, Some(&entity)), Scope::Entities(vec!["org_1".into()]));
        let authority = mandate(BodyKind::Authority, "ilt");
        assert_eq!(Scope::of(Role::Supervisor, Some(&authority)), Scope::Authority("ilt".into()));
        assert_eq!(Scope::of(Role::Analyst, None), Scope::All);
        for role in [Role::Stranger, Role::Reporter, Role::Member, Role::Supervisor, Role::EntityReader] {
            assert_eq!(Scope::of(role, None), Scope::Nothing, "{role:?}");
        }
        // A mandate for something else opens no list of entities.
        assert_eq!(Scope::of(Role::EntityReader, Some(&authority)), Scope::Nothing);
    }

    #[test]
    fn every_mandated_role_has_a_body() {
        for role in Role::ALL {
            assert_eq!(BodyKind::of(role).is_some(), Role::MANDATED.contains(&role), "{role:?}");
        }
    }
}
