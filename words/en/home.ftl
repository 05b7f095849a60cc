# After signing in: for whom somebody acts, and the first page of each role.
home-choose-title = For whom are you working now?
home-choose-text = You can work for more than one organisation. Choose one. You can switch later.
home-choose-do = Choose
home-choose-this = Chosen now
home-choose-firm = On behalf of { $firm }.
home-choose-until = Until
home-choose-none = You have no mandate at the moment. Ask the administrator of your organisation to invite you.
home-choose-none-report = You can always report an incident, without an account too:
home-choose-report = to the front door
home-account = My account
home-switch = Switch
home-empty = There is nothing here yet.
organisation-title = Your organisation
authority-title = Reports received
contact-point-title = Single point of contact
partner-title = Information received
