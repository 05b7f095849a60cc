# Na het inloggen: voor wie iemand werkt, en de eerste pagina van elke rol.
home-choose-title = Voor wie werkt u nu?
home-choose-text = U kunt voor meer dan één organisatie werken. Kies er één. U kunt later wisselen.
home-choose-do = Kies
home-choose-this = Nu gekozen
home-choose-firm = Namens { $firm }.
home-choose-until = Tot
home-choose-none = U hebt nu geen machtiging. Vraag de beheerder van uw organisatie om u uit te nodigen.
home-choose-none-report = Een incident melden kan altijd, ook zonder account:
home-choose-report = naar de voordeur
home-account = Mijn account
home-switch = Wisselen
home-empty = Hier staat nog niets.
organisation-title = Uw organisatie
authority-title = Ontvangen meldingen
contact-point-title = Centraal contactpunt
partner-title = Ontvangen informatie
