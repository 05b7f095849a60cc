# Medewerkers: inloggen, eigen account en beheer.
staff-menu-label = Menu voor medewerkers
staff-menu-queue = Wachtrij
staff-menu-shift = Overdracht
staff-menu-register = Register
staff-menu-running = Beheer
staff-menu-errands = Verzending
staff-menu-account = Mijn account

staff-changed = De wijziging is bewaard.
staff-step = Stap { $step } van 3

staff-sign-in-title = Inloggen
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
staff-ask-now = Uw huidige wachtwoord
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
staff-invitation-text = U bent uitgenodigd als { $role }. Vul uw gegevens in en kies hoe u wilt inloggen.
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

staff-days = dagen
staff-until = tot
staff-fault-not-days = Geef een aantal dagen van 1 tot 400.
staff-fault-not-a-moment = Vul een datum en een tijd in.
staff-fault-not-after = Het einde moet na het begin liggen, en in de toekomst.
staff-fault-not-an-id = Gebruik kleine letters, cijfers en streepjes, zoals in de regels van de routes.
staff-fault-not-an-address = Een webadres begint met https://.
staff-ask-staff = Medewerker
staff-ask-token-name = Waarvoor is de sleutel?
staff-ask-days = Hoe lang geldig?
staff-ask-level = Niveau
    .hint = Niveau 1 wordt als eerste opgeroepen. Reageert niemand, dan volgt niveau 2.
staff-ask-from = Vanaf
staff-ask-until = Tot
staff-ask-id = Kenmerk van de instantie
    .hint = Hetzelfde kenmerk als in de regels van de routes.
staff-ask-webhook = Webhook
    .hint = Een adres dat met https:// begint. Hier sturen we de kopie als JSON heen.
staff-ask-secret = Geheim voor de webhook
    .hint = We ondertekenen elke webhook hiermee. U ziet het geheim niet terug. Laat dit leeg om het te houden zoals het is.
staff-ask-active = Verzenden

staff-tokens-title = API-sleutels
staff-tokens-none = Er zijn nog geen API-sleutels
staff-token-made = De sleutel is gemaakt
staff-token-once = U ziet deze sleutel alleen nu. Bewaar de sleutel op een veilige plek.
staff-token-until = Geldig tot
staff-token-revoked = Ingetrokken
staff-token-ended = Verlopen
staff-token-revoke = Intrekken
staff-token-new = Nieuwe sleutel
staff-token-text = Een sleutel mag hetzelfde als de medewerker voor wie u hem maakt.
staff-token-do = Sleutel maken

staff-roster-title = Rooster
staff-roster-nobody = Er heeft nu niemand dienst. Een dringende vraag om hulp gaat dan naar het noodadres in de instellingen.
staff-roster-now = Heeft nu dienst
staff-roster-none = Het rooster is leeg
staff-roster-none-text = Zet hieronder de eerste dienst op het rooster.
staff-roster-new = Dienst toevoegen
staff-roster-text = Wie dienst heeft, krijgt een oproep als iemand dringend hulp vraagt.
staff-roster-do = Toevoegen
staff-roster-remove = Verwijderen
staff-level = Niveau { $level }

staff-authorities-title = Instanties
staff-authorities-text = Een toezichthouder of ander CSIRT krijgt een kopie van een melding, met alleen de vragen die voor die instantie zijn.
staff-authority-active = Stuur kopieën naar deze instantie
staff-authority-unset = Nog geen adres
staff-authority-on = Krijgt kopieën
staff-authority-off = Uit
staff-authority-signed = ondertekend
staff-authority-test = Proefbericht sturen
staff-authority-tested = Het proefbericht staat klaar. Kijk bij Verzending of het is aangekomen.
staff-authority-new = Adres van een instantie

staff-facts-title = Installatie
staff-facts-law = Regels
staff-facts-edition = Uitgave
staff-facts-unconfirmed = Niet bevestigd
staff-facts-unconfirmed-text = Deze regels zijn niet in de tekst van de wet zelf nagekeken. Laat een jurist ze nakijken.
staff-facts-books = Bestanden met regels
staff-facts-file = Bestand
staff-facts-keys = Openbare sleutels
staff-facts-keys-text = Met deze sleutels kan iedereen een ontvangstbewijs controleren.
staff-facts-settings = Instellingen
staff-facts-settings-text = Deze staan in het bestand met instellingen. Geheimen ziet u hier niet.

