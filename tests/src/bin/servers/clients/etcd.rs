//! Calls etcd, whose JSON has integers of 64 bits as strings, and bytes in base64.

use etcd::types::{AuthpbPermission, EtcdserverpbWatchCreateRequest as Watch};
use etcd::{Base64, Client, StatusCode};
use serde_json::json;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A key that is not text.
const KEY: &[u8] = b"invites/\xff\x00";

#[tokio::main]
async fn main() -> Outcome {
    let url = std::env::args().nth(1).ok_or("the first argument is the base URL")?;
    let password = std::env::args().nth(2).ok_or("the second argument is the password")?;
    let client = Client::builder().base_url(&url).max_retries(0).build()?;
    keys(&client).await?;
    leases(&client).await?;
    authentication(&client, &url, &password).await
}

async fn keys(client: &Client) -> Outcome {
    let kv = client.kv();
    let mut watch = client.watch().create_request(Watch::new().key(Base64::from_bytes(KEY))).await?;
    let created = watch.next().await.ok_or("the stream is empty")??.result.ok_or("no result")?;
    assert_eq!(created.created, Some(true));

    let put = kv.put().key(Base64::from_bytes(KEY)).value(Base64::from_bytes("first")).await?;
    let header = put.header.ok_or("no header")?;
    let first: i64 = header.revision.as_deref().ok_or("no revision")?.parse()?;
    let cluster: u64 = header.cluster_id.as_deref().ok_or("no ID")?.parse()?;
    assert!(cluster > 1 << 53, "{cluster} would fit into a double");
    let put = kv.put().key(Base64::from_bytes(KEY)).value(Base64::from_bytes("second")).prev_kv(true).await?;
    let replaced = put.prev_kv.ok_or("no previous value")?;
    assert_eq!(replaced.value.ok_or("no value")?.decode()?, b"first");
    println!("put: revision {first} of cluster {cluster}");

    let range = kv.range().key(Base64::from_bytes(KEY)).await?;
    assert_eq!(range.count.as_deref(), Some("1"));
    let found = range.kvs.unwrap_or_default().pop().ok_or("no key")?;
    assert_eq!(found.key.ok_or("no key")?.decode()?, KEY);
    assert_eq!(found.value.ok_or("no value")?.decode()?, b"second");
    assert_eq!(found.version.as_deref(), Some("2"));
    let range = kv.range().key(Base64::from_bytes(KEY)).revision(first.to_string()).await?;
    let past = range.kvs.unwrap_or_default().pop().ok_or("no key")?;
    assert_eq!(past.value.ok_or("no value")?.decode()?, b"first");
    println!("range: the value, and the one before");

    let deleted = kv.delete_range().key(Base64::from_bytes(KEY)).await?;
    assert_eq!(deleted.deleted.as_deref(), Some("1"));
    assert_eq!(kv.range().key(Base64::from_bytes(KEY)).await?.kvs, None);
    let mut seen = Vec::new();
    while seen.len() < 3 {
        let line = watch.next().await.ok_or("the stream ended")??;
        for event in line.result.ok_or("no result")?.events.unwrap_or_default() {
            let value = event.kv.and_then(|kv| kv.value);
            seen.push(value.map(|value| value.decode()).transpose()?);
        }
    }
    assert_eq!(seen, [Some(b"first".to_vec()), Some(b"second".to_vec()), None]);
    println!("watch: {} events", seen.len());

    let error = kv.range().await.expect_err("no key");
    assert_eq!(error.to_string(), "400 Bad Request: etcdserver: key is not provided (code: 3)");
    println!("error: {error}");
    Ok(())
}

async fn leases(client: &Client) -> Outcome {
    let lease = client.lease().grant().ttl("60").await?;
    let id = lease.id.ok_or("no ID")?;
    let key = || Base64::from_bytes("leased");
    client.kv().put().key(key()).value(key()).lease(&id).await?;
    let mut kept = client.lease().keep_alive().id(&id).await?;
    let alive = kept.next().await.ok_or("the stream is empty")??.result.ok_or("no result")?;
    assert_eq!((alive.id, alive.ttl.as_deref()), (Some(id.clone()), Some("60")));
    client.lease().revoke().id(&id).await?;
    assert_eq!(client.kv().range().key(key()).await?.kvs, None);
    println!("lease: {id}");

    let error = client.kv().put().key(key()).lease("7").await.expect_err("no such lease");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    println!("error: {error}");
    Ok(())
}

async fn authentication(client: &Client, url: &str, password: &str) -> Outcome {
    client.auth().user().add().name("root").password(password).await?;
    client.auth().role().add().name("root").await?;
    client.auth().user().grant().create().user("root").role("root").await?;
    let all = AuthpbPermission::new().key(Base64::from_bytes("a")).range_end(Base64::from_bytes("b"));
    client.auth().role().grant().create().name("root").perm(all).await?;
    client.auth().enable(json!({})).await?;

    let error = client.kv().range().key(Base64::from_bytes("a")).await.expect_err("no token");
    assert!(error.message().contains("user name is empty"), "{error}");
    let error = client.auth().authenticate().name("root").password("wrong-password").await.expect_err("a wrong password");
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
    println!("wrong password: {error}");
    let login = client.auth().authenticate().name("root").password(password).await?;
    let token = login.token.ok_or("no token")?;
    let with = |token: &str| Client::builder().base_url(url).api_key(token).max_retries(0).build();
    let range = with(&token)?.kv().range().key(Base64::from_bytes("a")).await?;
    assert_eq!(range.count, None);
    let error = with("wrong-token")?.kv().range().key(Base64::from_bytes("a")).await.expect_err("a wrong token");
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert!(!error.to_string().contains("wrong-token"), "{error}");
    println!("wrong token: {error}");
    Ok(())
}
