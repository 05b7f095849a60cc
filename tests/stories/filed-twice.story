Story: a machine that files twice by accident makes one report

Given it is 2026-11-20 03:12 in Amsterdam
When Energie Oost reports an early warning with the key night-0312
Then there is 1 dossier
When the clock says 2026-11-20 03:14
And Energie Oost reports an early warning with the key night-0312
Then there is 1 dossier
And it is the same report
And the receipt of Energie Oost can be checked and says early-warning

# The same key with another report is a mistake, and nothing is lost by it.
When Energie Oost reports an early warning with the key night-0312:
    w.summary: Iets heel anders
Then that is refused: key-reused
And there is 1 dossier
