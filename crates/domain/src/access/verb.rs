//! Everything that can be done here, each with the group that the policy rules on.

mod group;
mod sorts;
mod table;

pub use group::Group;
use table::verbs;

verbs! {
    /// Begin a draft.
    OpenDraft = "draft.open" in Door;
    /// File at once, without a draft: the API, the telephone, a mail, an uploaded form.
    FileAtOnce = "filing.at-once" in Door;
    /// Make a quick scan of which nothing is kept.
    TryScan = "scan.try" in Door;
    /// Begin an exercise.
    StartDrill = "drill.start" in Door;
    /// Register an organisation that is not in the register yet.
    RegisterEntity = "entity.register" in Door;
    /// Ask for an administrator of an organisation that has none left.
    AskAdministrator = "administrator.ask" in Door;

    /// Keep answers in a draft.
    KeepDraft = "draft.keep" in Own;
    /// Read a draft.
    ReadDraft = "draft.read" in Own;
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
    /// Come back to an exercise.
    ReadDrill = "drill.read" in Own;
    /// Answer what happens in an exercise.
    AnswerInject = "drill.answer" in Own;
    /// End an exercise before its story is over.
    EndDrill = "drill.end" in Own;

    /// See the organisation's home: its dossiers and its limits.
    ReadOrganisation = "organisation.read" in Organisation;
    /// Keep a quick scan.
    KeepScan = "scan.keep" in Preparing;
    /// Take an emergency pack.
    MakePack = "pack.make" in Preparing;
    /// Make the words on the emergency card anew.
    RenewCode = "pack.renew-code" in Preparing;
    /// Begin an exercise of one's own organisation.
    StartOwnDrill = "drill.start-own" in Preparing;
    /// Read the organisation's own entry in the register.
    ReadRegistration = "entity.read-own" in Organisation;
    /// Ask that the organisation's own entry in the register is changed.
    AskChange = "entity.ask-change" in Representing;
    /// Have it proven that something on the internet is the organisation's own.
    AskProof = "entity.ask-proof" in Representing;
    /// Say that a contact is still right, by the link that was mailed to it.
    ConfirmContact = "contact.confirm" in Linked;
    /// Send evidence by a link.
    SendEvidence = "evidence.send" in Linked;
    /// Prove a domain name, by the link that was mailed to it.
    ProveByLink = "entity.prove-by-link" in Linked;
    /// Come into a case by the link of one person.
    EnterCase = "case.enter" in Linked;
    /// Give somebody a mandate.
    GiveMandate = "mandate.give" in Representing;
    /// Change or revoke a mandate.
    RevokeMandate = "mandate.revoke" in Representing;

    /// Let go of a dossier that was bound to the organisation by mistake.
    ReleaseDossier = "dossier.release" in Representing;
    /// Say that a dossier in the organisation's name is its own.
    ClaimDossier = "dossier.claim" in Claiming;
    /// Say that it is not.
    DisownDossier = "dossier.disown" in Claiming;
    /// Say by a link that a dossier in the entity's name is its own.
    ApproveDossier = "dossier.approve" in Linked;
    /// Say by a link that it is not.
    DenyDossier = "dossier.deny" in Linked;

    /// See the workspace of an authority or another CSIRT.
    SeeAuthority = "authority.see" in Supervising;
    /// Read the part of a dossier that an authority received.
    ReadPart = "part.read" in Supervising;
    /// Read an entity that an authority or another CSIRT answers for, with its contacts.
    ReadSupervised = "supervised.read" in Supervising;
    /// Ask for an intermediate report.
    RequestReport = "report.request" in Supervising;
    /// See the workspace of the single point of contact.
    SeeContactPoint = "contact-point.see" in Contacting;
    /// Read a dossier that may concern other states.
    ReadCrossing = "crossing.read" in Contacting;
    /// Forward something to the contact point of another state, without names.
    Forward = "crossing.forward" in Contacting;
    /// Say that a dossier needs nothing more abroad.
    SettleCrossing = "crossing.settle" in Contacting;
    /// See the workspace of a receiving partner.
    SeePartner = "partner.see" in Receiving;
    /// Read what was shared with a partner.
    ReadShared = "shared.read" in Receiving;

    /// See the queue and search.
    ReadQueue = "queue.read" in Looking;
    /// Keep or drop a saved view of the queue.
    KeepView = "view.keep" in Looking;
    /// Read a dossier at the desk.
    ReadDossier = "dossier.read" in Looking;
    /// Read the journal.
    ReadJournal = "journal.read" in Looking;
    /// See what waits to leave the house.
    ReadErrands = "errand.read" in Looking;
    /// See the list of cases.
    ReadCases = "case.list" in Looking;
    /// Read a case at the desk.
    ReadCase = "case.read" in Looking;
    /// Find entities in the register, by name or by what they own.
    FindEntity = "entity.find" in Looking;
    /// Read an entity with its contacts.
    ReadEntity = "entity.read" in Looking;
    /// Take in a call, a mail or a report of somebody else at the desk.
    TakeIn = "intake.take" in Intake;
    /// Put a mail aside that is no report, or bring it back.
    PutAside = "mail.aside" in Intake;
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
    /// Begin an exercise for an organisation.
    StartDrillFor = "drill.start-for" in Desk;
    /// Check the words on an entity's emergency card.
    CheckCard = "pack.check-code" in Desk;

    /// Open a case from a dossier.
    OpenCase = "case.open" in Casework;
    /// Change what a case is for: its form, question, scope and limits.
    ChangeCase = "case.change" in Casework;
    /// Let a dossier join a case.
    JoinDossier = "case.join" in Casework;
    /// Take a dossier out of a case.
    PartDossier = "case.part" in Casework;
    /// Say who works on a case.
    ChangeTeam = "case.team" in Casework;
    /// Set a clock of a case, or say that it was met.
    SetCaseClock = "case.clock" in Casework;
    /// Let somebody take part in a case.
    AddParty = "case.party-add" in Casework;
    /// Change until when somebody takes part, or give a new link.
    ChangeParty = "case.party-change" in Casework;
    /// End somebody's part in a case.
    RemoveParty = "case.party-remove" in Casework;
    /// Add to the working material of a case: timeline, scope, indicators, findings, courses of action.
    AddMaterial = "case.material-add" in Casework;
    /// Remove something of the working material; it stays and can be put back.
    RemoveMaterial = "case.material-remove" in Casework;
    /// Put back what was removed.
    RestoreMaterial = "case.material-restore" in Casework;
    /// Say how sure it is that a system or an account was hit.
    JudgeAffected = "case.scope-state" in Casework;
    /// Take the working material of a case out as a file.
    ExportMaterial = "case.material-export" in Casework;
    /// Write a version of a report.
    WriteReport = "case.report-write" in Casework;
    /// Let the organisation see a finding, a course of action or a report.
    ReleaseMaterial = "case.material-release" in Casework;
    /// Plan a task, change it, or undo a change of it.
    PlanTask = "case.task-plan" in Casework;
    /// Start a playbook: its steps become tasks.
    StartPlaybook = "case.playbook-start" in Casework;
    /// Write a call, a meeting or a decision down.
    LogInCase = "case.log" in Casework;
    /// Close a case, or open it again.
    CloseCase = "case.close" in Casework;
    /// Say what one thinks of the help that one got.
    RateCase = "case.rate" in Partaking;
    /// Move a task on: begun, done, dropped.
    AnswerTask = "case.task-answer" in Partaking;
    /// Make a kit to take evidence with.
    MakeKit = "kit.make" in Casework;
    /// Read one's own part of a case.
    ReadCasePart = "case.read-part" in Partaking;
    /// Write in a case: a message, a draft of one.
    WriteInCase = "case.write" in Partaking;
    /// Give the key to which mail and messages for somebody are sealed.
    GiveCaseKey = "case.key" in Partaking;
    /// See the evidence of a case, and an item with its custody.
    ReadEvidence = "evidence.read" in Desk;
    /// Make a link by which one person sends evidence.
    InviteEvidence = "evidence.invite" in Desk;
    /// Revoke such a link.
    RevokeEvidenceLink = "evidence.revoke-link" in Desk;
    /// Write down a step of custody.
    AddCustody = "evidence.custody" in Desk;
    /// Take a working copy out.
    CopyEvidence = "evidence.copy" in Desk;
    /// Have an item looked at in the sandbox.
    LookAtEvidence = "evidence.look" in Desk;
    /// Place a legal hold on an item.
    HoldEvidence = "evidence.hold" in Answering;
    /// Lift a legal hold on an item.
    ReleaseEvidence = "evidence.release" in Answering;
    /// Destroy an item: its key is made unreadable.
    DestroyEvidence = "evidence.destroy" in Answering;

    /// Answer the reporter.
    Answer = "message.answer" in Answering;
    /// Bind a dossier to its entity after a call back.
    BindDossier = "dossier.bind" in Answering;
    /// Undo what binds a dossier to an entity.
    UnbindDossier = "dossier.unbind" in Answering;
    /// Ask for an intermediate report.
    AskIntermediate = "filing.ask-intermediate" in Answering;
    /// Close or reopen a dossier.
    Close = "dossier.close" in Answering;
    /// Share a part of a dossier with a body for which it was not meant.
    Share = "share.give" in Answering;
    /// End a share.
    Unshare = "share.revoke" in Answering;
    /// Decide on help.
    Decide = "decision.make" in Deciding;
    /// Confirm another's decision.
    ConfirmDecision = "decision.confirm" in Deciding;

    /// Enter an entity in the register, or change it.
    ChangeEntity = "entity.change" in Registering;
    /// Approve a registration, refuse or end it.
    SettleEntity = "entity.settle" in Registering;
    /// Settle what an entity asks to be changed.
    SettleRequest = "entity.settle-request" in Registering;
    /// Prove by hand that an entity owns something, or have it proven.
    ProveAsset = "entity.prove" in Registering;
    /// Write down a test call to a contact.
    TestContact = "contact.test" in Registering;
    /// Take entities in from a sheet.
    ImportEntities = "entity.import" in Registering;
    /// Take all entities out as a sheet.
    ExportEntities = "entity.export" in Registering;

    /// Invite staff.
    InviteStaff = "staff.invite" in Running;
    /// Change an account or its role, or block it.
    ChangeStaff = "staff.change" in Running;
    /// Reset somebody's second factor.
    ResetFactor = "staff.reset-factor" in Running;
    /// Turn a request for an administrator down.
    DeclinePlea = "plea.decline" in Running;
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
    /// See what was erased, and why.
    ReadErasures = "erasure.read" in Running;
    /// Place a legal hold.
    PlaceHold = "hold.place" in Running;
    /// Lift a legal hold.
    LiftHold = "hold.lift" in Running;
    /// Mark what decides how long a dossier is kept.
    MarkKeeping = "keeping.mark" in Running;
    /// Look for all data about a person.
    ExportPerson = "person.export" in Running;

    /// Sign in.
    SignIn = "session.open" in Housekeeping;
    /// Take up an invitation.
    TakeInvitation = "invitation.take" in Housekeeping;
    /// Come in for the first time, by way of a provider: the account is made in passing.
    ComeIn = "account.come-in" in Housekeeping;
    /// Give a factor once more, before a dangerous act.
    StepUp = "session.step-up" in Housekeeping;
    /// Add a way into one's own account: a passkey, an authenticator, recovery codes, a provider.
    EnrolFactor = "factor.enrol" in Housekeeping;
    /// Remove a way into one's own account.
    DropFactor = "factor.drop" in Housekeeping;
    /// Sign out, or revoke one's own session.
    SignOut = "session.close" in Housekeeping;
    /// Change one's own password or language.
    ChangeSelf = "account.change" in Housekeeping;
    /// Choose the mandate to act under.
    ChooseMandate = "mandate.choose" in Housekeeping;
    /// Give up one's own mandate.
    LeaveMandate = "mandate.leave" in Housekeeping;

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
    /// Let something happen in an exercise.
    ShowInject = "drill.inject" in Machinery;
    /// End an exercise whose story is over.
    CloseDrill = "drill.close" in Machinery;
    /// Tell who took an emergency pack that it is outdated.
    TellOutdated = "pack.tell-outdated" in Machinery;
    /// Forget what is past its use: idempotency keys, old attempts.
    Sweep = "house.sweep" in Machinery;
    /// Ask a contact whether it is still right.
    AskContact = "contact.ask" in Machinery;
    /// Note that mail to a contact came back.
    NoteBounce = "contact.bounced" in Machinery;
    /// Look for the proof of a claim in the domain name system.
    LookForProof = "entity.look-for-proof" in Machinery;
    /// Take in a part of a sheet that was confirmed.
    ImportPart = "entity.import-part" in Machinery;
    /// Forget uploads that were never finished.
    ExpireUpload = "evidence.expire" in Machinery;
    /// Fill in who received what was filed before that was kept.
    FillRecipients = "recipient.fill" in Machinery;
    /// Erase personal data whose time has come.
    EraseData = "data.erase" in Machinery;
    /// Put right what a clock that went back had put into the future.
    PutClockRight = "clock.put-right" in Machinery;
    /// Write down an edition of the rulebooks.
    KeepEdition = "edition.keep" in Machinery;
}
