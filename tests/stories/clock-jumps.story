Story: the clock of the machine jumps ahead and back, and nothing happens twice or waits for days

Given it is 2026-11-20 08:00 in Amsterdam
When Waterbedrijf Noord reports an early warning:
    t.aware: 2026-11-20T08:00:00+01:00
Then the limit of notification for Waterbedrijf Noord is 2026-11-23 08:00

# Two days ahead, wrongly: the reminder of the day before goes out. A mail that fails now waits for
# a moment that is days away once the clock is right again.
When the clock says 2026-11-22 09:00
And the house does its rounds
Then ans@waterbedrijf.example gets 1 mail about "Herinnering"
And the mail server is dead
When Energie Oost reports an early warning:
    rep.person: {"name": "Bo Jansen", "email": "bo@energie.example", "phone": "+31 6 87654321"}
    h.want: yes
    h.urgency: now
    h.question: Wie kan ons helpen?
And the house does its rounds
Then bo@energie.example gets 0 mails about "meldkamer receipt"

# Right again: what waited for the wrong clock goes on at once, and the alarm climbs on.
When the clock says 2026-11-20 09:00
And the mail server is well again
And the house does its rounds
Then the journal says that the clock went back
And bo@energie.example gets 1 mail about "meldkamer receipt"
And last-resort@csirt.example gets 2 mails about "Hulpvraag"
And nothing waits to leave the house

# An hour back, as a machine does that was corrected: once more nothing is sent again.
When the clock says 2026-11-20 09:00
And the house works until 2026-11-20 10:00
And the clock says 2026-11-23 07:30
And the house does its rounds
Then ans@waterbedrijf.example gets 1 mail about "Herinnering"
And ans@waterbedrijf.example gets 1 mail about "meldkamer receipt"
And bo@energie.example gets 1 mail about "meldkamer receipt"
