# The reporter's dossier.
mine-title = Your dossier
mine-back = Back to your dossier
mine-parts = Parts of this page
mine-reference = Reference
mine-organisation = Organisation
mine-what = What happened
mine-received = Received
mine-state-label = State
mine-you = You
mine-new = New
mine-recipients = Sent to
mine-version = Version

# State
mine-state-received = Received
mine-state-received-text = We have your report. A member of our team is looking at it.
mine-state-assessed = Assessed
mine-state-assessed-text = We have looked at your report. Our answer will appear on this page.
mine-state-answered = Answered
mine-state-answered-text = We have answered you. Read our message below.
mine-state-working = We are on it
mine-state-working-text = We are working on your report. You can read any news under Messages below.
mine-state-waiting = Waiting for you
mine-state-waiting-text = We asked you something. Read our message and answer below.
mine-state-closed = Closed
mine-state-closed-text = We have closed your dossier. You can still write to us.
mine-state-withdrawn = Withdrawn
mine-state-withdrawn-text = You withdrew your report. Everything that you reported is kept.
mine-state-merged = Merged
mine-state-merged-text = We merged this dossier with another one. Your messages arrive there.
mine-mark-duplicate = This was reported before. We continue in the first report.
mine-mark-test = This dossier is marked as a test.
mine-mark-out-of-constituency = Your organisation belongs with another team. We wrote to you about that.

# What now
mine-next = What now?
mine-next-stage = Your next step: { $stage }.
mine-next-late = The limit has passed. Report all the same: a late report is accepted, and better than none.
mine-next-go = Continue: { $stage }
mine-next-none = There is nothing to report now. Has something changed? Write to us or complete your report.
mine-next-closed = There is nothing left for you to do.
mine-answered = We answered on
mine-answer-due = You get our first answer by
mine-answer-late = Our first answer was due on
mine-answer-late-sorry = We are sorry. Write to us below, or call when you cannot wait.

# Help
mine-help = Help
mine-help-ask = Ask for help
mine-help-again = Ask for help again, or sooner
mine-help-call = Is it urgent? Call { $number }. We answer day and night.
mine-help-title = Ask for help
mine-help-lead = Tell us what you need. You may leave everything empty except how soon you want help. The supervisor does not see this.
mine-help-before = You asked for help before
mine-help-send = Ask for help
mine-help-urgency = You asked for help
mine-help-asked = Asked on
mine-help-seen = Seen on
mine-urgency-now = now
mine-urgency-four-hours = within four hours
mine-urgency-next-working-day = the next working day
mine-urgency-information-only = no hurry, for information
mine-seen = Seen by the duty officer:
mine-not-seen = Not seen yet.
mine-ringing = We are alerting the duty officer. That goes on until somebody sees it. Please call as well.
mine-waiting-help = A member of our team reads your request at the first opportunity.
mine-no-help = You have not asked for help yet.
mine-looked-at = Updated on
mine-look-again = Look again
mine-status-title = State of your request for help
mine-unread = { $count ->
    [one] There is 1 new message for you.
   *[other] There are { $count } new messages for you.
}

