# The door for everybody: reporting without an account.

# Questions and what to put right. `door-gap-<code>`: the code is that of a gap.
door-core-title = The most important questions
door-core-hint = Not known yet? Choose "I do not know" or leave it empty. You can add it later.
door-group-filled = { $filled } of { $all } filled in
door-clash-title = Somebody else wrote here too
door-clash-text = Both texts are kept. This is the other text, written on
door-clash-use = Use this text
door-gap-missing = This is still missing.
door-gap-unknown-question = We do not know this question. Your text is kept. { $argument }
door-gap-unknown-part = We do not know this part. Your text is kept.
door-gap-given-twice = Two different answers stand here. Choose one.
door-gap-wrong-type = We do not understand this answer. Please check it.
door-gap-not-an-option = Choose one of the answers in the list. { $argument }
door-gap-too-long = This text is long. At most { $argument } characters will do; everything is kept.
door-gap-impossible-date = This date or time does not exist. Fill in a day and a time, such as 20-11-2026 and 16:40.
door-gap-in-the-future = This moment lies in the future. Is the date right?
door-gap-before-another = This moment comes before another that should be earlier ({ $argument }). Is that right?
door-gap-not-an-email = This is not an e-mail address. An e-mail address looks like name@example.nl.
door-gap-not-a-phone = This is not a telephone number. Use digits, such as +31 6 12 34 56 78.
door-gap-not-a-country = We do not know this country: { $argument }. Choose a country from the list.
door-gap-bad-number = Fill in a number, such as 1500.
door-gap-check-number = We read this as { $argument }. Is that right?
door-unit-minutes = minutes
door-unit-percent = per cent
door-unit-eur = euro
door-unit-hours = hours
door-unit-seconds = seconds

# Start page
door-start-title = Report a cyber incident
door-start-heading = Is something wrong with your computers or network?
door-start-lead = Report it here. You need not know everything yet, and you need no account.
door-start-back-title = You were here before
door-start-back-writing = This browser holds a report that has not been sent yet.
door-start-back-filed = You made a report from this browser.
door-start-back-link = To my dossier
door-start-urgent = Need urgent help now?
door-start-urgent-text = Are people in danger, or does an essential service fail? Call first. Unable to call?
door-start-urgent-link = Ask for urgent help here
door-start-report = Report an incident
door-start-report-text = About 5 minutes. You get a receipt and your time limits at once.
door-start-continue = Continue with my code
door-start-continue-text = You had begun already, or you reported before.
door-start-assess = Must I report this?
door-start-assess-text = A few questions. You see which rules apply and why. It commits you to nothing.
door-start-prepare = Prepare
door-start-prepare-text = A quick scan, an emergency pack, an exercise, and what you will need.
door-start-next = What will happen?
door-start-step-one = You answer eleven short questions. Everything you type is kept at once.
door-start-step-two = You get a code made of words. With it you can always go on, also on another device or with a colleague.
door-start-step-three = You send the report. You get a receipt at once, and you see when a next step is due.
door-start-step-four = We read your report and answer within 24 hours. Did you ask for urgent help? Then we alert the duty officer at once.
door-start-hand = What is handy to have ready?
door-start-have-when = When you knew that it was serious. Roughly is fine.
door-start-have-what = What happened, in two sentences.
door-start-have-reach = A telephone number or address that the incident has not touched.
door-start-have-number = The name of your organisation and, if you can, its Chamber of Commerce number.
door-start-hand-text = Something missing? Report anyway. You can add it later.
door-start-exercise = Want to practise?
door-start-exercise-link = Make a practice report

