# Als iets niet lukt. `problem-<code>`: de code is die van de API.
problem-title = Dit lukte niet
problem-title-ours = Er ging bij ons iets mis
problem-title-nothing-here = Hier is niets
problem-way-on = Wat kunt u doen?
problem-kept = Wat u al had ingevuld, is bewaard. Ga een stap terug of ga verder met uw code.
problem-call = Is het dringend? Bel { $number }.
problem-trace = Belt of mailt u hierover? Noem dan dit nummer:
problem-home = Naar uw eerste pagina
problem-continue = Verder met mijn code

problem-not-allowed = U mag deze pagina niet zien of dit niet doen.
problem-not-found = Deze pagina of dit dossier bestaat niet, of is niet van u. Kijk het adres of de code na.
problem-moved = Iemand anders heeft dit intussen gewijzigd. Open het opnieuw en kijk wat er nu staat.
problem-closed = Dit dossier is afgesloten, samengevoegd of ingetrokken. Stuur ons een bericht als er toch nog iets moet veranderen.
problem-expired = Deze link of sessie is verlopen. Vraag een nieuwe aan of log opnieuw in.
problem-already-done = Dit is al gedaan. U hoeft niets meer te doen.
problem-wrong-secret = De code of het wachtwoord klopt niet. Kijk het na en probeer het opnieuw.
problem-slow-down = { $number ->
    [one] Er is te vaak geprobeerd. Wacht 1 seconde en probeer het opnieuw.
   *[other] Er is te vaak geprobeerd. Wacht { $number } seconden en probeer het opnieuw.
}
problem-reason-needed = Schrijf op waarom. Zonder reden kan dit niet worden opgeslagen.
problem-second-person-needed = Een tweede persoon moet dit bevestigen. Dat kunt u niet zelf doen.
problem-not-understood = Het veld "{ $field }" ontbreekt of is niet te begrijpen. Vul het in en probeer het opnieuw.
problem-too-large = { $number ->
    [0] Dit bestand of formulier is te groot. Maak het kleiner, of vraag ons om een andere weg.
   *[other] Dit bestand of formulier is te groot: het mag hier ten hoogste { $number } MiB zijn. Maak het kleiner, of vraag ons om een andere weg.
}
problem-no-room = De schijf hier kan dit bestand niet bewaren: er is { $number } MiB vrij. Bel ons: wij maken ruimte.
problem-corrupt-part = Wat vanaf byte { $number } aankwam, is niet wat is verzonden. Zend dit deel opnieuw.
problem-key-reused = Deze Idempotency-Key is al gebruikt met een andere inhoud. Gebruik voor een nieuwe melding een nieuwe sleutel.
problem-trouble = Het ligt niet aan u. Probeer het over een minuut opnieuw.
problem-not-this-way = Deze pagina kan zo niet worden gebruikt. Begin bij de startpagina.
problem-from-elsewhere = Dit formulier kwam van een andere website. Open het formulier hier en verstuur het opnieuw.
problem-not-readable = Wat u stuurde, is niet te lezen. Stuur tekst in UTF-8 en probeer het opnieuw.
problem-sign-in-first = Log eerst in.
problem-not-now = Wij kunnen op dit moment niets bewaren of laten zien. Wij werken eraan.
problem-safe = Alles waarvoor u een kenmerk of "bewaard" zag, is veilig. Wacht een minuut en probeer het opnieuw.
problem-unkept = Wat u zojuist stuurde, is misschien niet bewaard. Wacht een minuut en verstuur het opnieuw met deze knop. Is het toch al bewaard? Een melding of bericht dat u twee keer stuurt, telt één keer.
problem-again = Opnieuw versturen
problem-again-what = Wat u stuurde
problem-again-files = Had u een bestand gekozen? Ga dan een stap terug en kies het opnieuw.
problem-factor-needed = Hiervoor is een factor nodig die u pas gaf. Doe dit in de browser.
