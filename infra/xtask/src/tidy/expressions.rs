//! No expression of DynamoDB is put together from a text of the moment (promise C06): it is written down where it is
//! sent, or is an `Expression` of the store, into which no such text gets.
use crate::tidy::File;

/// Findings in one file.
pub fn check(file: &File) -> Vec<String> {
    let is_ours = ["shared/", "functions/"].iter().any(|room| file.path.starts_with(room));
    if !is_ours || !file.path.ends_with(".rs") {
        return Vec::new();
    }
    let calls = file.text.match_indices("_expression(").map(|(at, call)| at + call.len());
    let loose = calls.filter(|at| !is_fixed(argument(&file.text[*at..])));
    let line = |at: usize| file.text[..at].lines().count();
    loose
        .map(|at| format!("{}:{}: an expression is a literal or an Expression, spelled()", file.path, line(at)))
        .collect()
}

fn is_fixed(argument: &str) -> bool {
    let argument = argument.trim().trim_end_matches(',');
    let literal = argument.starts_with('"') && argument.ends_with('"') && !argument.contains("\" +");
    literal || argument.ends_with(".spelled()")
}

/// What stands before the closing parenthesis.
fn argument(rest: &str) -> &str {
    let (mut open, mut quoted) = (1, false);
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => open += 1,
            ')' if !quoted => open -= 1,
            _ => {}
        }
        if open == 0 {
            return &rest[..at];
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    fn check_text(call: &str, findings: usize) {
        assert_eq!(check(&file("shared/store/src/a.rs", call)).len(), findings, "{call}");
    }

    #[test]
    fn an_expression_is_written_down_where_it_is_sent() {
        check_text("it.update_expression(\"SET seen = :seen\").send()", 0);
        check_text("it.condition_expression(\n    \"attribute_exists(pk) \\\n     AND #a = :v\",\n)", 0);
        check_text("it.condition_expression(Expression::from(when).and(\")\").spelled())", 0);
    }

    #[test]
    fn a_text_of_the_moment_is_none() {
        check_text("it.update_expression(format!(\"SET {name} = :v\"))", 1);
        check_text("it.update_expression(&*typed)", 1);
        check_text("it.filter_expression(\"a = \".to_owned() + typed)", 1);
        check_text("it.key_condition_expression(\"pk = \" + typed + \"\")", 1);
        assert!(check(&file("tests/suite/a.rs", "it.update_expression(typed)")).is_empty(), "tests may try anything");
    }
}
