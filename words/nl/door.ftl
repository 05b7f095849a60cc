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
