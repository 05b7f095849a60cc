# De deur voor iedereen: melden zonder account.

# Vragen en wat eraan te verbeteren is. `door-gap-<code>`: de code is die van een lacune.
door-core-title = De belangrijkste vragen
door-core-hint = Weet u iets nog niet? Kies "Weet ik niet" of laat het leeg. U kunt het later aanvullen.
door-group-filled = { $filled } van { $all } ingevuld
door-clash-title = Iemand anders schreef hier ook
door-clash-text = Beide teksten zijn bewaard. Dit is de andere tekst, geschreven op
door-clash-use = Gebruik deze tekst
door-gap-missing = Dit ontbreekt nog.
door-gap-unknown-question = Deze vraag kennen wij niet. Uw tekst is wel bewaard. { $argument }
door-gap-unknown-part = Dit onderdeel kennen wij niet. Uw tekst is wel bewaard.
door-gap-given-twice = Hier staan twee verschillende antwoorden. Kies er een.
door-gap-wrong-type = Dit antwoord begrijpen wij niet. Kijk het na.
door-gap-not-an-option = Kies een van de antwoorden uit de lijst. { $argument }
door-gap-too-long = Deze tekst is lang. Ten hoogste { $argument } tekens is genoeg; alles is bewaard.
door-gap-impossible-date = Deze datum of tijd bestaat niet. Vul een dag en een tijd in, bijvoorbeeld 20-11-2026 en 16:40.
door-gap-in-the-future = Dit moment ligt in de toekomst. Klopt de datum?
door-gap-before-another = Dit moment ligt voor een ander moment dat eerder moet zijn ({ $argument }). Klopt dat?
door-gap-not-an-email = Dit is geen e-mailadres. Een e-mailadres ziet er zo uit: naam@voorbeeld.nl.
door-gap-not-a-phone = Dit is geen telefoonnummer. Gebruik cijfers, bijvoorbeeld +31 6 12 34 56 78.
door-gap-not-a-country = Dit land kennen wij niet: { $argument }. Kies een land uit de lijst.
door-gap-bad-number = Vul een getal in, bijvoorbeeld 1500.
door-gap-check-number = Wij lezen dit als { $argument }. Klopt dat?
door-unit-minutes = minuten
door-unit-percent = procent
door-unit-eur = euro
door-unit-hours = uur
door-unit-seconds = seconden

# Startpagina
door-start-title = Een cyberincident melden
door-start-heading = Is er iets mis met uw computers of netwerk?
door-start-lead = Meld het hier. U hoeft nog niet alles te weten, en u hebt geen account nodig.
door-start-back-title = U was hier eerder
door-start-back-writing = In deze browser staat een melding die nog niet is verstuurd.
door-start-back-filed = U hebt vanuit deze browser een melding gedaan.
door-start-back-link = Naar mijn dossier
door-start-urgent = Nu dringend hulp nodig?
door-start-urgent-text = Zijn er mensen in gevaar, of valt een onmisbare dienst uit? Bel eerst. Kunt u niet bellen?
door-start-urgent-link = Vraag hier dringend hulp
door-start-report = Een incident melden
door-start-report-text = Ongeveer 5 minuten. U krijgt meteen een ontvangstbewijs en uw termijnen.
door-start-continue = Verder met mijn code
door-start-continue-text = U was al begonnen, of u hebt al gemeld.
door-start-assess = Moet ik dit melden?
door-start-assess-text = Een paar vragen. U ziet welke regels gelden en waarom. U zit nergens aan vast.
door-start-prepare = Voorbereiden
door-start-prepare-text = Een quickscan, een noodpakket, een oefening, en wat u straks nodig hebt.
door-start-next = Wat gaat er gebeuren?
door-start-step-one = U beantwoordt elf korte vragen. Alles wat u typt, wordt meteen bewaard.
door-start-step-two = U krijgt een code van woorden. Daarmee kunt u altijd verder, ook op een ander apparaat of met een collega.
door-start-step-three = U verstuurt de melding. U krijgt direct een ontvangstbewijs, en u ziet wanneer een volgende stap nodig is.
door-start-step-four = Wij lezen uw melding en antwoorden binnen 24 uur. Vroeg u dringend hulp? Dan waarschuwen wij meteen de dienstdoende medewerker.
door-start-hand = Wat is handig om erbij te hebben?
door-start-have-when = Wanneer u wist dat het ernstig was. Ongeveer mag ook.
door-start-have-what = Wat er is gebeurd, in twee zinnen.
door-start-have-reach = Een telefoonnummer of adres dat niet door het incident is geraakt.
door-start-have-number = De naam van uw organisatie en zo mogelijk het KvK-nummer.
door-start-hand-text = Hebt u iets niet? Meld toch. U vult het later aan.
door-start-exercise = Wilt u oefenen?
door-start-exercise-link = Doe een oefenmelding