# Privacy
door-privacy-title = What we do with your information
door-privacy-lead = You tell us only what is needed to handle your report and to help you.
door-privacy-what = What we keep
door-privacy-what-text = Your answers, your messages and the files you send. We also keep when you sent something. Every version of an answer stays, so that nothing is lost.
door-privacy-who = Who sees it
door-privacy-who-text = The CSIRT sees everything you tell. Of a mandatory report the supervisor gets a copy of the questions meant for it. Of a voluntary report the supervisor gets nothing. The page after sending says exactly who received your report.
door-privacy-help = Your request for help
door-privacy-help-text = Only the CSIRT sees that you ask for help and what you tell about it. The supervisor does not.
door-privacy-code = Your code
door-privacy-code-text = We do not keep your code. We only keep a mark with which we can check a code that is typed. Who has the code can read and add to your report. So give the code only to those who may.
door-privacy-cookies = Cookies
door-privacy-cookies-text = This site only uses cookies that it needs: one with your code and one with your language. We do not track you. When the connection fails, your browser keeps your text until it is sent.
door-privacy-journal = The journal
door-privacy-journal-text = Every act leaves a line in a journal that nobody can change unnoticed. It holds no personal data, only who did what and when.
door-privacy-erase = How long
door-privacy-erase-text = We keep information no longer than the law allows. Then we erase it. The journal can still be checked.
door-privacy-rights = Your rights
door-privacy-rights-text = You may see, correct and have erased your information, unless the law says that we must keep it. Send us a message from your dossier or call us.

# Beginning a report
door-begin-title = Begin a report
door-begin-text = Choose what fits best. You can change it later.
door-begin-kind = What do you want to report?
door-begin-kind-hint = Not sure? Then choose the first.
door-begin-exercise = This is an exercise
door-begin-go = Begin
door-begin-assess = I first want to know whether I must report
door-urgent-title = Urgent? Call us first
door-urgent-text = We answer day and night. After that you can go on here; that too alerts the duty officer as soon as you send it.
door-another-title = You already have a report that has not been sent
door-another-text = If you begin a new one, you can reach the old one with the code that belongs to it.
door-another-link = Continue with that report

# Filling in
door-write-title = Your report
door-write-text = Everything you type is kept at once. There is no time limit.
door-write-code = Your code to continue later
door-write-code-hint = Write these words down, or print this page. You can also pass them on over the telephone. Colleagues with this code can fill in at the same time.
door-write-check = Check and send
door-write-assess = Must I report this?
door-write-last = Last kept:
door-write-new = Begin another report
door-clashes = { $count ->
    [one] At 1 question somebody else wrote something meanwhile. Both texts are kept. Choose which one to use.
   *[other] At { $count } questions somebody else wrote something meanwhile. All texts are kept. Choose which ones to use.
}
door-clash-text-short = Both texts are kept. This is the other text.
door-extra = { $count ->
    [one] 1 answer that we do not recognise is kept too
   *[other] { $count } answers that we do not recognise are kept too
}

# Continue with a code
door-continue-title = Continue with my code
door-continue-text = Type the seven words of your code. Capitals and hyphens do not matter.
door-continue-code = Your code
door-continue-code-hint = Seven words, such as hotel radio winter lamp tram piano oven.
door-continue-reference = Reference of your report
door-continue-reference-hint = Only if you have reported already and have the reference at hand.
door-continue-go = Continue
door-continue-wrong = We find nothing under this code. Please check all the words.
door-continue-lost = Lost your code?
door-code-wrong-word-count = { $found ->
    [one] There is 1 word. A code has seven words.
   *[other] There are { $found } words. A code has seven words.
}
door-code-near-word = We do not know word { $position } ("{ $word }"). Do you mean "{ $near }"?
door-code-unknown-word = We do not know word { $position } ("{ $word }"). Please check it.

# Looking over
door-check-title = Check and send
door-check-text = Is everything right? Then send your report. You can still add and correct afterwards.
door-check-lacking = What we do not know yet
door-check-lacking-text = You can send anyway. We will ask later.
door-check-who = Who gets your report?
door-check-mandatory = Each recipient sees only the questions meant for it. Only the CSIRT sees your request for help.
door-check-voluntary = You report voluntarily. The supervisor gets nothing.
door-check-send = Send the report
door-check-back = Back to the questions
door-check-answers = Your answers
door-check-limits = Time limits after sending

