# Signing in: passkeys, by way of somebody else, and showing once more who you are.
sign-in-passkey-title = With a passkey
sign-in-passkey-text = You use your fingerprint, your face or the PIN of your device. You need no password.
sign-in-passkey-do = Sign in with a passkey
sign-in-passkey-wrong = This passkey does not let you in here. Try another passkey, or sign in with your password.
sign-in-passkey-over = This took too long. Try again.
sign-in-provider-title = By way of your organisation
sign-in-provider-do = Sign in with { $name }
sign-in-password-title = With a password and a code
sign-in-help-report = You can always report, without signing in too:

passkey-get-stopped = It did not work. You stopped, or it took too long. Try again, or choose another way.
passkey-get-known = It did not work. Try again, or choose another way.
passkey-get-failed = It did not work. Try again, or choose another way.
passkey-get-absent = This browser knows no passkeys. Choose another way.
passkey-create-stopped = No passkey was made. You stopped, or it took too long. Try again.
passkey-create-known = This device already has a passkey for your account.
passkey-create-failed = No passkey was made. Try again.
passkey-create-absent = This browser knows no passkeys. Use another browser, or an app with codes.
passkey-elsewhere = Passkeys work at this address only:

outside-title = Signing in with { $name } did not work
outside-down = { $name } does not work now. It is not your fault. Try again later, or sign in with a passkey or a password.
outside-refused = You stopped at { $name }, or you may not sign in there.
outside-over = This took too long, or you began in another browser. Begin again.
outside-not-good = The answer of { $name } is not right. We do not trust it. Try again. Does it happen more often? Then call us.
outside-too-low = You signed in at a level that is too low. Choose a means of a higher level at { $name }.
outside-no-number = { $name } did not say for which organisation you sign in. Ask your administrator for an authorisation.
outside-no-entity = We do not know your organisation yet. That is why we cannot let you in yet.
outside-no-role = { $name } did not say what you may do for your organisation. Ask your administrator for an authorisation.
outside-no-account = You do not have an account here yet. Ask a colleague or the CSIRT for an invitation.
outside-blocked = Your account is blocked. Call us if you think that this is wrong.
outside-another = This sign-in belongs to another account already.
outside-not-you = You signed in as somebody else than the owner of this account.
outside-report = Do you have an incident? You can report it without signing in.
outside-report-do = Report an incident
outside-continue = Did you report before? Go on with your code.
outside-continue-do = Continue with your code
outside-register = We looked for register number { $number }. Is this number right? Then ask the CSIRT to register your organisation.
outside-again = Try again

step-up-title = Show once more that it is you
step-up-text = What you want to do can have serious consequences. That is why we ask now.
step-up-kept = What you had filled in is kept. After this it goes on by itself.
step-up-passkey = Use a passkey
step-up-code = Use the code
step-up-wrong = This is not right. Take a new code from the app: each code works once.
step-up-wait = { $seconds ->
    [one] You gave too many wrong answers. Wait 1 second and try again.
   *[other] You gave too many wrong answers. Wait { $seconds } seconds and try again.
}
step-up-none = You have nothing here to show it with. Sign out and sign in again. After that, do it within 10 minutes.
step-up-fresh = Thank you. You can now go on with what you were doing.
step-up-go-on = Go on
step-up-cancel = Stop

ways-title = How you sign in
ways-passkeys = Passkeys
ways-passkeys-text = With a passkey you sign in with your fingerprint, your face or the PIN of your device. Make one on each device that you use.
ways-added = Made on
ways-used = Last used on
ways-unused = Not used yet.
ways-remove = Remove
ways-add = Make a passkey
ways-no-script = Making a passkey only works in a browser that runs scripts. Without scripts you sign in with a password and a code.
ways-site-not-secure = Passkeys do not work here. The address of this website must begin with https://. Ask the operator to change the setting "address".
ways-site-no-name = Passkeys do not work here. The address of this website is a number, not a name. Ask the operator to change the setting "address".
ways-app = App with codes
ways-app-set = You have an app with codes. With your password it is the way to sign in without a passkey.
ways-app-unset = You do not have an app with codes yet. With a password and an app you can also sign in when your passkey is not at hand.
ways-app-do = Set up an app
ways-app-again = Set up another app
ways-providers = Signing in by way of somebody else
ways-providers-text = Connect the sign-in of your organisation. Then you can sign in here with it.
ways-tied = Connected
ways-tie = Connect
ways-untie = Disconnect
ways-back = Back to my account
ways-fault-last-way-in = This is your last way to sign in. Add another one first.
ways-fault-not-made = We could not keep the passkey. Try again.
ways-fault-over = This took too long. Try again.
ways-fault-too-many = You have the greatest number of passkeys. Remove one first.
ways-fault-known = This passkey is known already.
ways-fault-none = You have no passkey.
ways-link = Passkeys and other ways to sign in
ways-by-password = Signed in with a password and a code.
ways-by-recovery = Signed in with a recovery code.
ways-by-passkey = Signed in with a passkey.
ways-by-provider = Signed in by way of somebody else.
ways-password-none = You do not have a password yet. With a password and an app with codes you can also sign in without a passkey.

staff-ask-passkey-name = Name of the passkey
    .hint = For example: telephone, laptop, key at the office.

tie-title = Connect { $name }
tie-text = You now go to { $name }. Sign in there as yourself. After that you come back here.
tie-do = To { $name }

app-title = Set up an app with codes
app-text = Once you confirm this app, an older one no longer works. On other devices you will have to sign in again.

staff-ask-way = How do you want to sign in?
    .hint = Do you choose a passkey? Then leave the password below empty.
invitation-way-passkey = With a passkey: your fingerprint, your face or the PIN of your device
invitation-way-password = With a password and an app with codes
invitation-passkey-title = Make a passkey
invitation-passkey-text = With a passkey you sign in with your fingerprint, your face or the PIN of your device. Then you need no password and no app.
invitation-passkey-else = Does it not work, or would you rather have a password? Go back and choose password and app.
invitation-passkey-back = Back
