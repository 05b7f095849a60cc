# Kaarten: wat u veiligstelt, en wat u nu doet en laat.
cards-title = Stel sporen veilig
cards-lead = Sporen verdwijnen: sommige bij een herstart, andere na dagen. Kies wat er is geraakt en begin bovenaan de lijst.
cards-none = Er zijn geen kaarten.
cards-systems = Systemen
cards-ask = Vraag eerst
cards-never = Doe dit nooit
cards-take = Neem dit mee, in deze volgorde
cards-take-text = Wat het eerst verdwijnt, staat bovenaan. Bewaar alles buiten het geraakte systeem en noteer de SHA-256.
cards-clock-restart = Weg bij een herstart
cards-clock-hours = { $count ->
    [one] Blijft { $count } uur
   *[other] Blijft { $count } uur
  }
cards-clock-days = { $count ->
    [one] Blijft { $count } dag
   *[other] Blijft { $count } dagen
  }
cards-clock-unknown = Hoelang dit blijft, is niet bekend: vraag het
cards-confirmed = Bewaartijd volgens
cards-unconfirmed = niet bevestigd
cards-version = Versie
cards-source = Bron
advice-do = Doe dit nu
advice-do-not = Doe dit niet
advice-who-management = Directie
advice-who-ciso = CISO
advice-who-admin = Beheerder
advice-who-everyone = Iedereen
advice-effort = { $count ->
    [one] { $count } minuut
   *[other] { $count } minuten
  }
advice-reversible = Terug te draaien
advice-final = Niet terug te draaien
advice-risk = Risico
advice-check = Zo ziet u dat het werkt
prepare-evidence-text = Per soort incident: wat u vraagt, wat u meeneemt en wat u nooit doet. Ook om te printen.
desk-verb-kit-make = Maakte een kit
case-part-acquisition = Veiligstellen
case-part-kits = Kits
cards-acquisition = Sporen veiligstellen
cards-acquisition-lead = Kies wat er is geraakt en welk systeem. Wat het eerst verdwijnt, staat bovenaan.
cards-incident = Gerekend vanaf het incident:
cards-choose = Kies een kaart.
cards-standing-until = Weg op
cards-standing-gone = Wat van dat moment was, is weg sinds
cards-kit-make = Maak een kit
cards-kit-text = De kit is een zip met instructies, de instelling voor de verzamelaar, een bewijsformulier en een lijst met SHA-256. De link om bewijs te sturen zit erin, en de sleutel van de zaak om voor te verzegelen. Voor wie de kit is, kan hem ook zelf ophalen bij de zaak.
cards-kit-choose = Kies een systeem om een kit te maken.
cards-kit-do = Kit maken en downloaden
cards-kits = Kits
cards-kits-none = Er is nog geen kit.
cards-kits-text = Download de kit, lees eerst de instructies en begin bovenaan.
cards-language-nl = Nederlands
cards-language-en = Engels
case-ask-kit-for = Voor wie is de kit?
case-ask-kit-language = Taal van de kit
case-ask-kit-hash = SHA-256 van het programma, zoals de makers die publiceren (leeg als u die niet weet)
case-fault-link-too-far = Een link om bewijs te sturen werkt hoogstens 31 dagen.
case-ask-kit-until = Tot wanneer kan het bewijs worden gestuurd? (leeg: een week)
case-fault-not-a-hash = Een SHA-256 heeft 64 tekens: 0 tot en met 9 en a tot en met f.
cards-instructions = Instructies
cards-custody = Bewijsformulier
cards-collector = De verzamelaar
cards-name-velociraptor = Velociraptor
cards-name-uac = UAC
cards-name-acquire = Acquire
cards-name-extractor-suite = Microsoft-Extractor-Suite
cards-tool-velociraptor = Haal Velociraptor bij de makers op een schone computer, bouw daar de verzamelaar met dit bestand en draai die op het systeem als beheerder. Schrijf naar een extern medium. Bouwen heeft internet nodig voor hulpprogramma's.
cards-tool-uac = Haal UAC bij de makers op een schone computer en pak het uit op een extern medium. Draai de opdrachten als root. /mnt/evidence is de plek van het externe medium: pas die aan.
cards-tool-acquire = Haal Acquire bij de makers op een schone computer. Draai de opdracht als beheerder. E: is het externe medium: pas die aan.
cards-tool-extractor-suite = Installeer de module op een schone computer. Draai de regels in PowerShell en meld u aan met een account dat logboeken mag lezen. Controleer bij de makers welke rechten uw versie vraagt.
cards-hash = SHA-256 van het programma
cards-hash-unknown = Niet bekend: vergelijk met wat de makers publiceren
cards-send = Versturen
cards-link = Link
cards-link-apart = De link is niet meer geldig. Vraag uw behandelaar om een nieuwe kit
cards-key = Sleutel van de zaak
cards-key-none = Geen: verstuur alleen via de link
cards-seal = Verzegel het bestand voordat u het verstuurt:
cards-by-hand = Met de hand
cards-form-case = Zaak
cards-form-kit = Kit
cards-form-system = Soort systeem
cards-form-tool = Verzamelaar
cards-form-host = Naam en serienummer van het systeem
cards-form-clock = Tijdzone en afwijking van de klok
cards-form-began = Begonnen (datum en tijd)
cards-form-ended = Klaar (datum en tijd)
cards-form-files = Bestanden
cards-form-hashes = SHA-256 van elk bestand
cards-form-place = Plaats
cards-form-person = Wie nam het af (naam en functie)
cards-form-present = Wie was erbij
cards-form-steps = Van hand tot hand
cards-form-head-step = Stap
cards-form-head-person = Naam
cards-form-head-when = Tijd
cards-form-head-purpose = Doel
cards-form-head-signature = Handtekening
cards-form-step-collected = Verzameld
cards-form-step-sealed = Verzegeld
cards-form-step-transferred = Overgedragen
cards-form-step-received = Ontvangen
