//! The sandbox: before a byte of others is read, the process gives up everything but reading its input,
//! writing its answer and using a little memory and time. It cannot be undone.
//!
//! Limits of the process, no new privileges, no files and no network (Landlock), and a short list of
//! system calls (seccomp) beyond which the kernel ends it.

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus};
use rlimit::Resource;
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};
use std::{collections::BTreeMap, error::Error};

/// Bytes of memory that may be addressed.
pub const MEMORY: u64 = 256 << 20;

/// System calls that reading, unpacking and telling need.
const CALLS: &[i64] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_close,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_futex,
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigaction,
    libc::SYS_sigaltstack,
    libc::SYS_clock_gettime,
    libc::SYS_getrandom,
    libc::SYS_fstat,
    libc::SYS_sched_yield,
];

/// Goes in. `seconds` of computing are left. Answers how much of Landlock the kernel gave: `full`,
/// `partly` or `none`; all else is given or it is an error.
pub fn enter(seconds: u64) -> Result<&'static str, Box<dyn Error>> {
    for (what, most) in [
        (Resource::AS, MEMORY),
        (Resource::CPU, seconds),
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
        (Resource::NOFILE, 8),
    ] {
        rlimit::setrlimit(what, most, most)?;
    }
    let files = no_files()?;
    seccompiler::apply_filter(&calls()?)?;
    Ok(files)
}

fn no_files() -> Result<&'static str, Box<dyn Error>> {
    let abi = ABI::V5;
    let rules = Ruleset::default().handle_access(AccessFs::from_all(abi))?;
    let status = rules.handle_access(AccessNet::from_all(abi))?.create()?.restrict_self()?;
    Ok(match status.ruleset {
        RulesetStatus::FullyEnforced => "full",
        RulesetStatus::PartiallyEnforced => "partly",
        RulesetStatus::NotEnforced => "none",
    })
}

fn calls() -> Result<BpfProgram, Box<dyn Error>> {
    let allowed: BTreeMap<i64, Vec<_>> = CALLS.iter().map(|call| (*call, Vec::new())).collect();
    let machine = std::env::consts::ARCH.try_into()?;
    let filter = SeccompFilter::new(allowed, SeccompAction::KillProcess, SeccompAction::Allow, machine)?;
    Ok(filter.try_into()?)
}
