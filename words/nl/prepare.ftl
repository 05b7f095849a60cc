# Voorbereiden: de ingang, de quickscan en het noodpakket.
prepare-title = Voorbereiden op een incident
prepare-lead = Wat u nu klaarlegt, hoeft u straks niet te zoeken. Bewaar het ook op papier: uw computers doen het dan misschien niet.
prepare-ready = Leg dit klaar
prepare-ready-number = De naam van uw organisatie, het KvK-nummer en uw internetdomeinen.
prepare-ready-sector = In welke sector u werkt, en of u een essentiële of belangrijke entiteit bent.
prepare-ready-people = Wie mag melden, en wie technische vragen kan beantwoorden. Met telefoonnummers.
prepare-ready-channel = Een telefoonnummer en een e-mailadres buiten uw eigen netwerk.
prepare-ready-decides = Wie beslist over uitzetten, betalen en naar buiten treden.
prepare-ready-firm = Het nummer van uw incident-responsebedrijf en van uw verzekeraar, als u die hebt.
prepare-paper-form = Formulier om te printen (PDF)
prepare-paper = Zonder internet
prepare-paper-text = Print het formulier, of bewaar het invulbestand. Het invulbestand werkt zonder internet. U slaat uw antwoorden op in een bestand en stuurt dat later in.
prepare-paper-offline = Invulbestand (werkt zonder internet)
prepare-paper-upload = Een ingevuld bestand insturen
prepare-practise = Oefenen
prepare-practise-text = Een oefenmelding ziet eruit als een echte. Er gaat niets naar een toezichthouder, en de termijnen lopen 60 keer zo snel.
prepare-first = De eerste minuten
prepare-first-network = Haal geraakte systemen van het netwerk. Kabel eruit of wifi uit.
prepare-first-power = Laat ze aan staan als dat veilig kan. In het geheugen kunnen sporen zitten.
prepare-first-copies = Bescherm uw back-ups: zorg dat niemand erbij kan.
prepare-first-log = Schrijf op wat u ziet en doet, met de tijd erbij.
prepare-first-call = Meld het hier, of bel ons.
prepare-ready-form = Een gedrukt formulier, zodat u kunt melden zonder computer.
prepare-scan = Doe de quickscan
prepare-scan-text = 29 vragen over de vijf basisprincipes. U ziet wat u het beste eerst kunt doen. Een half uur.
prepare-pack = Leg een noodpakket klaar
prepare-pack-text = Een kaart voor in uw portemonnee, het formulier, wat u zegt aan de telefoon en een invulbestand zonder internet.
prepare-drill = Oefen een incident
prepare-drill-text = Een verhaal van een dag in een half uur. U meldt zoals in het echt en krijgt daarna een verslag.
prepare-incident = Wat is een incident?
prepare-incident-text = Alles waardoor uw gegevens of diensten niet meer beschikbaar, juist of vertrouwelijk zijn, of dat dreigen te worden.
prepare-incident-significant = Een significant incident moet u melden: het ontwricht uw dienst of schaadt anderen, of kan dat doen. Binnen 24 uur nadat u het weet.
prepare-incident-small = Een kleiner incident mag u melden. Dan kunnen wij anderen waarschuwen.
prepare-incident-near = Een incident dat net goed afliep of een dreiging mag u ook melden.
prepare-incident-doubt = Twijfelt u? Meld het. Intrekken kan later.

