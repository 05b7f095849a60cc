# Formulieren.
form-save = Bewaren
form-next = Verder
form-send = Versturen
form-cancel = Annuleren
form-add-row = Nog een regel
form-add-row-hint = Meer regels nodig? Bewaar het formulier. Er komt dan een lege regel bij.
form-errors-title = { $count ->
    [one] Er is 1 ding om te verbeteren
   *[other] Er zijn { $count } dingen om te verbeteren
}
form-errors-text = Wat u hebt ingevuld, is bewaard.
form-error-mark = Fout:
form-choose = Maak een keuze
form-choose-more = U mag meer antwoorden kiezen.
form-date = Datum
form-time = Tijd
form-moment-hint = Nederlandse tijd. Het is nu { $date } { $time }. Weet u het niet precies? Geef het beste dat u weet.
form-moment-now = Nu invullen
form-person-name = Naam
form-person-job = Functie
form-person-email = E-mailadres
form-person-telephone = Telefoonnummer
form-file-hint = Ten hoogste { $limit }.
form-most = Ten hoogste { $most } tekens.
form-row = Regel { $number }
form-saved-at = Bewaard om { $time }
form-saving = Bezig met bewaren
form-offline = Geen verbinding. Uw tekst staat veilig in deze browser. We proberen het opnieuw.
form-choice-number = Keuze { $number }
form-stopped = Deze melding is al verstuurd of niet meer open. Uw tekst staat nog in deze browser. Vul aan in uw dossier.
form-moment-hint-plain = Nederlandse tijd. Weet u het niet precies? Geef het beste dat u weet.
