# What only a machine is told. `problem-<code>`: the code is that of the problem.
problem-code-needed = Send the code of the report as a bearer token: `Authorization: Bearer seven words`. The first report answered it.
problem-body-too-large = The body holds more than { $number } MiB. Send less; send large files by another way, after agreement with the CSIRT.
problem-not-utf8 = The body is not UTF-8: the byte after position { $number } does not fit. Send it in UTF-8.
problem-not-json = The body is not JSON: look at line { $number }. Correct it and send it again; nothing was kept.
problem-not-an-object = The body must be a JSON object, such as {"{"}"stage": "early-warning", "answers": {"{}"}{"}"}.
problem-wrong-field = { $fault ->
    [missing] The field "{ $field }" is missing. Add it and send it again.
    [unknown] The field "{ $field }" does not exist here. Leave it out, or correct its name; /api/v1/openapi.json has all names. Questions belong in "answers".
    [not-text] The field "{ $field }" must be a text.
    [not-flag] The field "{ $field }" must be true or false.
    [not-number] The field "{ $field }" must be a whole number.
    [not-object] The field "{ $field }" must be an object.
    [not-a-stage] The field "{ $field }" names no stage. Use early-warning, notification, intermediate, progress, final, voluntary or initial.
    [not-a-language] The field "{ $field }" must be nl or en.
    [not-a-regime] The field "{ $field }" names no law that holds today. Leave it out, or use an id such as nl-cbw, nis2 or dora.
    [not-a-cursor] The field "{ $field }" must be the value of "next" of the page before.
    [not-a-confidence] The field "{ $field }" must be high, medium or low.
    [too-long] The field "{ $field }" is too long. Make it shorter.
   *[other] The field "{ $field }" cannot be used as it was sent. Correct it and send it again.
}
