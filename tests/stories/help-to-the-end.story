Story: an accepted request for help becomes a case, and the case closes with advice and lessons

Given it is 2026-11-20 16:40 in Amsterdam
And the duty officer is on duty at level 1 until 2026-11-21 08:00
When Waterbedrijf Noord reports an early warning:
    w.summary: Ransomware op de servers
    h.want: yes
    h.urgency: now
    h.question: Hoe kwamen zij binnen?
And the duty officer sees the alarm of Waterbedrijf Noord
And the duty officer assesses Waterbedrijf Noord
And the duty officer decides as proposed about Waterbedrijf Noord
Given a case is open for Waterbedrijf Noord

# The steps of a playbook are tasks with an owner, and one waits for the other.
When the analyst starts the playbook ransomware for Waterbedrijf Noord
Then 0 tasks of Waterbedrijf Noord are done

# A firm comes in for an hour, and not a minute longer.
When Recherche BV takes part for Waterbedrijf Noord until 2026-11-20 18:00
And the analyst writes for Waterbedrijf Noord to Recherche BV: Kunt u het logboek sturen?
And Recherche BV writes for Waterbedrijf Noord: Het is onderweg
Then the thread of Waterbedrijf Noord reads: Kunt u het logboek sturen? / Het is onderweg

# What is sent is in custody from the first hand; what nobody may destroy yet stays.
When Recherche BV sends vpn.log for Waterbedrijf Noord
Then the custody of vpn.log reads: received
When the duty officer destroys vpn.log because "Klaar"
Then that is refused: not-understood

When it is 2026-11-20 18:00 in Amsterdam
And Recherche BV writes for Waterbedrijf Noord: Nog iets
Then that is refused: not-allowed

# Findings become a report that is signed and sent, and the case closes when nothing is open any more.
When the analyst finds for Waterbedrijf Noord: Binnen via de VPN
And the analyst releases what was found for Waterbedrijf Noord
And the analyst reports to Waterbedrijf Noord: Zij kwamen binnen via de VPN
Then Waterbedrijf Noord sees of its case: Binnen via de VPN
And the report to Waterbedrijf Noord is whole and sent
When the analyst closes the case of Waterbedrijf Noord with the lesson "Eerder bellen"
Then that is refused: not-understood
When the analyst drops every task of Waterbedrijf Noord
And the analyst closes the case of Waterbedrijf Noord with the lesson "Eerder bellen"
And Waterbedrijf Noord gives 5 for the help
Then that was done
When the analyst finds for Waterbedrijf Noord: Te laat
Then that is refused: closed
