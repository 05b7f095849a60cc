# Staff: signing in, one's own account and running the installation.
staff-menu-label = Menu for staff
staff-menu-queue = Queue
staff-menu-shift = Hand-over
staff-menu-register = Register
staff-menu-running = Running
staff-menu-errands = Outgoing
staff-menu-account = My account

staff-changed = The change was saved.
staff-step = Step { $step } of 3

staff-sign-in-title = Sign in
staff-sign-in-do = Sign in
staff-sign-in-wrong = This is not right. Check your name, password and code. Take a new code from the app: each code works once.
staff-sign-in-wait = { $seconds ->
    [one] Too many wrong answers from this network. Wait 1 second and try again.
   *[other] Too many wrong answers from this network. Wait { $seconds } seconds and try again.
}
staff-sign-in-help = Help with signing in
staff-sign-in-help-text = Lost your telephone? Give one of your recovery codes as the code. Lost those too? Ask the administrator for a new invitation.

staff-ask-login = Login name
    .hint = Lower-case letters, digits, full stop or hyphen. A mail address is fine too.
staff-ask-password = Password
    .hint = At least 12 characters. A sentence of four random words is easy to remember.
staff-ask-again = Password once more
staff-ask-now = Your current password
staff-ask-code = Code
    .hint = The 6 digits from your authenticator app, or a recovery code.
staff-ask-name = Name
staff-ask-email = Mail address
staff-ask-phone = Telephone number
staff-ask-language = Language
staff-ask-role = Role

staff-fault-missing = Fill this in.
staff-fault-not-a-login = Use 2 to 64 characters: letters, digits, full stop, hyphen or at sign.
staff-fault-taken = This login name is in use. Choose another.
staff-fault-not-an-email = This is not a mail address. For example: name@organisation.nl.
staff-fault-too-short = This is too short. Use at least 12 characters.
staff-fault-too-long = This is too long.
staff-fault-too-common = This is too easy to guess. Choose other words.
staff-fault-not-the-same = The two passwords are not the same.
staff-fault-wrong-password = This password is not right.
staff-fault-wrong-code = This code is not right. Wait for a new code in the app. Also check that the time on your telephone is right.

staff-invitation-title = Your account
staff-invitation-text = You are invited as { $role }. Fill in your details and choose how you want to sign in.
staff-factor-title = Second step when signing in
staff-factor-text = A code from an app tells us that it is really you.
staff-factor-open = Open an authenticator app on your telephone.
staff-factor-scan = Scan this picture with the app. If that does not work, type the key.
staff-factor-type = Give the code that the app shows below.
staff-factor-picture = Picture with the key for your app. The key is also below it as text.
staff-factor-key = Key
staff-factor-do = Confirm
staff-codes-title = Recovery codes
staff-codes-text = If you lose your telephone, you sign in with one of these codes. Each code works once.
staff-codes-once = You see these codes only now. Print them or write them down, and keep them in a safe place.
staff-codes-next = I have kept them. Sign in
staff-codes-back = I have kept them
staff-codes-left = { $count } left
staff-codes-few = You have almost no recovery codes left. Make new ones below.

staff-account-title = My account
staff-account-password = Change password
staff-account-password-text = On other devices you will have to sign in again.
staff-account-password-do = Change password
staff-account-codes = New recovery codes
staff-account-codes-text = The old codes will no longer work.
staff-account-codes-do = Make new codes
staff-account-language = Language
staff-account-sessions = Where you are signed in
staff-account-sessions-text = Is there something you do not know? End it and change your password.
staff-account-some-browser = Unknown browser
staff-account-this = This device
staff-account-since = Signed in on
staff-account-seen = Last used on
staff-account-revoke = End

staff-tab-staff = Staff
staff-tab-roster = Roster
staff-tab-authorities = Authorities
staff-tab-letters = Letters
staff-tab-tokens = API tokens
staff-tab-facts = Installation
staff-tab-errands = Outgoing
staff-tab-journal = Journal

