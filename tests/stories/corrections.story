Story: a moment turns out to be another, and the clocks follow with a visible why

Given it is 2026-11-20 16:40 in Amsterdam
When Waterbedrijf Noord reports an early warning:
    t.aware: 2026-11-20T16:00:00+01:00
Then the limit of notification for Waterbedrijf Noord is 2026-11-23 16:00
When the clock says 2026-11-20 19:00
And Waterbedrijf Noord files the early-warning because "the night shift knew it earlier":
    not.kind: significant-incident
    org.sector: drinking-water
    w.summary: Ransomware op de servers van de klantenservice
    t.aware: 2026-11-20T14:30:00+01:00
Then that was done
And 2 versions of the early-warning of Waterbedrijf Noord are kept
And the limit of notification for Waterbedrijf Noord is 2026-11-23 14:30
And the receipt of Waterbedrijf Noord can be checked and says early-warning

# A correction that says the same again is no correction.
When the clock says 2026-11-20 19:05
And Waterbedrijf Noord files the early-warning because "to be sure":
    not.kind: significant-incident
    org.sector: drinking-water
    w.summary: Ransomware op de servers van de klantenservice
    t.aware: 2026-11-20T14:30:00+01:00
Then it is the same report
And 2 versions of the early-warning of Waterbedrijf Noord are kept

# Withdrawing needs a reason, ends the clocks and closes the door for later stages.
When Waterbedrijf Noord withdraws because " "
Then that is refused: reason-needed
When Waterbedrijf Noord withdraws because "it was a test of our own"
Then that was done
And no limit stands for Waterbedrijf Noord
When Waterbedrijf Noord files the notification:
    i.desc: Toch nog iets
Then that is refused: closed
