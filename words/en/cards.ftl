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
desk-verb-kit-make = Made a kit
case-part-acquisition = Acquisition
case-part-kits = Kits
cards-acquisition = Secure traces
cards-acquisition-lead = Choose what was hit and which system. What vanishes first stands at the top.
cards-incident = Reckoned from the incident:
cards-choose = Choose a card.
cards-standing-until = Gone on
cards-standing-gone = What was of that moment is gone since
cards-kit-make = Make a kit
cards-kit-text = The kit is a zip with instructions, configuration for the collector, a custody form and a list with SHA-256. The link by which evidence is sent is in it, and the key of the case to seal to. Who the kit is for can also fetch it from the case.
cards-kit-choose = Choose a system to make a kit.
cards-kit-do = Make and download the kit
cards-kits = Kits
cards-kits-none = There is no kit yet.
cards-kits-text = Download the kit, read the instructions first and begin at the top.
cards-language-nl = Dutch
cards-language-en = English
case-ask-kit-for = For whom is the kit?
case-ask-kit-language = Language of the kit
case-ask-kit-hash = SHA-256 of the tool as its makers publish it (empty when you do not know it)
case-fault-link-too-far = A link to send evidence by works 31 days at most.
case-ask-kit-until = Until when can the evidence be sent? (empty: a week)
case-fault-not-a-hash = A SHA-256 has 64 characters: 0 to 9 and a to f.
cards-instructions = Instructions
cards-custody = Custody form
cards-collector = The collector
cards-name-velociraptor = Velociraptor
cards-name-uac = UAC
cards-name-acquire = Acquire
cards-name-extractor-suite = Microsoft-Extractor-Suite
cards-tool-velociraptor = Get Velociraptor from its makers on a clean computer, build the collector there with this file and run it on the system as an administrator. Write to an external medium. Building needs the internet for helper programs.
cards-tool-uac = Get UAC from its makers on a clean computer and unpack it on an external medium. Run the commands as root. /mnt/evidence is the place of the external medium: change it.
cards-tool-acquire = Get Acquire from its makers on a clean computer. Run the command as an administrator. E: is the external medium: change it.
cards-tool-extractor-suite = Install the module on a clean computer. Run the lines in PowerShell and sign in with an account that may read logs. Check with its makers which rights your version asks for.
cards-hash = SHA-256 of the tool
cards-hash-unknown = Not known: compare with what its makers publish
cards-send = Sending
cards-link = Link
cards-link-apart = The link has ended. Ask your case handler for a new kit
cards-key = Key of the case
cards-key-none = None: send by the link only
cards-seal = Seal the file before you send it:
cards-by-hand = By hand
cards-form-case = Case
cards-form-kit = Kit
cards-form-system = Kind of system
cards-form-tool = Collector
cards-form-host = Name and serial number of the system
cards-form-clock = Time zone and how far the clock is off
cards-form-began = Begun (date and time)
cards-form-ended = Finished (date and time)
cards-form-files = Files
cards-form-hashes = SHA-256 of each file
cards-form-place = Place
cards-form-person = Who took it (name and role)
cards-form-present = Who was present
cards-form-steps = From hand to hand
cards-form-head-step = Step
cards-form-head-person = Name
cards-form-head-when = Time
cards-form-head-purpose = Purpose
cards-form-head-signature = Signature
cards-form-step-collected = Collected
cards-form-step-sealed = Sealed
cards-form-step-transferred = Transferred
cards-form-step-received = Received
