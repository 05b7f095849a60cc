# Het dossier van de melder.
mine-title = Uw dossier
mine-back = Terug naar uw dossier
mine-parts = Onderdelen van deze pagina
mine-reference = Kenmerk
mine-organisation = Organisatie
mine-what = Wat er gebeurde
mine-received = Ontvangen
mine-state-label = Stand
mine-you = U
mine-new = Nieuw
mine-recipients = Gestuurd aan
mine-version = Versie

# Stand
mine-state-received = Ontvangen
mine-state-received-text = We hebben uw melding. Een medewerker bekijkt hem.
mine-state-assessed = Beoordeeld
mine-state-assessed-text = We hebben uw melding bekeken. U krijgt ons antwoord op deze pagina.
mine-state-answered = Beantwoord
mine-state-answered-text = We hebben u geantwoord. Lees ons bericht hieronder.
mine-state-working = Wij zijn bezig
mine-state-working-text = We werken aan uw melding. Nieuws leest u hieronder bij Berichten.
mine-state-waiting = Wij wachten op u
mine-state-waiting-text = We hebben u iets gevraagd. Lees ons bericht en antwoord hieronder.
mine-state-closed = Afgesloten
mine-state-closed-text = We hebben uw dossier afgesloten. U kunt ons nog wel schrijven.
mine-state-withdrawn = Ingetrokken
mine-state-withdrawn-text = U hebt uw melding ingetrokken. Alles wat u meldde, is bewaard.
mine-state-merged = Samengevoegd
mine-state-merged-text = We hebben dit dossier samengevoegd met een ander dossier. Uw berichten komen daar aan.
mine-mark-duplicate = Dit was al eerder gemeld. We werken verder in de eerste melding.
mine-mark-test = Dit dossier is als test gemerkt.
mine-mark-out-of-constituency = Uw organisatie hoort bij een ander team. We hebben u daarover geschreven.

# Wat nu
mine-next = Wat nu?
mine-next-stage = Uw volgende stap: { $stage }.
mine-next-late = De termijn is voorbij. Meld alsnog: te laat melden mag, en is beter dan niet melden.
mine-next-go = Ga verder: { $stage }
mine-next-none = U hoeft nu niets te melden. Verandert er iets? Schrijf ons een bericht of vul uw melding aan.
mine-next-closed = U hoeft niets meer te doen.
mine-answered = We antwoordden op
mine-answer-due = U krijgt ons eerste antwoord uiterlijk
mine-answer-late = Ons eerste antwoord had er moeten zijn op
mine-answer-late-sorry = Dat spijt ons. Schrijf ons hieronder, of bel als u niet kunt wachten.

# Hulp
mine-help = Hulp
mine-help-ask = Vraag om hulp
mine-help-again = Vraag opnieuw om hulp, of met meer haast
mine-help-call = Is het dringend? Bel { $number }. Wij nemen dag en nacht op.
mine-help-title = Vraag om hulp
mine-help-lead = Vertel wat u nodig hebt. Alles mag leeg blijven, behalve hoe snel u hulp wilt. De toezichthouder ziet dit niet.
mine-help-before = U vroeg al om hulp
mine-help-send = Vraag om hulp
mine-help-urgency = U vroeg om hulp
mine-help-asked = Gevraagd op
mine-help-seen = Gezien op
mine-urgency-now = nu
mine-urgency-four-hours = binnen vier uur
mine-urgency-next-working-day = de volgende werkdag
mine-urgency-information-only = geen haast, ter informatie
mine-seen = Gezien door de dienstdoende medewerker:
mine-not-seen = Nog niet gezien.
mine-ringing = We waarschuwen de dienstdoende medewerker. Dat blijft doorgaan tot iemand het ziet. Bel ook.
mine-waiting-help = Een medewerker leest uw vraag bij de eerste gelegenheid.
mine-no-help = U hebt nog niet om hulp gevraagd.
mine-looked-at = Bijgewerkt op
mine-look-again = Kijk opnieuw
mine-status-title = Stand van uw hulpvraag
mine-unread = { $count ->
    [one] Er is 1 nieuw bericht voor u.
   *[other] Er zijn { $count } nieuwe berichten voor u.
}

