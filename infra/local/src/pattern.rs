//! Whether an event fits the pattern of an EventBridge rule.
use serde_json::Value as Json;

/// True when every field that the pattern names has one of the values that it lists.
pub fn fits(pattern: &Json, event: &Json) -> bool {
    match pattern {
        Json::Object(fields) => fields.iter().all(|(name, wanted)| fits(wanted, &event[name])),
        Json::Array(choices) => match event {
            Json::Array(values) => values.iter().any(|value| choices.iter().any(|choice| one(choice, value))),
            value => choices.iter().any(|choice| one(choice, value)),
        },
        // Anything else is no pattern; a rule that cannot be read must not let everything through.
        _ => false,
    }
}

fn one(choice: &Json, value: &Json) -> bool {
    let Json::Object(test) = choice else { return choice == value };
    let text = value.as_str();
    test.iter().all(|(name, wanted)| match name.as_str() {
        "prefix" => text.zip(wanted.as_str()).is_some_and(|(text, start)| text.starts_with(start)),
        "suffix" => text.zip(wanted.as_str()).is_some_and(|(text, end)| text.ends_with(end)),
        "exists" => wanted == &Json::Bool(!value.is_null()),
        "anything-but" => match wanted {
            Json::Array(refused) => !refused.contains(value),
            refused => refused != value,
        },
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(pattern: &Json, expected: bool) {
        let event = json!({
            "source": "aws.s3",
            "detail-type": "Object Created",
            "detail": { "bucket": { "name": "inbox" }, "object": { "key": "inbox/1", "size": 3 } },
        });
        assert_eq!(fits(pattern, &event), expected, "{pattern}");
    }

    #[test]
    fn source_type_bucket_and_prefix_must_all_fit() {
        check(&json!({ "source": ["aws.s3"], "detail-type": ["Object Created"] }), true);
        check(&json!({ "source": ["aws.ec2", "aws.s3"] }), true);
        check(&json!({ "source": ["aws.ec2"] }), false);
        check(&json!({ "detail": { "bucket": { "name": ["scans"] } } }), false);
        check(&json!({ "detail": { "object": { "key": [{ "prefix": "inbox/" }] } } }), true);
        check(&json!({ "detail": { "object": { "key": [{ "prefix": "scans/" }] } } }), false);
        check(&json!({ "detail": { "object": { "version": [{ "exists": false }], "size": [3] } } }), true);
        check(&json!({ "detail": { "object": { "key": [{ "anything-but": ["inbox/1"] }] } } }), false);
    }

    #[test]
    fn what_is_no_pattern_lets_nothing_through() {
        check(&json!("aws.s3"), false);
        check(&json!({ "source": "aws.s3" }), false);
        check(&json!({ "source": [{ "wildcard": "*" }] }), false);
    }
}
