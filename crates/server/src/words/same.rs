//! A wall: both languages have the same files, ids, attributes and gaps.
#![cfg(test)]

use crate::{language::Language, texts::Texts};
use fluent_syntax::{ast, parser};
use std::collections::{BTreeMap, BTreeSet};

/// For each key (`file id.attribute`), the names of its gaps.
fn shape(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut shape = BTreeMap::new();
    for (file, text) in Texts::find(None).words(language.code()) {
        let tree = parser::parse(text.as_ref()).unwrap_or_else(|(_, wrong)| panic!("{file}: {wrong:?}"));
        for entry in &tree.body {
            let ast::Entry::Message(message) = entry else { continue };
            let id = format!("{file} {}", message.id.name);
            if let Some(value) = &message.value {
                shape.insert(id.clone(), gaps_of(value));
            }
            for attribute in &message.attributes {
                shape.insert(format!("{id}.{}", attribute.id.name), gaps_of(&attribute.value));
            }
        }
    }
    shape
}

fn gaps_of(pattern: &ast::Pattern<&str>) -> BTreeSet<String> {
    let text = format!("{pattern:?}");
    let mark = "VariableReference { id: Identifier { name: \"";
    let names = text.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
    names.map(str::to_owned).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (dutch, english) = (shape(Language::Dutch), shape(Language::English));
    assert!(dutch.len() > 50, "the words were not found");
    assert!(dutch.values().any(|gaps| gaps.contains("count")), "gaps were not found");
    for (key, gaps) in &dutch {
        assert_eq!(english.get(key), Some(gaps), "{key} in English");
    }
    for key in english.keys() {
        assert!(dutch.contains_key(key), "{key} is missing in Dutch");
    }
}
