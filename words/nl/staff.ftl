# Medewerkers: inloggen, eigen account en beheer.
staff-menu-label = Menu voor medewerkers
staff-menu-queue = Wachtrij
staff-menu-shift = Overdracht
staff-menu-running = Beheer
staff-menu-errands = Verzending
staff-menu-account = Mijn account
