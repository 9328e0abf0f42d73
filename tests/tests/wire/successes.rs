//! Successful responses that report an error, and errors that are data.

use crate::Outcome;
use crate::exchange::{client, failure, settings};
use crate::server::{Server, ok, raw_answer};

#[tokio::test]
async fn a_documented_error_is_data_even_beside_a_value_that_does_not_fit() -> Outcome {
    let body = r#"{"id":"job_1","count":"many","error":{"code":"limit","message":"slow down"}}"#;
    let server = Server::with(body).await?;
    let job = client(&server)?.jobs().retrieve("job_1").await?;
    let code = job.error.and_then(|error| error.code);
    assert_eq!((job.count, code.as_deref()), (None, Some("limit")));
    Ok(())
}

#[tokio::test]
async fn a_line_may_tell_that_its_request_failed() -> Outcome {
    let lines = concat!(
        r#"{"id":"a","error":null}"#,
        "\n",
        r#"{"id":"b","error":{"code":"bad","message":"nope"}}"#,
        "\n",
        r#"{"error":{"message":"The batch expired."}}"#,
        "\n",
    );
    let media = [("content-type", "application/x-ndjson")];
    let server = Server::start([raw_answer(200, &media, lines.as_bytes())]).await?;
    let mut results = client(&server)?.results().list().await?;
    let mut found = Vec::new();
    while let Some(result) = results.next().await {
        found.push(match result {
            Ok(job) => Ok((job.id, job.error.and_then(|error| error.code))),
            Err(error) => Err(error.message().to_owned()),
        });
    }
    let expected = [
        Ok(("a".to_owned(), None)),
        Ok(("b".to_owned(), Some("bad".to_owned()))),
        Err("The batch expired.".to_owned()),
    ];
    assert_eq!(found, expected);
    Ok(())
}

#[tokio::test]
async fn the_texts_of_a_sequence_may_have_many_lines() -> Outcome {
    let list = "1,\n".repeat(200_000);
    let body = format!(
        "\u{1e}{{\"text\":\"a\\\"[\",\"x\":[\n{list}1]}}\n\u{1e}{{\n\"text\": \"b\"\n}}\u{1e}{{\u{1e}{{\"text\":\"c\"}}\n"
    );
    let media = [("content-type", "application/json-seq")];
    let server = Server::start([raw_answer(200, &media, body.as_bytes())]).await?;
    let mut notes = client(&server)?.sequences().list().await?;
    let mut found = Vec::new();
    while let Some(note) = notes.next().await {
        found.push(note.ok().map(|note| note.text));
    }
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(found, [text("a\"["), text("b"), None, text("c")]);
    Ok(())
}

#[tokio::test]
async fn an_error_with_status_200_is_an_error_whatever_is_expected() -> Outcome {
    let body = r#"{"error":{"message":"No credit.","code":"quota"},"data":null}"#;
    let server = Server::by(move |_| ok(body)).await?;
    let client = client(&server)?;
    let message = "200 OK: No credit. (code: quota, request id: req_1)";
    let errors = [
        failure(client.jobs().delete("job_1").await)?,
        failure(client.plain().retrieve().await)?,
        failure(client.report().retrieve().await)?,
        failure(client.finds().create().await.map(|_| ()))?,
        failure(client.state().retrieve().await)?,
    ];
    for error in errors {
        assert_eq!(error.to_string(), message);
    }
    Ok(())
}

#[tokio::test]
async fn a_page_in_place_of_a_file_or_text_is_an_error() -> Outcome {
    let page = "<html><title>Sign in</title></html>";
    let server =
        Server::by(move |_| raw_answer(200, &[("content-type", "text/html")], page.as_bytes()))
            .await?;
    let client = client(&server)?;
    for error in [
        failure(client.report().retrieve().await)?,
        failure(client.plain().retrieve().await)?,
    ] {
        assert!(error.is_decode());
        let message = "the response is of a media type that was not requested: Sign in";
        assert_eq!(error.message(), message);
    }
    // The caller asks for it.
    let report = client.report().retrieve().header("accept", "text/html");
    assert_eq!(report.await?, page);
    let builder = settings(&server).default_header("accept", "text/html");
    assert_eq!(builder.build()?.report().retrieve().await?, page);
    Ok(())
}

#[tokio::test]
async fn each_page_has_an_idempotency_key_of_its_own() -> Outcome {
    let first = r#"{"notes":[{"text":"a"}],"last":"1"}"#;
    let server = Server::start([ok(first), ok(r#"{"notes":[{"text":"b"}]}"#)]).await?;
    let find = client(&server)?.finds().create();
    let page = find.header("idempotency-key", "mine").await?;
    let page = page.next_page().await?.ok_or("a page")?;
    assert_eq!(page.items().len(), 1);
    let keys = server.header("idempotency-key");
    let [first, second] = keys.as_slice() else {
        return Err(format!("{keys:?}").into());
    };
    assert_eq!((first.as_str(), second.len()), ("mine", 36));
    Ok(())
}
