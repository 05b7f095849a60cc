# What can stand on any page.
product = Meldkamer
skip-to-content = Skip to content
start-link = To the start page
header-label = Top of the page
language-switch = Language
signed-in-as = Signed in as { $name }
sign-out = Sign out
sign-in = Sign in
footer-label = Bottom of the page
footer-telephone = Available day and night
footer-privacy = Privacy
footer-receipt = Check a receipt
footer-report = Report an incident
footer-version = Version { $version }
printed-page = Page: { $path }
printed-reference = Reference: { $reference }
exercise-title = Exercise
exercise-text = This is an exercise. Nothing goes to a supervisor or another team. Clocks run 60 times faster.
exercise-mark = EXERCISE

tone-info = Good to know
tone-ok = Done
tone-warning = Take care
tone-danger = Important

yes = Yes
no = No
unknown = I don't know
optional = optional
or = or
more = More
back = Back
print = Print or save
copy = Copy
copied = Copied
change = Change
close = Close
search = Search
none-yet = Nothing yet
opens-telephone = Call { $number }

role-administrator = administrator
role-duty-officer = duty officer
role-analyst = analyst
role-observer = observer
role-specialist = specialist
role-coordinator = coordinator
role-member = no role
role-entity-administrator = administrator of the organisation
role-entity-reporter = reporter of the organisation
role-entity-reader = reader of the organisation
role-provider = service provider
role-supervisor = supervisor
role-other-csirt = other CSIRT
role-contact-point = single point of contact
role-partner = partner
role-reporter = reporter

paging-label = Paging
paging-previous = Previous
paging-next = Next
paging-where = Page { $page } of { $pages }
breadcrumb-label = You are here
tabs-label = Sections
timeline-label = Timeline

# Time
day-1 = Mon
day-2 = Tue
day-3 = Wed
day-4 = Thu
day-5 = Fri
day-6 = Sat
day-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
due-now = now
due-in-minutes = { $count ->
    [one] in 1 minute
   *[other] in { $count } minutes
}
due-in-hours = { $count ->
    [one] in 1 hour
   *[other] in { $count } hours
}
due-in-days = { $count ->
    [one] in 1 day
   *[other] in { $count } days
}
due-minutes-ago = { $count ->
    [one] 1 minute ago
   *[other] { $count } minutes ago
}
due-hours-ago = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
}
due-days-ago = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}

# Clocks
clock-aim = Our advice: before
clock-limit = By law: before
clock-state-open = Running
clock-state-soon = Almost due
clock-state-late = Late
clock-state-done = Done
clock-done-at = Done on

# Samples of the style
styleguide-title = Style and parts
