Story: after the house was down, the reminder that fits is sent, and it is sent once

Given it is 2026-11-20 08:00 in Amsterdam
When Waterbedrijf Noord reports an early warning:
    t.aware: 2026-11-20T08:00:00+01:00
Then the limit of notification for Waterbedrijf Noord is 2026-11-23 08:00

# Down for more than two days: the early reminders are not sent late, only the last one.
When the clock says 2026-11-23 07:00
And the house does its rounds
And the house does its rounds
Then ans@waterbedrijf.example gets 1 mail about "Herinnering"
When the house works until 2026-11-23 07:30
Then ans@waterbedrijf.example gets 1 mail about "Herinnering"
