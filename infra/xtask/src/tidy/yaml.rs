//! Templates name things: no partition, no wildcard, no managed policy, and a reason beside every exception.
use crate::tidy::File;

/// Findings in one file.
pub fn check(file: &File) -> Vec<String> {
    if !file.path.starts_with("infra/") || !file.path.ends_with(".yaml") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut find = |number: usize, words: &str| findings.push(format!("{}:{}: {words}", file.path, number + 1));
    for (number, line) in file.text.lines().enumerate() {
        let (said, reason) = line.split_once(" # ").unwrap_or((line, ""));
        if said.trim_start().starts_with('#') {
            continue;
        }
        if said.contains("arn:aws") {
            find(number, "an ARN names ${AWS::Partition}");
        }
        if said.contains("ManagedPolic") || said.contains("CrudPolicy") || said.contains(":policy/") {
            find(number, "a role names its actions; no managed policy");
        }
        if said.contains('*') && reason.is_empty() {
            find(number, "a wildcard needs its reason on the line");
        }
        if ["ignore_checks", "- W", "- E", "- I"].iter().any(|word| is_suppression(said, word)) && reason.is_empty() {
            find(number, "a suppressed rule needs its reason on the line");
        }
    }
    findings
}

/// `ignore_checks: [...]`, or an item of its list such as `- W3002`.
fn is_suppression(line: &str, word: &str) -> bool {
    let line = line.trim();
    match word.strip_prefix("- ") {
        Some(_) => {
            line.strip_prefix(word).is_some_and(|rest| rest.len() == 4 && rest.chars().all(|c| c.is_ascii_digit()))
        }
        None => line.starts_with(word) && line.contains('['),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    fn check_line(line: &str, findings: usize) {
        assert_eq!(check(&file("infra/access.yaml", line)).len(), findings, "{line}");
    }

    #[test]
    fn an_arn_names_no_partition() {
        check_line("  Resource: arn:aws:s3:::bucket", 1);
        check_line("  Resource: !Sub arn:${AWS::Partition}:s3:::bucket", 0);
    }

    #[test]
    fn a_role_names_actions_and_resources() {
        check_line("  Action: \"s3:*\"", 1);
        check_line("  Resource: !Sub \"${Bucket.Arn}/*\" # the key ends in the attachment's id", 0);
        check_line("      - DynamoDBCrudPolicy: { TableName: !Ref Table }", 1);
        check_line("  ManagedPolicyArns: [x]", 1);
        check_line("# every * in a comment is harmless", 0);
    }

    #[test]
    fn a_suppressed_rule_has_its_reason() {
        check_line("  ignore_checks: [W3002]", 1);
        check_line("    - W3002", 1);
        check_line("    - W3002 # the SAM CLI packages it", 0);
    }
}
