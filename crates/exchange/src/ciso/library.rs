//! A framework as a library file: YAML with every text in double quotes, which YAML and JSON read alike.

use super::urn;
use serde_json::Value;

/// A text in both languages.
#[derive(Clone, Debug, Default)]
pub struct Both {
    /// Dutch: the language of the file.
    pub nl: String,
    /// English: its translation.
    pub en: String,
}

/// A framework to be written.
#[derive(Clone, Debug)]
pub struct Framework {
    /// Its id, such as `basic-principles`.
    pub id: String,
    /// Its version: CISO Assistant counts in whole numbers.
    pub version: u32,
    /// The day of its text, such as `2026-11-01`; empty when it has none.
    pub published: String,
    /// Its name.
    pub name: Both,
    /// What it is about.
    pub description: Both,
    /// Who wrote it.
    pub provider: String,
    /// Chapters and requirements, a chapter before its requirements.
    pub nodes: Vec<Node>,
}

/// A chapter, or a requirement in the chapter before it.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its id, such as `1.1`.
    pub id: String,
    /// The chapter it belongs to; none for a chapter.
    pub parent: Option<String>,
    /// A chapter's name.
    pub name: Both,
    /// The requirement, or what the chapter is about.
    pub description: Both,
    /// Advice.
    pub annotation: Both,
}

/// Writes a library with this one framework.
pub fn library(framework: &Framework) -> String {
    let mut out = Yaml::default();
    let id = &framework.id;
    out.put(0, "urn", &format!("urn:meldkamer:risk:library:{id}"));
    out.put(0, "locale", "nl");
    out.put(0, "ref_id", id);
    out.text(0, "name", &framework.name.nl);
    out.text(0, "description", &framework.description.nl);
    out.text(0, "copyright", "EUPL-1.2");
    out.line(0, &format!("version: {}", framework.version));
    if !framework.published.is_empty() {
        out.line(0, &format!("publication_date: {}", framework.published));
    }
    out.text(0, "provider", &framework.provider);
    out.text(0, "packager", &framework.provider);
    let named = [("name", &framework.name.en), ("description", &framework.description.en)];
    out.translated(0, &named);
    out.line(0, "objects:");
    out.line(1, "framework:");
    out.put(2, "urn", &format!("urn:meldkamer:risk:framework:{id}"));
    out.put(2, "ref_id", id);
    out.text(2, "name", &framework.name.nl);
    out.text(2, "description", &framework.description.nl);
    out.translated(2, &named);
    out.line(2, "requirement_nodes:");
    framework.nodes.iter().for_each(|node| out.node(id, node));
    out.0
}

#[derive(Default)]
struct Yaml(String);

impl Yaml {
    fn line(&mut self, depth: usize, line: &str) {
        self.0.push_str(&"  ".repeat(depth));
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// A word of ours that needs no care but quotes.
    fn put(&mut self, depth: usize, key: &str, word: &str) {
        self.text(depth, key, word);
    }

    fn text(&mut self, depth: usize, key: &str, text: &str) {
        let quoted = Value::String(text.to_owned()).to_string();
        self.line(depth, &format!("{key}: {quoted}"));
    }

    fn translated(&mut self, depth: usize, texts: &[(&str, &String)]) {
        let given: Vec<_> = texts.iter().filter(|(_, text)| !text.is_empty()).collect();
        if given.is_empty() {
            return;
        }
        self.line(depth, "translations:");
        self.line(depth + 1, "en:");
        given.into_iter().for_each(|(key, text)| self.text(depth + 2, key, text));
    }

    fn node(&mut self, framework: &str, node: &Node) {
        let quoted = Value::String(urn(framework, &node.id)).to_string();
        self.line(2, &format!("- urn: {quoted}"));
        self.line(3, &format!("assessable: {}", node.parent.is_some()));
        self.line(3, &format!("depth: {}", if node.parent.is_some() { 2 } else { 1 }));
        if let Some(parent) = &node.parent {
            self.text(3, "parent_urn", &urn(framework, parent));
        }
        self.text(3, "ref_id", &node.id);
        let texts =
            [("name", &node.name), ("description", &node.description), ("annotation", &node.annotation)];
        for (key, text) in texts.iter().filter(|(_, text)| !text.nl.is_empty()) {
            self.text(3, key, &text.nl);
        }
        self.translated(3, &texts.map(|(key, text)| (key, &text.en)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_names_its_nodes_and_their_chapters() {
        let both = |nl: &str, en: &str| Both { nl: nl.into(), en: en.into() };
        let node = |id: &str, parent: Option<&str>| Node {
            id: id.into(),
            parent: parent.map(str::to_owned),
            name: both("Naam", "Name"),
            description: both("Zegt \"ja\":\n- echt", "Says \"yes\""),
            annotation: Both::default(),
        };
        let text = library(&Framework {
            id: "basic-principles".into(),
            version: 202_601,
            published: "2026-11-01".into(),
            name: both("De vijf", "The five"),
            description: both("Over", "About"),
            provider: "CSIRT".into(),
            nodes: vec![node("risks", None), node("1.1", Some("risks"))],
        });
        for line in [
            "version: 202601",
            "  - urn: \"urn:meldkamer:risk:req_node:basic-principles:1.1\"",
            "parent_urn: \"urn:meldkamer:risk:req_node:basic-principles:risks\"",
            "description: \"Zegt \\\"ja\\\":\\n- echt\"",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        assert!(!text.contains("annotation"));
    }
}
