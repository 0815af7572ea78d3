//! What DynamoDB is told in its own language (promise C06): made of the store's own words alone. What anybody typed is
//! a value beside an expression and cannot get into one: there is no way from a text of the moment to here.

/// A condition or an update.
#[derive(Clone)]
pub(crate) struct Expression(String);

impl From<&'static str> for Expression {
    fn from(words: &'static str) -> Expression {
        Expression(words.to_owned())
    }
}

impl Expression {
    /// With more words behind it.
    pub(crate) fn and(mut self, words: &'static str) -> Expression {
        self.0.push_str(words);
        self
    }
    /// With the placeholder of an attribute behind it, which is named by an id: of that, only what is in a name.
    pub(crate) fn attribute(mut self, begins: &'static str, id: &str) -> Expression {
        self.0.push('#');
        self.and(begins).named(id)
    }
    /// With `#name = :name` for each of these behind it.
    pub(crate) fn each<T: AsRef<str>>(self, names: impl IntoIterator<Item = T>) -> Expression {
        names.into_iter().enumerate().fold(self, |all, (n, name)| {
            let all = if n > 0 { all.and(", ") } else { all };
            all.attribute("", name.as_ref()).and(" = :").named(name.as_ref())
        })
    }
    fn named(mut self, name: &str) -> Expression {
        self.0.extend(name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_'));
        self
    }
    /// The placeholders of attributes in it.
    pub(crate) fn placeholders(&self) -> impl Iterator<Item = &str> {
        let is_between = |c: char| !(c == '#' || c == ':' || c == '_' || c.is_ascii_alphanumeric());
        self.0.split(is_between).filter(|word| word.starts_with('#'))
    }
    /// As DynamoDB reads it.
    pub(crate) fn spelled(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c06_an_expression_takes_in_nothing_but_names() {
        let hostile = "x = :y) OR attribute_exists(pk";
        let one = Expression::from("SET ").attribute("use_", hostile).and(" = :place");
        assert_eq!(one.clone().spelled(), "SET #use_xyORattribute_existspk = :place");
        assert_eq!(one.placeholders().collect::<Vec<_>>(), ["#use_xyORattribute_existspk"]);
        assert_eq!(Expression::from("SET ").each(["a0", "a:1"]).spelled(), "SET #a0 = :a0, #a1 = :a1");
    }
}
