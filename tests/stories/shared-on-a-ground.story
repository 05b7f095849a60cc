Story: more than its part an authority sees only when somebody shares it, on a ground, with four tests (Cbw 51, 66)

Given it is 2026-11-20 16:40 in Amsterdam
And the duty officer is on duty at level 1 until 2026-11-21 08:00
When Waterbedrijf Noord reports an early warning:
    w.summary: Ransomware op de servers
When the analyst shares messages of Waterbedrijf Noord with ilt until 2026-12-20 12:00
Then that is refused: not-allowed
When the duty officer shares messages of Waterbedrijf Noord with ilt until 2026-12-20 12:00:
    proportionate: ""
Then that is refused: not-understood
When the duty officer shares journal of Waterbedrijf Noord with ilt until 2026-12-20 12:00
Then that is refused: not-understood
When the duty officer shares messages of Waterbedrijf Noord with ilt until 2026-11-20 12:00
Then that is refused: not-understood
When the duty officer shares messages, w.summary of Waterbedrijf Noord with ilt until 2026-12-20 12:00:
    necessary: Toezicht op de zorgplicht
Then that was done
When the duty officer ends what was shared of Waterbedrijf Noord because ""
Then that is refused: reason-needed
When the duty officer ends what was shared of Waterbedrijf Noord because "Niet meer nodig"
Then that was done
When the duty officer ends what was shared of Waterbedrijf Noord because "Niet meer nodig"
Then that is refused: already-done

# An exercise is shared with nobody.
When Molen De Hoop reports an early warning as an exercise
And the duty officer shares messages of Molen De Hoop with ilt until 2026-12-20 12:00
Then that is refused: closed
