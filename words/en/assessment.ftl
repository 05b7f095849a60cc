# Assessing, deciding and answering.
assessment-queue = Queue
assessment-title = Assess
assessment-step-weigh = 1. Assess
assessment-step-decide = 2. Decide
assessment-step-answer = 3. Answer
assessment-proposal = Proposal
assessment-proposal-text = The framework proposes. A person decides.
assessment-conclusions = What follows from { $framework } { $version }
assessment-nothing = none
assessment-absent = (nothing)
assessment-see-lines = See the lines
assessment-spread-apart = This is not part of the score.
assessment-lines = { $axis }: { $value }, line by line
assessment-line-question = Question
assessment-line-answer = Answer
assessment-line-weight = Weight
assessment-line-value = Value
assessment-line-points = Points
assessment-formula = The points add up to { $sum }. The least is { $least }, the most { $most }. On a scale from 0 to 100 that is { $value }.
assessment-criteria = Answers
assessment-criteria-text = Each answer follows the report until you choose one yourself. When nobody knows, the default counts.
assessment-framework = Framework
assessment-framework-hint = Version { $version }. Basis: { $clause }. Chose another framework? Press "Recalculate".
assessment-unconfirmed = Not checked in the source itself.
assessment-own-value = The value is our own proposal.
assessment-as-proposed-reporter = Follow the report: { $answer }
assessment-as-proposed-default = Unknown, default: { $answer }
assessment-as-proposed-csirt = As it was: { $answer }
assessment-sure = How sure are you?
assessment-sure-high = sure
assessment-sure-medium = fairly sure
assessment-sure-low = not sure
assessment-from-reporter = from the report
assessment-from-csirt = our own answer
assessment-from-default = default
assessment-around = Circumstances
assessment-around-text = This is not in the report.
assessment-vanishing = Evidence is about to vanish (a device restarts, logs roll over)
assessment-free-handlers = Handlers who are free now
assessment-free-analysts = Analysts who are free now
assessment-open-cases = { $count ->
    [0] There are no other open dossiers with the same indicator, weakness or supplier.
    [one] There is 1 other open dossier with the same indicator, weakness or supplier.
   *[other] There are { $count } other open dossiers with the same indicator, weakness or supplier.
}
assessment-exposed = { $count ->
    [0] No exposed organisations are known.
    [one] 1 exposed organisation is known.
   *[other] { $count } exposed organisations are known.
}
assessment-keep = Keep and decide
assessment-recalculate = Recalculate
assessment-tried = This is a trial. It has not been kept yet.
assessment-moved = Somebody else kept an assessment meanwhile. Your answers still stand below. See in the history what changed, and keep again.
assessment-history = Earlier assessments
assessment-version = Version { $number }
assessment-score = score { $score }
assessment-decided = decided
assessment-no-changes = No difference from the version before.
assessment-no-versions = Not assessed yet
assessment-no-versions-text = Every assessment that you keep stays here.
assessment-to-replay = What would another version of the framework have said?

assessment-decision-title = Decide
assessment-decision-moved = It was assessed again or decided meanwhile. See what stands here now. Your choices are still here if there is still something to decide.
assessment-lacking-title = Not kept yet: a reason is missing
assessment-lacking-text = You differ from the proposal. That is fine, but write down why: ten letters at least. Everything that you chose is still here.
assessment-reason-missing = write down why
assessment-weigh-first = There is no assessment yet
assessment-weigh-first-text = Assess the dossier and keep that first. Then you can decide.
assessment-waits = { $name } has decided. It counts only when a second person confirms it.
assessment-waits-mine = Your decision counts only when a second person confirms it. Ask a colleague.
assessment-binds = This decision counts.
assessment-standing = The decision on version { $number } still counts, until a new decision does.
assessment-decided-title = Decided
assessment-decided-by = Decided by { $name },
assessment-confirmed-by = Confirmed by { $name },
assessment-differs = differs
assessment-proposed = proposal
assessment-was-proposed = Proposal: { $proposed }.
assessment-because = Reason: { $reason }
assessment-confirm = Confirm as second person
assessment-to-answer = On to the answer
assessment-weigh-again = Assess again
assessment-rests-on = Assessment, version { $number }
assessment-see-sheet = See or change the assessment
assessment-no-axes = This framework only gives an outcome. To decide on help, use the assessment framework.
assessment-only-officer = Only the duty officer decides.
assessment-your-decision = Your decision
assessment-your-decision-text = The proposal is filled in. Choose something else? Then write why with that part.
assessment-reason = Do you differ? Write here why
assessment-reason-label = Why do you choose otherwise for "{ $axis }"?
assessment-reason-hint = Only when you choose something else. The reporter does not read this.
assessment-plain = Explanation for the reporter
assessment-plain-hint = In plain words. This will be in the answer.
assessment-decide = Decide

assessment-replay-title = Apply a framework again
assessment-replay-text = What would this version of a framework have said of earlier dossiers? Nothing changes: what was decided stays decided.
assessment-replay-go = Apply
assessment-replay-outcome = { $framework }, version { $version }
assessment-replay-looked = { $looked ->
    [one] 1 dossier looked at
   *[other] { $looked } dossiers looked at
}; { $changed } would be different.
assessment-replay-made = Assessed with version { $version },
assessment-replay-none = No differences

assessment-only-officer-answers = Only the duty officer answers. You can read the messages.
assessment-answer-title = Answer
assessment-answered = The first answer was sent. Our own clock has stopped.
assessment-answered-at = Answered on
assessment-answer-owed = The reporter has no answer yet. Our limit: { $left }.
assessment-answer-due = By law before (Cbw 36):
assessment-answer-waits = The decision waits for a second person. That is why it is not in this text yet.
assessment-answer-undecided = Help has not been decided on yet. You can answer already.
assessment-answer-police = Malice was reported. The text therefore points the way to the police (Cbw 36).
assessment-answer-no-address = The reporter gave no mail address. Call to say that an answer is ready.
assessment-answer-write = Answer to the reporter
assessment-message-write = New message to the reporter
assessment-answer-text = The reporter reads { $language }. Read the text over and change it. The mail says only: "there is a message, go on with your code".
assessment-language-nl = Dutch
assessment-language-en = English
assessment-answer-body = Text
assessment-answer-hint = Plain words, without layout.
assessment-answer-send = Send the answer
assessment-message-send = Send the message
assessment-fault-missing = fill this in
assessment-fault-too-long = this text is too long
assessment-fault-in-the-past = choose a moment that is still to come
assessment-fault-already-answered = a colleague has answered already; read that first and send this as a new message
assessment-ask-title = Intermediate report
assessment-ask-open = Ask for an intermediate report
assessment-ask-text = The reporter gets this message and a limit in the dossier (Cbw 28).
assessment-ask-due = By when?
assessment-ask-send = Ask for the report
assessment-messages = Messages
assessment-message-ours = From us
assessment-message-theirs = From the reporter
assessment-kind-answer = answer
assessment-kind-request = request for a report
assessment-kind-message = message
assessment-read = read
assessment-unread = not read yet
assessment-no-messages = No messages yet
