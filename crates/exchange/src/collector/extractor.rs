//! Microsoft-Extractor-Suite: a template of tasks and the lines of PowerShell that run it. A template is
//! found by its name in the folder `Templates` of the module.

use super::{Configured, Wanted, plain};
use std::fmt::Write as _;

pub(super) fn configured(wanted: &Wanted<'_>) -> Vec<Configured> {
    let case = plain(wanted.case);
    let mut tasks = format!(
        "@{{\n    Name = \"Meldkamer {case}\"\n    Description = \"Meldkamer {case}\"\n    Tasks = @(\n"
    );
    for one in wanted.takes {
        let _ = writeln!(tasks, "        \"{}\"", plain(one));
    }
    tasks.push_str("    )\n}\n");
    let own = wanted.takes.is_empty();
    let template = if own { plain(wanted.profile) } else { "meldkamer".to_owned() };
    let mut run = String::from("Import-Module Microsoft-Extractor-Suite\n");
    if !own {
        run.push_str("$base = (Get-Module Microsoft-Extractor-Suite).ModuleBase\n");
        run.push_str("Copy-Item .\\meldkamer.psd1 (Join-Path $base \"Templates\")\n");
    }
    run.push_str("Connect-M365\nConnect-MgGraph -Scopes AuditLog.Read.All,Directory.Read.All -NoWelcome\n");
    let _ = writeln!(
        run,
        "Start-MESTriage -Template {template} -TriageName \"{case}\" -Output JSON -OutputDir .\\evidence"
    );
    let mut all = Vec::new();
    if !own {
        all.push(Configured { name: "meldkamer.psd1", text: tasks });
    }
    all.push(Configured { name: "extractor-suite.ps1", text: run });
    all
}
