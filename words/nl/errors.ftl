# Als iets niet lukt.
error-title = Dit lukte niet
error-not-found = Deze pagina bestaat niet, of niet meer.
error-not-allowed = U mag deze pagina niet zien of dit niet doen.
error-trouble = Er ging bij ons iets mis. Wat u al had ingevuld, is bewaard.
error-moved = Iemand anders heeft dit intussen gewijzigd. Hieronder staan beide teksten.
error-too-large = Dit bestand of formulier is te groot.
error-busy = Het is nu erg druk. Wacht een minuut en probeer het opnieuw.
error-expired = U was te lang niet actief. Log opnieuw in. Uw tekst is bewaard.
error-way-on = Wat kunt u doen?
error-call = Is het dringend? Bel { $number }.
error-trace = Code voor ons: { $trace }