# Privacy
door-privacy-title = Wat wij met uw gegevens doen
door-privacy-lead = U vertelt ons alleen wat nodig is om uw melding te behandelen en u te helpen.
door-privacy-what = Wat wij bewaren
door-privacy-what-text = Uw antwoorden, uw berichten en de bestanden die u stuurt. Ook bewaren wij wanneer u iets stuurde. Elke versie van een antwoord blijft staan, zodat er niets verloren gaat.
door-privacy-who = Wie het ziet
door-privacy-who-text = Het CSIRT ziet alles wat u vertelt. Bij een verplichte melding krijgt de toezichthouder een kopie van de vragen die voor hem zijn. Bij een vrijwillige melding krijgt de toezichthouder niets. Op de pagina na het versturen staat precies wie uw melding kreeg.
door-privacy-help = Uw hulpvraag
door-privacy-help-text = Alleen het CSIRT ziet dat u hulp vraagt en wat u daarbij vertelt. De toezichthouder ziet dat niet.
door-privacy-code = Uw code
door-privacy-code-text = Wij bewaren uw code niet. Wij bewaren alleen een kenmerk waarmee wij een ingevoerde code kunnen controleren. Wie de code heeft, kan uw melding lezen en aanvullen. Geef de code dus alleen aan wie dat mag.
door-privacy-cookies = Cookies
door-privacy-cookies-text = Deze site gebruikt alleen cookies die nodig zijn: één met uw code en één met uw taal. Wij volgen u niet. Valt de verbinding weg, dan bewaart uw browser uw tekst tot die is verstuurd.
door-privacy-journal = Het logboek
door-privacy-journal-text = Van elke handeling staat een regel in een logboek dat niemand ongemerkt kan wijzigen. Daarin staan geen persoonsgegevens, alleen wie wat deed en wanneer.
door-privacy-erase = Hoelang
door-privacy-erase-text = Wij bewaren gegevens niet langer dan de wet toestaat. Daarna wissen wij ze. Het logboek blijft dan controleerbaar.
door-privacy-rights = Uw rechten
door-privacy-rights-text = U mag uw gegevens inzien, verbeteren en laten wissen, behalve als de wet zegt dat wij ze moeten bewaren. Stuur ons een bericht vanuit uw dossier of bel ons.

# Een melding beginnen
door-begin-title = Een melding beginnen
door-begin-text = Kies wat het beste past. U kunt het later veranderen.
door-begin-kind = Wat wilt u melden?
door-begin-kind-hint = Twijfelt u? Kies dan het eerste.
door-begin-exercise = Dit is een oefening
door-begin-go = Begin
door-begin-assess = Ik wil eerst weten of ik moet melden
door-urgent-title = Dringend? Bel ons eerst
door-urgent-text = Wij nemen dag en nacht op. Daarna kunt u hier verder invullen; ook dat waarschuwt de dienstdoende medewerker zodra u het verstuurt.
door-another-title = U hebt al een melding die nog niet is verstuurd
door-another-text = Begint u een nieuwe? Dan kunt u bij de oude komen met de code die daarbij hoort.
door-another-link = Verder met die melding

# Invullen
door-write-title = Uw melding
door-write-text = Alles wat u typt, wordt meteen bewaard. Er is geen tijdslimiet.
door-write-code = Uw code om later verder te gaan
door-write-code-hint = Schrijf deze woorden op, of print deze pagina. U kunt ze ook over de telefoon doorgeven. Collega's met deze code kunnen tegelijk invullen.
door-write-check = Nakijken en versturen
door-write-assess = Moet ik dit melden?
door-write-last = Laatst bewaard:
door-write-new = Een andere melding beginnen
door-clashes = { $count ->
    [one] Bij 1 vraag schreef iemand anders intussen ook iets. Beide teksten zijn bewaard. Kies welke u wilt gebruiken.
   *[other] Bij { $count } vragen schreef iemand anders intussen ook iets. Alle teksten zijn bewaard. Kies welke u wilt gebruiken.
}
door-clash-text-short = Beide teksten zijn bewaard. Dit is de andere tekst.
door-extra = { $count ->
    [one] 1 antwoord dat wij niet herkennen, is ook bewaard
   *[other] { $count } antwoorden die wij niet herkennen, zijn ook bewaard
}

# Verder met een code
door-continue-title = Verder met mijn code
door-continue-text = Typ de zeven woorden van uw code. Hoofdletters en streepjes maken niet uit.
door-continue-code = Uw code
door-continue-code-hint = Zeven woorden, bijvoorbeeld hotel radio winter lamp tram piano oven.
door-continue-reference = Kenmerk van uw melding
door-continue-reference-hint = Alleen als u al hebt gemeld en het kenmerk bij de hand hebt.
door-continue-go = Verder
door-continue-wrong = Bij deze code vinden wij niets. Kijk alle woorden na.
door-continue-lost = Bent u uw code kwijt?
door-code-wrong-word-count = { $found ->
    [one] Er staat 1 woord. Een code heeft zeven woorden.
   *[other] Er staan { $found } woorden. Een code heeft zeven woorden.
}
door-code-near-word = Woord { $position } ("{ $word }") kennen wij niet. Bedoelt u "{ $near }"?
door-code-unknown-word = Woord { $position } ("{ $word }") kennen wij niet. Kijk het na.

# Nakijken
door-check-title = Nakijken en versturen
door-check-text = Klopt alles? Verstuur dan uw melding. Aanvullen en verbeteren kan daarna ook nog.
door-check-lacking = Dit weten wij nog niet
door-check-lacking-text = U kunt toch versturen. Wij vragen het later.
door-check-who = Wie krijgt uw melding?
door-check-mandatory = Iedere ontvanger ziet alleen de vragen die voor hem zijn. Uw hulpvraag ziet alleen het CSIRT.
door-check-voluntary = U meldt vrijwillig. De toezichthouder krijgt niets.
door-check-send = Melding versturen
door-check-back = Terug naar de vragen
door-check-answers = Uw antwoorden
door-check-limits = Termijnen na het versturen

# Verstuurd
door-filed-title = Uw melding is ontvangen
door-filed-ok = Wij hebben uw melding. U kunt bewijzen dat u meldde, en wanneer.
door-filed-reference = Kenmerk van uw melding
door-filed-received = Ontvangen op
door-filed-what = Soort melding
door-filed-duty = Verplicht of vrijwillig
door-filed-mandatory = Melding onder een wettelijke plicht
door-filed-voluntary = Vrijwillige melding
door-kind-significant-incident = Significant incident
door-kind-voluntary-incident = Ander incident (vrijwillig)
door-kind-near-miss = Het ging bijna mis
door-kind-cyber-threat = Cyberdreiging
door-filed-help-title = Wij waarschuwen nu de dienstdoende medewerker
door-filed-help-text = Duurt het te lang, of wordt het erger? Bel ons.
door-filed-help-link = Kijk of uw hulpvraag is gezien
door-filed-who = Wie heeft uw melding gekregen?
door-filed-who-mandatory = Iedere ontvanger ziet alleen de vragen die voor hem zijn. Uw hulpvraag ziet alleen het CSIRT.
door-filed-who-voluntary = U meldde vrijwillig. De toezichthouder krijgt niets.
door-filed-confirmed = De bevestiging gaat ook naar { $address }.
door-filed-unconfirmed = U gaf geen e-mailadres. Bewaar daarom het ontvangstbewijs en uw code.
door-inside = De bevestiging gaat naar een adres in { $domain }. Dat netwerk is misschien geraakt: een aanvaller kan meelezen. Kies liever een ander adres bij "Hoe kunnen wij u veilig bereiken?".
door-filed-limits = Uw termijnen
door-filed-no-limits = Er lopen geen wettelijke termijnen, of wij weten nog niet welke en vanaf wanneer. Vul dan aan wat hieronder staat.
door-limit-why = Waarom dit moment?
door-unconfirmed = Deze regel is nog niet in de wettekst zelf nagekeken
door-filed-next = Wat gebeurt er nu?
door-filed-answer-by = Wij lezen uw melding en antwoorden uiterlijk op
door-filed-answer = Wij lezen uw melding en antwoorden zo snel mogelijk.
door-filed-next-dossier = Ons antwoord leest u in uw dossier. Daar kunt u ook vragen stellen, bestanden sturen en hulp vragen.
door-filed-next-changed = Verandert er iets? Vul uw melding dan aan. De eerdere versie blijft bewaard.
door-filed-gaps = Dit willen wij nog graag weten
door-filed-gaps-text = Uw melding is binnen. Deze antwoorden mogen later.
door-filed-keep = Bewaar dit
door-filed-code = Uw code voor het dossier
door-filed-keep-text = Met de code komt u altijd terug. Het ontvangstbewijs is ondertekend: u kunt later aantonen wat u meldde en wanneer.
door-filed-receipt = Ontvangstbewijs bewaren
door-filed-dossier = Naar mijn dossier

