//! Acquire: a command with one of its own profiles, onto a disk that is not the system's own.

use super::{Configured, Wanted, plain};

pub(super) fn configured(wanted: &Wanted<'_>) -> Vec<Configured> {
    let profile = plain(wanted.profile);
    let text = format!("acquire local -p {profile} -ot tar --compress -o E:\\evidence -l E:\\evidence\n");
    vec![Configured { name: "acquire-command.txt", text }]
}
