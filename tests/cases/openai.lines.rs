//! Calls as Rust developers write them from habit, against the crate of OpenAI's document. They only have to compile.

#![allow(dead_code, unused_variables, reason = "each line stands alone")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use openai_api::types::{
    ChatCompletionRequestMessage, ComparisonFilter, ChatCompletionRequestSystemMessage as System,
    ChatCompletionRequestUserMessage as User, CreateResponse, EasyInputMessage, FunctionObject,
    FunctionTool, InputItem, Metadata, Order, OutputItem, ResponseStreamEvent,
    TextResponseFormatJsonSchema, WebSearchTool,
};
use openai_api::resources::images::EditBody;
use openai_api::{Client, Error, File, json, poll_until};
use serde_json::json;

fn main() {}

async fn responses(client: &Client, user: Option<String>, n: u32) -> Result<(), Error> {
    let responses = client.responses();
    let response = responses.create().model("gpt-5").input("hi").await?;
    responses.create().model("gpt-5").input("hi").instructions("Be brief.").temperature(0.2).await?;
    responses.create().model("gpt-5").input("hi").temperature(1).max_output_tokens(n).store(true).await?;
    responses.create().model("gpt-5").input("hi").tool_choice("auto").parallel_tool_calls(false).await?;
    responses.create().model("gpt-5").input("hi").metadata([("project", "x")]).await?;
    responses.create().model("gpt-5").input("hi").metadata(None::<Metadata>).instructions(None).await?;
    responses.create().model("gpt-5").input("hi").safety_identifier(user).await?;
    responses.create().model("gpt-5").input([InputItem::from(EasyInputMessage::new("user", "hi"))]).await?;
    responses.create().model("gpt-5").input(vec![InputItem::from(EasyInputMessage::new("user", "hi"))]).await?;
    responses.create().model("gpt-5").input("hi").previous_response_id(&*response.id).await?;
    responses.create().model("gpt-5").input("hi").tools([WebSearchTool::new("web_search")]).await?;
    responses.create().model("gpt-5").input("hi").include(["file_search_call.results"]).await?;
    println!("{}", response.output_text());
    let body = CreateResponse::new().model("gpt-5").input("hi").user("u");
    let kept = json::to_string(&body).unwrap_or_default();
    responses.create_with(body.clone()).await?;
    for item in &response.output {
        if let OutputItem::Message(message) = item {
            for content in &message.content {
                println!("{content:?}");
            }
        }
    }
    let mut events = responses.create_with(body).stream().await?;
    while let Some(event) = events.next().await {
        match event? {
            ResponseStreamEvent::OutputTextDelta(delta) => print!("{}", delta.delta),
            ResponseStreamEvent::Completed(done) => println!("{:?}", done.response.usage),
            _ => {}
        }
    }
    Ok(())
}

async fn chat(client: &Client) -> Result<(), Error> {
    let chat = client.chat().completions();
    let answer = chat.create([User::new("hi")], "gpt-4o").await?;
    let messages: Vec<ChatCompletionRequestMessage> = vec![System::new("Be brief.").into(), User::new("hi").into()];
    chat.create(messages.clone(), "gpt-4o").temperature(0.5).stop(["\n"]).await?;
    chat.create(messages, "gpt-4o").stop("\n").n(1).logprobs(true).top_logprobs(3).await?;
    if let Some(ChatCompletionRequestMessage::User(user)) = [User::new("hi").into()].first() {
        println!("{:?}", user.content);
    }
    let text = answer.choices.first().and_then(|choice| choice.message.content.as_deref());
    let mut stored = chat.list().limit(20).order(Order::Asc).model("gpt-4o").stream();
    while let Some(completion) = stored.next().await {
        println!("{}", completion?.id);
    }
    Ok(())
}

async fn files_and_media(client: &Client) -> Result<(), Error> {
    let file = client.files().create(Path::new("data.jsonl"), "fine-tune").await?;
    client.files().list().purpose("batch").limit(10).order("desc").after(&*file.id).await?;
    let bytes = client.files().content(&file.id).await?;
    client.images().generate("a cat").model("gpt-image-1").size("1024x1024").n(1).await?;
    client.images().edit([Path::new("a.png"), Path::new("b.png")], "a hat").quality("high").await?;
    let speech = client.audio().speech().create("tts-1", "hi", "alloy").response_format("mp3").await?;
    client.audio().transcriptions().create(Path::new("a.mp3"), "whisper-1").language("en").await?;
    client.embeddings().create("hi", "text-embedding-3-small").dimensions(256).await?;
    client.embeddings().create(["a", "b"], "text-embedding-3-small").await?;
    client.embeddings().create([1, 2, 3], "text-embedding-3-small").encoding_format("float").await?;
    client.moderations().create("text").model("omni-moderation-latest").await?;
    Ok(())
}

