# Staff: signing in, one's own account and running the installation.
staff-menu-label = Menu for staff
staff-menu-queue = Queue
staff-menu-shift = Hand-over
staff-menu-running = Running
staff-menu-errands = Outgoing
staff-menu-account = My account

staff-changed = The change was saved.
staff-step = Step { $step } of 3

staff-sign-in-title = Staff sign-in
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
staff-ask-now = Your password of now
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
staff-invitation-text = You are invited as { $role }. Fill in your details and choose a password. After that you connect an app for the second step.
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
