# Taking a dossier along from the desk.
desk-export-title = Dossier, internal
desk-export-warning = This paper is the CSIRT's. It holds our own notes and is not for the reporter or for others.
desk-export-pdf = Everything as PDF
desk-export-json = Everything as JSON
desk-export-by = By
desk-mail-files = These files go along with the dossier.
