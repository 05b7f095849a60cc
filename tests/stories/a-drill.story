Story: a day of ransomware in half an hour, and what came of it

# The clock of an exercise runs sixty times as fast: a minute is an hour of the story.
Given it is 2026-11-20 16:40 in Amsterdam
When the duty officer begins for Waterbedrijf Oefening the exercise ransomware:
    player: ans@oefening.example
Then 1 things have happened in the exercise of Waterbedrijf Oefening
When it is 2026-11-20 16:41 in Amsterdam
And Waterbedrijf Oefening answers first-call in the exercise
Then that was done
When Waterbedrijf Oefening answers spreading in the exercise
Then that is refused: not-found

# The house was down for a while: what was missed comes at once, each thing once, also on two nodes.
When it is 2026-11-20 16:48 in Amsterdam
And two nodes look at the exercise of Waterbedrijf Oefening
Then 3 things have happened in the exercise of Waterbedrijf Oefening
When Waterbedrijf Oefening answers report in the exercise
And Waterbedrijf Oefening reports within the exercise
Then nothing waits for an authority

# The story takes 36 minutes. What came late moves the end, so that there is time to answer it.
When the house works until 2026-11-20 17:35
Then the exercise of Waterbedrijf Oefening is over
And ans@oefening.example gets 6 mails about "Schrijf op wat u doet"
And ans@oefening.example gets 1 mail about "Het verslag staat klaar"
And the account of Waterbedrijf Oefening says 8:00 of the first report
And the account of Waterbedrijf Oefening says nothing of asking for help
And the account of Waterbedrijf Oefening says 2/6 of answers
And the account of Waterbedrijf Oefening says met of first-call
And the account of Waterbedrijf Oefening says missed+missed of spreading
And the account of Waterbedrijf Oefening says met+met of report

# Who begins one without an account is asked for no addresses, and none is mailed.
When Timmerfabriek begins the exercise ddos:
    player: iemand@anders.example
And the house works until 2026-11-20 18:20
Then the exercise of Timmerfabriek is over
And iemand@anders.example gets 0 mails about "OEFENING"
And the account of Timmerfabriek says nothing of the first report
