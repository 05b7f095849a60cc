# Wat alleen een programma te horen krijgt. `problem-<code>`: de code is die van het probleem.
problem-code-needed = Stuur de code van de melding mee als bearer-token: `Authorization: Bearer zeven woorden`. U kreeg die bij de eerste melding.
problem-body-too-large = De inhoud is groter dan { $number } MiB. Stuur minder; spreek voor grote bestanden een andere weg af met het CSIRT.
problem-not-utf8 = De inhoud is geen UTF-8: de byte na positie { $number } past niet. Stuur de inhoud in UTF-8.
problem-not-json = De inhoud is geen JSON: kijk naar regel { $number }. Verbeter dat en stuur het opnieuw; er is niets bewaard.
problem-not-an-object = De inhoud moet een JSON-object zijn, zoals {"{"}"stage": "early-warning", "answers": {"{}"}{"}"}.
problem-wrong-field = { $fault ->
    [missing] Het veld "{ $field }" ontbreekt. Voeg het toe en stuur het opnieuw.
    [unknown] Het veld "{ $field }" bestaat hier niet. Laat het weg of verbeter de naam; in /api/v1/openapi.json staan alle namen. Vragen horen in "answers".
    [not-text] Het veld "{ $field }" moet een tekst zijn.
    [not-flag] Het veld "{ $field }" moet true of false zijn.
    [not-number] Het veld "{ $field }" moet een heel getal zijn.
    [not-object] Het veld "{ $field }" moet een object zijn.
    [not-a-stage] Het veld "{ $field }" noemt geen stap. Gebruik early-warning, notification, intermediate, progress, final, voluntary of initial.
    [not-a-language] Het veld "{ $field }" moet nl of en zijn.
    [not-a-regime] Het veld "{ $field }" noemt geen wet die vandaag geldt. Laat het weg, of gebruik een id zoals nl-cbw, nis2 of dora.
    [not-a-cursor] Het veld "{ $field }" moet de waarde van "next" van de vorige bladzijde zijn.
    [not-a-confidence] Het veld "{ $field }" moet high, medium of low zijn.
    [too-long] Het veld "{ $field }" is te lang. Maak het korter.
   *[other] Het veld "{ $field }" is zo niet te gebruiken. Verbeter het en stuur het opnieuw.
}
