# Medewerkers: inloggen, eigen account en beheer.
staff-menu-label = Menu voor medewerkers
staff-menu-queue = Wachtrij
staff-menu-shift = Overdracht
staff-menu-running = Beheer
staff-menu-errands = Verzending
staff-menu-account = Mijn account

staff-changed = De wijziging is bewaard.
staff-step = Stap { $step } van 3

staff-sign-in-title = Inloggen voor medewerkers
staff-sign-in-do = Inloggen
staff-sign-in-wrong = Dit klopt niet. Kijk uw naam, wachtwoord en code na. Neem een nieuwe code uit de app: elke code werkt één keer.
staff-sign-in-wait = { $seconds ->
    [one] Er is op dit netwerk te vaak een fout antwoord gegeven. Wacht 1 seconde en probeer het opnieuw.
   *[other] Er is op dit netwerk te vaak een fout antwoord gegeven. Wacht { $seconds } seconden en probeer het opnieuw.
}
staff-sign-in-help = Hulp bij inloggen
staff-sign-in-help-text = Telefoon kwijt? Vul bij de code een van uw herstelcodes in. Hebt u die ook niet? Vraag de beheerder om een nieuwe uitnodiging.

staff-ask-login = Inlognaam
    .hint = Kleine letters, cijfers, punt of streepje. Een mailadres mag ook.
staff-ask-password = Wachtwoord
    .hint = Ten minste 12 tekens. Een zin van vier willekeurige woorden is goed te onthouden.
staff-ask-again = Wachtwoord nog een keer
staff-ask-now = Uw wachtwoord van nu
staff-ask-code = Code
    .hint = De 6 cijfers uit uw authenticator-app, of een herstelcode.
staff-ask-name = Naam
staff-ask-email = E-mailadres
staff-ask-phone = Telefoonnummer
staff-ask-language = Taal
staff-ask-role = Rol

staff-fault-missing = Vul dit in.
staff-fault-not-a-login = Gebruik 2 tot 64 tekens: letters, cijfers, punt, streepje of apenstaart.
staff-fault-taken = Deze inlognaam is al in gebruik. Kies een andere.
staff-fault-not-an-email = Dit is geen e-mailadres. Bijvoorbeeld: naam@organisatie.nl.
staff-fault-too-short = Dit is te kort. Gebruik ten minste 12 tekens.
staff-fault-too-long = Dit is te lang.
staff-fault-too-common = Dit is te makkelijk te raden. Kies andere woorden.
staff-fault-not-the-same = De twee wachtwoorden zijn niet gelijk.
staff-fault-wrong-password = Dit wachtwoord klopt niet.
staff-fault-wrong-code = Deze code klopt niet. Wacht op een nieuwe code in de app. Kijk ook of uw telefoon op de juiste tijd staat.

staff-invitation-title = Uw account
staff-invitation-text = U bent uitgenodigd als { $role }. Vul uw gegevens in en kies een wachtwoord. Daarna koppelt u een app voor de tweede stap.
staff-factor-title = Tweede stap bij het inloggen
staff-factor-text = Met een code uit een app weten we dat u het echt bent.
staff-factor-open = Open een authenticator-app op uw telefoon.
staff-factor-scan = Scan dit plaatje met de app. Lukt dat niet? Typ dan de sleutel over.
staff-factor-type = Vul hieronder de code in die de app laat zien.
staff-factor-picture = Plaatje met de sleutel voor uw app. De sleutel staat er ook als tekst onder.
staff-factor-key = Sleutel
staff-factor-do = Bevestigen
staff-codes-title = Herstelcodes
staff-codes-text = Bent u uw telefoon kwijt? Dan logt u in met een van deze codes. Elke code werkt één keer.
staff-codes-once = U ziet deze codes alleen nu. Print ze of schrijf ze over, en bewaar ze op een veilige plek.
staff-codes-next = Ik heb ze bewaard. Naar inloggen
staff-codes-back = Ik heb ze bewaard
staff-codes-left = { $count ->
    [one] Nog 1 over
   *[other] Nog { $count } over
}
staff-codes-few = U hebt bijna geen herstelcodes meer. Maak hieronder nieuwe.

staff-account-title = Mijn account
staff-account-password = Wachtwoord wijzigen
staff-account-password-text = Op andere apparaten moet u daarna opnieuw inloggen.
staff-account-password-do = Wachtwoord wijzigen
staff-account-codes = Nieuwe herstelcodes
staff-account-codes-text = De oude codes werken daarna niet meer.
staff-account-codes-do = Nieuwe codes maken
staff-account-language = Taal
staff-account-sessions = Waar u bent ingelogd
staff-account-sessions-text = Herkent u iets niet? Beëindig het en wijzig uw wachtwoord.
staff-account-some-browser = Onbekende browser
staff-account-this = Dit apparaat
staff-account-since = Ingelogd op
staff-account-seen = Laatst gebruikt op
staff-account-revoke = Beëindigen

staff-tab-staff = Medewerkers
staff-tab-roster = Rooster
staff-tab-authorities = Instanties
staff-tab-letters = Brieven
staff-tab-tokens = API-sleutels
staff-tab-facts = Installatie
staff-tab-errands = Verzending
staff-tab-journal = Journaal

staff-running-title = Medewerkers
staff-people = Wie hier werkt
staff-blocked = Geblokkeerd
staff-invited = Uitgenodigd
staff-role-of = Rol van { $name }
staff-block = Blokkeren
staff-unblock = Weer toelaten
staff-reset = Nieuwe tweede stap
staff-last-administrator = Dit is de laatste beheerder. Maak eerst iemand anders beheerder.
staff-link-title = De uitnodiging is gemaakt
staff-link-text = We hebben deze link ook gemaild. U ziet de link alleen nu. De link werkt één keer, tot
staff-invite-title = Iemand uitnodigen
staff-invite-text = We sturen een mail met een link. Daarmee kiest de nieuwe medewerker een wachtwoord.
staff-invite-do = Uitnodigen
