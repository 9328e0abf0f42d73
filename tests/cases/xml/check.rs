//! Bodies that are XML, as sent and received over a socket.

mod server;

use server::{Outcome, Server};
use xml::types::{Drawing, Grant, Grantee, Line, Note, Order, Refusal, Shape};
use xml::{Client, Error, RequestOptions};

type Fault = Box<dyn std::error::Error>;

/// A response with this XML.
fn answer(status: &str, media_type: &str, body: &str) -> &'static [u8] {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    (head + body).into_bytes().leak()
}

fn ok(body: &str) -> &'static [u8] {
    answer("200 OK", "application/xml", body)
}

/// Reads an order.
async fn read(body: &str) -> Result<Result<Order, Error>, Fault> {
    let server = Server::answering(ok(body))?;
    let client = Client::builder().base_url(&server.url).build()?;
    Ok(client.orders().retrieve("1").await)
}

/// Reads an order strictly.
async fn read_strictly(body: &str) -> Result<Result<Order, Error>, Fault> {
    let server = Server::answering(ok(body))?;
    let client = Client::builder().base_url(&server.url).strict().build()?;
    Ok(client.orders().retrieve("1").await)
}

/// The error in an order.
async fn refused(body: &str) -> Result<String, Fault> {
    let error = read(body).await?.err().ok_or("it is read")?;
    assert!(error.is_decode(), "{error}");
    assert_eq!(error.body(), Some(body.as_bytes()));
    Ok(error.message().to_owned())
}

const ORDER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <order xmlns=\"https://example.com/orders\" xmlns:m=\"https://example.com/measures\" id=\"7\" isExpress=\"true\">\
    <customer>A &amp; B &lt;C&gt;</customer>\
    <placed>2026-01-02T03:04:05Z</placed>\
    <total>12.5</total>\
    <state>open</state>\
    <note lang=\"en\">by hand</note>\
    <orderLines><line><sku>a</sku><count>2</count></line><line><sku>b</sku></line></orderLines>\
    <tag>x</tag><tag>y z</tag>\
    <sizes><sizes>1</sizes><sizes>2</sizes></sizes>\
    <checksum>aGk=</checksum>\
    <m:weight m:unit=\"kg\"><m:value>1.5</m:value></m:weight>\
    </order>";

#[tokio::test]
async fn a_document_is_written_as_it_is_read() -> Outcome {
    let order = read(ORDER).await??;
    assert_eq!(order.id, 7);
    assert_eq!(order.express, Some(true));
    assert_eq!(order.customer.as_deref(), Some("A & B <C>"));
    assert_eq!(order.total, Some(12.5));
    assert_eq!(order.lines, [Line::new("a").count(2), Line::new("b")]);
    assert_eq!(order.tags, Some(vec!["x".to_owned(), "y z".to_owned()]));
    assert_eq!(order.sizes, Some(vec![1, 2]));
    assert_eq!(order.note, Some(Note::new().lang("en").words("by hand")));
    let weight = order.weight.clone().ok_or("no weight")?;
    assert_eq!((weight.unit.as_deref(), weight.value), (Some("kg"), Some(1.5)));
    assert!(order.extra.is_empty());

    let server = Server::answering(ok(ORDER))?;
    let client = Client::builder().base_url(&server.url).build()?;
    let answered = client
        .orders()
        .create(7, order.lines.clone())
        .weight(order.weight.clone())
        .checksum(order.checksum.clone())
        .sizes([1, 2])
        .tags(["x", "y z"])
        .note(Note::new().lang("en").words("by hand"))
        .state("open")
        .total(12.5)
        .placed("2026-01-02T03:04:05Z")
        .customer("A & B <C>")
        .express(true)
        .await?;
    assert_eq!(answered, order);
    assert_eq!(server.request()?, format!("POST /orders HTTP/1.1\napplication/xml\n{ORDER}"));
    Ok(())
}

#[tokio::test]
async fn members_are_sent_in_the_order_of_the_document() -> Outcome {
    let server = Server::answering(ok(ORDER))?;
    let client = Client::builder().base_url(&server.url).build()?;
    client
        .orders()
        .create(1, [Line::new("\"a\"\r\n")])
        .gift(None::<String>)
        .customer(" ]]> ")
        .await?;
    assert_eq!(
        server.request()?,
        "POST /orders HTTP/1.1\napplication/xml\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <order xmlns=\"https://example.com/orders\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" id=\"1\"><customer> ]]&gt; </customer>\
         <gift xsi:nil=\"true\"/>\
         <orderLines><line><sku>\"a\"&#13;\n</sku></line></orderLines></order>"
    );
    Ok(())
}

