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
