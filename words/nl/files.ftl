# Bestanden bij een melding die nog wordt geschreven.
door-files-title = Bijlagen
door-files-text = Bijvoorbeeld een schermafdruk of een logbestand. Dit hoeft niet, en het kan ook later.
door-files-add = Bestand toevoegen
door-files-drop = Verwijderen
door-files-too-large = Dit bestand is groter dan { $limit } en is niet toegevoegd. Maak het kleiner, of vraag ons om een andere weg. Wat u typte, is bewaard.
door-files-too-many = Er kunnen ten hoogste { $most } bestanden bij een melding. Dit bestand is niet toegevoegd. Verwijder er een, of stuur het na de melding met een bericht. Wat u typte, is bewaard.
