//! Which acts are dangerous: whoever does them over a session wants a fresh factor.
//!
//! How fresh, and how it is asked for, is not decided here. A dangerous act is something that is
//! sent: what takes data away is a form too, never a link.

use super::Verb;

impl Verb {
    /// Whether it opens a door for others, shuts one, or cannot be taken back.
    pub const fn is_dangerous(self) -> bool {
        matches!(
            self,
            Self::InviteStaff
                | Self::ChangeStaff
                | Self::ResetFactor
                | Self::GiveMandate
                | Self::RevokeMandate
                | Self::ClaimDossier
                | Self::ReleaseDossier
                | Self::UnbindDossier
                | Self::MakeToken
                | Self::ChangeAuthority
                | Self::EnrolFactor
                | Self::DropFactor
                | Self::DestroyEvidence
        )
    }
}
