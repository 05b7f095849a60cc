# Cards: what you secure, and what you do now and leave.
cards-title = Secure the traces
cards-lead = Traces vanish: some at a restart, others after days. Choose what was hit and begin at the top of the list.
cards-none = There are no cards.
cards-systems = Systems
cards-ask = Ask first
cards-never = Never do this
cards-take = Take this, in this order
cards-take-text = What vanishes first stands at the top. Keep everything off the system that was hit and note the SHA-256.
cards-clock-restart = Gone at a restart
cards-clock-hours = { $count ->
    [one] Stays { $count } hour
   *[other] Stays { $count } hours
  }
cards-clock-days = { $count ->
    [one] Stays { $count } day
   *[other] Stays { $count } days
  }
cards-clock-unknown = How long this stays is not known: ask
cards-confirmed = Kept for, according to
cards-unconfirmed = not confirmed
cards-version = Version
cards-source = Source
advice-do = Do this now
advice-do-not = Do not do this
advice-who-management = Management
advice-who-ciso = CISO
advice-who-admin = Administrator
advice-who-everyone = Everybody
advice-effort = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
  }
advice-reversible = Can be undone
advice-final = Cannot be undone
advice-risk = Risk
advice-check = How to see that it works
prepare-evidence-text = For each kind of incident: what to ask, what to take and what never to do. Also to print.
