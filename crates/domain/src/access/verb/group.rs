//! The groups of verbs that the policy speaks of.

/// What kind of act it is; the policy speaks of groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Beginning something at the public door.
    Door,
    /// Working on one's own draft or dossier.
    Own,
    /// What the secret of a link that was mailed allows.
    Linked,
    /// Reading along with one's own organisation.
    Organisation,
    /// Getting one's own organisation ready.
    Preparing,
    /// Speaking for one's own organisation: who acts for it.
    Representing,
    /// Saying whether a dossier in the organisation's name is its own.
    Claiming,
    /// The workspace of a competent authority or another CSIRT.
    Supervising,
    /// The workspace of the single point of contact.
    Contacting,
    /// The workspace of a receiving partner.
    Receiving,
    /// Reading at the desk.
    Looking,
    /// Taking in what comes to the desk by other channels.
    Intake,
    /// Working on dossiers at the desk.
    Desk,
    /// Working on cases at the desk.
    Casework,
    /// Taking part in a case: the organisation, its incident-response firm, another CSIRT, and the desk.
    Partaking,
    /// Speaking for the CSIRT.
    Answering,
    /// Deciding on help.
    Deciding,
    /// Keeping the register of entities.
    Registering,
    /// Running the installation.
    Running,
    /// One's own account.
    Housekeeping,
    /// What the house does by itself.
    Machinery,
}
