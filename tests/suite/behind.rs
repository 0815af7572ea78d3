//! A look behind the pages, at the tables themselves: for what no address lets anybody do, such as an item that should
//! have been gone for days, or ten thousand persons at once.

use crate::town::{Seen, Town};
use http::Method;
use serde_json::{Value as Json, json};

/// The tables of a hall.
pub struct Tables<'a>(&'a Town);

impl<'a> Tables<'a> {
    pub fn of(town: &'a Town) -> Tables<'a> {
        Tables(town)
    }

    /// The name that a table has in this hall, by the variable that names it.
    pub fn name(&self, variable: &str) -> String {
        self.0.hall.env_of("session").unwrap()[variable].clone()
    }

    /// One call, as DynamoDB is called.
    pub async fn call(&self, operation: &str, body: &Json) -> Json {
        self.attempt(operation, body).await.expect(200).json()
    }

    /// One call that may be refused.
    pub async fn attempt(&self, operation: &str, body: &Json) -> Seen {
        let target = format!("DynamoDB_20120810.{operation}");
        let headers = [
            ("content-type", "application/x-amz-json-1.0"),
            ("x-amz-target", target.as_str()),
            ("x-amz-date", "20260101T000000Z"),
            (
                "authorization",
                "AWS4-HMAC-SHA256 Credential=a-test/20260101/local-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
            ),
        ];
        let url = format!("{}/", self.0.hall.tables());
        self.0.send(Method::POST, &url, &headers, body.to_string()).await
    }

    /// Every item whose partition begins so.
    pub async fn all(&self, variable: &str, begins: &str) -> Vec<Json> {
        let all = self.call("Scan", &json!({ "TableName": self.name(variable) })).await;
        let items = all["Items"].as_array().unwrap().iter();
        items.filter(|item| item["pk"]["S"].as_str().unwrap().starts_with(begins)).cloned().collect()
    }

    /// The only item whose partition begins so.
    pub async fn only(&self, variable: &str, begins: &str) -> Json {
        let mut all = self.all(variable, begins).await;
        assert_eq!(all.len(), 1, "{begins}: {all:?}");
        all.remove(0)
    }

    /// The head of a partition.
    pub async fn head(&self, variable: &str, partition: &str) -> Json {
        let key = json!({ "pk": { "S": partition }, "sk": { "S": "head" } });
        let body = json!({ "TableName": self.name(variable), "Key": key, "ConsistentRead": true });
        self.call("GetItem", &body).await["Item"].clone()
    }

    /// Puts an item in the place of what is there.
    pub async fn put(&self, variable: &str, item: &Json) {
        self.call("PutItem", &json!({ "TableName": self.name(variable), "Item": item })).await;
    }

    /// Marks a unit as verified, and takes its to-do away, as the change does by which an officer verifies it.
    pub async fn verify(&self, unit: &str) {
        let mut head = self.head("HALL_TABLE", &format!("unit#{unit}")).await;
        head["standing"] = json!({ "S": "verified" });
        self.put("HALL_TABLE", &head).await;
        let key = json!({ "pk": head["pk"], "sk": { "S": format!("todo#answer#{unit}") } });
        self.call("DeleteItem", &json!({ "TableName": self.name("HALL_TABLE"), "Key": key })).await;
    }

    /// Puts many items.
    pub async fn put_all(&self, variable: &str, items: &[Json]) {
        let name = self.name(variable);
        for some in items.chunks(25) {
            let some: Vec<_> = some.iter().map(|item| json!({ "PutRequest": { "Item": item } })).collect();
            let left = self.call("BatchWriteItem", &json!({ "RequestItems": { name.as_str(): some } })).await;
            assert_eq!(left["UnprocessedItems"], json!({}));
        }
    }
}
