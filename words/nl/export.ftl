# Een dossier meenemen van de balie.
desk-export-title = Dossier, intern
desk-export-warning = Dit stuk is van het CSIRT. Het bevat eigen notities en is niet voor de melder of voor anderen.
desk-export-pdf = Alles als PDF
desk-export-json = Alles als JSON
desk-export-by = Door
desk-mail-files = Deze bestanden gaan mee met het dossier.