# De quickscan
scan-title = Quickscan
scan-private = Uw antwoorden worden nergens bewaard. Sla ze zelf op in een bestand; daarmee kunt u later verdergaan.
scan-who-when = Wie en wanneer
scan-owner = Wie pakt dit op?
scan-by = Voor wanneer?
scan-answer-yes = Ja
scan-answer-partly = Deels
scan-answer-no = Nee
scan-answer-unknown = Weet ik niet
scan-go = Bekijk de uitslag
scan-save = Sla op als bestand
scan-wrong-date = Deze datum bestaat niet. Vul een dag in zoals 2026-12-01.
scan-wrong-owner = Een naam van hooguit 120 tekens is genoeg.
scan-load = Verdergaan met een bestand
scan-load-text = Kies een bestand dat u hier eerder opsloeg, of een audit uit CISO Assistant (CSV).
scan-load-label = Uw bestand
scan-load-go = Open het bestand
scan-loaded = { $count ->
    [0] Uw antwoorden staan weer in het formulier.
    [one] Uw antwoorden staan weer in het formulier. Eén regel van het bestand past niet bij deze vragen en is weggelaten.
   *[other] Uw antwoorden staan weer in het formulier. { $count } regels van het bestand passen niet bij deze vragen en zijn weggelaten.
}
scan-load-empty = Kies eerst een bestand; dit is leeg.
scan-load-too-large = Dit bestand is te groot. Een quickscan is kleiner dan 2 MB.
scan-load-not-json = Dit bestand is beschadigd (bij regel { $line }). Sla de scan opnieuw op en probeer het nog eens.
scan-load-not-scan = Dit is geen bestand van de quickscan.
scan-load-not-audit = Dit bestand kennen wij niet. Kies een bestand van de quickscan (JSON), of een audit uit CISO Assistant met de kolommen ref_id en compliance_result (CSV).
scan-about = Over deze vragen
scan-about-text = Versie { $version }. De vijf principes zijn die van het NCSC; de vragen en de adviezen zijn van onszelf en geen wet.
scan-framework = De vragen als raamwerk voor CISO Assistant (YAML)
scan-result-title = Uitslag van de quickscan
scan-result-lead = U beantwoordde { $answered } van de { $asked } vragen. Alles bij elkaar staat { $share }% klaar.
scan-result-counted = { $answered } van de { $asked } vragen zijn beantwoord.
scan-table-caption = Uitslag per principe
scan-head-principle = Principe
scan-head-level = Zo staat het
scan-head-share = Klaar
scan-head-counts = Antwoorden
scan-head-next = Eerste stap
scan-level-unknown = nog te weinig bekend
scan-level-beginning = aan het begin
scan-level-underway = onderweg
scan-level-in-order = op orde
scan-count-yes = ja
scan-count-partly = deels
scan-count-no = nee
scan-count-unknown = onbekend
scan-count-open = open
scan-next-none = Houd het zo.
scan-steps-title = Wat u het beste eerst kunt doen
scan-steps-text = Bovenaan staat wat het meeste oplevert voor het minste werk.
scan-steps-none = Er is niets dat u volgens uw antwoorden nog moet doen. Doe de scan over een half jaar opnieuw.
scan-effort-hours = een paar uur
scan-effort-days = een paar dagen
scan-effort-weeks = een paar weken
scan-overdue = datum voorbij
scan-way = Dat kan hier
scan-keep-title = Bewaar uw antwoorden
scan-keep-text = Wij bewaren niets. Sla het bestand op om later verder te gaan, of om te vergelijken.
scan-paper = Download als PDF
scan-csv = Download voor CISO Assistant (CSV)
scan-csv-text = Laad in CISO Assistant eerst het raamwerk (YAML), en daarna dit bestand als audit.
scan-change = Antwoorden wijzigen

# Het noodpakket
pack-title = Noodpakket
pack-lead = Alles om te melden als uw computers het niet doen. Print het, en leg het op twee plekken.
pack-part-card = Een noodkaart voor aan de muur, en een voor in de portemonnee: nummers, mensen, eerste stappen.
pack-part-telephone = Wat u zegt als u ons belt, en wat wij vragen.
pack-part-form = Het formulier op papier, met het nummer van elke vraag.
pack-part-offline = Een invulbestand dat werkt zonder internet. Stuur het later in, of lees het voor.
pack-zip = Download het hele pakket (ZIP)
pack-apart = Of los
pack-card = Noodkaart (PDF)
pack-telephone = Aan de telefoon (PDF)
pack-where = Waar bewaart u het?
pack-where-paper = Op papier: bij de crisismap, en thuis bij wie bereikbaar moet zijn.
pack-where-stick = Het invulbestand op een USB-stick of telefoon buiten uw eigen netwerk.
pack-where-people = Vul de namen en privénummers in. Zonder nummers is de kaart niets waard.
pack-where-check = Kijk elk half jaar of alles nog klopt.
pack-own = Staat uw organisatie in ons register? Dan maakt u na inloggen een pakket met uw eigen gegevens.
pack-card-title = Noodkaart bij een cyberincident
pack-card-dated = Gemaakt op { $day }
pack-card-call = Bel dag en nacht:
pack-card-first = De eerste minuten
pack-card-people = Onze mensen
pack-card-decides = Wie beslist over uitzetten, betalen en naar buiten treden?
pack-card-firm = Bedrijf dat helpt bij incidenten: naam, nummer, klantcode
pack-card-insurer = Verzekeraar: nummer en polis
pack-card-channel = Zo praten wij met elkaar als mail en telefonie niet te vertrouwen zijn
pack-fact-csirt = CSIRT
pack-fact-report = Melden
pack-fact-organisation = Organisatie
pack-fact-number = Registernummer
pack-fact-sector = Sector
pack-fact-domains = Domeinen
pack-fact-words = Woorden bij eerste contact
pack-fact-date = Datum
pack-head-role = Rol
pack-head-name = Naam
pack-head-reach = Bereikbaar op
pack-role-technical = Techniek
pack-role-management = Directie
pack-role-deputy = Vervanger
pack-role-firm = Hulpbedrijf
pack-role-reporter = Melder
pack-role-legal = Juridisch
pack-role-communication = Communicatie
pack-wallet = Voor in de portemonnee
pack-wallet-text = Knip langs de lijn en vouw dubbel.
pack-pane-call = Cyberincident? Bel
pack-pane-people = Onze mensen
pack-script-title = Aan de telefoon
pack-script-say = Zeg dit
pack-script-opening-all = "U spreekt met (uw naam) van (uw organisatie), registernummer (uw nummer). Ik meld een cyberincident. U bereikt mij op (een nummer buiten ons netwerk)."
pack-script-opening = "U spreekt met (uw naam) van { $organisation }, registernummer { $number }. Ik meld een cyberincident. Onze woorden zijn: { $words }. U bereikt mij op (een nummer buiten ons netwerk)."
pack-script-asked = Dit vragen wij
pack-script-asked-text = Weet u het niet? Zeg dat. "Weet ik niet" is een antwoord. De code tussen haken staat ook op het formulier.
pack-script-note = Schrijf dit op
pack-script-note-who = Met wie u sprak, en hoe laat.
pack-script-note-reference = Het kenmerk van uw melding.
pack-script-note-code = De zeven woorden waarmee u verder kunt.
pack-script-note-limits = Voor wanneer de volgende melding moet.
pack-script-note-next = Wat u nu moet doen en laten.
pack-script-write = Ruimte om te schrijven
pack-read-me-all =
    Noodpakket van { $csirt }, gemaakt op { $day }.

    Print de noodkaart en vul haar in. Leg haar op twee plekken.
    Bewaar report-offline.html buiten uw eigen netwerk: het werkt zonder internet.

    Bij een incident: bel { $telephone }, of meld op { $address }/report.
    Een nieuw pakket haalt u op { $address }/prepare/pack.
