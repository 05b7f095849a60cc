//! The structure that a screen reader follows. Grown while the pages are laid out; its leaves get
//! their place in the file only when the pages are printed.

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

/// A branch of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Branch(usize);

/// A leaf: one stretch of content on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf(usize);

enum Twig {
    Branch(Branch),
    Leaf(Leaf),
}

/// The structure of one paper.
#[derive(Default)]
pub struct Tree {
    tops: Vec<Branch>,
    branches: Vec<(TagKind, Vec<Twig>)>,
    leaves: Vec<Option<Identifier>>,
}

impl Tree {
    /// A new branch at the top.
    pub fn top(&mut self, tag: impl Into<TagKind>) -> Branch {
        self.branches.push((tag.into(), Vec::new()));
        let branch = Branch(self.branches.len() - 1);
        self.tops.push(branch);
        branch
    }

    /// A new branch under another.
    pub fn grow(&mut self, parent: Branch, tag: impl Into<TagKind>) -> Branch {
        self.branches.push((tag.into(), Vec::new()));
        let branch = Branch(self.branches.len() - 1);
        self.branches[parent.0].1.push(Twig::Branch(branch));
        branch
    }

    /// A new leaf on a branch.
    pub fn leaf(&mut self, branch: Branch) -> Leaf {
        self.leaves.push(None);
        let leaf = Leaf(self.leaves.len() - 1);
        self.branches[branch.0].1.push(Twig::Leaf(leaf));
        leaf
    }

    /// Notes where a leaf was printed.
    pub fn printed(&mut self, leaf: Leaf, place: Identifier) {
        self.leaves[leaf.0] = Some(place);
    }

    /// The finished tree.
    pub fn finish(&self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for top in &self.tops {
            tree.push(self.group(*top));
        }
        tree
    }

    fn group(&self, branch: Branch) -> TagGroup {
        let (tag, twigs) = &self.branches[branch.0];
        let mut group = TagGroup::new(tag.clone());
        for twig in twigs {
            match twig {
                Twig::Branch(branch) => group.push(Node::Group(self.group(*branch))),
                Twig::Leaf(leaf) => {
                    if let Some(place) = self.leaves[leaf.0] {
                        group.push(Node::Leaf(place));
                    }
                }
            }
        }
        group
    }
}