#[tokio::test]
async fn null_is_nil() -> Outcome {
    let body = "<order id='1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><gift xsi:nil='true'/><orderLines/><total/></order>";
    let order = read(body).await??;
    assert_eq!((order.gift, order.lines.len(), order.total), (Some(None), 0, None));
    Ok(())
}

#[tokio::test]
async fn what_is_not_known_is_kept() -> Outcome {
    let body = "<order id='1' at='x'><orderLines/><more><a>1</a><a>2</a></more><b c='d'>e</b></order>";
    let order = read(body).await??;
    assert_eq!(
        serde_json::to_string(&order.extra)?,
        r##"{"@at":"x","b":{"#text":"e","@c":"d"},"more":{"a":["1","2"]}}"##
    );
    let json = r##"{"source":"s","@at":"x","b":{"@c":"d","#text":"e"},"more":{"a":["1","2"]}}"##;
    let body: Drawing = serde_json::from_str(json)?;
    let server = Server::answering(answer("200 OK", "text/xml", "<Drawing/>"))?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.shapes().update_with(body).await?;
    assert_eq!(
        server.request()?.lines().last(),
        Some(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Drawing at=\"x\"><source>s</source>\
             <b c=\"d\">e</b><more><a>1</a><a>2</a></more></Drawing>"
        )
    );
    Ok(())
}

