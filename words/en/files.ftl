# Files beside a report that is still being written.
door-files-title = Attachments
door-files-text = For example a screenshot or a log file. You need not, and it can also be done later.
door-files-add = Add a file
door-files-drop = Remove
door-files-too-large = This file is larger than { $limit } and was not added. Make it smaller, or ask us for another way. What you typed is kept.
door-files-too-many = A report can hold { $most } files at the most. This file was not added. Remove one, or send it with a message after reporting. What you typed is kept.