# Termijnen
mine-clocks = Termijnen
mine-clock-stage = Stap
mine-clock-due = Uiterlijk
mine-clock-done = Stand
mine-clock-clause = Wetsartikel
mine-no-clocks = Er lopen geen termijnen
mine-voluntary-text = U meldde vrijwillig. Daar hoort geen termijn bij.
mine-was-late = Na de termijn gemeld
mine-why = Waarom dit moment?
mine-plain = Zonder verlenging was het:
mine-aim-why = Ons advies is het moment zonder verlenging door een weekend of feestdag. Wie dat haalt, zit altijd goed.
mine-retired = { $count ->
    [one] 1 termijn die is vervallen
   *[other] { $count } termijnen die zijn vervallen
}
mine-retired-at = Vervallen op
mine-why-period-hours = De termijn is { $amount } uur, gerekend vanaf { $trigger }.
mine-why-period-days = De termijn is { $amount } dagen, gerekend vanaf { $trigger }.
mine-why-period-months = De termijn is { $amount ->
    [one] 1 maand
   *[other] { $amount } maanden
}, gerekend vanaf { $trigger }.
mine-why-extended = De termijn eindigde op { $day }. Dat is { $rest }, dus geldt de eerste werkdag daarna.
mine-why-noon = Daarom eindigt de termijn om 12.00 uur.
mine-why-not-extended = Voor uw soort organisatie schuift de termijn niet op door een weekend of feestdag.
mine-why-earliest-of = Er golden { $clocks } termijnen. De vroegste telt.
mine-why-lapsed = Een andere termijn verviel, gerekend vanaf { $trigger }.
mine-why-exercise = Dit is een oefening: de termijn loopt 60 keer zo snel.
mine-why-replanned = Opnieuw berekend. De reden: { $because }
mine-rest-saturday = een zaterdag
mine-rest-sunday = een zondag
mine-rest-holiday = een feestdag
mine-trigger-occurred = het begin van het incident
mine-trigger-detected = het moment dat u het ontdekte
mine-trigger-aware = het moment dat u wist dat het ernstig was
mine-trigger-classified = het moment dat u het als te melden beoordeelde
mine-trigger-resolved = het moment dat het was opgelost
mine-trigger-requested = het moment dat in ons verzoek staat
mine-trigger-received = het moment dat wij uw melding kregen
mine-trigger-submitted = het moment dat u de stap ervoor meldde
mine-trigger-latest = het moment dat u het laatst iets meldde

# Momenten
mine-moments = Momenten
mine-moments-text = Vanaf deze momenten lopen de termijnen. Klopt er een niet? Wijzig hem. We bewaren wat er eerst stond.
mine-no-moments = U hebt nog geen momenten verteld
mine-moment-occurred = Begin van het incident
mine-moment-detected = Ontdekt
mine-moment-aware = Geweten dat het ernstig was
mine-moment-classified = Beoordeeld als te melden
mine-moment-resolved = Opgelost
mine-moment-change = Een moment vertellen of wijzigen
mine-moment-label = Welk moment?
mine-at-label = Wanneer was het?
mine-reason-label = Waarom?
mine-reason-hint = Schrijf in een zin waarom het nu anders is. Dit komt bij de termijnen te staan.
mine-moment-send = Moment bewaren
mine-because = Reden: { $reason }
mine-was = Eerst:
mine-told-at = verteld op

# Berichten
mine-messages = Berichten
mine-no-messages = Nog geen berichten
mine-no-messages-text = Hier leest u straks wat wij u schrijven.
mine-message-label = Schrijf ons een bericht
mine-message-send = Bericht versturen
mine-attachment-label = Bestand meesturen
mine-read = Door ons gelezen op
mine-not-read = Wij hebben dit nog niet gelezen.

# Meldingen
mine-filings = Wat u meldde
mine-version-number = versie { $version }
mine-gaps = { $count ->
    [one] Er mist nog 1 antwoord.
   *[other] Er missen nog { $count } antwoorden.
}
mine-receipt-file = Ontvangstbewijs
mine-receipt-pdf = Ontvangstbewijs op papier (PDF)
mine-receipt-title = Ontvangstbewijs
mine-receipt-check = Hieronder staat de ondertekende tekst. Met de gepubliceerde sleutel kan iedereen controleren dat wij dit hebben ontvangen.
mine-digest = Controlegetal (SHA-256)
mine-stages = Meer melden of verbeteren
mine-stage-file = Maak: { $stage }
mine-stage-correct = Verbeter: { $stage }
mine-stage-due = Nodig
mine-progress-text = Duurt het incident nog als het eindverslag moet komen? Dan komt dit ervoor in de plaats.
mine-stage-pre-registered = Gegevens vooraf
mine-stage-early-warning = Vroegtijdige waarschuwing
mine-stage-notification = Melding
mine-stage-intermediate = Tussentijds verslag
mine-stage-progress = Voortgangsverslag
mine-stage-final = Eindverslag
mine-stage-voluntary = Vrijwillige melding
mine-stage-initial = Eerste melding

# Een stap melden of verbeteren
mine-stage-title = Verder melden
mine-stage-lead = Wat u al meldde, staat er al. Verander wat anders is. Alles mag leeg blijven of onbekend zijn.
mine-correct-text = U verbetert wat u eerder meldde. Dit wordt versie { $version }. De versie ervoor blijft bewaard.
mine-correction-reason = Waarom verbetert u dit?
mine-late-reason = Bent u later dan de termijn? Waarom?
mine-late-text = De termijn is voorbij ({ $clause }). Meld alsnog. We nemen uw melding gewoon aan en zetten erbij dat hij later kwam.
mine-stage-missing = { $count ->
    [one] Nog 1 vraag open voor dit stuk
   *[other] Nog { $count } vragen open voor dit stuk
}
mine-known-same = Dit meldde u al.
mine-known-other = Eerder gemeld: { $before }
mine-stage-send = Nu melden
mine-stage-check = Bekijk wat er verandert
mine-anyway = Verstuur het zo. We vragen later na wat niet duidelijk is.
mine-check-text = Er is nog niets verstuurd. Klopt het? Kies dan onderaan voor Nu melden.
mine-changes = Wat er verandert
mine-changes-version = Verschil met de versie ervoor
mine-change-what = Vraag
mine-change-before = Eerst
mine-change-after = Nu
mine-no-changes = Er verandert niets.
mine-version-title = Wat u meldde
mine-version-old = Dit is een oudere versie. De nieuwste is versie { $newest }.
mine-version-newest = Naar de nieuwste versie
mine-version-earlier = Naar versie { $version }
mine-gaps-title = Wat nog mist
mine-gaps-text = Uw melding is gewoon ontvangen. Vul dit aan als u het weet.
mine-gap-missing = (nog niet ingevuld)
mine-answers = Uw antwoorden

