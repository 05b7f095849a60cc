Story: an analyst gathers what happened, and the organisation sees what was released to it

Given it is 2026-11-20 16:40 in Amsterdam
When Waterbedrijf Noord reports an early warning:
    w.summary: Ransomware op de servers
Then the receipt of Waterbedrijf Noord can be checked and says early-warning
Given a case is open for Waterbedrijf Noord

# Logs come from everywhere; the line of the attacker stands where it belongs.
When the analyst takes into the timeline of Waterbedrijf Noord:
    one: {"message": "Stekker eruit", "datetime": "2026-11-20 16:30", "timestamp_desc": "Act", "side": "defender"}
    two: {"message": "Aanmelding van buiten", "datetime": "2026-11-20T09:05:00-05:00", "timestamp_desc": "Logon", "side": "attacker"}
Then the timeline of Waterbedrijf Noord reads: Aanmelding van buiten, Stekker eruit

# A time that the clock showed twice is nobody's to guess.
When the analyst takes into the timeline of Waterbedrijf Noord:
    one: {"message": "Terug", "datetime": "2026-10-25 02:30", "timestamp_desc": "x"}
Then that is refused: not-understood

# The same report pasted twice gives each indicator once.
When the analyst pastes for Waterbedrijf Noord: C2 is hxxps://evil[.]example/gate, later 198[.]51.100.7
And the analyst pastes for Waterbedrijf Noord: again evil(.)example
Then the indicators of Waterbedrijf Noord are: 198.51.100.7, evil.example, https://evil.example/gate

# Clearing something wants a reason.
When the analyst suspects DC01 of Waterbedrijf Noord
And the analyst clears DC01 of Waterbedrijf Noord because ""
Then that is refused: reason-needed
When the analyst clears DC01 of Waterbedrijf Noord because "Opnieuw ingericht"
Then that was done

# What was not released does not exist for the organisation.
When the analyst finds for Waterbedrijf Noord: Webshell op de mailserver
Then Waterbedrijf Noord sees of its case: nothing
When the analyst releases what was found for Waterbedrijf Noord
Then Waterbedrijf Noord sees of its case: Webshell op de mailserver