# Sent
door-filed-title = We have received your report
door-filed-ok = We have your report. You hold proof that you reported, and when.
door-filed-reference = Reference of your report
door-filed-received = Received on
door-filed-what = Kind of report
door-filed-duty = Mandatory or voluntary
door-filed-mandatory = Report under a legal duty
door-filed-voluntary = Voluntary report
door-kind-significant-incident = Significant incident
door-kind-voluntary-incident = Another incident (voluntary)
door-kind-near-miss = A near miss
door-kind-cyber-threat = A cyber threat
door-filed-help-title = We are alerting the duty officer now
door-filed-help-text = Is it taking too long, or getting worse? Call us.
door-filed-help-link = See whether your request was seen
door-filed-who = Who has received your report?
door-filed-who-mandatory = Each recipient sees only the questions meant for it. Only the CSIRT sees your request for help.
door-filed-who-voluntary = You reported voluntarily. The supervisor gets nothing.
door-filed-confirmed = The confirmation also goes to { $address }.
door-filed-unconfirmed = You gave no e-mail address. So keep the receipt and your code.
door-inside = The confirmation goes to an address within { $domain }. That network may be affected: an attacker may read along. Better choose another address at "How can we reach you safely?".
door-filed-limits = Your time limits
door-filed-no-limits = No legal time limits run, or we do not know yet which ones and from when. Then complete what is listed below.
door-limit-why = Why this moment?
door-unconfirmed = This rule was not yet checked in the text of the law itself
door-filed-next = What happens now?
door-filed-answer-by = We read your report and answer at the latest on
door-filed-answer = We read your report and answer as soon as we can.
door-filed-next-dossier = You read our answer in your dossier. There you can also ask questions, send files and ask for help.
door-filed-next-changed = Does anything change? Then add to your report. The earlier version is kept.
door-filed-gaps = What we would still like to know
door-filed-gaps-text = Your report is in. These answers may come later.
door-filed-keep = Keep this
door-filed-code = Your code for the dossier
door-filed-keep-text = With the code you can always come back. The receipt is signed: later you can show what you reported and when.
door-filed-receipt = Keep the receipt
door-filed-dossier = To my dossier

# Why a time limit falls at this moment
door-why-period = { $amount } { $unit } after { $trigger }.
door-why-earliest-of = { $clocks } clocks run. The first one counts.
door-why-lapsed = Another clock no longer counts, because { $trigger } came later.
door-why-extended = The day on which the period ends ({ $rest }) is no working day. So the limit moves on.
door-why-not-extended = The limit does not move because of a weekend or holiday.
door-why-noon = The limit then ends at 12:00.
door-why-exercise = This is an exercise: the clock runs 60 times as fast.
door-why-replanned = The limit was worked out again: { $because }
door-period-hours = hours
door-period-days = days
door-period-months = month
door-trigger-occurred = the beginning of the incident
door-trigger-detected = the first sign
door-trigger-aware = the moment you knew
door-trigger-classified = the classification as major
door-trigger-resolved = the end of the incident
door-trigger-requested = the request
door-trigger-received = our receipt of your report
door-trigger-submitted = sending the previous step
door-trigger-latest = the latest report
door-rest-saturday = Saturday
door-rest-sunday = Sunday
door-rest-holiday = a public holiday

