# Afwegen, beslissen en antwoorden.
assessment-queue = Wachtrij
assessment-title = Afwegen
assessment-step-weigh = 1. Afwegen
assessment-step-decide = 2. Beslissen
assessment-step-answer = 3. Antwoorden
assessment-proposal = Voorstel
assessment-proposal-text = Het kader stelt voor. Een mens beslist.
assessment-conclusions = Wat volgt uit { $framework } { $version }
assessment-nothing = geen
assessment-absent = (niets)
assessment-see-lines = Zie de regels
assessment-spread-apart = Dit telt niet mee in de score.
assessment-lines = { $axis }: { $value }, regel voor regel
assessment-line-question = Vraag
assessment-line-answer = Antwoord
assessment-line-weight = Gewicht
assessment-line-value = Waarde
assessment-line-points = Punten
assessment-formula = De punten zijn samen { $sum }. Het minste is { $least }, het meeste { $most }. Op een schaal van 0 tot 100 is dat { $value }.
assessment-criteria = Antwoorden
assessment-criteria-text = Elk antwoord volgt de melding, tot u zelf kiest. Weet niemand het, dan telt de standaard.
assessment-framework = Kader
assessment-framework-hint = Versie { $version }. Grond: { $clause }. Kiest u een ander kader? Druk op "Opnieuw berekenen".
assessment-unconfirmed = Niet nagekeken in de bron zelf.
assessment-own-value = De waarde is ons eigen voorstel.
assessment-as-proposed-reporter = Volg de melding: { $answer }
assessment-as-proposed-default = Onbekend, standaard: { $answer }
assessment-as-proposed-csirt = Zoals het was: { $answer }
assessment-sure = Hoe zeker bent u?
assessment-sure-high = zeker
assessment-sure-medium = vrij zeker
assessment-sure-low = onzeker
assessment-from-reporter = uit de melding
assessment-from-csirt = ons eigen antwoord
assessment-from-default = standaard
assessment-around = Omstandigheden
assessment-around-text = Dit staat niet in de melding.
assessment-vanishing = Sporen dreigen te verdwijnen (een apparaat herstart, logbestanden worden overschreven)
assessment-free-handlers = Behandelaars die nu vrij zijn
assessment-free-analysts = Analisten die nu vrij zijn
assessment-open-cases = { $count ->
    [0] Er zijn geen andere open dossiers met hetzelfde kenmerk, dezelfde zwakke plek of leverancier.
    [one] Er is 1 ander open dossier met hetzelfde kenmerk, dezelfde zwakke plek of leverancier.
   *[other] Er zijn { $count } andere open dossiers met hetzelfde kenmerk, dezelfde zwakke plek of leverancier.
}
assessment-exposed = { $count ->
    [0] Er zijn geen kwetsbare organisaties bekend.
    [one] Er is 1 kwetsbare organisatie bekend.
   *[other] Er zijn { $count } kwetsbare organisaties bekend.
}
assessment-keep = Bewaren en beslissen
assessment-recalculate = Opnieuw berekenen
assessment-tried = Dit is een proefberekening. Zij is nog niet bewaard.
assessment-moved = Iemand anders heeft intussen een afweging bewaard. Uw antwoorden staan hieronder nog. Kijk bij de geschiedenis wat er veranderde en bewaar opnieuw.
assessment-history = Eerdere afwegingen
assessment-version = Versie { $number }
assessment-score = score { $score }
assessment-decided = beslist
assessment-no-changes = Geen verschil met de versie ervoor.
assessment-no-versions = Nog niet afgewogen
assessment-no-versions-text = Elke afweging die u bewaart, blijft hier staan.
assessment-to-replay = Wat zou een andere versie van het kader hebben gezegd?

