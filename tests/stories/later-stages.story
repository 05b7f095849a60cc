Story: hours are never extended, a month ends on a working day

# Christmas: the hours of the early warning and the notification run through it (Cbw 26, 27).
Given it is 2026-12-24 17:30 in Amsterdam
When Waterbedrijf Kerst reports an early warning:
    t.aware: 2026-12-24T17:05:00+01:00
And the limit of notification for Waterbedrijf Kerst is 2026-12-27 17:05

# A month after the notification of 25 November is Christmas Day, a Friday: the law gives until Monday.
Given it is 2026-11-24 09:00 in Amsterdam
When Waterbedrijf Maand reports an early warning:
    t.aware: 2026-11-24T08:00:00+01:00
And the clock says 2026-11-25 10:30
And Waterbedrijf Maand files the notification:
    i.sev: high
Then that was done
And the final of Waterbedrijf Maand is best sent before 2026-12-25 10:30
And the limit of final for Waterbedrijf Maand is 2026-12-28 23:59

# A month after 27 March 2027 is King's Day: the law gives one day more. Summer time begins in between.
Given it is 2027-03-26 12:00 in Amsterdam
When Waterbedrijf Koning reports an early warning:
    t.aware: 2027-03-26T11:00:00+01:00
And the clock says 2027-03-27 10:00
And Waterbedrijf Koning files the notification:
    i.sev: low
Then the limit of final for Waterbedrijf Koning is 2027-04-28 23:59
And the receipt of Waterbedrijf Koning can be checked and says notification
