//! Calls the proxy with the crate that is generated from OpenAI's document.

use openai_api::types::ChatCompletionRequestUserMessage as User;
use openai_api::{Client, StatusCode};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("the first argument is the base URL")?;
    let with_key = |key: &str| Client::builder().base_url(&url).api_key(key).max_retries(0).build();
    let client = with_key("sk-master-1234")?;

    let models = client.models().list().await?;
    let ids: Vec<&str> = models.data.iter().map(|model| model.id.as_str()).collect();
    assert_eq!(ids, ["mocked"]);
    println!("list: {} model", ids.len());

    let completions = client.chat().completions();
    let answer = completions.create([User::new("hi")], "mocked").await?;
    let text = answer.choices.first().and_then(|choice| choice.message.content.as_deref());
    assert_eq!(text, Some("Hello from the mock"));
    println!("create: {text:?}");

    let mut events = completions.create([User::new("hi")], "mocked").stream().await?;
    let (mut streamed, mut count) = (String::new(), 0);
    while let Some(event) = events.next().await {
        count += 1;
        for choice in &event?.choices {
            streamed.push_str(choice.delta.content.as_deref().unwrap_or_default());
        }
    }
    assert_eq!(streamed, "Hello from the mock");
    assert!(count > 1, "all of it came at once");
    println!("stream: {count} events");

    // The mock of the proxy responds with text where the document has an array.
    let error = client.embeddings().create(["a", "b"], "mocked").await.expect_err("not an array");
    assert!(error.to_string().contains("expected an array, found a string at $.data[0].embedding"), "{error}");
    println!("an answer that does not fit: {error}");

    let error = completions.create([User::new("hi")], "missing").await.expect_err("no such model");
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
    assert!(error.message().contains("missing"), "{error}");
    println!("error: {error}");

    let error = with_key("sk-wrong-5678")?.models().list().await.expect_err("a wrong key");
    // Without a database, the proxy cannot look the key up.
    let refused = [Some(StatusCode::BAD_REQUEST), Some(StatusCode::UNAUTHORIZED)];
    assert!(refused.contains(&error.status()), "{error}");
    assert!(!error.to_string().contains("sk-wrong-5678"), "{error}");
    println!("wrong key: {error}");
    Ok(())
}
