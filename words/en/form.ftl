# Forms.
form-save = Save
form-next = Continue
form-send = Send
form-cancel = Cancel
form-add-row = Another row
form-add-row-hint = Need more rows? Save the form and an empty row appears.
form-errors-title = { $count ->
    [one] There is 1 thing to put right
   *[other] There are { $count } things to put right
}
form-errors-text = What you filled in has been kept.
form-error-mark = Error:
form-choose = Please choose
form-choose-more = You may choose more than one.
form-date = Date
form-time = Time
form-moment-hint = Dutch local time. It is now { $date } { $time }. Not sure? Give the best you know.
form-moment-now = Fill in now
form-person-name = Name
form-person-job = Job title
form-person-email = Email address
form-person-telephone = Telephone number
form-file-hint = At most { $limit }.
form-most = At most { $most } characters.
form-row = Row { $number }
form-saved-at = Saved at { $time }
form-saving = Saving
form-offline = No connection. Your text is safe in this browser. We keep trying.
form-choice-number = Choice { $number }
form-stopped = This report was sent already or is no longer open. Your text is still in this browser. Add to it in your dossier.
form-moment-hint-plain = Dutch time. Not exactly known? Give the best you know.
