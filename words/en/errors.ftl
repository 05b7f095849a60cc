# When something does not work. `problem-<code>`: the code is that of the API.
problem-title = This did not work
problem-title-ours = Something went wrong on our side
problem-title-nothing-here = There is nothing here
problem-way-on = What can you do?
problem-kept = What you had filled in is kept. Go one step back, or continue with your code.
problem-call = Is it urgent? Call { $number }.
problem-trace = Calling or writing about this? Name this number:
problem-home = To your first page
problem-continue = Continue with my code

problem-not-allowed = You may not see this page or do this.
problem-not-found = This page or dossier does not exist, or is not yours. Check the address or the code.
problem-moved = Somebody else changed this in the meantime. Open it again and see what it says now.
problem-closed = This dossier is closed, merged or withdrawn. Send us a message if something still has to change.
problem-expired = This link or session has expired. Ask for a new one or sign in again.
problem-already-done = This has been done already. You need not do anything.
problem-wrong-secret = The code or password is not right. Check it and try again.
problem-slow-down = { $number ->
    [one] There were too many tries. Wait 1 second and try again.
   *[other] There were too many tries. Wait { $number } seconds and try again.
}
problem-reason-needed = Write down why. Without a reason this cannot be saved.
problem-second-person-needed = A second person has to confirm this. You cannot do it yourself.
problem-not-understood = The field "{ $field }" is missing or cannot be understood. Fill it in and try again.
problem-too-large = { $number ->
    [0] This file or form is too large. Make it smaller, or ask us for another way.
   *[other] This file or form is too large: it can be { $number } MiB here at the most. Make it smaller, or ask us for another way.
}
problem-no-room = The disk here will not hold this file: { $number } MiB is free. Call us: we make room.
problem-corrupt-part = What arrived from byte { $number } is not what was sent. Send this part again.
problem-key-reused = This Idempotency-Key was used before with other content. Use a new key for a new report.
problem-trouble = It is not your fault. Try again in a minute.
problem-not-this-way = This page cannot be used like that. Begin at the start page.
problem-from-elsewhere = This form came from another website. Open the form here and send it again.
problem-not-readable = What you sent cannot be read. Send text in UTF-8 and try again.
problem-sign-in-first = Sign in first.
problem-not-now = We cannot keep or show anything at this moment. We are working on it.
problem-safe = Everything for which you saw a reference or "saved" is safe. Wait a minute and try again.
problem-unkept = What you sent just now may not have been kept. Wait a minute and send it again with this button. If it was kept after all: a report or message that is sent twice counts once.
problem-again = Send again
problem-again-what = What you sent
problem-again-files = If you had chosen a file: go one step back and choose it again.
problem-factor-needed = This wants a factor that was just given. Do it in the browser.
