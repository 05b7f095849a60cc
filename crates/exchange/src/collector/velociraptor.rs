//! Velociraptor: a spec file for `velociraptor collector`. Every value is a string, and none is left blank.

use super::{Configured, Wanted, plain};
use std::fmt::Write as _;

pub(super) fn configured(wanted: &Wanted<'_>) -> Vec<Configured> {
    let mut spec = format!("# {}\nOS: {}\nArtifacts:\n", plain(wanted.case), plain(wanted.os));
    for one in wanted.takes {
        let _ = writeln!(spec, "  {}: {{}}", plain(one));
    }
    // The evidence is sealed to the key of the case afterwards: age is not one of the tool's schemes.
    spec.push_str("Target: ZIP\nTargetArgs: {}\nEncryptionScheme: None\nEncryptionArgs: {}\n");
    for (name, value) in [
        ("OptVerbose", "Y"),
        ("OptBanner", "Y"),
        ("OptPrompt", "N"),
        ("OptAdmin", "Y"),
        ("OptTempdir", ""),
        ("OptLevel", "5"),
        ("OptFormat", "jsonl"),
        ("OptFilenameTemplate", "Collection-%FQDN%-%TIMESTAMP%"),
        ("OptOutputDirectory", ""),
        ("OptProgressTimeout", "3600"),
        ("OptTimeout", "0"),
        ("OptDeleteAtExit", "N"),
    ] {
        let _ = writeln!(spec, "{name}: \"{value}\"");
    }
    let run = "velociraptor collector --datastore ./datastore velociraptor-spec.yaml\n";
    vec![
        Configured { name: "velociraptor-spec.yaml", text: spec },
        Configured { name: "velociraptor-command.txt", text: run.to_owned() },
    ]
}