# Deadlines
mine-clocks = Deadlines
mine-clock-stage = Step
mine-clock-due = No later than
mine-clock-done = State
mine-clock-clause = Clause of law
mine-no-clocks = No deadlines are running
mine-voluntary-text = You reported voluntarily. No deadline belongs to that.
mine-was-late = Reported after the limit
mine-why = Why this moment?
mine-plain = Without extension it was:
mine-aim-why = Our advice is the moment without extension by a weekend or public holiday. Whoever makes that is always right.
mine-retired = { $count ->
    [one] 1 deadline that fell away
   *[other] { $count } deadlines that fell away
}
mine-retired-at = Fell away on
mine-why-period-hours = The period is { $amount ->
    [one] 1 hour
   *[other] { $amount } hours
}, counted from { $trigger }.
mine-why-period-days = The period is { $amount ->
    [one] 1 day
   *[other] { $amount } days
}, counted from { $trigger }.
mine-why-period-months = The period is { $amount ->
    [one] 1 month
   *[other] { $amount } months
}, counted from { $trigger }.
mine-why-extended = The period ended on { $day }. That is { $rest }, so the next working day counts.
mine-why-noon = That is why the period ends at 12:00 noon.
mine-why-not-extended = For your kind of organisation a weekend or public holiday does not move the limit.
mine-why-earliest-of = { $clocks } periods applied. The earliest counts.
mine-why-lapsed = Another period fell away, counted from { $trigger }.
mine-why-exercise = This is an exercise: the clock runs 60 times faster.
mine-why-replanned = Worked out anew. The reason: { $because }
mine-rest-saturday = a Saturday
mine-rest-sunday = a Sunday
mine-rest-holiday = a public holiday
mine-trigger-occurred = the start of the incident
mine-trigger-detected = the moment you discovered it
mine-trigger-aware = the moment you knew that it was serious
mine-trigger-classified = the moment you judged that it must be reported
mine-trigger-resolved = the moment it was resolved
mine-trigger-requested = the moment in our request
mine-trigger-received = the moment we received your report
mine-trigger-submitted = the moment you reported the step before
mine-trigger-latest = the moment of your latest report

# Moments
mine-moments = Moments
mine-moments-text = The deadlines are counted from these moments. Is one of them wrong? Change it. We keep what was there before.
mine-no-moments = You have not told us any moments yet
mine-moment-occurred = Start of the incident
mine-moment-detected = Discovered
mine-moment-aware = Known to be serious
mine-moment-classified = Judged to be reported
mine-moment-resolved = Resolved
mine-moment-change = Tell or change a moment
mine-moment-label = Which moment?
mine-at-label = When was it?
mine-reason-label = Why?
mine-reason-hint = Say in one sentence why it is different now. This will stand beside the deadlines.
mine-moment-send = Save the moment
mine-because = Reason: { $reason }
mine-was = Before:
mine-told-at = told on

# Messages
mine-messages = Messages
mine-no-messages = No messages yet
mine-no-messages-text = What we write to you will appear here.
mine-message-label = Write to us
mine-message-send = Send the message
mine-attachment-label = Send a file along
mine-read = Read by us on
mine-not-read = We have not read this yet.

# Reports
mine-filings = What you reported
mine-version-number = version { $version }
mine-gaps = { $count ->
    [one] 1 answer is still missing.
   *[other] { $count } answers are still missing.
}
mine-receipt-file = Receipt
mine-receipt-pdf = Receipt on paper (PDF)
mine-receipt-title = Receipt
mine-receipt-check = Below is the signed text. With the published key anybody can check that we received this.
mine-digest = Check number (SHA-256)
mine-stages = Report more or correct
mine-stage-file = Make: { $stage }
mine-stage-correct = Correct: { $stage }
mine-stage-due = Needed
mine-progress-text = Does the incident still last when the final report is due? Then this takes its place.
mine-stage-pre-registered = Details in advance
mine-stage-early-warning = Early warning
mine-stage-notification = Incident notification
mine-stage-intermediate = Intermediate report
mine-stage-progress = Progress report
mine-stage-final = Final report
mine-stage-voluntary = Voluntary report
mine-stage-initial = Initial notification

# Reporting or correcting a step
mine-stage-title = Continue reporting
mine-stage-lead = What you reported before is filled in. Change what is different. Everything may stay empty or unknown.
mine-correct-text = You are correcting what you reported before. This becomes version { $version }. The version before it is kept.
mine-correction-reason = Why do you correct this?
mine-late-reason = Are you later than the limit? Why?
mine-late-text = The limit has passed ({ $clause }). Report all the same. We accept your report and note that it came later.
mine-stage-missing = { $count ->
    [one] 1 question still open for this stage
   *[other] { $count } questions still open for this stage
}
mine-known-same = You reported this before.
mine-known-other = Reported before: { $before }
mine-stage-send = Report now
mine-stage-check = See what changes
mine-anyway = Send it as it is. We will ask later about what is not clear.
mine-check-text = Nothing has been sent yet. Is it right? Then choose Report now at the bottom.
mine-changes = What changes
mine-changes-version = Difference from the version before
mine-change-what = Question
mine-change-before = Before
mine-change-after = Now
mine-no-changes = Nothing changes.
mine-version-title = What you reported
mine-version-old = This is an older version. The newest is version { $newest }.
mine-version-newest = To the newest version
mine-version-earlier = To version { $version }
mine-gaps-title = What is still missing
mine-gaps-text = Your report has been received. Complete this when you know it.
mine-gap-missing = (not filled in yet)
mine-answers = Your answers

