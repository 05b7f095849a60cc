Story: many report while the mail server is dead for a day, and each gets one confirmation

Given it is 2026-11-20 08:00 in Amsterdam
And the mail server is dead
When 25 organisations report an early warning
And the house works until 2026-11-21 08:15
And the mail server dies after each mail it reads
And the house works until 2026-11-21 12:30
And the mail server is well again
And the house works until 2026-11-21 21:00
Then nothing waits to leave the house
And each of 25 organisations gets 1 mail about "meldkamer receipt"
