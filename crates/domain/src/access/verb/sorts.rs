//! Sorts of verbs that the policy tells apart within their groups.

use super::Verb;

impl Verb {
    /// What a duty officer may also do for a reporter on the telephone, and the house for a mail.
    pub const fn on_behalf(self) -> bool {
        matches!(
            self,
            Self::KeepDraft
                | Self::ReadDraft
                | Self::File
                | Self::FileStage
                | Self::Correct
                | Self::ChangeMoment
                | Self::AskHelp
                | Self::WriteMessage
                | Self::Attach
        )
    }

    /// What whoever only reads along may do.
    pub const fn only_reads(self) -> bool {
        matches!(self, Self::ReadOwn | Self::ReadCasePart)
    }

    /// What the CSIRT may do for any body, such as an entity without an administrator.
    pub const fn by_the_csirt(self) -> bool {
        matches!(self, Self::GiveMandate | Self::RevokeMandate)
    }

    /// What can be done to an account before its owner has signed in.
    pub const fn before_sign_in(self) -> bool {
        matches!(self, Self::SignIn | Self::TakeInvitation | Self::ComeIn)
    }

    /// What people at the desk do and the house does by itself too.
    pub const fn by_itself(self) -> bool {
        matches!(self, Self::LookAtEvidence)
    }

    /// What the house does by itself and a person may do by hand.
    pub const fn by_hand(self) -> bool {
        matches!(self, Self::RetryErrand | Self::KeepEdition)
    }
}
