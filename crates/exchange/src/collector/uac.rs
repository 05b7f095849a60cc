//! UAC: a profile of its own and the command that runs it. A profile is found by its name in the folder
//! `profiles`, in every version 3.

use super::{Configured, Wanted, plain};
use std::fmt::Write as _;

const NAME: &str = "meldkamer";

pub(super) fn configured(wanted: &Wanted<'_>) -> Vec<Configured> {
    let (case, os) = (plain(wanted.case), plain(wanted.os));
    let system = if os.is_empty() { String::new() } else { format!(" -s {os}") };
    let own = wanted.takes.is_empty();
    let profile = if own { plain(wanted.profile) } else { NAME.to_owned() };
    let copy = if own { "" } else { "cp uac-profile.yaml uac/profiles/meldkamer.yaml\n" };
    let run = format!("{copy}cd uac\n./uac -p {profile}{system} --case-number {case} /mnt/evidence\n");
    let mut all = Vec::new();
    if !own {
        let mut text = format!("name: {NAME}\ndescription: Meldkamer {case}\nartifacts:\n");
        for one in wanted.takes {
            let _ = writeln!(text, "  - {}", plain(one));
        }
        all.push(Configured { name: "uac-profile.yaml", text });
    }
    all.push(Configured { name: "uac-command.txt", text: run });
    all
}
