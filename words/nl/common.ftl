# Wat op elke pagina kan staan.
product = Meldkamer
skip-to-content = Ga naar de inhoud
start-link = Naar de startpagina
header-label = Bovenkant van de pagina
language-switch = Taal
signed-in-as = Ingelogd als { $name }
sign-out = Uitloggen
sign-in = Inloggen
footer-label = Onderkant van de pagina
footer-telephone = Dag en nacht bereikbaar
footer-privacy = Privacy
footer-receipt = Ontvangstbewijs controleren
footer-report = Incident melden
footer-version = Versie { $version }
printed-page = Pagina: { $path }
printed-reference = Kenmerk: { $reference }
exercise-title = Oefening
exercise-text = Dit is een oefening. Er gaat niets naar een toezichthouder of ander team. De termijnen lopen 60 keer zo snel.
exercise-mark = OEFENING

tone-info = Goed om te weten
tone-ok = Gelukt
tone-warning = Let op
tone-danger = Belangrijk

yes = Ja
no = Nee
unknown = Weet ik niet
optional = niet verplicht
or = of
more = Meer
back = Terug
print = Printen of bewaren
copy = Kopiëren
copied = Gekopieerd
change = Wijzigen
close = Sluiten
search = Zoeken
none-yet = Nog niets
opens-telephone = Bel { $number }

role-administrator = beheerder
role-duty-officer = dienstdoende
role-analyst = analist
role-observer = waarnemer
role-specialist = specialist
role-coordinator = coördinator
role-member = geen rol
role-entity-administrator = beheerder van de organisatie
role-entity-reporter = melder van de organisatie
role-entity-reader = lezer van de organisatie
role-provider = dienstverlener
role-supervisor = toezichthouder
role-other-csirt = ander CSIRT
role-contact-point = centraal contactpunt
role-partner = partner
role-reporter = melder

paging-label = Bladeren
paging-previous = Vorige
paging-next = Volgende
paging-where = Pagina { $page } van { $pages }
breadcrumb-label = U bent hier
tabs-label = Onderdelen
timeline-label = Tijdlijn

# Tijd
day-1 = ma
day-2 = di
day-3 = wo
day-4 = do
day-5 = vr
day-6 = za
day-7 = zo
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
due-now = nu
due-in-minutes = { $count ->
    [one] over 1 minuut
   *[other] over { $count } minuten
}
due-in-hours = { $count ->
    [one] over 1 uur
   *[other] over { $count } uur
}
due-in-days = { $count ->
    [one] over 1 dag
   *[other] over { $count } dagen
}
due-minutes-ago = { $count ->
    [one] 1 minuut geleden
   *[other] { $count } minuten geleden
}
due-hours-ago = { $count ->
    [one] 1 uur geleden
   *[other] { $count } uur geleden
}
due-days-ago = { $count ->
    [one] 1 dag geleden
   *[other] { $count } dagen geleden
}

# Klokken
clock-aim = Ons advies: uiterlijk
clock-limit = Wettelijk: uiterlijk
clock-state-open = Loopt
clock-state-soon = Bijna voorbij
clock-state-late = Te laat
clock-state-done = Gedaan
clock-done-at = Gedaan op

# Voorbeelden van de stijl
styleguide-title = Stijl en onderdelen
