# Getting ready: the way in, the quick scan and the emergency pack.
prepare-title = Prepare for an incident
prepare-lead = What you put ready now, you need not look for later. Keep it on paper too: your computers may be down.
prepare-ready = Put this ready
prepare-ready-number = The name of your organisation, its Chamber of Commerce number and your internet domains.
prepare-ready-sector = Which sector you work in, and whether you are an essential or important entity.
prepare-ready-people = Who may report, and who can answer technical questions. With telephone numbers.
prepare-ready-channel = A telephone number and an e-mail address outside your own network.
prepare-ready-decides = Who decides on switching off, paying and going public.
prepare-ready-firm = The number of your incident-response firm and of your insurer, if you have them.
prepare-paper-form = Form to print (PDF)
prepare-paper = Without internet
prepare-paper-text = Print the form, or keep the fill-in file. The fill-in file works without internet. You save your answers in a file and send that in later.
prepare-paper-offline = Fill-in file (works without internet)
prepare-paper-upload = Send in a filled-in file
prepare-practise = Practise
prepare-practise-text = A practice report looks like a real one. Nothing goes to a supervisor, and the time limits run 60 times as fast.
prepare-first = The first minutes
prepare-first-network = Take affected systems off the network. Pull the cable or switch off the wifi.
prepare-first-power = Leave them switched on if that is safe. Their memory may hold traces.
prepare-first-copies = Protect your backups: see to it that nobody can reach them.
prepare-first-log = Write down what you see and do, with the time.
prepare-first-call = Report it here, or call us.
prepare-ready-form = A printed form, so that you can report without a computer.
prepare-scan = Do the quick scan
prepare-scan-text = 29 questions on the five basic principles. You see what is best done first. Half an hour.
prepare-pack = Make an emergency pack
prepare-pack-text = A card for your wallet, the form, what to say on the telephone and a file to fill in without internet.
prepare-drill = Practise an incident
prepare-drill-text = A day's story in half an hour. You report as in real life and get an account afterwards.
prepare-incident = What is an incident?
prepare-incident-text = Anything that makes your data or services unavailable, wrong or no longer confidential, or threatens to.
prepare-incident-significant = You must report a significant incident: it disrupts your service or harms others, or may do so. Within 24 hours after you know.
prepare-incident-small = You may report a smaller incident. Then we can warn others.
prepare-incident-near = You may also report a near miss or a threat.
prepare-incident-doubt = In doubt? Report it. You can withdraw it later.

