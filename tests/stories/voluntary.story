Story: what is reported of free will never reaches a supervisor (NIS2 30, Cbw 33)

Given it is 2026-11-20 16:40 in Amsterdam
When Bakkerij De Zon reports voluntarily:
    not.duty: ["voluntary"]
    org.sector: food
Then the receipt of Bakkerij De Zon can be checked and says voluntary
And no limit stands for Bakkerij De Zon
And nothing waits for a supervisor

# Under the duty to report, the supervisor gets a copy, without what is meant for the CSIRT alone.
When Waterbedrijf Noord reports an early warning:
    h.want: no
    h.question: Alleen voor het CSIRT
Then something waits for a supervisor
And no copy says "Alleen voor het CSIRT"
