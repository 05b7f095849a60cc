//! People's work from beginning to end, told in plain text that a lawyer and a duty officer can read.
//!
//! A story is a file in `stories/`, told on both databases by [`tell`]. Its steps are in the rooms
//! below; docs/operate/testing.md lists them.

mod authorities;
mod clockwork;
mod desk;
mod drill;
mod reporter;
mod support;
mod telling;

use telling::tell;

macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        $(#[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            tell(stringify!($name)).await;
        })+

        const TOLD: &[&str] = &[$(stringify!($name)),+];
    };
}

stories!(
    a_drill,
    an_exercise,
    clock_jumps,
    corrections,
    each_authority_its_part,
    filed_twice,
    help_to_the_end,
    later_stages,
    mail_down_for_a_day,
    mail_down_for_many,
    night_report,
    reminders_after_down_time,
    shared_on_a_ground,
    voluntary,
    what_the_case_holds,
);

#[test]
fn every_story_is_told() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("stories");
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut there: Vec<String> = std::fs::read_dir(folder).unwrap().map(name).collect();
    there.retain(|name| name.ends_with(".story"));
    there.sort();
    let told: Vec<String> = TOLD.iter().map(|name| format!("{}.story", name.replace('_', "-"))).collect();
    assert_eq!(there, told);
}
