# Exercises: choosing, playing, the account.
drill-title = Practise an incident
drill-lead = A day's story in half an hour. The clock runs sixty times as fast. Nothing goes to a supervisor.
drill-step-choose = Choose a scenario and begin. You get a code; with it colleagues play along.
drill-step-happen = Now and then something happens on the page of the exercise. You write down what you do.
drill-step-report = You report as in real life: with the real forms, marked as an exercise.
drill-step-account = At the end you see an account: times, limits, what stayed open and what was lost.
drill-minutes = { $count ->
    [one] Takes 1 minute.
   *[other] Takes { $count } minutes.
}
drill-scenario = Which scenario?
drill-scenario-missing = Choose a scenario.
drill-organisation = Name of your organisation
drill-organisation-hint = Only for the account.
drill-start = Begin the exercise
drill-again = Begun already?
drill-again-text = Who has the code of the exercise can play along and read the account.
drill-play-title = The exercise
drill-ended = The exercise is over.
drill-to-account = To the account
drill-clock = Begun on
drill-clock-end = The story ends on
drill-happened = { $count ->
    [one] 1 thing has happened.
   *[other] { $count } things have happened.
}
drill-coming = { $count ->
    [0] Nothing more is coming.
    [one] 1 more thing is coming.
   *[other] { $count } more things are coming.
}
drill-look = Look again
drill-report-text = Does this have to be reported? Then do so, as in real life. Your browser then holds the code of the practice report. Were you writing a real report here? Note its code first.
drill-report = Make a practice report
drill-story = What happened
drill-story-time = { $time } hours into the story
drill-somebody = Somebody
drill-author = Your name
drill-answer = Write down
drill-answer-again = Add to it
drill-answer-missing = First write down what you do.
drill-answer-too-long = This text is too long. Keep it to 4000 characters.
drill-together = Playing together
drill-together-text = Give these words to colleagues. They type them in at "Continue with my code".
drill-code = Code of the exercise
drill-end-text = Done? Stop the exercise and read the account.
drill-end = Stop the exercise

# The account
drill-account-title = Account of the exercise
drill-from = From
drill-until = until
drill-still-on = The exercise is still going on. This is how it stands now.
drill-times = Times
drill-times-text = In hours and minutes of the story: sixty times as long as on your own clock.
drill-time-first-report = From the beginning to the first report
drill-time-notification = From the beginning to the notification
drill-time-help = From the beginning to asking for help
drill-time-answer = From the report to the answer of the CSIRT
drill-time-none = not done
drill-references = References of the practice reports:
drill-limits = Limits of the law
drill-limits-none = Nothing was reported, so no limits ran.
drill-verdict-met = in time
drill-verdict-late = too late
drill-verdict-missed = not done
drill-verdict-beyond = did not come up
drill-injects = What happened and what you did
drill-answered = { $answered } of the { $shown } things that happened were answered.
drill-head-inject = What happened
drill-head-answered = Answered
drill-head-hope = Hoped for
drill-head-said = What you did
drill-hope-early-warning = reporting
drill-hope-notification = notification
drill-hope-help = asking for help
drill-hope-message = message to the CSIRT
drill-gaps = Still open in the report
drill-lost = Lost answers
drill-lost-text = This was given, and was emptied, written over by somebody else or never sent.
drill-unsent = { $count ->
    [one] 1 answer in a report that was not sent
   *[other] { $count } answers in a report that was not sent
}
drill-changed = Changed answers
drill-changed-times = { $count ->
    [one] changed once
   *[other] changed { $count } times
}
drill-json = Download as a file (JSON)
drill-own-title = Exercises of your organisation
drill-desk-title = Exercises
drill-desk-lead = Exercises of all organisations. Their reports stand in the queue as exercises; you can play along.
drill-list = Exercises beside each other
drill-col-scenario = Scenario
drill-col-when = When
drill-col-report = To report
drill-col-help = To asking for help
drill-col-answer = To our answer
drill-col-answered = Answered
drill-col-late = Limits missed
drill-running = under way
drill-join = Play along
drill-none = Nobody has practised yet
drill-none-text = An exercise takes half an hour and needs no preparation.
drill-players = Who gets what happens by mail?
drill-players-hint = Contacts from the register. Those who get nothing can play along with the code too.
drill-for = For which organisation?
drill-addresses = Who gets what happens by mail?
drill-addresses-hint = One e-mail address a line, 20 at most. Agree on it first.
drill-addresses-wrong = Something here is no e-mail address, or there are more than 20.
drill-start-for = Begin an exercise for an organisation
