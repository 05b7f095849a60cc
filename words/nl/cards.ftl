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