# Waarom een termijn op dit moment valt
door-why-period = { $amount } { $unit } na { $trigger }.
door-why-earliest-of = Er lopen { $clocks } klokken. De eerste telt.
door-why-lapsed = Een andere klok telt niet meer, want { $trigger } kwam later.
door-why-extended = De dag waarop de termijn eindigt ({ $rest }) is geen werkdag. Daarom schuift de termijn op.
door-why-not-extended = De termijn schuift niet op vanwege een weekend of feestdag.
door-why-noon = De termijn eindigt dan om 12.00 uur.
door-why-exercise = Dit is een oefening: de klok loopt 60 keer zo snel.
door-why-replanned = De termijn is opnieuw berekend: { $because }
door-period-hours = uur
door-period-days = dagen
door-period-months = maand
door-trigger-occurred = het begin van het incident
door-trigger-detected = het eerste teken
door-trigger-aware = het moment waarop u het wist
door-trigger-classified = de indeling als ernstig
door-trigger-resolved = het einde van het incident
door-trigger-requested = het verzoek
door-trigger-received = de ontvangst van uw melding
door-trigger-submitted = het versturen van de vorige stap
door-trigger-latest = het laatste verslag
door-rest-saturday = zaterdag
door-rest-sunday = zondag
door-rest-holiday = feestdag

# Moet ik dit melden?
door-assess-title = Moet ik dit melden?
door-assess-text = Beantwoord wat u weet. U ziet daarna welke wetten gelden, of dit een significant incident is, en waarom. U hoeft niets te melden.
door-assess-begin-text = Uw antwoorden worden bewaard onder een code. Besluit u te melden? Dan staan ze er al.
door-assess-you = Uw organisatie
door-assess-what = Wat er gebeurt
door-assess-how-bad = Hoe erg het is
door-assess-go = Toon het oordeel
door-assess-more = Bewaren en kijken of er meer vragen zijn
door-assess-more-hint = Voor sommige diensten gelden eigen vragen. Die verschijnen als u uw sector en diensten hebt bewaard.
door-assess-report = Naar de melding
door-verdict-title = Het oordeel
door-verdict-report-now = Meld dit nu
door-verdict-report-now-text = Op basis van uw antwoorden is dit een significant incident. Melden maakt u niet extra aansprakelijk.
door-verdict-complete-later = Meld nu, vul later aan
door-verdict-complete-later-text = Met deze antwoorden is nog niet te zeggen of dit een significant incident is. De termijnen kunnen al lopen. Melden maakt u niet extra aansprakelijk.
door-verdict-not-significant = U hoeft dit waarschijnlijk niet te melden
door-verdict-not-significant-text = Geen enkele grens lijkt bereikt. Vrijwillig melden mag altijd, en wij helpen dan ook. Verandert er iets? Kijk dan opnieuw.
door-verdict-open-criteria-only = Waarschijnlijk geen meldplicht, maar wij kennen niet alle grenzen
door-verdict-open-criteria-only-text = De algemene regels vragen geen melding. Uw sector heeft misschien eigen grenzen die niet openbaar zijn. Kijk die na, of meld bij twijfel.
door-verdict-elsewhere = Meld dit bij uw eigen toezichthouder
door-verdict-elsewhere-text = Voor uw organisatie geldt een andere wet, met een eigen meldpunt. Hieronder staat waar. Wilt u hulp van ons? Dan mag u hier vrijwillig melden.
door-verdict-contradictory = Uw antwoorden spreken elkaar tegen, bijvoorbeeld gepland onderhoud én opzet. Meld bij twijfel.
door-verdict-report = Melden met deze antwoorden
door-verdict-back = Antwoorden veranderen
door-verdict-laws = Welke wetten gelden, en waarom?
door-verdict-no-laws = Met deze antwoorden geldt geen wet die om een melding vraagt. Vul uw sector in, en of u essentieel of belangrijk bent.
door-applies-yes = geldt
door-applies-unknown = geldt misschien
door-applies-no = geldt niet
door-significant-yes = Dit is volgens deze wet een significant incident.
door-significant-no = Dit is volgens deze wet geen significant incident.
door-significant-unknown = Of dit volgens deze wet significant is, is nog niet te zeggen.
door-significant-contradictory = Uw antwoorden spreken elkaar tegen.
door-verdict-door = Dit meldt u ergens anders
door-verdict-excluded = Een uitzondering geldt, zoals gepland onderhoud.
door-verdict-unpublished = De getallen voor uw sector zijn niet openbaar. Daarom kijken wij naar de algemene regels.
door-outcome-yes = bereikt
door-outcome-no = niet bereikt
door-outcome-unknown = onbekend
door-verdict-missing = Hiervoor missen wij:
door-verdict-follows = Wat volgt er als u meldt?
door-verdict-no-limits = Dan lopen er geen wettelijke termijnen, of wij weten nog niet vanaf wanneer.
door-verdict-duties = Moet u het ook ergens anders melden?
door-verdict-duties-text = Deze plichten staan in andere wetten. Ze hebben eigen termijnen.
door-duty-yes = moet
door-duty-unknown = misschien
door-verdict-own = Uw eigen oordeel
door-verdict-own-text = Besluit u niet te melden? Leg dan vast waarom. Uw antwoord wordt bewaard, ook als u niets verstuurt.
door-verdict-own-question = Vindt u dit een significant incident?
door-verdict-reason = Waarom wel of niet?
door-verdict-keep = Oordeel bewaren