async fn text_and_json(client: &Client, model: &String, path: &PathBuf) -> Result<(), Error> {
    let weather = json!({"type": "object", "properties": {"city": {"type": "string"}}});
    let tool = FunctionTool::new("get_weather", weather.clone(), true);
    let response = client.responses().create().model(model).tools([tool]).input("hi").await?;
    println!("{}: {}", response.model, response.model == "gpt-5");
    let person = TextResponseFormatJsonSchema::new("person", weather.clone());
    println!("{:?} {:?}", person, FunctionObject::new("f").parameters(weather));
    client.completions().create(model, "Say hi").await?;
    client.chat().completions().update("chatcmpl-1", [("topic", "demo")]).await?;
    client.images().edit(Path::new("a.png"), "a hat").await?;
    client.files().create(path, "batch").await?;
    let mut batch = client.batches().retrieve("batch_1").await?;
    while batch.status == "in_progress" {
        batch = client.batches().retrieve(&batch.id).await?;
    }
    Ok(())
}

async fn the_rest(client: &Client) -> Result<(), Error> {
    let models = client.models().list().await?;
    client.batches().create("file-1", "/v1/chat/completions").completion_window("24h").metadata([("a", "b")]).await?;
    client.fine_tuning().jobs().create("gpt-4o-mini", "file-1").suffix("mine").await?;
    client.vector_stores().create().name("docs").file_ids(["file-1"]).await?;
    let invites = client.admin().organization().invites();
    let invite = invites.create("a@b.c", "reader").await?;
    invites.create("a@b.c", invite.role).await?;
    let Err(error) = client.models().retrieve("gpt-4o").await else {
        return Ok(());
    };
    println!("{:?} {} {:?}", error.status(), error.message(), error.code());
    Ok(())
}

async fn any_form(client: &Client, limit: usize, names: &[String], map: HashMap<String, String>) -> Result<(), Error> {
    let responses = client.responses();
    let filter = ComparisonFilter::new("gte", "year", 2020);
    responses.create().input([EasyInputMessage::new("user", "hi")]).max_output_tokens(limit).await?;
    responses.create().input(json!([{"role": "user", "content": "hi"}])).max_output_tokens(None).await?;
    responses.create().input(json!("hi")).metadata(map).metadata(None).await?;
    responses.create_with(json!({"model": "gpt-5", "input": "hi"})).await?;
    let body = CreateResponse::new();
    responses.create_with(&body).await?;
    let chat = client.chat().completions();
    chat.create(json!([{"role": "user", "content": "hi"}]), "gpt-5").response_format(json!({"type": "json_object"})).await?;
    chat.create([json!({"role": "user", "content": "hi"})], "gpt-5").stop(names).stop(vec!["a"]).stop(&["a"]).stop(None).await?;
    client.embeddings().create(names, "m").await?;
    client.embeddings().create(vec!["a", "b"], "m").await?;
    client.embeddings().create(vec![1, 2], "m").await?;
    client.vector_stores().search("vs", names).filters(filter).max_num_results(limit).await?;
    client.vector_stores().files().create("vs", "f").attributes([("year", 2020)]).await?;
    client.images().generate("x").n(1_u8).n(Some(1)).n(limit).await?;
    Ok(())
}

async fn as_found(client: &Client, user: Option<&str>, limit: Option<u32>, lines: &[String]) -> Result<(), Error> {
    let responses = client.responses();
    let messages = lines.iter().map(|line| EasyInputMessage::new("user", line));
    responses.create().input(messages.clone()).safety_identifier(&user).max_output_tokens(&limit).await?;
    responses.create().input(messages.collect::<Vec<_>>()).include(lines).metadata(json!({"a": "b"})).await?;
    responses.create().input(vec![json!({"role": "user"})]).tools(lines.iter().map(|line| json!({"type": line}))).await?;
    client.embeddings().create(lines.iter(), "m").dimensions(&Some(256_usize)).await?;
    client.embeddings().create(lines.iter().map(|line| line.len()).collect::<Vec<_>>(), "m").await?;
    client.embeddings().create([1_usize, 2], "m").await?;
    client.chat().completions().create(&[User::new("hi")], "m").logit_bias(json!({"1": 2})).await?;
    client.vector_stores().files().create("vs", "f").attributes(json!({"year": 2020, "lang": "en"})).await?;
    let edit = EditBody::new([File::new("a.png", b"...")], "a hat").n(2).size("1024x1024");
    client.images().edit_with(&edit).await?;
    let mut events = client.images().edit_with(edit.quality("high")).stream().await?;
    let event = events.next().await;
    client.images().edit(lines.iter().map(File::from_path), "a hat").mask(Path::new("mask.png")).await?;
    client.images().edit(&[PathBuf::from("a.png")], "a hat").await?;
    Ok(())
}

async fn second_turns(client: &Client) -> Result<(), Error> {
    let mut messages = vec![ChatCompletionRequestMessage::from(User::new("hi"))];
    for choice in client.chat().completions().create(&messages, "gpt-5").await?.choices {
        messages.push(choice.message.into());
    }
    let mut input: Vec<InputItem> = vec![EasyInputMessage::new("user", "hi").into()];
    let response = client.responses().create().model("gpt-5").input(&input).await?;
    input.extend(response.output.into_iter().map(InputItem::from));
    let batch = poll_until(|| client.batches().retrieve("b").send(), |batch| batch.status != "in_progress").await?;
    for model in &client.fine_tuning().jobs().list().await? {
        println!("{}", model.id);
    }
    Ok(())
}
