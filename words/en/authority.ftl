# The workspace of a supervisor or another CSIRT.
authority-text = You see the stages that the law sends you, and only the questions that are meant for you. Voluntary reports and exercises are never here.
authority-overdue = { $count ->
    [one] 1 stage is overdue
   *[other] { $count } stages are overdue
  }
authority-overdue-none = No stage is overdue.
authority-search = Reference or organisation
authority-sector = Sector
authority-all = All
authority-do-search = Search
authority-received = Received
authority-withdrawn = withdrawn by the reporter
authority-found-none = Nothing found
authority-none = Nothing received yet
authority-none-text = As soon as an organisation of your sectors files a mandatory stage, it stands here.
authority-older = Older
authority-csv = As CSV
authority-json = As JSON
authority-dossier = Your part of the report
authority-part = This is your part of the report. That you open it is in the journal that the organisation can look into.
authority-limits = Limits
authority-limits-none = No limit stands
authority-stages = What you received
authority-requests = Ask for an intermediate report
authority-requests-text = The organisation gets your question as a message. Other supervisors do not see it.
authority-asked = Asked on
authority-asked-by = due by
authority-met = received
authority-unmet = not received yet
authority-back = Back to the report
authority-ask = Ask for an intermediate report
authority-ask-body = What do you want to know?
authority-ask-due = Due by
    .hint = If you fill this in, a limit runs for the organisation.
authority-fault-missing = Fill this in.
authority-fault-too-long = This is too long.
authority-fault-in-the-past = Choose a moment that is still to come.
authority-fault-impossible-date = This date or time does not exist.
authority-entities = Organisations in your care
authority-entities-text = These are the organisations in the register that you answer for under the law. Opening one, or taking the list out, is put in the log.
authority-entities-none = No organisations yet
authority-entities-none-text = An organisation from your sectors appears here as soon as it registers.
authority-entity-text = These are its details in the register. That you look at them is put in the log that the organisation can see.
authority-entity-none = You have received nothing of this organisation yet
authority-xlsx = As XLSX
