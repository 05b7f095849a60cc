Story: the mail server is down for a day, then everything arrives, once

Given it is 2026-11-20 08:00 in Amsterdam
And the mail server is dead
When Waterbedrijf Noord reports an early warning
And the clock says 2026-11-20 09:00
And Energie Oost reports an early warning:
    rep.person: {"name": "Bo Jansen", "email": "bo@energie.example", "phone": "+31 6 87654321"}
And the house works until 2026-11-21 08:30
Then ans@waterbedrijf.example gets 0 mails about "NL-"
And bo@energie.example gets 0 mails about "NL-"

# A server that reads a mail and dies before it says so may get it twice: it is the same mail.
When the mail server dies after each mail it reads
And the house works until 2026-11-21 13:00
And the mail server is well again
And the house works until 2026-11-21 22:00
Then nothing waits to leave the house
And ans@waterbedrijf.example gets 1 mail about "meldkamer receipt"
And bo@energie.example gets 1 mail about "meldkamer receipt"
