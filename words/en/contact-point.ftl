# The workspace of the single point of contact.
contact-point-text = Here are mandatory reports that may concern other Member States, from the first warning on. You look whether something must go to another country.
contact-point-open = To look at
contact-point-done = Finished
contact-point-received = Received on
contact-point-forwarded = { $count ->
    [one] forwarded once
   *[other] forwarded { $count } times
  }
contact-point-why-named = reporter names countries
contact-point-why-told = reporter expects effects elsewhere
contact-point-why-unsure = reporter does not know
contact-point-why-serves = organisation works in more countries
contact-point-none = There is nothing to look at
contact-point-none-text = As soon as a mandatory report may concern other countries, it stands here.
contact-point-none-done = Nothing is finished yet
contact-point-dossier = Report that may concern other countries
contact-point-part = This is your part of the report. That you open it is in the log that the organisation can see.
contact-point-settle = Nothing more is needed abroad
contact-point-settled = Nothing more needed abroad
contact-point-reopen = Look at it again after all
contact-point-sent = Forwarded
contact-point-sent-none = Nothing was forwarded yet
contact-point-sent-text = The text for { $state }
contact-point-delivered = delivered
contact-point-waiting = on its way
contact-point-stuck = not delivered
contact-point-proof = Accepted on
contact-point-forward = Forward to another country
contact-point-forward-text = Names, addresses and numbers were taken out of the text. Only what stands below leaves. You can change the text.
contact-point-choose = Choose which answers go along
contact-point-choose-text = Answers that may go to another country
contact-point-choose-do = Make the text again
contact-point-replaced = { $count ->
    [one] In 1 place something was taken out.
   *[other] In { $count } places something was taken out.
  } It now says […] there.
contact-point-ask-state = To which contact point?
contact-point-no-address = address not known yet
contact-point-ask-text = The text that leaves
    .hint = In English. You may put back addresses of an attacker, but no names of the organisation.
contact-point-look = Read the text first
contact-point-look-text = A description can give away who it is about, even without a name. What was sent cannot be taken back.
contact-point-send = Send
contact-point-fault-missing = Fill this in.
contact-point-fault-not-an-option = Choose a country from the list.
contact-point-fault-too-long = This is too long.
contact-point-fault-names = Something in it still tells who the organisation is: a name, number, address or domain.
contact-point-fault-impossible-date = This date does not exist.
contact-point-fault-before-from = Choose a day after the first day.
contact-point-summary = Summary for ENISA
contact-point-summary-text = Every three months you send ENISA a summary. These are counts only. A count below { $least } is not told, because it would show who it is about.
contact-point-from = From
contact-point-until = Up to and including
contact-point-count = Count
contact-point-counts = Reports in this period
contact-point-counts-none = Nothing was reported in this period
contact-point-head-kind = Kind
contact-point-head-duty = Duty
contact-point-head-sector = Sector
contact-point-head-number = Number
contact-point-kind-significant-incident = Significant incident
contact-point-kind-voluntary-incident = Other incident
contact-point-kind-near-miss = Near miss
contact-point-kind-cyber-threat = Cyber threat
contact-point-duty-mandatory = mandatory
contact-point-duty-voluntary = voluntary
contact-point-rest = other sectors
contact-point-few = fewer than { $least }
contact-point-abroad = May concern other Member States:
