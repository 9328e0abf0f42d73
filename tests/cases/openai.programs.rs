//! Eight programs against the crate of OpenAI's document, as one writes them. They only have to compile.

#![allow(dead_code, reason = "each program stands alone")]

use std::path::Path;

use openai_api::types::{
    ChatCompletionRequestMessage, ChatCompletionRequestSystemMessage as System,
    ChatCompletionRequestUserMessage as User, FunctionCallOutputItemParam, FunctionTool, InputItem,
    EasyInputMessage, OutputItem, OutputMessageContent, ResponseStreamEvent, TextResponseFormatJsonSchema,
    ResponseTextParam,
};
use openai_api::{Client, Error};
use serde_json::{Value, json};

fn main() {}

/// Lists the models.
async fn list() -> Result<(), Error> {
    let client = Client::from_env()?;
    for model in client.models().list().await?.data {
        println!("{}", model.id);
    }
    Ok(())
}

/// Asks for an answer.
async fn create() -> Result<(), Error> {
    let client = Client::from_env()?;
    let messages = [
        ChatCompletionRequestMessage::from(System::new("You are brief.")),
        User::new("What is a monad?").into(),
    ];
    let answer = client.chat().completions().create(messages, "gpt-5").await?;
    for choice in answer.choices {
        println!("{}", choice.message.content.unwrap_or_default());
    }
    Ok(())
}

/// Prints an answer as it is written.
async fn stream() -> Result<(), Error> {
    let client = Client::from_env()?;
    let mut events = client.responses().create().model("gpt-5").input("Tell a story.").stream().await?;
    while let Some(event) = events.next().await {
        match event? {
            ResponseStreamEvent::OutputTextDelta(delta) => print!("{}", delta.delta),
            ResponseStreamEvent::Failed(failed) => eprintln!("{:?}", failed.response.error),
            _ => {}
        }
    }
    Ok(())
}

/// Lets the model call a function, and answers it.
async fn tools() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let parameters = json!({"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false});
    let weather = FunctionTool::new("get_weather", parameters, true).description("The weather in a city.");
    let request = client.responses().create().model("gpt-5").tools([weather]);
    let first = request.clone().input("What is the weather in Paris?").await?;
    let mut input: Vec<InputItem> = vec![EasyInputMessage::new("user", "What is the weather in Paris?").into()];
    for item in first.output {
        if let OutputItem::FunctionCall(call) = item {
            let arguments: Value = serde_json::from_str(&call.arguments)?;
            let output = format!("Sunny in {}", arguments["city"]);
            let answer = FunctionCallOutputItemParam::new(output).call_id(&call.call_id);
            input.extend([InputItem::from(call), answer.into()]);
        }
    }
    let second = request.input(input).await?;
    println!("{:?}", second.output);
    Ok(())
}

/// Reads an answer that follows a schema.
async fn structured() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let schema = json!({"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}});
    let format = TextResponseFormatJsonSchema::new("person", schema).strict(true);
    let request = client.responses().create().model("gpt-5").input("Invent a person.");
    let response = request.text(ResponseTextParam::new().format(format)).await?;
    for item in response.output {
        if let OutputItem::Message(message) = item {
            for part in message.content {
                if let OutputMessageContent::Text(text) = part {
                    let person: Value = serde_json::from_str(&text.text)?;
                    println!("{} is {}", person["name"], person["age"]);
                }
            }
        }
    }
    Ok(())
}

/// Uploads a file, and starts a batch.
async fn upload() -> Result<(), Error> {
    let client = Client::from_env()?;
    let file = client.files().create(Path::new("requests.jsonl"), "batch").await?;
    let mut batch = client.batches().create(&file.id, "/v1/responses").await?;
    while batch.status == "in_progress" {
        batch = client.batches().retrieve(&batch.id).await?;
    }
    println!("{}", batch.status);
    Ok(())
}

/// Walks through all files.
async fn pages() -> Result<(), Error> {
    let client = Client::from_env()?;
    let mut files = client.files().list().purpose("batch").limit(100).stream();
    while let Some(file) = files.next().await {
        println!("{}", file?.filename);
    }
    Ok(())
}

/// Edits an image.
async fn edit() -> Result<(), Error> {
    let client = Client::from_env()?;
    let images = client.images().edit(Path::new("cat.png"), "Add a hat.").model("gpt-image-1").await?;
    for image in images.data.unwrap_or_default() {
        println!("{}", image.b64_json.unwrap_or_default().len());
    }
    Ok(())
}
