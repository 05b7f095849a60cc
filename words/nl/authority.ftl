# De werkruimte van een toezichthouder of een ander CSIRT.
authority-text = U ziet hier de stappen die de wet aan u stuurt, en alleen de vragen die voor u bestemd zijn. Vrijwillige meldingen en oefeningen staan hier nooit.
authority-overdue = { $count ->
    [one] 1 stap is te laat
   *[other] { $count } stappen zijn te laat
  }
authority-overdue-none = Geen enkele stap is te laat.
authority-search = Kenmerk of organisatie
authority-sector = Sector
authority-all = Alle
authority-do-search = Zoek
authority-received = Ontvangen
authority-withdrawn = ingetrokken door de melder
authority-found-none = Niets gevonden
authority-none = Nog niets ontvangen
authority-none-text = Zodra een organisatie uit uw sectoren een verplichte stap meldt, staat die hier.
authority-older = Ouder
authority-csv = Als CSV
authority-json = Als JSON
authority-dossier = Uw deel van de melding
authority-part = Dit is uw deel van de melding. Dat u het opent, staat in het logboek dat de organisatie kan inzien.
authority-limits = Termijnen
authority-limits-none = Er loopt geen termijn
authority-stages = Wat u ontving
authority-requests = Tussentijds verslag vragen
authority-requests-text = De organisatie krijgt uw vraag als bericht. Andere toezichthouders zien haar niet.
authority-asked = Gevraagd op
authority-asked-by = uiterlijk
authority-met = ontvangen
authority-unmet = nog niet ontvangen
authority-back = Terug naar de melding
authority-ask = Vraag een tussentijds verslag
authority-ask-body = Wat wilt u weten?
authority-ask-due = Uiterlijk
    .hint = Vult u dit in, dan loopt er een termijn voor de organisatie.
authority-fault-missing = Vul dit in.
authority-fault-too-long = Dit is te lang.
authority-fault-in-the-past = Kies een moment dat nog komt.
authority-fault-impossible-date = Deze datum of tijd bestaat niet.
authority-entities = Organisaties onder uw hoede
authority-entities-text = Dit zijn de organisaties in het register waarvoor u volgens de wet verantwoordelijk bent. Dat u er een opent of de lijst meeneemt, staat in het logboek.
authority-entities-none = Nog geen organisaties
authority-entities-none-text = Zodra een organisatie uit uw sectoren zich registreert, staat zij hier.
authority-entity-text = Dit zijn de gegevens uit het register. Dat u ze bekijkt, staat in het logboek dat de organisatie kan inzien.
authority-entity-none = Van deze organisatie ontving u nog niets
authority-xlsx = Als XLSX