staff-errands-title = Verzending
staff-errands-text = Wat het huis nog uit moet: mail, webhooks en kopieën. Wat is aangekomen, staat hier niet.
staff-errands-stuck = { $count ->
    [one] 1 bericht komt niet aan. Kijk wat er mis is en probeer het opnieuw.
   *[other] { $count } berichten komen niet aan. Kijk wat er mis is en probeer het opnieuw.
}
staff-errands-none = Alles is verzonden
staff-errands-none-text = Er wacht niets.
staff-errands-none-here = Niets meer op deze bladzijde
errand-reasons = Waarom het niet aankomt
errand-reason-all = Alles
errand-reason-no-mail-server = Geen mailserver ({ $count })
errand-reason-no-address = Geen adres ({ $count })
errand-reason-no-letter = Brief klopt niet ({ $count })
errand-reason-refused = Geweigerd ({ $count })
errand-reason-unreachable = Niet bereikbaar ({ $count })
staff-errand-to = naar
staff-errand-stuck = Komt niet aan
staff-errand-waiting = Wacht
staff-errand-made = Gemaakt op
staff-errand-tries = { $count ->
    [0] Nog niet geprobeerd.
    [one] 1 keer geprobeerd.
   *[other] { $count } keer geprobeerd.
}
staff-errand-next = Volgende poging
staff-errand-dossier = Dossier { $reference }
staff-errand-retry = Nu opnieuw proberen
staff-errands-retry = Alles opnieuw proberen
errand-why-no-mail-server = In de instellingen staat geen mailserver. Vul [mail] server in; dan gaat alles vanzelf alsnog weg.
errand-why-no-address = Er is geen adres. Vul het in bij Instanties; dan gaat het vanzelf alsnog weg.
errand-why-no-letter = De tekst van deze brief ontbreekt of klopt niet. Kijk bij Brieven.
errand-why-refused = De ontvanger weigerde:
errand-why-unreachable = De ontvanger was niet bereikbaar:

staff-journal-title = Journaal
staff-journal-text = Elke handeling staat hier, ook een weigering. Een regel kan niet ongemerkt worden gewijzigd of verwijderd.
staff-journal-sealed = { $count ->
    [one] Verzegeld: { $count } regel, op
   *[other] Verzegeld: { $count } regels, op
}
staff-journal-note = De ondertekende verzegeling
staff-journal-unsealed = Er is nog niets verzegeld.
staff-journal-subject = Waarover
staff-journal-subject-hint = Het kenmerk van een dossier, de inlognaam van iemand, of een onderwerp zoals het in de lijst staat. Laat dit leeg voor alles.
staff-journal-all = Alles laten zien
staff-journal-entries = Regels, de nieuwste eerst
staff-journal-when = Wanneer
staff-journal-who = Wie
staff-journal-what = Wat
staff-journal-about = Waarover
staff-journal-hash = Vingerafdruk
staff-journal-refused = Geweigerd
staff-journal-in-log = Verzegeld
staff-journal-older = Oudere regels
staff-journal-none = Geen regels

staff-fault-not-a-letter = Deze tekst kan niet worden ingevuld. Hierboven staat wat er mis is.
staff-ask-body = Tekst
    .hint = De eerste regel van een mail is het onderwerp.
staff-letters-title = Brieven
staff-letters-text = Dit zijn de teksten die we versturen. U kunt ze in uw eigen woorden zetten. Elke versie blijft bewaard.
staff-letter-title = Brief
staff-letter-own = eigen tekst, versie { $version }
staff-letter-text = Tussen dubbele accolades vullen we gegevens in. Laat die staan.
staff-letter-trouble = Wat er mis is
staff-letter-moved = Iemand anders heeft intussen deze tekst bewaard. Uw tekst staat nog hieronder.
staff-letter-preview = Zo ziet de tekst eruit
staff-letter-gaps = Dit kunnen we invullen:
staff-letter-see = Eerst bekijken
staff-letter-shipped = De tekst die wij meeleveren
staff-letter-versions = Eerdere versies
staff-letter-version = Versie { $version } door { $actor }
staff-letter-confirmation = Bevestiging van ontvangst
staff-letter-mandate = Machtiging
staff-letter-in-your-name = Gemeld in uw naam
staff-letter-reminder = Herinnering aan een termijn
staff-letter-answer = Antwoord op een melding
staff-letter-triage-outcome = Wat we besloten over hulp
staff-letter-police-guidance = Uitleg over aangifte
staff-letter-ask-intermediate = Vraag om een tussentijds verslag
staff-letter-message-waiting = Er staat een bericht klaar
staff-letter-there-is-news = Er is nieuws
staff-letter-copy = Kopie voor een instantie
staff-letter-forward = Bericht naar een ander land
staff-letter-share = Er is iets gedeeld
staff-letter-alarm = Oproep voor wie dienst heeft
staff-letter-answer-due = Een antwoord is bijna te laat
staff-letter-invitation = Uitnodiging voor een medewerker
staff-letter-drill-inject = Oefening: er is iets gebeurd
staff-letter-drill-over = Oefening: afgelopen
staff-letter-pack-outdated = Uw noodpakket is verouderd
staff-letter-contact-check = Vraag of een contact nog klopt
staff-letter-prove-domain = Bewijs dat een domeinnaam van iemand is
staff-letter-registered = Bevestiging van een aanmelding in het register
staff-letter-test = Proefbericht
