Story: one report, many copies: each authority gets its own part, and nothing else (Cbw 26 to 30, 33)

Given it is 2026-11-20 16:40 in Amsterdam
When Waterbedrijf Noord reports an early warning:
    w.summary: Ransomware op de servers
    w.malicious: yes
    h.want: no
    h.question: Alleen voor het CSIRT
    s.ioc: kwaad.example
    a.personal-risk: yes
Then ilt received of Waterbedrijf Noord: early-warning 1
And the copy of the early-warning for ilt says "Ransomware op de servers"
And the copy of the early-warning for ilt does not say "Alleen voor het CSIRT"
And the copy of the early-warning for ilt does not say "kwaad.example"
And the copy of the early-warning for ilt does not say "a.personal-risk"
And rdi received nothing of Waterbedrijf Noord

# Each later stage and each correction goes the same way.
When the clock says 2026-11-21 10:00
And Waterbedrijf Noord files the notification:
    w.summary: Ransomware op twee servers
Then ilt received of Waterbedrijf Noord: early-warning 1, notification 1

# An intermediate report goes to whoever asked for it: nobody did but the CSIRT.
When Waterbedrijf Noord files the intermediate:
    w.summary: Wij bouwen opnieuw op
Then ilt received of Waterbedrijf Noord: early-warning 1, notification 1

# A correction names another sector. Its supervisor gets what went before, too; the first gets no more.
When the clock says 2026-11-22 10:00
And Waterbedrijf Noord files the early-warning because "Wij zijn een energiebedrijf":
    org.sector: energy
    w.summary: Ransomware op de servers
Then rdi received of Waterbedrijf Noord: early-warning 2, notification 1
And ilt received of Waterbedrijf Noord: early-warning 1, notification 1

# Two sectors, two supervisors, each with its own copy.
When Havenbedrijf Zuid reports an early warning:
    org.sector: ["transport", "energy"]
Then ilt received of Havenbedrijf Zuid: early-warning 1
And rdi received of Havenbedrijf Zuid: early-warning 1

# Of free will, or as an exercise: no supervisor ever hears of it.
When Bakkerij De Zon reports voluntarily:
    not.duty: ["voluntary"]
    org.sector: food
Then nvwa received nothing of Bakkerij De Zon
When Molen De Hoop reports an early warning as an exercise
Then ilt received nothing of Molen De Hoop

# What was voluntary when it was filed stays so, also when the duty to report comes later.
When the clock says 2026-11-23 10:00
And Bakkerij De Zon files the notification:
    not.kind: significant-incident
    not.duty: ["nis2"]
    org.sector: food
    w.summary: Het is toch ernstig
Then nvwa received of Bakkerij De Zon: notification 1