staff-running-title = Staff
staff-people = Who works here
staff-blocked = Blocked
staff-invited = Invited
staff-role-of = Role of { $name }
staff-block = Block
staff-unblock = Let in again
staff-reset = New second step
staff-last-administrator = This is the last administrator. Make somebody else administrator first.
staff-link-title = The invitation was made
staff-link-text = We mailed this link too. You see it only now. It works once, until
staff-invite-title = Invite somebody
staff-invite-text = We send a mail with a link. With it the new colleague chooses a password.
staff-invite-do = Invite

staff-days = days
staff-until = until
staff-fault-not-days = Give a number of days from 1 to 400.
staff-fault-not-a-moment = Give a date and a time.
staff-fault-not-after = The end must be after the beginning, and in the future.
staff-fault-not-an-id = Use lower-case letters, digits and hyphens, as in the rules of the routes.
staff-fault-not-an-address = A web address begins with https://.
staff-ask-staff = Member of staff
staff-ask-token-name = What is the token for?
staff-ask-days = Valid for how long?
staff-ask-level = Level
    .hint = Level 1 is paged first. If nobody answers, level 2 follows.
staff-ask-from = From
staff-ask-until = Until
staff-ask-id = Id of the authority
    .hint = The same id as in the rules of the routes.
staff-ask-webhook = Webhook
    .hint = An address that begins with https://. We send the copy there as JSON.
staff-ask-secret = Secret for the webhook
    .hint = We sign each webhook with it. It is never shown again. Leave this empty to keep it as it is.
staff-ask-active = Sending

staff-tokens-title = API tokens
staff-tokens-none = There are no API tokens yet
staff-token-made = The token was made
staff-token-once = You see this token only now. Keep it in a safe place.
staff-token-until = Valid until
staff-token-revoked = Revoked
staff-token-ended = Ended
staff-token-revoke = Revoke
staff-token-new = New token
staff-token-text = A token may do what the member of staff may do for whom you make it.
staff-token-do = Make token

staff-roster-title = Roster
staff-roster-nobody = Nobody is on duty now. An urgent request for help goes to the last-resort address in the settings.
staff-roster-now = On duty now
staff-roster-none = The roster is empty
staff-roster-none-text = Add the first turn below.
staff-roster-new = Add a turn
staff-roster-text = Whoever is on duty is paged when somebody urgently asks for help.
staff-roster-do = Add
staff-roster-remove = Remove
staff-level = Level { $level }

staff-authorities-title = Authorities
staff-authorities-text = A supervisor or another CSIRT gets a copy of a report, with only the questions meant for it.
staff-authority-active = Send copies to this authority
staff-authority-unset = No address yet
staff-authority-on = Gets copies
staff-authority-off = Off
staff-authority-signed = signed
staff-authority-test = Send a test
staff-authority-tested = The test is on its way. See under Outgoing whether it arrived.
staff-authority-new = Address of an authority

staff-facts-title = Installation
staff-facts-law = Rules
staff-facts-edition = Edition
staff-facts-unconfirmed = Not confirmed
staff-facts-unconfirmed-text = These rules were not checked in the text of the law itself. Have a lawyer check them.
staff-facts-books = Files of rules
staff-facts-file = File
staff-facts-keys = Public keys
staff-facts-keys-text = With these keys anybody can check a receipt.
staff-facts-settings = Settings
staff-facts-settings-text = These are in the settings file. Secrets are not shown here.

