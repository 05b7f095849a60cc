//! Which tool of acquisition made a container: told by the names in it.

use crate::Report;

/// Notes what the name of an entry says of the tool.
pub fn note(report: &mut Report, name: &str) {
    let last = name.rsplit('/').next().unwrap_or(name);
    let lower = name.to_ascii_lowercase();
    let mark = match () {
        () if last == "collection_context.json" => "velociraptor",
        () if last.ends_with("_CopyLog.csv") || last.ends_with("_SkipLog.csv") => "kape",
        () if lower.starts_with("kape/") || last.ends_with("_ConsoleLog.txt") => "kape",
        () if last == "uac.log" || last == "uac.log.stderr" => "uac",
        () if lower.starts_with("live_response/") => "uac-response",
        () if lower.starts_with("bodyfile/") || lower.starts_with("[root]/") => "uac-body",
        () if lower.starts_with("fs/") && (lower.contains("$metadata$") || lower.contains("$rootfs$")) => {
            "acquire"
        }
        () if lower.starts_with("fs/c:/") || lower.starts_with("fs/sysvol/") => "acquire",
        () if last.starts_with("CyLR_Collection_Log") || last == "CyLR.log" => "cylr",
        () if lower == "c/$mft" || lower == "c/$logfile" => "cylr-files",
        () if name == "[Content_Types].xml" => "ooxml",
        () if name == "AndroidManifest.xml" => "apk",
        () if name == "container.description" || name == "information.turtle" => "aff4",
        () => return,
    };
    if !report.marks.contains(&mark) {
        report.marks.push(mark);
    }
}

/// Names the tool, or what the container is otherwise, once all entries were seen.
pub fn name(report: &mut Report) {
    let has = |mark| report.marks.contains(&mark);
    let tool = match () {
        () if has("velociraptor") => "velociraptor",
        () if has("kape") => "kape",
        () if has("uac") || (has("uac-response") && has("uac-body")) => "uac",
        () if has("acquire") => "acquire",
        () if has("cylr") || has("cylr-files") => "cylr",
        () => "",
    };
    let other = ["ooxml", "apk", "aff4"].into_iter().find(|mark| has(mark));
    report.container = tool.to_owned();
    if let Some(other) = other.filter(|_| tool.is_empty()) {
        report.kind = other.to_owned();
    }
}
