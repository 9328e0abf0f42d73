//! Calls Jupyter Server.

use jupyter::types::contents::Type;
use jupyter::{Client, StatusCode};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("the first argument is the base URL")?;
    let token = std::env::args().nth(2).ok_or("the second argument is the token")?;
    let with = |token: &str| {
        let builder = Client::builder().base_url(&url).max_retries(0);
        builder.token(format!("token {token}")).build()
    };
    let client = with(&token)?;
    let contents = client.contents();

    let folder = contents.update("a b#c").r#type("directory").await?;
    assert_eq!(folder.r#type, Type::Directory);
    let notebook = json!({
        "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# ü"}],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 5,
    });
    let saved = contents.update("first one.ipynb").r#type("notebook").format("json").content(notebook.clone()).send().await?;
    assert_eq!(saved.status(), StatusCode::CREATED);
    let saved = saved.into_inner();
    assert_eq!((saved.name.as_str(), &saved.r#type, &saved.content), ("first one.ipynb", &Type::Notebook, &Value::Null));
    println!("replace: {}", saved.path);

    let path = "a b#c/ü?.ipynb";
    let moved = contents.patch("first one.ipynb").body_path(path).await?;
    assert_eq!(moved.path, path);
    let read = contents.retrieve(path).await?;
    assert_eq!(read.content, notebook);
    assert_eq!(read.format.as_deref(), Some("json"));
    assert_eq!(contents.retrieve(path).content(0).await?.content, Value::Null);
    let listed = contents.retrieve("a b#c").await?;
    assert_eq!(listed.content[0]["path"], path);
    println!("patch: {}", moved.path);

    let made = contents.post("a b#c").copy_from(path).await?;
    assert_eq!(made.name, "ü?-Copy1.ipynb");
    let text = contents.update("note.txt").r#type("file").format("text").content("a\nb").await?;
    assert_eq!(text.mimetype.as_deref(), Some("text/plain"));
    let text = contents.retrieve("note.txt").await?;
    assert_eq!((text.mimetype.as_deref(), &text.content), (Some("text/plain"), &json!("a\nb")));
    let checkpoint = contents.checkpoints().create(path).await?;
    let checkpoints = contents.checkpoints().list(path).await?;
    assert_eq!(checkpoints.iter().map(|one| &one.id).collect::<Vec<_>>(), [&checkpoint.id]);
    contents.checkpoints().update(path, &checkpoint.id).await?;
    contents.checkpoints().delete(path, &checkpoint.id).await?;
    println!("checkpoints: {}", checkpoint.id);

    assert_eq!(client.kernels().list().await?, []);
    assert_eq!(client.sessions().list().await?, []);
    let me = client.me().retrieve().await?;
    assert!(me.identity.and_then(|identity| identity.name).is_some());
    let document = client.spec().retrieve().await?;
    assert!(document.starts_with(b"swagger: \"2.0\""));
    let version = client.api().retrieve().await?.version.ok_or("no version")?;
    println!("version: {version}");

    contents.delete(path).await?;
    let error = contents.retrieve(path).await.expect_err("the notebook is deleted");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert!(error.message().contains(path), "{error}");
    println!("error: {error}");
    let error = client.kernels().create("missing").await.expect_err("no such kernel");
    assert!(error.status().is_some_and(|status| status.is_server_error()), "{error}");
    println!("error: {error}");

    let error = with("wrong-token-5678")?.status().retrieve().await.expect_err("a wrong token");
    assert_eq!(error.status(), Some(StatusCode::FORBIDDEN));
    assert!(!error.to_string().contains("wrong-token-5678"), "{error}");
    println!("wrong token: {error}");
    Ok(())
}
