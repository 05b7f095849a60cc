# De werkruimte van het centrale contactpunt.
contact-point-text = Hier staan verplichte meldingen die andere lidstaten kunnen raken, vanaf de eerste waarschuwing. U kijkt of er iets naar een ander land moet.
contact-point-open = Te bekijken
contact-point-done = Afgerond
contact-point-received = Ontvangen op
contact-point-forwarded = { $count ->
    [one] 1 keer doorgestuurd
   *[other] { $count } keer doorgestuurd
  }
contact-point-why-named = melder noemt landen
contact-point-why-told = melder verwacht gevolgen elders
contact-point-why-unsure = melder weet het niet
contact-point-why-serves = organisatie werkt in meer landen
contact-point-none = Er is niets te bekijken
contact-point-none-text = Zodra een verplichte melding andere landen kan raken, staat die hier.
contact-point-none-done = Er is nog niets afgerond
contact-point-dossier = Melding die andere landen kan raken
contact-point-part = Dit is uw deel van de melding. Dat u het opent, staat in het logboek dat de organisatie kan inzien.
contact-point-settle = In het buitenland is niets meer nodig
contact-point-settled = Niets meer nodig in het buitenland
contact-point-reopen = Toch weer bekijken
contact-point-sent = Doorgestuurd
contact-point-sent-none = Nog niets doorgestuurd
contact-point-sent-text = De tekst voor { $state }
contact-point-delivered = bezorgd
contact-point-waiting = onderweg
contact-point-stuck = niet bezorgd
contact-point-proof = Aangenomen op
contact-point-forward = Doorsturen naar een ander land
contact-point-forward-text = Namen, adressen en nummers zijn uit de tekst gehaald. Alleen wat hieronder staat, gaat weg. U kunt de tekst aanpassen.
contact-point-choose = Kies welke antwoorden meegaan
contact-point-choose-text = Antwoorden die naar een ander land mogen
contact-point-choose-do = Maak de tekst opnieuw
contact-point-replaced = { $count ->
    [one] Op 1 plek is iets weggehaald.
   *[other] Op { $count } plekken is iets weggehaald.
  } Daar staat nu […].
contact-point-ask-state = Naar welk contactpunt?
contact-point-no-address = adres nog niet bekend
contact-point-ask-text = De tekst die weggaat
    .hint = In het Engels. Adressen van een aanvaller mag u terugzetten, namen van de organisatie niet.
contact-point-look = Lees de tekst eerst na
contact-point-look-text = Ook zonder naam kan een omschrijving verraden om wie het gaat. Wat is verzonden, haalt u niet terug.
contact-point-send = Verstuur
contact-point-fault-missing = Vul dit in.
contact-point-fault-not-an-option = Kies een land uit de lijst.
contact-point-fault-too-long = Dit is te lang.
contact-point-fault-names = Hier staat nog iets in waaraan de organisatie te herkennen is: een naam, nummer, adres of domein.
contact-point-fault-impossible-date = Deze datum bestaat niet.
contact-point-fault-before-from = Kies een dag na de eerste dag.
contact-point-summary = Overzicht voor ENISA
contact-point-summary-text = Elke drie maanden stuurt u ENISA een overzicht. Hier staan alleen aantallen. Een aantal onder { $least } wordt niet verteld, want dan is te zien om wie het gaat.
contact-point-from = Van
contact-point-until = Tot en met
contact-point-count = Tel
contact-point-counts = Meldingen in deze periode
contact-point-counts-none = In deze periode is niets gemeld
contact-point-head-kind = Soort
contact-point-head-duty = Plicht
contact-point-head-sector = Sector
contact-point-head-number = Aantal
contact-point-kind-significant-incident = Significant incident
contact-point-kind-voluntary-incident = Ander incident
contact-point-kind-near-miss = Bijna-incident
contact-point-kind-cyber-threat = Cyberdreiging
contact-point-duty-mandatory = verplicht
contact-point-duty-voluntary = vrijwillig
contact-point-rest = overige sectoren
contact-point-few = minder dan { $least }
contact-point-abroad = Kan andere lidstaten raken:
