# Staff: signing in, one's own account and running the installation.
staff-menu-label = Menu for staff
staff-menu-queue = Queue
staff-menu-shift = Hand-over
staff-menu-running = Running
staff-menu-errands = Outgoing
staff-menu-account = My account