#[tokio::test]
async fn variants_are_told_apart() -> Outcome {
    let body = "<Drawing><source>s</source><shapes><shapes kind=\"square\"><side>2</side></shapes>\
                <shapes kind=\"circle\"><radius>1.5</radius></shapes></shapes>\
                <script><![CDATA[a < b && c ]]]]><![CDATA[> d]]></script></Drawing>";
    let server = Server::answering(answer("200 OK", "text/xml", body))?;
    let client = Client::builder().base_url(&server.url).build()?;
    let shapes = [
        Shape::from(xml::types::Square::new(2.0)),
        Shape::from(xml::types::Circle::new(1.5)),
    ];
    let script = serde_json::from_str::<xml::types::drawing::Script>(r#"{"code":"a < b && c ]]> d"}"#)?;
    let drawing = client.shapes().update().source("s").shapes(shapes.clone()).script(script).await?;
    assert_eq!(drawing.shapes.as_deref(), Some(shapes.as_slice()));
    let script = drawing.script.ok_or("no script")?;
    assert_eq!(script.code.as_deref(), Some("a < b && c ]]> d"));
    assert_eq!(
        server.request()?,
        format!("PUT /shapes HTTP/1.1\ntext/xml\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}")
    );
    Ok(())
}

#[tokio::test]
async fn an_unnamed_body_of_one_member_is_that_member() -> Outcome {
    let server = Server::answering(ok("<codes><code>1</code><code>2</code></codes>"))?;
    let client = Client::builder().base_url(&server.url).build()?;
    let codes = client.labels().update().labels([("a", 1), ("b", 2)]).await?;
    assert_eq!(codes, [1, 2]);
    assert_eq!(
        server.request()?,
        "PUT /labels HTTP/1.1\napplication/vnd.labels+xml\n<?xml version=\"1.0\" encoding=\"UTF-8\"?><Labels><a>1</a><b>2</b></Labels>"
    );
    Ok(())
}

#[tokio::test]
async fn json_stays_the_syntax_where_it_is_offered() -> Outcome {
    let server = Server::answering(answer("200 OK", "application/json", r#"{"sku":"a"}"#))?;
    let client = Client::builder().base_url(&server.url).build()?;
    assert_eq!(client.both().retrieve().await?, Line::new("a"));
    assert!(server.whole_request()?.contains("accept: application/json\r\n"));
    Ok(())
}

/// XML in place of the usual response is not converted.
#[tokio::test]
async fn an_image_stays_as_it_is() -> Outcome {
    let body = "<!DOCTYPE svg><svg><path d=\"M0\"/></svg>";
    let server = Server::answering(answer("200 OK", "image/svg+xml", body))?;
    let client = Client::builder().base_url(&server.url).build()?;
    assert_eq!(client.charts().retrieve().svg().await?, body);
    assert!(server.whole_request()?.contains("accept: image/svg+xml\r\n"));
    let server = Server::answering(ok("<line><sku>a</sku></line>"))?;
    let client = Client::builder().base_url(&server.url).build()?;
    assert_eq!(client.charts().retrieve().await?, Line::new("a"));
    Ok(())
}

#[tokio::test]
async fn extra_members_are_elements() -> Outcome {
    let server = Server::answering(answer("200 OK", "text/xml", "<Drawing/>"))?;
    let client = Client::builder().base_url(&server.url).build()?;
    let options = RequestOptions::new().extra_body("more", "m").extra_body("source", "t");
    client.shapes().update().source("s").with(options).await?;
    assert_eq!(
        server.request()?.lines().last(),
        Some("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Drawing><source>t</source><more>m</more></Drawing>")
    );
    Ok(())
}

#[tokio::test]
async fn errors_are_typed() -> Outcome {
    let body = "<Error><Code>Busy</Code><Message>Come &quot;later&quot;.</Message><RequestId>r1</RequestId></Error>";
    let server = Server::answering(answer("409 Conflict", "application/xml", body))?;
    let client = Client::builder().base_url(&server.url).max_retries(0).build()?;
    let error = client.orders().create(1, Vec::<Line>::new()).await.err().ok_or("no error")?;
    assert_eq!((error.message(), error.code()), ("Come \"later\".", Some("Busy")));
    let refusal: Refusal = error.json().ok_or("no refusal")?;
    assert_eq!(refusal.request_id.as_deref(), Some("r1"));
    assert_eq!(error.body(), Some(body.as_bytes()));
    Ok(())
}

/// Some servers report errors with status code 200.
#[tokio::test]
async fn an_error_in_a_success_is_an_error() -> Outcome {
    let body = "<Error><Code>SlowDown</Code><Message>Too fast.</Message></Error>";
    let error = read(body).await?.err().ok_or("no error")?;
    assert!(error.is_status());
    assert_eq!((error.message(), error.code()), ("Too fast.", Some("SlowDown")));
    Ok(())
}

#[tokio::test]
async fn mistakes_are_contained() -> Outcome {
    let body = "<order id='1'><orderLines><line><sku>a</sku><count>many</count></line></orderLines></order>";
    let server = Server::answering(ok(body))?;
    let client = Client::builder().base_url(&server.url).build()?;
    let response = client.orders().retrieve("1").send().await?;
    let mismatches: Vec<String> = response.mismatches().iter().map(ToString::to_string).collect();
    assert_eq!(mismatches, ["expected an integer, found a string at $.lines[0].count"]);
    Ok(())
}

#[tokio::test]
async fn an_error_names_the_place() -> Outcome {
    assert_eq!(
        refused("<order id='1'>\n  <orderLines>\n    <line><count>1</count></line>\n  </orderLines>\n</order>").await?,
        "missing member `sku` at $.lines[0] (line 3, column 5)"
    );
    assert_eq!(
        refused("<order id='x'><orderLines/></order>").await?,
        "expected an integer, found a string at $.id (line 1, column 1)"
    );
    Ok(())
}

/// The values of dates, enums and Base64 are words, and white space around them is that of the document.
#[tokio::test]
async fn words_have_no_white_space_around_them() -> Outcome {
    let body = "<order id='1'><orderLines/><customer> A </customer><placed>\n  2026-01-02T03:04:05Z\n</placed>\
                <state>\n  open\n</state><checksum> aGk= </checksum></order>";
    let order = read(body).await??;
    let plain = "<order id='1'><orderLines/><customer> A </customer><placed>2026-01-02T03:04:05Z</placed>\
                 <state>open</state><checksum>aGk=</checksum></order>";
    assert_eq!(order, read(plain).await??);
    assert_eq!(order.customer.as_deref(), Some(" A "));
    Ok(())
}

/// Other wrappers and roots than the documented ones are read, unless the client is strict.
#[tokio::test]
async fn servers_deviate() -> Outcome {
    let body = "<Result><o:order xmlns:o='https://example.com/orders' id='1'><o:orderLines><o:line><o:sku>a</o:sku></o:line></o:orderLines><o:tags><o:tag>x</o:tag></o:tags></o:order></Result>";
    let order = read(body).await??;
    assert_eq!((order.lines, order.tags), (vec![Line::new("a")], Some(vec!["x".to_owned()])));
    let error = read_strictly(body).await?.err().ok_or("it is read")?;
    assert_eq!(error.message(), "expected the element `order`, found `Result` at line 1 column 1");
    let order = read_strictly(ORDER).await?;
    assert!(order.is_ok(), "{order:?}");
    Ok(())
}

#[tokio::test]
async fn hostile_documents_are_refused() -> Outcome {
    let rows = [
        (
            "<!DOCTYPE order [<!ENTITY a \"aaaa\">]><order id='1'><customer>&a;</customer></order>",
            "invalid XML: a document type definition (DTD) is not allowed at line 1 column 1",
        ),
        (
            "<order id='1'>\n<customer>&a;</customer></order>",
            "invalid XML: the entity `&a;` is not allowed at line 2 column 11",
        ),
        (
            "<order id='1'><customer>&#0;</customer></order>",
            "invalid XML: invalid character reference: 0x0 character is not permitted in XML at line 1 column 25",
        ),
        (
            "<order id='1'><customer>a</order>",
            "invalid XML: ill-formed document: expected `</customer>`, but `</order>` was found at line 1 column 26",
        ),
        ("<order id='1'>", "invalid XML: the element `order` is not closed at line 1 column 15"),
        (
            "<order id='1'/><order/>",
            "invalid XML: there is more than one root element at line 1 column 16",
        ),
        (
            "<o:order id='1'/>",
            "invalid XML: the prefix `o` is not declared at line 1 column 1",
        ),
        (
            "<order id='1' id='2'/>",
            "invalid XML: the attribute `id` occurs twice at line 1 column 1",
        ),
    ];
    for (body, message) in rows {
        assert_eq!(refused(body).await?, message, "{body}");
    }
    let deep = format!("<order id='1'>{}", "<a>".repeat(200));
    assert_eq!(
        refused(&deep).await?,
        "invalid XML: elements are nested more than 127 levels deep at line 1 column 393"
    );
    Ok(())
}

#[tokio::test]
async fn other_encodings_are_read() -> Outcome {
    let mut body = b"HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\nconnection: close\r\n\r\n<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><order id='1'><customer>".to_vec();
    body.extend(b"\xe9</customer><orderLines/></order>");
    let server = Server::answering(body.leak())?;
    let client = Client::builder().base_url(&server.url).build()?;
    assert_eq!(client.orders().retrieve("1").await?.customer.as_deref(), Some("é"));
    Ok(())
}

#[tokio::test]
async fn what_xml_cannot_hold_is_not_sent() -> Outcome {
    let client = Client::builder().base_url("http://127.0.0.1:9").build()?;
    let request = client.orders().create(1, Vec::<Line>::new()).customer("a\u{1}");
    let error = request.await.err().ok_or("it is sent")?;
    assert!(error.is_invalid_request());
    assert_eq!(error.message(), "the character U+0001 cannot be written in XML, at $.order.customer");
    Ok(())
}

/// Only attributes are in the namespace of XML Schema, whatever the document says.
#[tokio::test]
async fn the_type_of_an_element_is_an_attribute() -> Outcome {
    let policy = |namespace: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><AccessControlPolicy{namespace} \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Owner>o</Owner>\
             <AccessControlList><Grant><Grantee xsi:type=\"Group\"><ID>g</ID></Grantee>\
             <Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>"
        )
    };
    let server = Server::answering(ok(&policy(" xmlns=\"urn:storage\"")))?;
    let client = Client::builder().base_url(&server.url).build()?;
    let grants = [Grant::new(Grantee::new("Group").id("g")).permission("READ")];
    let answered = client.policy().update(grants.clone()).owner("o").await?;
    assert_eq!(answered.grants, grants);
    let sent = policy("");
    assert_eq!(server.request()?, format!("PUT /policy HTTP/1.1\napplication/xml\n{sent}"));
    Ok(())
}

/// Some servers leave out the element around the only member.
#[tokio::test]
async fn a_member_may_be_the_root() -> Outcome {
    let body = "<?xml version=\"1.0\"?><Region xmlns=\"urn:storage\">eu-west-1</Region>";
    let read = async |client: Client| client.region().retrieve().await;
    let server = Server::answering(ok(body))?;
    let region = read(Client::builder().base_url(&server.url).build()?).await?;
    assert_eq!(region.region.as_deref(), Some("eu-west-1"));
    assert!(region.extra.is_empty());
    let server = Server::answering(ok(body))?;
    let strict = read(Client::builder().base_url(&server.url).strict().build()?).await;
    let error = strict.err().ok_or("it is read")?;
    assert!(error.message().contains("expected the element `RegionResult`"), "{error}");
    Ok(())
}