# The quick scan
scan-title = Quick scan
scan-private = Your answers are not kept anywhere. Save them in a file yourself; with that you can go on later.
scan-who-when = Who and when
scan-owner = Who takes care of this?
scan-by = By when?
scan-answer-yes = Yes
scan-answer-partly = Partly
scan-answer-no = No
scan-answer-unknown = I don't know
scan-go = See the result
scan-save = Save as a file
scan-wrong-date = This date does not exist. Fill in a day such as 2026-12-01.
scan-wrong-owner = A name of at most 120 characters is enough.
scan-load = Go on with a file
scan-load-text = Choose a file that you saved here before, or an audit from CISO Assistant (CSV).
scan-load-label = Your file
scan-load-go = Open the file
scan-loaded = { $count ->
    [0] Your answers are in the form again.
    [one] Your answers are in the form again. One line of the file does not fit these questions and was left out.
   *[other] Your answers are in the form again. { $count } lines of the file do not fit these questions and were left out.
}
scan-load-empty = Choose a file first; this is empty.
scan-load-too-large = This file is too large. A quick scan is smaller than 2 MB.
scan-load-not-json = This file is damaged (at line { $line }). Save the scan again and try once more.
scan-load-not-scan = This is not a file of the quick scan.
scan-load-not-audit = We do not know this file. Choose a file of the quick scan (JSON), or an audit from CISO Assistant with the columns ref_id and compliance_result (CSV).
scan-about = About these questions
scan-about-text = Version { $version }. The five principles are those of the Dutch NCSC; the questions and the advice are our own and are no law.
scan-framework = The questions as a framework for CISO Assistant (YAML)
scan-result-title = Result of the quick scan
scan-result-lead = You answered { $answered } of the { $asked } questions. All together { $share }% is in place.
scan-result-counted = { $answered } of the { $asked } questions were answered.
scan-table-caption = Result for each principle
scan-head-principle = Principle
scan-head-level = How it stands
scan-head-share = In place
scan-head-counts = Answers
scan-head-next = First step
scan-level-unknown = too little known yet
scan-level-beginning = at the beginning
scan-level-underway = under way
scan-level-in-order = in order
scan-count-yes = yes
scan-count-partly = partly
scan-count-no = no
scan-count-unknown = unknown
scan-count-open = open
scan-next-none = Keep it so.
scan-steps-title = What is best done first
scan-steps-text = At the top stands what brings most for the least work.
scan-steps-none = By your answers there is nothing left to do. Do the scan again in half a year.
scan-effort-hours = a few hours
scan-effort-days = a few days
scan-effort-weeks = a few weeks
scan-overdue = date has passed
scan-way = You can do that here
scan-keep-title = Keep your answers
scan-keep-text = We keep nothing. Save the file to go on later, or to compare.
scan-paper = Download as PDF
scan-csv = Download for CISO Assistant (CSV)
scan-csv-text = In CISO Assistant, load the framework first (YAML), and then this file as an audit.
scan-change = Change answers

# The emergency pack
pack-title = Emergency pack
pack-lead = Everything to report with when your computers are down. Print it, and keep it in two places.
pack-part-card = An emergency card for the wall, and one for the wallet: numbers, people, first steps.
pack-part-telephone = What to say when you call us, and what we ask.
pack-part-form = The form on paper, with the number of each question.
pack-part-offline = A file to fill in that works without internet. Send it in later, or read it out.
pack-zip = Download the whole pack (ZIP)
pack-apart = Or one by one
pack-card = Emergency card (PDF)
pack-telephone = On the telephone (PDF)
pack-where = Where do you keep it?
pack-where-paper = On paper: with the crisis file, and at home with those who must be reachable.
pack-where-stick = The fill-in file on a USB stick or telephone outside your own network.
pack-where-people = Fill in the names and private numbers. Without numbers the card is worth nothing.
pack-where-check = Look each half year whether all is still right.
pack-own = Is your organisation in our register? Then sign in to make a pack with your own data.
pack-card-title = Emergency card for a cyber incident
pack-card-dated = Made on { $day }
pack-card-call = Call day and night:
pack-card-first = The first minutes
pack-card-people = Our people
pack-card-decides = Who decides on switching off, paying and going public?
pack-card-firm = Firm that helps with incidents: name, number, customer code
pack-card-insurer = Insurer: number and policy
pack-card-channel = How we talk to each other when mail and telephony cannot be trusted
pack-fact-csirt = CSIRT
pack-fact-report = Report
pack-fact-organisation = Organisation
pack-fact-number = Register number
pack-fact-sector = Sector
pack-fact-domains = Domains
pack-fact-words = Words at first contact
pack-fact-date = Date
pack-head-role = Role
pack-head-name = Name
pack-head-reach = Reached at
pack-role-technical = Technical
pack-role-management = Board
pack-role-deputy = Deputy
pack-role-firm = Incident firm
pack-role-reporter = Reporter
pack-role-legal = Legal
pack-role-communication = Communication
pack-wallet = For the wallet
pack-wallet-text = Cut along the line and fold in two.
pack-pane-call = Cyber incident? Call
pack-pane-people = Our people
pack-script-title = On the telephone
pack-script-say = Say this
pack-script-opening-all = "This is (your name) of (your organisation), register number (your number). I report a cyber incident. You can reach me at (a number outside our network)."
pack-script-opening = "This is (your name) of { $organisation }, register number { $number }. I report a cyber incident. Our words are: { $words }. You can reach me at (a number outside our network)."
pack-script-asked = We ask this
pack-script-asked-text = You don't know? Say so. "I don't know" is an answer. The code between brackets stands on the form too.
pack-script-note = Write this down
pack-script-note-who = Whom you spoke to, and at what time.
pack-script-note-reference = The reference of your report.
pack-script-note-code = The seven words with which you can go on.
pack-script-note-limits = By when the next report is due.
pack-script-note-next = What to do now and what not.
pack-script-write = Room to write
pack-read-me-all =
    Emergency pack of { $csirt }, made on { $day }.

    Print the emergency card and fill it in. Put it in two places.
    Keep report-offline.html outside your own network: it works without internet.

    At an incident: call { $telephone }, or report at { $address }/report.
    Get a new pack at { $address }/prepare/pack.
