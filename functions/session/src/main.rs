//! Starts the function in Lambda: requests, and the operator's commands about officers.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime::Error> {
    runtime::serve_with(session::router, "officer", session::operate).await
}
