# Oefeningen: kiezen, spelen, verslag.
drill-title = Oefen een incident
drill-lead = Een verhaal van een dag in een half uur. De klok loopt zestig keer zo snel. Er gaat niets naar een toezichthouder.
drill-step-choose = Kies een scenario en begin. U krijgt een code; daarmee spelen collega's mee.
drill-step-happen = Op de oefenpagina gebeurt af en toe iets. U schrijft op wat u doet.
drill-step-report = U meldt zoals in het echt: met de echte formulieren, gemerkt als oefening.
drill-step-account = Aan het eind ziet u een verslag: tijden, termijnen, wat openbleef en wat verloren ging.
drill-minutes = { $count ->
    [one] Duurt 1 minuut.
   *[other] Duurt { $count } minuten.
}
drill-scenario = Welk scenario?
drill-scenario-missing = Kies een scenario.
drill-organisation = Naam van uw organisatie
drill-organisation-hint = Alleen voor op het verslag.
drill-start = Begin de oefening
drill-again = Al begonnen?
drill-again-text = Wie de code van de oefening heeft, kan meespelen en het verslag lezen.
drill-play-title = De oefening
drill-ended = De oefening is voorbij.
drill-to-account = Naar het verslag
drill-clock = Begonnen op
drill-clock-end = Het verhaal is uit op
drill-happened = { $count ->
    [one] Er is 1 ding gebeurd.
   *[other] Er zijn { $count } dingen gebeurd.
}
drill-coming = { $count ->
    [0] Er komt niets meer.
    [one] Er komt nog 1 ding.
   *[other] Er komen nog { $count } dingen.
}
drill-look = Kijk opnieuw
drill-report-text = Moet dit gemeld worden? Doe dat dan, zoals in het echt. Uw browser houdt daarna de code van de oefenmelding vast. Schreef u hier al aan een echte melding? Noteer daarvan eerst de code.
drill-report = Maak een oefenmelding
drill-story = Wat er gebeurde
drill-story-time = { $time } uur in het verhaal
drill-somebody = Iemand
drill-author = Uw naam
drill-answer = Vastleggen
drill-answer-again = Aanvullen
drill-answer-missing = Schrijf eerst op wat u doet.
drill-answer-too-long = Deze tekst is te lang. Houd het bij 4000 tekens.
drill-together = Samen spelen
drill-together-text = Geef deze woorden aan collega's. Zij typen ze in bij "Verder met mijn code".
drill-code = Code van de oefening
drill-end-text = Klaar? Stop de oefening en lees het verslag.
drill-end = Stop de oefening

# Het verslag
drill-account-title = Verslag van de oefening
drill-from = Van
drill-until = tot
drill-still-on = De oefening loopt nog. Dit is de stand van nu.
drill-times = Tijden
drill-times-text = In uren en minuten van het verhaal: zestig keer zo lang als op uw eigen klok.
drill-time-first-report = Van begin tot eerste melding
drill-time-notification = Van begin tot de vervolgmelding
drill-time-help = Van begin tot vraag om hulp
drill-time-answer = Van melding tot antwoord van het CSIRT
drill-time-none = niet gedaan
drill-references = Kenmerken van de oefenmeldingen:
drill-limits = Termijnen van de wet
drill-limits-none = Er is niet gemeld, dus liepen er geen termijnen.
drill-verdict-met = op tijd
drill-verdict-late = te laat
drill-verdict-missed = niet gedaan
drill-verdict-beyond = kwam niet meer aan de orde
drill-injects = Wat er gebeurde en wat u deed
drill-answered = { $answered } van de { $shown } gebeurtenissen zijn beantwoord.
drill-head-inject = Gebeurtenis
drill-head-answered = Beantwoord
drill-head-hope = Verwacht
drill-head-said = Wat u deed
drill-hope-early-warning = melden
drill-hope-notification = vervolgmelding
drill-hope-help = om hulp vragen
drill-hope-message = bericht aan het CSIRT
drill-gaps = Nog open in de melding
drill-lost = Verloren antwoorden
drill-lost-text = Dit stond er, en werd leeggemaakt, door een ander overschreven of nooit verstuurd.
drill-unsent = { $count ->
    [one] 1 antwoord in een melding die niet verstuurd is
   *[other] { $count } antwoorden in een melding die niet verstuurd is
}
drill-changed = Veranderde antwoorden
drill-changed-times = { $count ->
    [one] 1 keer veranderd
   *[other] { $count } keer veranderd
}
drill-json = Download als bestand (JSON)
drill-own-title = Oefeningen van uw organisatie
drill-desk-title = Oefeningen
drill-desk-lead = Oefeningen van alle organisaties. Hun meldingen staan als oefening in de wachtrij; u kunt meespelen.
drill-list = Oefeningen naast elkaar
drill-col-scenario = Scenario
drill-col-when = Wanneer
drill-col-report = Tot melding
drill-col-help = Tot hulpvraag
drill-col-answer = Tot ons antwoord
drill-col-answered = Beantwoord
drill-col-late = Termijnen gemist
drill-running = loopt nu
drill-join = Speel mee
drill-none = Er is nog niet geoefend
drill-none-text = Een oefening duurt een half uur en vraagt geen voorbereiding.
drill-players = Wie krijgt de gebeurtenissen per mail?
drill-players-hint = Contacten uit het register. Ook wie niets krijgt, kan met de code meespelen.
drill-for = Voor welke organisatie?
drill-addresses = Wie krijgt de gebeurtenissen per mail?
drill-addresses-hint = Eén e-mailadres per regel, hooguit 20. Spreek het eerst af.
drill-addresses-wrong = Hier staat iets dat geen e-mailadres is, of er zijn er meer dan 20.
drill-start-for = Begin een oefening voor een organisatie