# Ontvangstbewijs controleren
door-receipt-title = Een ontvangstbewijs controleren
door-receipt-text = Plak de hele tekst van het ontvangstbewijs, of kies het bestand. Wij bewaren er niets van.
door-receipt-paste = Tekst van het ontvangstbewijs
door-receipt-file = Of het bestand
door-receipt-check = Controleren
door-receipt-good = Dit ontvangstbewijs is van ons en niet veranderd.
door-receipt-not-a-receipt = Dit is geen ontvangstbewijs, of er ontbreekt een deel. Plak de hele tekst, met de regels onderaan.
door-receipt-unknown-key = Dit ontvangstbewijs is niet met een sleutel van ons ondertekend.
door-receipt-bad-signature = Dit ontvangstbewijs is veranderd nadat wij het ondertekenden.
door-receipt-binds = Wat het vastlegt
door-receipt-stage = Stap
door-receipt-version = versie { $number }
door-receipt-recipients = Ontvangers
door-receipt-content = Vingerafdruk van de inhoud (SHA-256)
door-receipt-journal = Plaats in het logboek
door-receipt-edition = Uitgave van de regels
door-receipt-keys = Onze sleutels
door-receipt-keys-text = Met deze sleutels kunt u een ontvangstbewijs ook zelf controleren, zonder ons. Oude sleutels blijven geldig voor wat ermee is ondertekend.

# Zonder internet
door-offline-title = Melding invullen zonder internet
door-offline-text = Dit bestand werkt zonder internet. Vul in wat u weet. Sla uw antwoorden op in een bestand en stuur dat in zodra het kan. Bellen kan ook altijd.
door-offline-load = Een eerder opgeslagen bestand openen
door-offline-save = Antwoorden opslaan in een bestand
door-offline-saved = Opgeslagen als meldkamer.json.
door-offline-wrong = Dit bestand bevat geen antwoorden van dit formulier.
door-offline-send = Stuur het opgeslagen bestand in op
door-upload-title = Een ingevuld bestand insturen
door-upload-lead = De antwoorden komen in een melding die u nog kunt nakijken. Er wordt niets verstuurd voordat u dat zelf doet.
door-upload-file = Bestand met antwoorden (meldkamer.json)
door-upload-text = Of plak de inhoud hier
door-upload-go = Inlezen
door-upload-empty = Kies een bestand, of plak de inhoud.
door-upload-not-text = Dit bestand is geen tekst in UTF-8. Sla het opnieuw op vanuit het invulbestand.
door-upload-not-json = Dit bestand is geen goede JSON. Kijk naar regel { $line }.
door-upload-no-answers = In dit bestand staan geen antwoorden. Verwacht wordt een bestand uit het invulbestand, of een lijst van vraag en antwoord.
door-upload-too-many = In dit bestand staan te veel antwoorden. Er zijn ten hoogste 1000 mogelijk.
door-paper-title = Formulier: een cyberincident melden
door-paper-subject = Vul in wat u weet. Weet u iets niet? Laat het leeg.
door-paper-call = Bel ons en lees de antwoorden voor. Dag en nacht:
door-paper-text = De eerste elf vragen zijn het belangrijkst. De termijnen van de wet lopen ook als u niet kunt mailen of inloggen: bel dan.