staff-errands-title = Outgoing
staff-errands-text = What must still leave the house: mail, webhooks and copies. What has arrived is not listed.
staff-errands-stuck = { $count ->
    [one] 1 message does not arrive. See what is wrong and try again.
   *[other] { $count } messages do not arrive. See what is wrong and try again.
}
staff-errands-none = Everything was sent
staff-errands-none-text = Nothing is waiting.
staff-errands-none-here = Nothing more on this page
errand-reasons = Why it does not arrive
errand-reason-all = All
errand-reason-no-mail-server = No mail server ({ $count })
errand-reason-no-address = No address ({ $count })
errand-reason-no-letter = Broken letter ({ $count })
errand-reason-refused = Refused ({ $count })
errand-reason-unreachable = Not reachable ({ $count })
staff-errand-to = to
staff-errand-stuck = Does not arrive
staff-errand-waiting = Waiting
staff-errand-made = Made on
staff-errand-tries = { $count ->
    [0] Not tried yet.
    [one] Tried once.
   *[other] Tried { $count } times.
}
staff-errand-next = Next try
staff-errand-dossier = Dossier { $reference }
staff-errand-retry = Try again now
staff-errands-retry = Try all again
errand-why-no-mail-server = The settings name no mail server. Fill in [mail] server; then everything leaves by itself.
errand-why-no-address = There is no address. Fill it in under Authorities; then it leaves by itself.
errand-why-no-letter = The text of this letter is missing or broken. Look under Letters.
errand-why-refused = The recipient refused it:
errand-why-unreachable = The recipient could not be reached:

staff-journal-title = Journal
staff-journal-text = Each act is listed here, refusals too. No line can be changed or removed without being noticed.
staff-journal-sealed = { $count ->
    [one] Sealed: { $count } line, on
   *[other] Sealed: { $count } lines, on
}
staff-journal-note = The signed seal
staff-journal-unsealed = Nothing was sealed yet.
staff-journal-subject = About
staff-journal-subject-hint = The reference of a dossier, the login of somebody, or a subject as the list shows it. Leave this empty for everything.
staff-journal-all = Show all
staff-journal-entries = Lines, the newest first
staff-journal-when = When
staff-journal-who = Who
staff-journal-what = What
staff-journal-about = About
staff-journal-hash = Fingerprint
staff-journal-refused = Refused
staff-journal-in-log = Sealed
staff-journal-older = Older lines
staff-journal-none = No lines

staff-fault-not-a-letter = This text cannot be filled in. What is wrong stands above.
staff-ask-body = Text
    .hint = The first line of a mail is its subject.
staff-letters-title = Letters
staff-letters-text = These are the texts that we send. You can put them in your own words. Every version is kept.
staff-letter-title = Letter
staff-letter-own = own text, version { $version }
staff-letter-text = Between double braces we fill in data. Leave those in place.
staff-letter-trouble = What is wrong
staff-letter-moved = Somebody else saved this text meanwhile. Your text still stands below.
staff-letter-preview = This is how the text looks
staff-letter-gaps = We can fill in:
staff-letter-see = Look first
staff-letter-shipped = The text that we ship
staff-letter-versions = Earlier versions
staff-letter-version = Version { $version } by { $actor }
staff-letter-confirmation = Confirmation of receipt
staff-letter-mandate = Mandate
staff-letter-in-your-name = Reported in your name
staff-letter-reminder = Reminder of a deadline
staff-letter-answer = Answer to a report
staff-letter-triage-outcome = What we decided about help
staff-letter-police-guidance = Guidance on reporting to the police
staff-letter-ask-intermediate = Request for an intermediate report
staff-letter-message-waiting = A message is waiting
staff-letter-there-is-news = There is news
staff-letter-copy = Copy for an authority
staff-letter-forward = Message to another country
staff-letter-share = Something was shared
staff-letter-alarm = Page for who is on duty
staff-letter-answer-due = An answer is almost late
staff-letter-invitation = Invitation for staff
staff-letter-drill-inject = Exercise: something happened
staff-letter-drill-over = Exercise: it is over
staff-letter-pack-outdated = Your offline pack is outdated
staff-letter-contact-check = Asking whether a contact is still right
staff-letter-prove-domain = Proof that a domain name is theirs
staff-letter-registered = Confirmation of a registration
staff-letter-test = Test message
