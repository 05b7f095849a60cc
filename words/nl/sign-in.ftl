# Inloggen: passkeys, inloggen via een ander, en nog een keer laten zien wie u bent.
sign-in-passkey-title = Met een passkey
sign-in-passkey-text = U gebruikt uw vingerafdruk, uw gezicht of de pincode van uw apparaat. U hebt geen wachtwoord nodig.
sign-in-passkey-do = Inloggen met een passkey
sign-in-passkey-wrong = Met deze passkey kunt u hier niet inloggen. Probeer een andere passkey, of log in met uw wachtwoord.
sign-in-passkey-over = Dit duurde te lang. Probeer het opnieuw.
sign-in-provider-title = Via uw organisatie
sign-in-provider-do = Inloggen met { $name }
sign-in-password-title = Met wachtwoord en code
sign-in-help-report = Melden kan altijd, ook zonder in te loggen:

passkey-get-stopped = Het is niet gelukt. U hebt gestopt of het duurde te lang. Probeer het opnieuw, of kies een andere manier.
passkey-get-known = Het is niet gelukt. Probeer het opnieuw, of kies een andere manier.
passkey-get-failed = Het is niet gelukt. Probeer het opnieuw, of kies een andere manier.
passkey-get-absent = Deze browser kent geen passkeys. Kies een andere manier.
passkey-create-stopped = Er is geen passkey gemaakt. U hebt gestopt of het duurde te lang. Probeer het opnieuw.
passkey-create-known = Dit apparaat heeft al een passkey voor uw account.
passkey-create-failed = Er is geen passkey gemaakt. Probeer het opnieuw.
passkey-create-absent = Deze browser kent geen passkeys. Gebruik een andere browser, of een app met codes.
passkey-elsewhere = Passkeys werken alleen op dit adres:

outside-title = Inloggen met { $name } is niet gelukt
outside-down = { $name } werkt nu niet. Dat ligt niet aan u. Probeer het later opnieuw, of log in met een passkey of wachtwoord.
outside-refused = U bent gestopt bij { $name }, of u mag daar niet inloggen.
outside-over = Dit duurde te lang, of u begon in een andere browser. Begin opnieuw.
outside-not-good = Het antwoord van { $name } klopt niet. Wij vertrouwen het niet. Probeer het opnieuw. Gebeurt dit vaker? Bel ons dan.
outside-too-low = U hebt ingelogd met een te laag niveau. Kies bij { $name } een middel met een hoger niveau.
outside-no-number = { $name } heeft niet gezegd voor welke organisatie u inlogt. Vraag uw beheerder om een machtiging.
outside-no-entity = Wij kennen uw organisatie nog niet. Daarom kunnen wij u nog geen toegang geven.
outside-no-role = { $name } heeft niet gezegd wat u voor uw organisatie mag doen. Vraag uw beheerder om een machtiging.
outside-no-account = U hebt hier nog geen account. Vraag een collega of het CSIRT om een uitnodiging.
outside-blocked = Uw account is geblokkeerd. Bel ons als u denkt dat dit niet klopt.
outside-another = Deze inlog hoort al bij een ander account.
outside-not-you = U hebt ingelogd als iemand anders dan de eigenaar van dit account.
outside-report = Hebt u een incident? Melden kan zonder in te loggen.
outside-report-do = Melding doen
outside-continue = Hebt u al gemeld? Ga verder met uw code.
outside-continue-do = Verder met uw code
outside-register = Wij zochten naar registernummer { $number }. Klopt dit nummer? Vraag het CSIRT dan om uw organisatie in te schrijven.
outside-again = Opnieuw proberen

step-up-title = Laat nog een keer zien dat u het bent
step-up-text = Wat u wilt doen, kan grote gevolgen hebben. Daarom vragen we dit nu.
step-up-kept = Wat u had ingevuld, is bewaard. Daarna gaat het vanzelf verder.
step-up-passkey = Passkey gebruiken
step-up-code = Code gebruiken
step-up-wrong = Dit klopt niet. Neem een nieuwe code uit de app: elke code werkt één keer.
step-up-wait = { $seconds ->
    [one] U hebt te vaak een fout antwoord gegeven. Wacht 1 seconde en probeer het opnieuw.
   *[other] U hebt te vaak een fout antwoord gegeven. Wacht { $seconds } seconden en probeer het opnieuw.
}
step-up-none = U hebt hier nu niets om dit mee te laten zien. Log uit en log opnieuw in. Doe het daarna binnen 10 minuten.
step-up-fresh = Dank u. U kunt nu verdergaan met wat u aan het doen was.
step-up-go-on = Verdergaan
step-up-cancel = Stoppen