pack-read-me =
    Emergency pack of { $organisation }, made on { $day }.

    Print the emergency card and put it in two places. Share it only with those who may report:
    it holds names, numbers and your words for first contact.
    Keep report-offline.html outside your own network: it works without internet.

    At an incident: call { $telephone }, or report at { $address }/report.
    When your data change we mail you. Get a new pack at { $address }/organisation/pack.

# What stands in the journal
desk-verb-scan-try = Quick scan made
desk-verb-drill-start = Exercise begun
desk-verb-drill-start-for = Exercise begun for an organisation
desk-verb-drill-read = Exercise opened with its code
desk-verb-drill-answer = Answered in the exercise
desk-verb-drill-end = Exercise stopped
desk-verb-drill-inject = Something appeared in the exercise
desk-verb-drill-close = Exercise over
desk-verb-pack-check-code = Words of an emergency card checked
desk-verb-pack-tell-outdated = Told that an emergency pack is outdated
desk-verb-scan-keep = Quick scan kept
desk-verb-pack-make = Emergency pack taken
desk-verb-pack-renew-code = New words for first contact made
desk-verb-drill-start-own = Exercise of one's own organisation begun

# The scans and the emergency pack of an organisation
scan-own-title = Quick scans of your organisation
scan-own-text = Only those who may sign in for your organisation see these scans. We do not look at them.
scan-own-new = Do the quick scan
scan-own-private = Your answers of last time stand here already. Every scan is kept, so that you can compare.
scan-own-keep = Keep it and see the result
scan-own-load = Or take over a file
scan-own-load-go = Keep what is in the file
scan-own-none = No quick scan was kept yet
scan-own-none-text = Do one; in half a year you will see what got better.
scan-beside = The last scans beside each other
scan-all = All together
scan-all-scans = All scans
scan-from-file = from a file
scan-from-ciso-assistant = from CISO Assistant
pack-own-title = Emergency pack of your organisation
pack-own-never = No pack was taken yet.
pack-own-taken = Last taken on
pack-own-outdated = Something in it has changed since. Take a new pack and put it in place of the old one.
pack-own-current = Everything in it still agrees with the register.
pack-own-contacts = { $count ->
    [0] There is nobody on the card. First fill in your contacts in the register.
    [one] There is 1 contact on the card.
   *[other] There are { $count } contacts on the card.
}
pack-own-take = Take the pack (ZIP)
pack-own-words = Words for first contact
pack-own-words-text = Seven words stand on the card. When you read them out on the telephone, we know that you have the card of this organisation. Card lost? Make new words, and then take the pack.
pack-own-words-new = Make new words
card-title = Words on an emergency card
card-lead = Does a caller read out the words on an emergency card? See here whose it is.
card-words = The words
card-check = Check
card-no-code = These are not the seven words of a card. Ask for them again.
card-unknown = We know no card with these words.
card-old = Take care: this is an old card. Newer words count since
card-proof = The words show that somebody has the card, not who it is. In doubt, call back to a known number.
pack-role-always = Day and night
