Story: a report at night, from a stranger without an account to an answer within 24 hours

Given it is 2026-11-20 03:05 in Amsterdam
And the duty officer is on duty at level 1 until 2026-11-21 08:00
When Bakkerij De Zon reports an early warning:
    org.sector: food
    w.status: resolved
    w.summary: Verdachte mail ontvangen
And the clock says 2026-11-20 03:10
And Waterbedrijf Noord reports an early warning:
    t.aware: 2026-11-20T03:00:00+01:00
    w.summary: Ransomware, de drinkwaterproductie ligt stil
    i.safety: yes
    h.want: yes
    h.urgency: now
    h.question: Hoe stoppen wij de verspreiding?
Then the receipt of Waterbedrijf Noord can be checked and says early-warning
And the limit of notification for Waterbedrijf Noord is 2026-11-23 03:00
And the CSIRT owes Waterbedrijf Noord an answer before 2026-11-21 03:10
And Waterbedrijf Noord stands at the top of the queue

# The duty officer is paged at once, again at the next level, and no more once the alarm was seen.
When the house does its rounds
Then duty-officer@csirt.example gets 1 mail about "Hulpvraag"
When the clock says 2026-11-20 03:12
And the duty officer sees the alarm of Waterbedrijf Noord
Then Waterbedrijf Noord reads that the duty officer saw it at 2026-11-20 03:12
When the house works until 2026-11-20 04:00
Then duty-officer@csirt.example gets 1 mail about "Hulpvraag"
And last-resort@csirt.example gets 0 mails about "Hulpvraag"

# Assess, decide, answer. A decision that differs from the proposal needs a reason.
When the clock says 2026-11-20 09:00
And the analyst assesses Waterbedrijf Noord
Then that was done
When the duty officer decides about Waterbedrijf Noord:
    urgency: planned
Then that is refused: reason-needed
When the duty officer decides as proposed about Waterbedrijf Noord
And the duty officer answers Waterbedrijf Noord:
    text: Wij komen vandaag. Koppel de besturing los van het kantoornetwerk en bewaar de logbestanden.
Then that was done
And the CSIRT answered Waterbedrijf Noord at 2026-11-20 09:00
And Waterbedrijf Noord finds the answer with its dossier

# An answer is given once; an analyst does not decide for the CSIRT.
When the duty officer answers Waterbedrijf Noord
Then that is refused: already-done
When the analyst answers Bakkerij De Zon
Then that is refused: not-allowed
