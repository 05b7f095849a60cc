# When something fails.
error-title = That did not work
error-not-found = This page does not exist, or no longer exists.
error-not-allowed = You may not see this page or do this.
error-trouble = Something went wrong on our side. What you had filled in has been kept.
error-moved = Someone else changed this in the meantime. Both texts are shown below.
error-too-large = This file or form is too large.
error-busy = It is very busy right now. Wait a minute and try again.
error-expired = You were inactive for too long. Please sign in again. Your text has been kept.
error-way-on = What can you do?
error-call = Is it urgent? Call { $number }.
error-trace = Code for us: { $trace }
