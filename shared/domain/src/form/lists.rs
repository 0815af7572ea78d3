//! What is chosen from: published lists and trees.

/// A published list of codes and names.
pub struct Dictionary {
    /// Its name in schemas.
    pub name: &'static str,
    /// Codes and names in the order of the page.
    pub entries: &'static [(&'static str, &'static str)],
}

impl Dictionary {
    /// The name of a code.
    pub fn name_of(&self, code: &str) -> Option<&'static str> {
        self.entries.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
    }
}

/// A published tree of choices.
pub struct Cascade {
    /// What each level is called.
    pub levels: &'static [&'static str],
    /// The first level.
    pub roots: &'static [Node],
}

/// One choice of a cascade.
pub struct Node {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The choices of the next level.
    pub below: &'static [Node],
}

impl Cascade {
    /// The nodes on the way down, as far as the codes lead.
    pub fn path<T: AsRef<str>>(&self, codes: &[T]) -> Vec<&'static Node> {
        let mut here = self.roots;
        let step = |code: &T| {
            let node = here.iter().find(|node| node.code == code.as_ref())?;
            here = node.below;
            Some(node)
        };
        codes.iter().map_while(step).collect()
    }
}
