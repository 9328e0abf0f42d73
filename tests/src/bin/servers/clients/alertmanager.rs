//! Calls Prometheus' Alertmanager.

use alertmanager::types::{Matcher, PostableAlert, PostableSilence, alert_status, silence_status};
use alertmanager::{Client, StatusCode};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("the first argument is the base URL")?;
    let client = Client::builder().base_url(&url).max_retries(0).build()?;

    let status = client.status().retrieve().await?;
    println!("status: version {}", status.version_info.version);
    let receivers = client.receivers().list().await?;
    assert_eq!(receivers.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["none"]);

    let disk = PostableAlert::new([("alertname", r#"Disk & "full""#), ("host", "ä")]).annotations([("text", "90 %")]);
    let load = PostableAlert::new([("alertname", "Load"), ("host", "b")]);
    client.alerts().create([disk, load]).await?;
    assert_eq!(client.alerts().list().await?.len(), 2);
    let alerts = client.alerts().list().filter([r#"host="ä""#, "alertname=~Disk.*"]).await?;
    let [alert] = &alerts[..] else { return Err(format!("{alerts:?}").into()) };
    assert_eq!(alert.labels["alertname"], r#"Disk & "full""#);
    assert_eq!(alert.annotations["text"], "90 %");
    assert_eq!(alert.status.state, alert_status::State::Active);
    let groups = client.alerts().groups().list().await?;
    assert_eq!(groups.iter().map(|group| group.alerts.len()).sum::<usize>(), 2);
    println!("alerts: {}", alert.fingerprint);

    let silence = |until| PostableSilence::new("quiet", "me", until, [Matcher::new(false, "host", "ä")], "2020-01-01T00:00:00Z");
    let made = client.silences().create_with(silence("2100-01-01T00:00:00Z")).await?;
    let id = made.silence_id.ok_or("no ID")?;
    let read = client.silence().retrieve(&id).await?;
    assert_eq!(read.status.state, silence_status::State::Active);
    assert_eq!((read.comment.as_str(), read.created_by.as_str()), ("quiet", "me"));
    assert_eq!(read.ends_at, "2100-01-01T00:00:00.000Z");
    assert_eq!(read.matchers[0].value, "ä");
    assert_eq!(client.silences().list().filter(["host=ä"]).await?.len(), 1);
    assert_eq!(client.silences().list().filter(["host=b"]).await?.len(), 0);
    client.silence().delete(&id).await?;
    let read = client.silence().retrieve(&id).await?;
    assert_eq!(read.status.state, silence_status::State::Expired);
    println!("silence: {id}");

    let error = client.silences().create_with(silence("2010-01-01T00:00:00Z")).await.expect_err("it has ended");
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
    println!("error: {error}");
    let error = client.silence().retrieve("not an ID").await.expect_err("not an ID");
    assert_eq!(error.status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
    println!("error: {error}");
    let unknown = "00000000-0000-0000-0000-000000000000";
    let error = client.silence().retrieve(unknown).await.expect_err("no such silence");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    println!("error: {error}");
    Ok(())
}
