//! What a collector is told parses, and asks what was wanted.

use super::*;
use yaml_rust2::{Yaml, YamlLoader};

fn wanted<'a>(os: &'a str, takes: &'a [String]) -> Wanted<'a> {
    Wanted { os, profile: "full", takes, case: "CASE-26-0001" }
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|one| (*one).to_owned()).collect()
}

fn yaml(configured: &Configured) -> Yaml {
    YamlLoader::load_from_str(&configured.text).unwrap().remove(0)
}

#[test]
fn a_spec_of_velociraptor_holds_strings_and_all_artifacts() {
    let takes = named(&["Windows.System.Pslist", "Windows.Memory.Acquisition"]);
    let files = configured(Tool::Velociraptor, &wanted("Windows", &takes));
    let spec = yaml(&files[0]);
    assert_eq!(spec["OS"].as_str(), Some("Windows"));
    let artifacts = spec["Artifacts"].as_hash().unwrap();
    let names: Vec<&str> = artifacts.keys().filter_map(Yaml::as_str).collect();
    assert_eq!(names, ["Windows.System.Pslist", "Windows.Memory.Acquisition"]);
    let blank = |(key, value): (&Yaml, &Yaml)| matches!(value, Yaml::Null).then(|| key.clone());
    assert_eq!(spec.as_hash().unwrap().iter().filter_map(blank).count(), 0, "a blank value is never valid");
    assert!(["OptLevel", "OptPrompt", "OptTimeout"].iter().all(|name| spec[*name].as_str().is_some()));
    assert!(files[1].text.contains(files[0].name));
}

#[test]
fn a_profile_of_uac_holds_all_artifacts_in_order() {
    let takes = named(&["live_response/process/*", "files/logs/*"]);
    let files = configured(Tool::Uac, &wanted("netscaler", &takes));
    let profile = yaml(&files[0]);
    assert_eq!(profile["name"].as_str(), Some("meldkamer"));
    let artifacts: Vec<&str> =
        profile["artifacts"].as_vec().unwrap().iter().filter_map(Yaml::as_str).collect();
    assert_eq!(artifacts, ["live_response/process/*", "files/logs/*"]);
    assert!(
        files[1].text.contains("./uac -p meldkamer -s netscaler --case-number CASE-26-0001 /mnt/evidence")
    );
    let own = configured(Tool::Uac, &wanted("", &[]));
    assert_eq!((own.len(), own[0].text.contains("-p full --case-number")), (1, true));
}

#[test]
fn acquire_and_the_extractor_suite_get_their_lines() {
    let acquire = configured(Tool::Acquire, &wanted("", &[]));
    assert_eq!(acquire[0].text, "acquire local -p full -ot tar --compress -o E:\\evidence -l E:\\evidence\n");
    let takes = named(&["Get-GraphEntraSignInLogs", "Get-MailboxRules"]);
    let suite = configured(Tool::ExtractorSuite, &wanted("", &takes));
    assert!(
        suite[0]
            .text
            .contains("        \"Get-GraphEntraSignInLogs\"\n        \"Get-MailboxRules\"\n    )\n}\n")
    );
    assert!(suite[1].text.contains("Start-MESTriage -Template meldkamer -TriageName \"CASE-26-0001\""));
}

#[test]
fn nothing_that_a_shell_would_read_gets_through() {
    let takes = named(&["files/logs/*; rm -rf \"$HOME\"\n"]);
    for tool in [Tool::Velociraptor, Tool::Uac, Tool::ExtractorSuite] {
        let sly = Wanted { case: "A\"; rm `x` $(y)\n", ..wanted("linux; y", &takes) };
        for file in configured(tool, &sly) {
            assert!(!file.text.contains("rm -rf") && !file.text.contains("$(y)") && !file.text.contains('`'));
        }
    }
}