ways-title = Hoe u inlogt
ways-passkeys = Passkeys
ways-passkeys-text = Met een passkey logt u in met uw vingerafdruk, uw gezicht of de pincode van uw apparaat. Maak er een op elk apparaat dat u gebruikt.
ways-added = Gemaakt op
ways-used = Laatst gebruikt op
ways-unused = Nog niet gebruikt.
ways-remove = Verwijderen
ways-add = Passkey maken
ways-no-script = Een passkey maken kan alleen in een browser die scripts uitvoert. Zonder scripts logt u in met een wachtwoord en een code.
ways-site-not-secure = Passkeys werken hier niet. Het adres van deze website moet met https:// beginnen. Vraag de beheerder om de instelling "address" aan te passen.
ways-site-no-name = Passkeys werken hier niet. Het adres van deze website is een nummer en geen naam. Vraag de beheerder om de instelling "address" aan te passen.
ways-app = App met codes
ways-app-set = U hebt een app met codes. Samen met uw wachtwoord is dit de manier om in te loggen zonder passkey.
ways-app-unset = U hebt nog geen app met codes. Met een wachtwoord en een app kunt u ook inloggen als u uw passkey niet bij u hebt.
ways-app-do = App instellen
ways-app-again = Andere app instellen
ways-providers = Via een ander inloggen
ways-providers-text = Koppel de inlog van uw organisatie. Dan kunt u daarmee hier inloggen.
ways-tied = Gekoppeld
ways-tie = Koppelen
ways-untie = Ontkoppelen
ways-back = Terug naar mijn account
ways-fault-last-way-in = Dit is uw laatste manier om in te loggen. Voeg eerst een andere toe.
ways-fault-not-made = Wij konden de passkey niet bewaren. Probeer het opnieuw.
ways-fault-over = Dit duurde te lang. Probeer het opnieuw.
ways-fault-too-many = U hebt het hoogste aantal passkeys. Verwijder er eerst een.
ways-fault-known = Deze passkey is al bekend.
ways-fault-none = U hebt geen passkey.
ways-link = Passkeys en andere manieren om in te loggen
ways-by-password = Ingelogd met wachtwoord en code.
ways-by-recovery = Ingelogd met een herstelcode.
ways-by-passkey = Ingelogd met een passkey.
ways-by-provider = Ingelogd via een ander.
ways-password-none = U hebt nog geen wachtwoord. Met een wachtwoord en een app met codes kunt u ook zonder passkey inloggen.

staff-ask-passkey-name = Naam van de passkey
    .hint = Bijvoorbeeld: telefoon, laptop, sleutel op kantoor.

tie-title = { $name } koppelen
tie-text = U gaat nu naar { $name }. Log daar in als uzelf. Daarna komt u hier terug.
tie-do = Naar { $name }

app-title = App met codes instellen
app-text = Als u deze app bevestigt, werkt een oudere app niet meer. Op andere apparaten moet u opnieuw inloggen.

staff-ask-way = Hoe wilt u inloggen?
    .hint = Kiest u een passkey? Laat het wachtwoord hieronder dan leeg.
invitation-way-passkey = Met een passkey: uw vingerafdruk, uw gezicht of de pincode van uw apparaat
invitation-way-password = Met een wachtwoord en een app met codes
invitation-passkey-title = Maak een passkey
invitation-passkey-text = Met een passkey logt u in met uw vingerafdruk, uw gezicht of de pincode van uw apparaat. U hebt dan geen wachtwoord en geen app nodig.
invitation-passkey-else = Lukt het niet, of wilt u liever een wachtwoord? Ga dan terug en kies wachtwoord en app.
invitation-passkey-back = Terug