# Bestanden
mine-files = Bestanden
mine-no-files = Nog geen bestanden
mine-file-label = Bestand toevoegen
mine-file-hint = Stuur hier geen schadelijke software. Vraag ons eerst om een veilige weg.
mine-file-send = Bestand toevoegen

# Bewaren
mine-keep = Bewaren en meenemen
mine-code = Uw code om terug te komen
mine-code-text = Schrijf de code op. Wie de code heeft, kan dit dossier lezen en erin schrijven.
mine-as-pdf = Alles als PDF
mine-as-json = Alles als JSON
mine-audience = Wie mag wat zien, en wie las het

# Meer tijd
mine-more-time-link = Hebt u meer tijd nodig?
mine-more-time-title = Meer tijd nodig?
mine-more-time-lead = De wet geeft geen uitstel. Wij kunnen dat ook niet geven. Maar u hoeft niet alles te weten om te melden.
mine-more-time-nis2 = NIS2-richtlijn, artikel 23: de termijnen staan vast. Het artikel kent geen uitstel.
mine-more-time-law = { $name } ({ $clause }): ook deze wet kent geen uitstel.
mine-more-time-progress = Duurt het incident nog? Dan komt een voortgangsverslag in plaats van het eindverslag ({ $clause }).
mine-more-time-can = Wat u wel kunt doen
mine-more-time-now = Meld nu wat u weet. Vul de rest later aan. Onbekend is een goed antwoord.
mine-more-time-late = Lukt het niet op tijd? Meld dan later. We nemen het aan en zetten erbij dat het later kwam. Schrijf erbij waarom.
mine-more-time-lasting = Is het incident nog bezig? Stuur een voortgangsverslag. Het eindverslag komt als alles is opgelost.
mine-more-time-correct = Klopt er later iets niet? Verbeter het. Wat er eerst stond, blijft bewaard.
mine-progress-go = Maak een voortgangsverslag

# Intrekken
mine-withdraw-link = Melding intrekken
mine-withdraw-title = Melding intrekken
mine-withdraw-lead = Was er toch niets aan de hand, of hoefde u niet te melden? Dan kunt u de melding intrekken.
mine-withdraw-warning = De termijnen stoppen en u kunt hier niets meer melden. Wat u meldde, blijft bewaard. U kunt ons nog wel schrijven.
mine-withdraw-reason = Waarom trekt u de melding in?
mine-withdraw-hint = Bijvoorbeeld: het was een oefening van onze leverancier.
mine-withdraw-send = Melding intrekken

# Wat net is gedaan
mine-done-message = Uw bericht is verstuurd.
mine-done-file = Uw bestand is toegevoegd.
mine-done-moment = Het moment is bewaard. De termijnen zijn opnieuw berekend.
mine-done-same = Dit moment stond er al zo. Er is niets veranderd.
mine-done-help = Uw vraag om hulp is binnen.
mine-done-withdrawn = Uw melding is ingetrokken.
mine-done-filed = Uw melding is ontvangen. Het ontvangstbewijs staat onderaan.
mine-done-again = Dit had u al zo gemeld. We hebben er niet twee van gemaakt.
mine-done-saved = Bewaard.

# Wat niet klopt
mine-fault-missing = Vul dit in.
mine-fault-choose = Maak een keuze.
mine-fault-reason = Schrijf op waarom. Eén zin is genoeg.
mine-fault-too-long = Dit is te lang. Maak het korter, of stuur het als bestand mee.
mine-fault-too-large = Dit bestand is te groot. Maak het kleiner, of vraag ons om een andere weg. Uw tekst staat er nog.
mine-fault-not-utf8 = Een deel van de tekst was niet te lezen. Kijk de tekst na en verstuur hem opnieuw.
mine-fault-impossible-date = Deze datum of tijd bestaat niet. Kijk hem na, bijvoorbeeld 20-11-2026 en 16:40.
mine-fault-in-the-future = Dit moment moet nog komen. Vul een moment in dat al voorbij is.
mine-fault-not-an-option = Kies een van de antwoorden.
mine-fault-urgency = Kies hoe snel u hulp nodig hebt.
mine-not-verified = Deze melding is nog niet bevestigd. Wij weten nog niet zeker dat u voor deze organisatie meldt. Uw kenmerk, uw termijnen en uw berichten gelden gewoon.
mine-behalf = { $firm }, namens { $organisation }