# Must I report this?
door-assess-title = Must I report this?
door-assess-text = Answer what you know. Then you see which laws apply, whether this is a significant incident, and why. You need not report.
door-assess-begin-text = Your answers are kept under a code. If you decide to report, they are there already.
door-assess-you = Your organisation
door-assess-what = What is happening
door-assess-how-bad = How bad it is
door-assess-go = Show the verdict
door-assess-more = Save and see whether there are more questions
door-assess-more-hint = Some services have questions of their own. They appear when you have saved your sector and services.
door-assess-report = To the report
door-verdict-title = The verdict
door-verdict-report-now = Report this now
door-verdict-report-now-text = By your answers this is a significant incident. Reporting does not make you more liable.
door-verdict-complete-later = Report now, complete later
door-verdict-complete-later-text = These answers cannot tell yet whether this is a significant incident. The time limits may already run. Reporting does not make you more liable.
door-verdict-not-significant = You probably need not report this
door-verdict-not-significant-text = No threshold seems to be reached. You may always report voluntarily, and we help then too. Does anything change? Then look again.
door-verdict-open-criteria-only = Probably no duty to report, but we do not know all thresholds
door-verdict-open-criteria-only-text = The general rules ask for no report. Your sector may have thresholds of its own that are not public. Check those, or report when in doubt.
door-verdict-elsewhere = Report this to your own supervisor
door-verdict-elsewhere-text = Another law applies to your organisation, with a door of its own. You see below where. Want our help? Then you may report here voluntarily.
door-verdict-contradictory = Your answers contradict each other, such as planned maintenance and intent. Report when in doubt.
door-verdict-report = Report with these answers
door-verdict-back = Change the answers
door-verdict-laws = Which laws apply, and why?
door-verdict-no-laws = With these answers no law applies that asks for a report. Fill in your sector, and whether you are essential or important.
door-applies-yes = applies
door-applies-unknown = may apply
door-applies-no = does not apply
door-significant-yes = Under this law this is a significant incident.
door-significant-no = Under this law this is no significant incident.
door-significant-unknown = Whether this is significant under this law cannot be said yet.
door-significant-contradictory = Your answers contradict each other.
door-verdict-door = You report this elsewhere
door-verdict-excluded = An exclusion holds, such as planned maintenance.
door-verdict-unpublished = The numbers of your sector are not public. So we look at the general rules.
door-outcome-yes = reached
door-outcome-no = not reached
door-outcome-unknown = unknown
door-verdict-missing = For this we lack:
door-verdict-follows = What follows if you report?
door-verdict-no-limits = Then no legal time limits run, or we do not know yet from when.
door-verdict-duties = Must you report it elsewhere too?
door-verdict-duties-text = These duties stand in other laws. They have time limits of their own.
door-duty-yes = must
door-duty-unknown = perhaps
door-verdict-own = Your own judgement
door-verdict-own-text = If you decide not to report, write down why. Your answer is kept, even if you send nothing.
door-verdict-own-question = Do you think this is a significant incident?
door-verdict-reason = Why, or why not?
door-verdict-keep = Keep this judgement

# Checking a receipt
door-receipt-title = Check a receipt
door-receipt-text = Paste the whole text of the receipt, or choose the file. We keep nothing of it.
door-receipt-paste = Text of the receipt
door-receipt-file = Or the file
door-receipt-check = Check
door-receipt-good = This receipt is ours and was not changed.
door-receipt-not-a-receipt = This is no receipt, or a part is missing. Paste the whole text, with the lines at the bottom.
door-receipt-unknown-key = This receipt was not signed with a key of ours.
door-receipt-bad-signature = This receipt was changed after we signed it.
door-receipt-binds = What it binds
door-receipt-stage = Stage
door-receipt-version = version { $number }
door-receipt-recipients = Recipients
door-receipt-content = Fingerprint of the content (SHA-256)
door-receipt-journal = Place in the journal
door-receipt-edition = Edition of the rules
door-receipt-keys = Our keys
door-receipt-keys-text = With these keys you can also check a receipt yourself, without us. Old keys stay valid for what they signed.

# Without internet
door-offline-title = Fill in a report without internet
door-offline-text = This file works without internet. Fill in what you know. Save your answers in a file and send that in as soon as you can. You can also always call.
door-offline-load = Open a file that was saved before
door-offline-save = Save the answers in a file
door-offline-saved = Saved as meldkamer.json.
door-offline-wrong = This file holds no answers of this form.
door-offline-send = Send in the saved file at
door-upload-title = Send in a filled-in file
door-upload-lead = The answers go into a report that you can still look over. Nothing is sent until you do so yourself.
door-upload-file = File with answers (meldkamer.json)
door-upload-text = Or paste its content here
door-upload-go = Read it
door-upload-empty = Choose a file, or paste its content.
door-upload-not-text = This file is not text in UTF-8. Save it again from the fill-in file.
door-upload-not-json = This file is not good JSON. Look at line { $line }.
door-upload-no-answers = There are no answers in this file. Expected is a file from the fill-in file, or a list of questions and answers.
door-upload-too-many = There are too many answers in this file. At most 1000 are possible.
door-paper-title = Form: report a cyber incident
door-paper-subject = Fill in what you know. Something not known? Leave it empty.
door-paper-call = Call us and read the answers out. Day and night:
door-paper-text = The first eleven questions matter most. The time limits of the law run even if you cannot mail or sign in: call then.
