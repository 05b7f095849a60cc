Story: an exercise is practised with real screens, and touches nobody outside

# Exercise clocks run sixty times faster: 24 hours take 24 minutes.
Given it is 2026-11-20 16:40 in Amsterdam
When Waterbedrijf Oefening reports an early warning as an exercise:
    t.aware: 2026-11-20T16:40:00+01:00
Then the receipt of Waterbedrijf Oefening can be checked and says early-warning
And the limit of notification for Waterbedrijf Oefening is 2026-11-20 17:52
And nothing waits for an authority