pack-read-me =
    Noodpakket van { $organisation }, gemaakt op { $day }.

    Print de noodkaart en leg haar op twee plekken. Deel haar alleen met wie kan melden:
    er staan namen, nummers en uw woorden voor eerste contact op.
    Bewaar report-offline.html buiten uw eigen netwerk: het werkt zonder internet.

    Bij een incident: bel { $telephone }, of meld op { $address }/report.
    Veranderen uw gegevens, dan mailen wij u. Een nieuw pakket haalt u op { $address }/organisation/pack.

# Wat er in het logboek staat
desk-verb-scan-try = Quickscan gedaan
desk-verb-drill-start = Oefening begonnen
desk-verb-drill-start-for = Oefening begonnen voor een organisatie
desk-verb-drill-read = Oefening geopend met de code
desk-verb-drill-answer = In de oefening geantwoord
desk-verb-drill-end = Oefening gestopt
desk-verb-drill-inject = Iets liet zich zien in de oefening
desk-verb-drill-close = Oefening afgelopen
desk-verb-pack-check-code = Woorden van een noodkaart nagekeken
desk-verb-pack-tell-outdated = Gemeld dat een noodpakket verouderd is
desk-verb-scan-keep = Quickscan bewaard
desk-verb-pack-make = Noodpakket opgehaald
desk-verb-pack-renew-code = Nieuwe woorden voor eerste contact gemaakt
desk-verb-drill-start-own = Oefening van de eigen organisatie begonnen

# De scans en het noodpakket van een organisatie
scan-own-title = Quickscans van uw organisatie
scan-own-text = Alleen wie voor uw organisatie mag inloggen, ziet deze scans. Wij kijken er niet in.
scan-own-new = Doe de quickscan
scan-own-private = Uw antwoorden van de vorige keer staan er al. Elke scan blijft bewaard, zodat u kunt vergelijken.
scan-own-keep = Bewaar en bekijk de uitslag
scan-own-load = Of neem een bestand over
scan-own-load-go = Bewaar wat in het bestand staat
scan-own-none = Er is nog geen quickscan bewaard
scan-own-none-text = Doe er een; over een half jaar ziet u wat er beter is geworden.
scan-beside = De laatste scans naast elkaar
scan-all = Alles bij elkaar
scan-all-scans = Alle scans
scan-from-file = uit een bestand
scan-from-ciso-assistant = uit CISO Assistant
pack-own-title = Noodpakket van uw organisatie
pack-own-never = Er is nog geen pakket opgehaald.
pack-own-taken = Laatst opgehaald op
pack-own-outdated = Er is sindsdien iets veranderd dat erin staat. Haal een nieuw pakket op en leg het in de plaats van het oude.
pack-own-current = Alles wat erin staat klopt nog met het register.
pack-own-contacts = { $count ->
    [0] Er staan geen mensen op de kaart. Vul eerst uw contacten in het register in.
    [one] Er staat 1 contact op de kaart.
   *[other] Er staan { $count } contacten op de kaart.
}
pack-own-take = Haal het pakket op (ZIP)
pack-own-words = Woorden voor eerste contact
pack-own-words-text = Op de kaart staan zeven woorden. Leest u ze voor als u belt, dan weten wij dat u de kaart van deze organisatie heeft. Kaart kwijt? Maak nieuwe woorden, en haal dan het pakket op.
pack-own-words-new = Maak nieuwe woorden
card-title = Woorden van een noodkaart
card-lead = Leest een beller de woorden van een noodkaart voor? Kijk hier van wie die is.
card-words = De woorden
card-check = Kijk na
card-no-code = Dit zijn geen zeven woorden van een kaart. Vraag ze nog eens.
card-unknown = Van deze woorden kennen wij geen kaart.
card-old = Let op: dit is een oude kaart. Nieuwere woorden gelden sinds
card-proof = De woorden laten zien dat iemand de kaart heeft, niet wie het is. Bel bij twijfel terug op een bekend nummer.
pack-role-always = Dag en nacht
