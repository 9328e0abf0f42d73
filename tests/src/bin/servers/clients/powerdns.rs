//! Calls the authoritative server of PowerDNS.

use powerdns::types::zone::Kind;
use powerdns::types::{Record, RrSet, Zone};
use powerdns::{Client, StatusCode};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("the first argument is the base URL")?;
    let key = std::env::args().nth(2).ok_or("the second argument is the key")?;
    let with = |key: &str| Client::builder().base_url(&url).api_key_header(key).max_retries(0).build();
    let client = with(&key)?;
    let servers = client.servers();
    let zones = servers.zones();

    let server = servers.retrieve("localhost").await?;
    assert_eq!(server.daemon_type.as_deref(), Some("authoritative"));
    println!("retrieve: version {}", server.version.ok_or("no version")?);

    let zone = zones.create("localhost").name("example.org.").kind(Kind::Native).nameservers(["ns1.example.org."]).await?;
    let id = zone.id.clone().ok_or("no ID")?;
    assert_eq!(zone.kind, Some(Kind::Native));
    assert_eq!(contents(&zone, "NS"), ["ns1.example.org."]);
    println!("create: {id}");

    let text = RrSet::new("www.example.org.", "TXT", 60, [Record::new(r#""a \"quoted\" text""#)]).changetype("REPLACE");
    let addresses = |all: &[&str]| {
        let records = all.iter().map(|address| Record::new(*address));
        RrSet::new("www.example.org.", "A", 300, records).changetype("REPLACE")
    };
    zones.patch("localhost", &id).rrsets([addresses(&["192.0.2.1", "192.0.2.2"]), text]).await?;
    let zone = zones.retrieve("localhost", &id).await?;
    assert_eq!(contents(&zone, "A"), ["192.0.2.1", "192.0.2.2"]);
    assert_eq!(contents(&zone, "TXT"), [r#""a \"quoted\" text""#]);
    zones.patch("localhost", &id).rrsets([addresses(&["192.0.2.3"])]).await?;
    assert_eq!(contents(&zones.retrieve("localhost", &id).await?, "A"), ["192.0.2.3"]);
    let found = servers.search_data("localhost", "www*", 10).object_type("record").await?;
    assert_eq!(found.len(), 2);
    let export = zones.export("localhost", &id).await?;
    assert!(export.contains("www.example.org.\t300\tIN\tA\t192.0.2.3\n"), "{export}");
    println!("patch: {} records", found.len());

    let removed = RrSet::new("www.example.org.", "A", 300, [] as [Record; 0]).changetype("DELETE");
    zones.patch("localhost", &id).rrsets([removed]).await?;
    assert_eq!(contents(&zones.retrieve("localhost", &id).await?, "A"), [""; 0]);
    let list = zones.list("localhost").await?;
    assert_eq!(list.iter().filter_map(|zone| zone.name.as_deref()).collect::<Vec<_>>(), ["example.org."]);
    let statistics = servers.statistics().list("localhost").await?;
    println!("list: {} zone, {} statistics", list.len(), statistics.len());

    let error = zones.create("localhost").name("example.org.").kind(Kind::Native).await.expect_err("the zone exists");
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    let error = zones.create("localhost").name("no dot").kind(Kind::Native).await.expect_err("not a name");
    assert_eq!(error.status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
    assert!(error.message().contains("no dot"), "{error}");
    println!("error: {error}");
    zones.delete("localhost", &id).await?;
    let error = zones.retrieve("localhost", &id).await.expect_err("the zone is deleted");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    println!("error: {error}");

    let error = with("wrong-key-5678")?.servers().list().await.expect_err("a wrong key");
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert!(!error.to_string().contains("wrong-key-5678"), "{error}");
    println!("wrong key: {error}");
    Ok(())
}

/// The contents of the records of a type, sorted.
fn contents<'a>(zone: &'a Zone, kind: &str) -> Vec<&'a str> {
    let sets = zone.rrsets.iter().flatten().filter(|set| set.r#type == kind);
    let mut contents: Vec<&str> = sets.flat_map(|set| &set.records).map(|record| record.content.as_str()).collect();
    contents.sort_unstable();
    contents
}