assessment-decision-title = Beslissen
assessment-decision-moved = Intussen is er opnieuw afgewogen of al beslist. Kijk wat er nu staat. Uw keuzes staan er nog als er nog te beslissen valt.
assessment-lacking-title = Nog niet opgeslagen: een reden ontbreekt
assessment-lacking-text = U wijkt af van het voorstel. Dat mag, maar schrijf op waarom: minstens tien letters. Alles wat u koos, staat er nog.
assessment-reason-missing = schrijf op waarom
assessment-weigh-first = Er is nog geen afweging
assessment-weigh-first-text = Weeg het dossier eerst af en bewaar dat. Daarna kunt u beslissen.
assessment-waits = { $name } heeft beslist. Dit geldt pas als een tweede persoon het bevestigt.
assessment-waits-mine = Uw beslissing geldt pas als een tweede persoon haar bevestigt. Vraag een collega.
assessment-binds = Deze beslissing geldt.
assessment-standing = De beslissing op versie { $number } geldt nog, tot een nieuwe beslissing geldt.
assessment-decided-title = Besloten
assessment-decided-by = Beslist door { $name },
assessment-confirmed-by = Bevestigd door { $name },
assessment-differs = wijkt af
assessment-proposed = voorstel
assessment-was-proposed = Voorstel: { $proposed }.
assessment-because = Reden: { $reason }
assessment-confirm = Bevestigen als tweede persoon
assessment-to-answer = Verder naar het antwoord
assessment-weigh-again = Opnieuw afwegen
assessment-rests-on = Afweging, versie { $number }
assessment-see-sheet = Bekijk of verander de afweging
assessment-no-axes = Dit kader geeft alleen een uitkomst. Kies voor een beslissing over hulp het afwegingskader.
assessment-only-officer = Alleen de dienstdoende beslist.
assessment-your-decision = Uw beslissing
assessment-your-decision-text = Het voorstel is vast ingevuld. Kiest u iets anders? Schrijf dan bij dat onderdeel waarom.
assessment-reason = Wijkt u af? Schrijf hier waarom
assessment-reason-label = Waarom kiest u anders bij "{ $axis }"?
assessment-reason-hint = Alleen nodig als u iets anders kiest. De melder leest dit niet.
assessment-plain = Uitleg voor de melder
assessment-plain-hint = In gewone woorden. Dit komt in het antwoord te staan.
assessment-decide = Beslissen

assessment-replay-title = Kader opnieuw toepassen
assessment-replay-text = Wat zou deze versie van een kader bij eerdere dossiers hebben gezegd? Er verandert niets: wat besloten is, blijft besloten.
assessment-replay-go = Toepassen
assessment-replay-outcome = { $framework }, versie { $version }
assessment-replay-looked = { $looked ->
    [one] 1 dossier bekeken
   *[other] { $looked } dossiers bekeken
}; bij { $changed } zou iets anders zijn.
assessment-replay-made = Afgewogen met versie { $version },
assessment-replay-none = Geen verschillen

assessment-only-officer-answers = Alleen de dienstdoende antwoordt. U kunt de berichten lezen.
assessment-answer-title = Antwoorden
assessment-answered = Het eerste antwoord is verstuurd. Onze eigen termijn is gehaald of gestopt.
assessment-answered-at = Beantwoord op
assessment-answer-owed = De melder heeft nog geen antwoord. Uiterste moment: { $left }.
assessment-answer-due = Volgens de wet uiterlijk (Cbw 36):
assessment-answer-waits = De beslissing wacht op een tweede persoon. Daarom staat zij nog niet in deze tekst.
assessment-answer-undecided = Er is nog niet beslist over hulp. U kunt wel al antwoorden.
assessment-answer-police = Er is opzet gemeld. De tekst wijst daarom de weg naar de politie (Cbw 36).
assessment-answer-no-address = De melder gaf geen e-mailadres. Bel dat er een antwoord klaarstaat.
assessment-answer-write = Antwoord aan de melder
assessment-message-write = Nieuw bericht aan de melder
assessment-answer-text = De melder leest { $language }. Lees de tekst na en pas haar aan. Per e-mail gaat alleen: "er is een bericht, ga verder met uw code".
assessment-language-nl = Nederlands
assessment-language-en = Engels
assessment-answer-body = Tekst
assessment-answer-hint = Gewone woorden, zonder opmaak.
assessment-answer-send = Antwoord versturen
assessment-message-send = Bericht versturen
assessment-fault-missing = vul dit in
assessment-fault-too-long = deze tekst is te lang
assessment-fault-in-the-past = kies een moment dat nog komt
assessment-fault-already-answered = een collega heeft al geantwoord; lees dat eerst en stuur dit als nieuw bericht
assessment-ask-title = Tussentijds verslag
assessment-ask-open = Vraag om een tussentijds verslag
assessment-ask-text = De melder krijgt dit bericht en een termijn in het dossier (Cbw 28).
assessment-ask-due = Uiterlijk wanneer?
assessment-ask-send = Verslag vragen
assessment-messages = Berichten
assessment-message-ours = Van ons
assessment-message-theirs = Van de melder
assessment-kind-answer = antwoord
assessment-kind-request = vraag om verslag
assessment-kind-message = bericht
assessment-read = gelezen
assessment-unread = nog niet gelezen
assessment-no-messages = Nog geen berichten
