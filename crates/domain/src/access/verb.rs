//! Everything that can be done here, each with the group that the policy rules on.

/// What kind of act it is; the policy speaks of groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Beginning something at the public door.
    Door,
    /// Working on one's own draft or dossier.
    Own,
    /// Reading at the desk.
    Looking,
    /// Working on dossiers at the desk.
    Desk,
    /// Speaking for the CSIRT.
    Answering,
    /// Deciding on help.
    Deciding,
    /// Running the installation.
    Running,
    /// One's own account.
    Housekeeping,
    /// What the house does by itself.
    Machinery,
}

macro_rules! verbs {
    ($($(#[$doc:meta])* $variant:ident = $name:literal in $group:ident;)+) => {
        /// Something that can be done: the journal's word for it.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum Verb { $($(#[$doc])* $variant,)+ }

        impl Verb {
            /// All verbs, in the order of the printed table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The verb's name in the journal and the printed table.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The group that the policy rules on.
            pub const fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group,)+ }
            }
        }
    };
}

verbs! {
    /// Begin a draft.
    OpenDraft = "draft.open" in Door;
    /// File at once, without a draft: the API, the telephone, a mail, an uploaded form.
    FileAtOnce = "filing.at-once" in Door;

    /// Keep answers in a draft.
    KeepDraft = "draft.keep" in Own;
    /// Read a draft.
    ReadDraft = "draft.read" in Own;
    /// Throw a draft away.
    DiscardDraft = "draft.discard" in Own;
    /// File what a draft holds.
    File = "filing.file" in Own;
    /// File a later stage.
    FileStage = "filing.stage" in Own;
    /// Correct what was filed, keeping the earlier version.
    Correct = "filing.correct" in Own;
    /// Withdraw, with a reason.
    Withdraw = "filing.withdraw" in Own;
    /// Change a moment that starts a clock, with a reason.
    ChangeMoment = "moment.change" in Own;
    /// Ask for help.
    AskHelp = "help.ask" in Own;
    /// Write to the CSIRT.
    WriteMessage = "message.write" in Own;
    /// Add a file.
    Attach = "attachment.add" in Own;
    /// Read one's own dossier.
    ReadOwn = "dossier.read-own" in Own;

    /// See the queue and search.
    ReadQueue = "queue.read" in Looking;
    /// Read a dossier at the desk.
    ReadDossier = "dossier.read" in Looking;
    /// Read the journal.
    ReadJournal = "journal.read" in Looking;
    /// See what waits to leave the house.
    ReadErrands = "errand.read" in Looking;

    /// Write a note that only the CSIRT sees.
    WriteNote = "note.write" in Desk;
    /// Fill in an assessment.
    Assess = "assessment.make" in Desk;
    /// Assign a dossier.
    Assign = "dossier.assign" in Desk;
    /// Link dossiers.
    Link = "dossier.link" in Desk;
    /// Undo a link.
    Unlink = "dossier.unlink" in Desk;
    /// Merge dossiers.
    Merge = "dossier.merge" in Desk;
    /// Split what was merged by mistake.
    Split = "dossier.split" in Desk;
    /// Mark as duplicate, test or out of constituency.
    Mark = "dossier.mark" in Desk;
    /// Give the shift over, or take it.
    HandOver = "shift.hand-over" in Desk;
    /// Say that an alarm was seen.
    SeeAlarm = "alarm.see" in Desk;

    /// Answer the reporter.
    Answer = "message.answer" in Answering;
    /// Ask for an intermediate report.
    AskIntermediate = "filing.ask-intermediate" in Answering;
    /// Close or reopen a dossier.
    Close = "dossier.close" in Answering;

    /// Decide on help.
    Decide = "decision.make" in Deciding;
    /// Confirm another's decision.
    ConfirmDecision = "decision.confirm" in Deciding;

    /// Invite staff.
    InviteStaff = "staff.invite" in Running;
    /// Change an account or its role, or block it.
    ChangeStaff = "staff.change" in Running;
    /// Reset somebody's second factor.
    ResetFactor = "staff.reset-factor" in Running;
    /// Make an API token.
    MakeToken = "token.make" in Running;
    /// Revoke an API token.
    RevokeToken = "token.revoke" in Running;
    /// Change the roster.
    ChangeRoster = "roster.change" in Running;
    /// Change where copies go.
    ChangeAuthority = "authority.change" in Running;
    /// Change the text of a letter.
    ChangeLetter = "letter.change" in Running;
    /// Fill the house with a demonstration.
    FillDemo = "house.fill-demo" in Running;
    /// Put entities in the register.
    ChangeEntity = "entity.change" in Running;

    /// Sign in.
    SignIn = "session.open" in Housekeeping;
    /// Take up an invitation.
    TakeInvitation = "invitation.take" in Housekeeping;
    /// Set up one's own second factor.
    EnrolFactor = "factor.enrol" in Housekeeping;
    /// Sign out, or revoke one's own session.
    SignOut = "session.close" in Housekeeping;
    /// Change one's own password or language.
    ChangeSelf = "account.change" in Housekeeping;
    /// Keep or drop a saved view.
    KeepView = "view.keep" in Housekeeping;

    /// Deliver an errand.
    Deliver = "errand.deliver" in Machinery;
    /// Try an errand again now.
    RetryErrand = "errand.retry" in Machinery;
    /// Send a reminder.
    Remind = "reminder.send" in Machinery;
    /// Raise an alarm to the next level.
    Escalate = "alarm.escalate" in Machinery;
    /// Put a dossier in its place in the queue.
    Rerank = "dossier.rerank" in Machinery;
    /// Take in a mail.
    TakeMail = "mail.take" in Machinery;
    /// Forget what is past its use: idempotency keys, old attempts.
    Sweep = "house.sweep" in Machinery;
    /// Write down an edition of the rulebooks.
    KeepEdition = "edition.keep" in Machinery;
}

impl Verb {
    /// What a duty officer may also do for a reporter on the telephone, and the house for a mail.
    pub const fn on_behalf(self) -> bool {
        matches!(
            self,
            Self::KeepDraft
                | Self::ReadDraft
                | Self::DiscardDraft
                | Self::File
                | Self::FileStage
                | Self::Correct
                | Self::ChangeMoment
                | Self::AskHelp
                | Self::WriteMessage
                | Self::Attach
        )
    }

    /// What can be done to an account before its owner has signed in.
    pub const fn before_sign_in(self) -> bool {
        matches!(self, Self::SignIn | Self::TakeInvitation)
    }

    /// What the house does by itself and a person may do by hand.
    pub const fn by_hand(self) -> bool {
        matches!(self, Self::RetryErrand | Self::KeepEdition)
    }
}
