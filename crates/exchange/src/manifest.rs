//! What is in an archive and the SHA-256 of each file, for machines and for `sha256sum -c`.

use crate::zip::Member;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Adds `manifest.json`, which says what `about` says and lists the files, and `SHA256SUMS`, which lists
/// them and the manifest.
pub fn sealed(mut members: Vec<Member>, about: Map<String, Value>) -> Vec<Member> {
    let files: Vec<Value> = members
        .iter()
        .map(|one| json!({"name": one.name, "size": one.bytes.len(), "sha256": sha256(&one.bytes)}))
        .collect();
    let mut manifest = about;
    manifest.insert("files".into(), Value::Array(files));
    let text = format!("{:#}\n", Value::Object(manifest));
    members.push(Member { name: "manifest.json".into(), bytes: text.into_bytes() });
    let mut sums = String::new();
    for one in &members {
        let _ = writeln!(sums, "{}  {}", sha256(&one.bytes), one.name);
    }
    members.push(Member { name: "SHA256SUMS".into(), bytes: sums.into_bytes() });
    members
}

/// SHA-256 in hex.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_stands_in_both_lists() {
        let member = |name: &str, text: &str| Member { name: name.into(), bytes: text.into() };
        let mut about = Map::new();
        about.insert("case".into(), json!("CASE-1"));
        let all = sealed(vec![member("a.txt", "abc"), member("b/c.txt", "")], about);
        let sums = String::from_utf8(all[3].bytes.clone()).unwrap();
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(sums.starts_with(&format!("{abc}  a.txt\n")), "{sums}");
        assert_eq!((sums.lines().count(), sums.contains("  manifest.json\n")), (3, true));
        let manifest: Value = serde_json::from_slice(&all[2].bytes).unwrap();
        assert_eq!(
            (manifest["files"][0]["sha256"].as_str(), manifest["case"].as_str()),
            (Some(abc), Some("CASE-1"))
        );
    }
}