# Files
mine-files = Files
mine-no-files = No files yet
mine-file-label = Add a file
mine-file-hint = Do not send malicious software here. Ask us for a safe way first.
mine-file-send = Add the file

# Keeping
mine-keep = Keep and take along
mine-code = Your code to come back
mine-code-text = Write the code down. Whoever has the code can read this dossier and write in it.
mine-as-pdf = Everything as PDF
mine-as-json = Everything as JSON
mine-audience = Who may see what, and who read it

# More time
mine-more-time-link = Do you need more time?
mine-more-time-title = Do you need more time?
mine-more-time-lead = The law gives no extension, and neither can we. But you do not need to know everything to report.
mine-more-time-nis2 = NIS2 Directive, article 23: the periods are fixed. The article has no extension.
mine-more-time-law = { $name } ({ $clause }): this law has no extension either.
mine-more-time-progress = Does the incident still last? Then a progress report takes the place of the final report ({ $clause }).
mine-more-time-can = What you can do
mine-more-time-now = Report now what you know. Complete the rest later. Unknown is a good answer.
mine-more-time-late = Can you not make it in time? Then report later. We accept it and note that it came later. Tell us why.
mine-more-time-lasting = Is the incident still going on? Send a progress report. The final report follows when all is resolved.
mine-more-time-correct = Does something turn out to be wrong? Correct it. What was there before is kept.
mine-progress-go = Make a progress report

# Withdrawing
mine-withdraw-link = Withdraw the report
mine-withdraw-title = Withdraw the report
mine-withdraw-lead = Was it nothing after all, or did you not have to report? Then you can withdraw the report.
mine-withdraw-warning = The deadlines stop and you can report nothing more here. What you reported is kept. You can still write to us.
mine-withdraw-reason = Why do you withdraw the report?
mine-withdraw-hint = For example: it was an exercise of our supplier.
mine-withdraw-send = Withdraw the report

# What was just done
mine-done-message = Your message has been sent.
mine-done-file = Your file has been added.
mine-done-moment = The moment has been saved. The deadlines have been worked out anew.
mine-done-same = This moment stood there already. Nothing has changed.
mine-done-help = We have your request for help.
mine-done-withdrawn = Your report has been withdrawn.
mine-done-filed = We have received your report. The receipt is at the bottom.
mine-done-again = You had reported exactly this before. We did not make two of it.
mine-done-saved = Saved.

# What is wrong
mine-fault-missing = Fill this in.
mine-fault-choose = Make a choice.
mine-fault-reason = Write down why. One sentence is enough.
mine-fault-too-long = This is too long. Make it shorter, or send it as a file.
mine-fault-too-large = This file is too large. Make it smaller, or ask us for another way. Your text is still here.
mine-fault-not-utf8 = A part of the text could not be read. Check the text and send it again.
mine-fault-impossible-date = This date or time does not exist. Check it, for example 20-11-2026 and 16:40.
mine-fault-in-the-future = This moment is still to come. Fill in a moment that has passed.
mine-fault-not-an-option = Choose one of the answers.
mine-fault-urgency = Choose how soon you need help.
mine-not-verified = This report is not verified yet. We are not sure yet that you report for this organisation. Your reference, your time limits and your messages count all the same.
mine-behalf = { $firm }, on behalf of { $organisation }
