//! In what capacity somebody acts, and how what they act on is tied to them.

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
    /// Examines systems and malware: works on dossiers, files nothing for others.
    Specialist,
    /// Leads a case: works on dossiers and speaks for the CSIRT, without deciding on help.
    Coordinator,
    /// Reads along.
    Observer,
    /// Has an account, but no mandate at work: keeps the account, and chooses.
    Member,
    /// Says who acts for an entity, and reports for it.
    EntityAdministrator,
    /// Reports for an entity.
    EntityReporter,
    /// Reads along with an entity.
    EntityReader,
    /// Acts for an entity that gave its firm a mandate.
    Provider,
    /// One person of an incident-response firm, let into one case by a link until a minute.
    Responder,
    /// A competent authority, for its own sectors and regimes.
    Supervisor,
    /// Another CSIRT.
    OtherCsirt,
    /// The single point of contact with other Member States.
    ContactPoint,
    /// An organisation that receives what was cleaned to share.
    Partner,
    /// The house itself: timers, couriers, intake of mail.
    House,
    /// Whoever has a shell on the machine.
    Operator,
}

impl Role {
    /// All roles, in the order of the printed table.
    pub const ALL: [Self; 20] = [
        Self::Stranger,
        Self::Reporter,
        Self::Administrator,
        Self::DutyOfficer,
        Self::Analyst,
        Self::Specialist,
        Self::Coordinator,
        Self::Observer,
        Self::Member,
        Self::EntityAdministrator,
        Self::EntityReporter,
        Self::EntityReader,
        Self::Provider,
        Self::Responder,
        Self::Supervisor,
        Self::OtherCsirt,
        Self::ContactPoint,
        Self::Partner,
        Self::House,
        Self::Operator,
    ];
    /// The roles of the CSIRT's own staff: an account has one of these, or is a [`Role::Member`].
    pub const STAFF: [Self; 6] = [
        Self::Administrator,
        Self::DutyOfficer,
        Self::Analyst,
        Self::Specialist,
        Self::Coordinator,
        Self::Observer,
    ];
    /// The roles that a mandate can give.
    pub const MANDATED: [Self; 8] = [
        Self::EntityAdministrator,
        Self::EntityReporter,
        Self::EntityReader,
        Self::Provider,
        Self::Supervisor,
        Self::OtherCsirt,
        Self::ContactPoint,
        Self::Partner,
    ];
    /// The roles in which somebody acts for an entity.
    pub const FOR_ENTITIES: [Self; 4] =
        [Self::EntityAdministrator, Self::EntityReporter, Self::EntityReader, Self::Provider];

    /// The role's name in the database, the API and the words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stranger => "stranger",
            Self::Reporter => "reporter",
            Self::Administrator => "administrator",
            Self::DutyOfficer => "duty-officer",
            Self::Analyst => "analyst",
            Self::Specialist => "specialist",
            Self::Coordinator => "coordinator",
            Self::Observer => "observer",
            Self::Member => "member",
            Self::EntityAdministrator => "entity-administrator",
            Self::EntityReporter => "entity-reporter",
            Self::EntityReader => "entity-reader",
            Self::Provider => "provider",
            Self::Responder => "responder",
            Self::Supervisor => "supervisor",
            Self::OtherCsirt => "other-csirt",
            Self::ContactPoint => "contact-point",
            Self::Partner => "partner",
            Self::House => "house",
            Self::Operator => "operator",
        }
    }

    /// A staff role by its name.
    pub fn staff(name: &str) -> Option<Self> {
        Self::STAFF.into_iter().find(|role| role.name() == name)
    }

    /// A role that a mandate can give, by its name.
    pub fn mandated(name: &str) -> Option<Self> {
        Self::MANDATED.into_iter().find(|role| role.name() == name)
    }

    /// The role of an account by itself, by its name: of staff, or a member.
    pub fn of_account(name: &str) -> Option<Self> {
        if name == Self::Member.name() { Some(Self::Member) } else { Self::staff(name) }
    }

    /// Whether it is the CSIRT's own staff.
    pub fn is_staff(self) -> bool {
        Self::STAFF.contains(&self)
    }

    /// Whether somebody acts for an entity in it.
    pub fn is_for_entities(self) -> bool {
        Self::FOR_ENTITIES.contains(&self)
    }
}

/// How the subject of an act is tied to whoever acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Tie {
    /// Theirs: the dossier of the code they hold or of their entity, their own account.
    Own,
    /// Of an entity that gave the actor's firm a mandate that lives.
    Mandated,
    /// A dossier in the name of their entity that is not bound to it yet.
    Unverified,
    /// Somebody else's; also what a mandate opened that has ended.
    Other,
    /// The act has no subject yet, or concerns the house as a whole.
    None,
}

impl Tie {
    /// All ties, in the order of the printed table.
    pub const ALL: [Self; 5] = [Self::Own, Self::Mandated, Self::Unverified, Self::Other, Self::None];

    /// The tie's name in the printed table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Mandated => "mandated",
            Self::Unverified => "unverified",
            Self::Other => "other",
            Self::None => "none",
        }
    }
}
