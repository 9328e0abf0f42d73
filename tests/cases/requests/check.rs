//! Parameters of requests, as sent over a socket.

mod server;

use requests::{Client, File};
use server::{Outcome, Server};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

macro_rules! sends {
    ($(async fn $name:ident($client:ident) { $request:expr } $expected:expr)*) => {$(
        #[tokio::test]
        async fn $name() -> Outcome {
            let server = Server::answering(DONE)?;
            let $client = Client::builder().base_url(&server.url).build()?;
            $request.await?;
            assert_eq!(server.request()?, $expected);
            Ok(())
        }
    )*};
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text)
}

sends! {
    async fn lists_in_an_exploded_object(client) {
        client.books().list(json::<requests::resources::books::list::Pageable>(r#"{"size":2,"sort":["a","b c"]}"#)?)
    }
        "GET /books?size=2&sort=a&sort=b%20c HTTP/1.1\n\n"

    async fn lists_with_indices(client) {
        client.books().list(json::<requests::resources::books::list::Pageable>("{}")?).expand(["a", "b"])
    }
        "GET /books?expand%5B0%5D=a&expand%5B1%5D=b HTTP/1.1\n\n"

    async fn json_in_the_path(client) { client.near().retrieve([1, 2]) }
        "GET /near/%5B1%2C2%5D HTTP/1.1\n\n"

    async fn escapes_stay_among_reserved_characters(client) { client.reserved().retrieve().to("a%2Fb/c%zz é").x_trace("t") }
        "GET /reserved?to=a%2Fb/c%25zz%20%C3%A9 HTTP/1.1\n\n"

    async fn parameters_of_media_types(client) { client.versions().update().a(1) }
        "PUT /versions HTTP/1.1\napplication/json;v=1.0\n{\"a\":1}"

    async fn other_parameters_of_media_types(client) { client.versions().update_json_v_2_0().b(1) }
        "PUT /versions HTTP/1.1\napplication/json; charset=utf-8; v=2.0\n{\"b\":1}"

    async fn charsets_of_json(client) { client.versions().create().a(1) }
        "POST /versions HTTP/1.1\napplication/json\n{\"a\":1}"

    async fn parts_of_one_of_several_schemas(client) { client.either_part().create().url("u").key("QQ==") }
        "POST /either-part HTTP/1.1\nmultipart/form-data; boundary=B\n--B\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\nu\r\n--B\r\nContent-Disposition: form-data; name=\"key\"\r\nContent-Type: application/octet-stream\r\n\r\nQQ==\r\n--B--\r\n"

    async fn bytes_of_any_media_type(client) { client.blobs().create("x") }
        "POST /blobs HTTP/1.1\napplication/octet-stream\nx"

    async fn bytes_of_a_media_type(client) { client.blobs().create("x").content_type("image/png") }
        "POST /blobs HTTP/1.1\nimage/png\nx"

    async fn parts_that_the_caller_writes(client) { client.raw_parts().create("multipart/form-data; boundary=x", "--x--\r\n") }
        "POST /raw-parts HTTP/1.1\nmultipart/form-data; boundary=B\n--B--\r\n"

    async fn forms(client) {
        client.charges().create().metadata([("k", "v")]).grid([[1, 2], [3, 4]]).expand(["a"]).plain(["a", "b"]).joined(["a", "b"])
            .when(json::<requests::resources::charges::create::When>(r#"{"gte":1}"#)?)
    }
        "POST /charges HTTP/1.1\napplication/x-www-form-urlencoded\nmetadata%5Bk%5D=v&grid%5B0%5D%5B0%5D=1&grid%5B0%5D%5B1%5D=2&grid%5B1%5D%5B0%5D=3&grid%5B1%5D%5B1%5D=4&expand%5B0%5D=a&plain=a&plain=b&joined=a,b&when=%7B%22gte%22%3A1%7D"

    async fn forms_with_exploded_objects(client) {
        client.charges().create().color(json::<requests::resources::charges::create::Color>(r#"{"R":1,"G":2,"names":["a","b"]}"#)?)
            .size([("w", 3)]).sizes([4, 5])
    }
        "POST /charges HTTP/1.1\napplication/x-www-form-urlencoded\nR=1&G=2&names=a&names=b&w=3&sizes=4&sizes=5"

    async fn json_in_forms(client) { client.charges().create().quoted("{}").held("{}") }
        "POST /charges HTTP/1.1\napplication/x-www-form-urlencoded\nquoted=%22%7B%7D%22&held=%7B%7D"

    async fn text_in_the_query(client) {
        client.books().list(json::<requests::resources::books::list::Pageable>("{}")?)
            .kind("a b").level(json::<requests::types::Level>("1")?)
    }
        "GET /books?kind=a%20b&level=1 HTTP/1.1\n\n"

    async fn parts(client) {
        client.documents().create(File::new("f", "1")).more([File::new("g", "2")]).ids([1, 2]).raw("{}").tags(["x", "y"])
            .avatar(File::new("a.png", "3")).image([File::new("b", "4")]).names(["n"])
            .meta(json::<requests::resources::documents::create::Meta>(r#"{"a":"m"}"#)?)
            .expires_after(json::<requests::resources::documents::create::ExpiresAfter>(r#"{"anchor":"c","seconds":5}"#)?)
    }
        "POST /documents HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\n1\r\n\
        --B\r\nContent-Disposition: form-data; name=\"more\"; filename=\"g\"\r\nContent-Type: application/octet-stream\r\n\r\n2\r\n\
        --B\r\nContent-Disposition: form-data; name=\"ids\"\r\nContent-Type: application/json\r\n\r\n[1,2]\r\n\
        --B\r\nContent-Disposition: form-data; name=\"raw\"\r\nContent-Type: application/json; charset=utf-8\r\n\r\n\"{}\"\r\n\
        --B\r\nContent-Disposition: form-data; name=\"tags\"\r\nContent-Type: text/plain\r\n\r\nx\r\n\
        --B\r\nContent-Disposition: form-data; name=\"tags\"\r\nContent-Type: text/plain\r\n\r\ny\r\n\
        --B\r\nContent-Disposition: form-data; name=\"avatar\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n3\r\n\
        --B\r\nContent-Disposition: form-data; name=\"image[]\"; filename=\"b\"\r\nContent-Type: application/octet-stream\r\n\r\n4\r\n\
        --B\r\nContent-Disposition: form-data; name=\"names[]\"\r\n\r\nn\r\n\
        --B\r\nContent-Disposition: form-data; name=\"meta[a]\"\r\n\r\nm\r\n\
        --B\r\nContent-Disposition: form-data; name=\"expires_after[anchor]\"\r\n\r\nc\r\n\
        --B\r\nContent-Disposition: form-data; name=\"expires_after[seconds]\"\r\n\r\n5\r\n--B--\r\n"

    async fn parts_of_styles(client) {
        client.parts().create().joined([1, 2]).piped(["a", "b"]).spaced(["a", "b"])
            .pairs(json::<requests::resources::parts::create::Pairs>(r#"{"k":"v w"}"#)?)
            .flat(json::<requests::resources::parts::create::Flat>(r#"{"x":1,"y":[2,3],"z":{"w":4}}"#)?)
            .bare(json::<requests::resources::parts::create::Bare>(r#"{"x":1}"#)?)
    }
        "POST /parts HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"joined\"\r\n\r\n1,2\r\n\
        --B\r\nContent-Disposition: form-data; name=\"piped\"\r\n\r\na|b\r\n\
        --B\r\nContent-Disposition: form-data; name=\"spaced\"\r\n\r\na b\r\n\
        --B\r\nContent-Disposition: form-data; name=\"pairs\"\r\n\r\nk,v w\r\n\
        --B\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n\
        --B\r\nContent-Disposition: form-data; name=\"y\"\r\n\r\n2\r\n\
        --B\r\nContent-Disposition: form-data; name=\"y\"\r\n\r\n3\r\n\
        --B\r\nContent-Disposition: form-data; name=\"z\"\r\nContent-Type: application/json\r\n\r\n{\"w\":4}\r\n\
        --B\r\nContent-Disposition: form-data; name=\"bare\"\r\nContent-Type: application/json\r\n\r\n{\"x\":1}\r\n--B--\r\n"

    async fn parts_of_media_types(client) {
        client.parts().create().xml("<a/>").rows(["1", "2"])
            .either(json::<requests::resources::parts::create::Either>(r#"{"a":"b"}"#)?)
            .quoted("a").level(json::<requests::resources::parts::create::Level>("\"low\"")?).held("{}")
    }
        "POST /parts HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"xml\"\r\nContent-Type: application/xml\r\n\r\n<a/>\r\n\
        --B\r\nContent-Disposition: form-data; name=\"rows\"\r\nContent-Type: text/csv\r\n\r\n1\r\n\
        --B\r\nContent-Disposition: form-data; name=\"rows\"\r\nContent-Type: text/csv\r\n\r\n2\r\n\
        --B\r\nContent-Disposition: form-data; name=\"either\"\r\nContent-Type: application/json\r\n\r\n{\"a\":\"b\"}\r\n\
        --B\r\nContent-Disposition: form-data; name=\"quoted\"\r\nContent-Type: application/json\r\n\r\n\"a\"\r\n\
        --B\r\nContent-Disposition: form-data; name=\"level\"\r\nContent-Type: application/json\r\n\r\n\"low\"\r\n\
        --B\r\nContent-Disposition: form-data; name=\"held\"\r\nContent-Type: application/json\r\n\r\n{}\r\n--B--\r\n"

    async fn media_types_of_files(client) {
        client.parts().create().all(File::new("a", "1")).first(File::new("b.json", "2")).last(File::new("c", "3")).pic(File::new("d", "4"))
            .pics([File::new("e", "5"), File::new("f.JPG", "6"), File::new("g.gif", "7"), File::new("h", "8").media_type("image/gif")])
            .photo(File::new("i.gif", "9")).upload(File::new("j.png", "10"))
    }
        "POST /parts HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"all\"; filename=\"a\"\r\nContent-Type: application/octet-stream\r\n\r\n1\r\n\
        --B\r\nContent-Disposition: form-data; name=\"first\"; filename=\"b.json\"\r\nContent-Type: application/json\r\n\r\n2\r\n\
        --B\r\nContent-Disposition: form-data; name=\"last\"; filename=\"c\"\r\nContent-Type: application/json\r\n\r\n3\r\n\
        --B\r\nContent-Disposition: form-data; name=\"pic\"; filename=\"d\"\r\nContent-Type: image/png\r\n\r\n4\r\n\
        --B\r\nContent-Disposition: form-data; name=\"pics\"; filename=\"e\"\r\nContent-Type: image/png\r\n\r\n5\r\n\
        --B\r\nContent-Disposition: form-data; name=\"pics\"; filename=\"f.JPG\"\r\nContent-Type: image/jpeg\r\n\r\n6\r\n\
        --B\r\nContent-Disposition: form-data; name=\"pics\"; filename=\"g.gif\"\r\nContent-Type: image/png\r\n\r\n7\r\n\
        --B\r\nContent-Disposition: form-data; name=\"pics\"; filename=\"h\"\r\nContent-Type: image/gif\r\n\r\n8\r\n\
        --B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"i.gif\"\r\nContent-Type: image/gif\r\n\r\n9\r\n\
        --B\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"j.png\"\r\nContent-Type: image/png\r\n\r\n10\r\n--B--\r\n"

    async fn headers_of_parts(client) {
        client.checked().create(File::new("a", "1"), "c").images([File::new("b.png", "2"), File::new("c.png", "3")]).images_x_checksum([4, 5])
    }
        "POST /checked HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nX-Checksum: c\r\nX-Fixed: v1\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"a\"\r\nContent-Type: application/pdf\r\n\r\n1\r\n\
        --B\r\nX-Checksum: 4,5\r\nContent-Disposition: form-data; name=\"images\"; filename=\"b.png\"\r\nContent-Type: image/png\r\n\r\n2\r\n\
        --B\r\nX-Checksum: 4,5\r\nContent-Disposition: form-data; name=\"images\"; filename=\"c.png\"\r\nContent-Type: image/png\r\n\r\n3\r\n--B--\r\n"

    async fn a_header_without_its_part_is_not_sent(client) { client.checked().create(File::new("a", "1"), "c").images_x_checksum([4]) }
        "POST /checked HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nX-Checksum: c\r\nX-Fixed: v1\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"a\"\r\nContent-Type: application/pdf\r\n\r\n1\r\n--B--\r\n"

    async fn mixed_parts(client) {
        client.mixed().create().id("1").doc(json::<requests::resources::mixed::create::Doc>(r#"{"a":"b"}"#)?)
    }
        "POST /mixed HTTP/1.1\nmultipart/mixed; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n1\r\n\
        --B\r\nContent-Disposition: form-data; name=\"doc\"\r\nContent-Type: application/json\r\n\r\n{\"a\":\"b\"}\r\n--B--\r\n"

    async fn related_parts(client) {
        client.related().create(json::<requests::resources::related::create::Meta>(r#"{"name":"n"}"#)?, File::new("f.png", "1"))
    }
        "POST /related HTTP/1.1\nmultipart/related; type=application/json; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"name\":\"n\"}\r\n\
        --B\r\nContent-Disposition: form-data; name=\"media\"; filename=\"f.png\"\r\nContent-Type: image/png\r\n\r\n1\r\n--B--\r\n"

    async fn parts_of_any_kind(client) { client.related().update("1") }
        "PUT /related HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n1\r\n--B--\r\n"

    async fn a_range_is_sent_as_json(client) { client.anything().create(1) }
        "POST /anything HTTP/1.1\napplication/json\n{\"id\":1}"

    async fn so_is_one_of_suffixes(client) { client.anything().update(1) }
        "PUT /anything HTTP/1.1\napplication/json\n{\"id\":1}"

    async fn lines(client) { client.lines().create([json::<requests::types::T>(r#"{"id":1}"#)?, json::<requests::types::T>(r#"{"id":2}"#)?]) }
        "POST /lines HTTP/1.1\napplication/jsonl\n{\"id\":1}\n{\"id\":2}\n"

    async fn a_sequence(client) { client.lines().update([json::<requests::types::T>(r#"{"id":1}"#)?]) }
        "PUT /lines HTTP/1.1\napplication/json-seq\n\u{1e}{\"id\":1}\n"

    async fn a_merge_patch_with_null(client) {
        client.things().patch("n", "x", [("a", serde_json::Value::Null)].map(|(key, value)| (key.to_owned(), value)))
    }
        "PATCH /things/n/x HTTP/1.1\napplication/merge-patch+json\n{\"a\":null}"

    async fn another_kind_of_patch(client) {
        client.things().patch("n", "x", std::collections::BTreeMap::<String, String>::new()).strategic_merge_patch()
    }
        "PATCH /things/n/x HTTP/1.1\napplication/strategic-merge-patch+json\n{}"

    async fn a_list_of_changes(client) {
        client.things().patch_json_patch("n", "x", [serde_json::json!({"op": "remove", "path": "/a"})])
    }
        "PATCH /things/n/x HTTP/1.1\napplication/json-patch+json\n[{\"op\":\"remove\",\"path\":\"/a\"}]"

    async fn members_of_a_merge_patch_may_be_null(client) {
        client.things().update("n", "x").query_name("q").body_name("b".to_owned()).size(None)
    }
        "PUT /things/n/x?name=q HTTP/1.1\napplication/merge-patch+json\n{\"name\":\"b\",\"size\":null}"

    async fn a_body_may_be_left_out(client) { client.optional().create() }
        "POST /optional HTTP/1.1\n\n"

    async fn or_be_sent(client) { client.optional().create().id(1) }
        "POST /optional HTTP/1.1\napplication/json\n{\"id\":1}"

    async fn one_that_must_be_sent_may_be_empty(client) { client.optional().update() }
        "PUT /optional HTTP/1.1\napplication/json\n{}"

    async fn json_where_there_are_bytes_too(client) { client.upload("u") }
        "POST /upload HTTP/1.1\napplication/json\n{\"url\":\"u\"}"

    async fn bytes_where_there_is_json_too(client) { client.upload_bytes("b") }
        "POST /upload HTTP/1.1\napplication/octet-stream\nb"

    async fn bytes_of_a_range(client) { client.images().update("image/png", "b") }
        "PUT /images HTTP/1.1\nimage/png\nb"

    async fn bytes_of_a_range_that_are_optional(client) { client.images().patch().content_type("video/mp4").body("b") }
        "PATCH /images HTTP/1.1\nvideo/mp4\nb"

    async fn bytes_of_the_first_media_type(client) { client.images().create("b") }
        "POST /images HTTP/1.1\nimage/png\nb"

    async fn bytes_of_another_media_type(client) { client.images().create("b").jpeg() }
        "POST /images HTTP/1.1\nimage/jpeg\nb"

    async fn json_beside_a_merge_patch(client) { client.merged().update().replicas(None).image("i") }
        "PATCH /merged HTTP/1.1\napplication/json\n{\"image\":\"i\"}"

    async fn a_merge_patch_beside_json(client) { client.merged().update_merge_patch().replicas(None).image("i") }
        "PATCH /merged HTTP/1.1\napplication/merge-patch+json\n{\"replicas\":null,\"image\":\"i\"}"

    async fn undeclared_parameters(client) { client.undeclared().retrieve("a b", 1) }
        "GET /undeclared/a%20b/1 HTTP/1.1\n\n"

    async fn an_expression_that_is_repeated(client) { client.twice().x().retrieve("a b") }
        "GET /twice/a%20b/x/a%20b HTTP/1.1\n\n"

    async fn expressions_in_another_case(client) { client.case().retrieve(1, "b") }
        "GET /case/1/b HTTP/1.1\n\n"

    async fn the_one_parameter_left_is_for_the_one_expression_left(client) { client.sole().retrieve(1) }
        "GET /sole/1 HTTP/1.1\n\n"

    async fn a_parameter_that_is_not_in_the_path_is_no_argument(client) { client.extra().retrieve("b") }
        "GET /extra/b HTTP/1.1\n\n"
}

#[tokio::test]
async fn parameters_with_content() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let request = client.books().list(json::<requests::resources::books::list::Pageable>("{}")?);
    let request = request.x_json(json::<requests::resources::books::list::XJson>(r#"{"a":"é"}"#)?);
    request.x_text("a,b").state([1, 2]).await?;
    let request = server.whole_request()?;
    let has = |line: &str| request.lines().any(|one| one == line);
    assert!(has("x-json: {\"a\":\"\\u00e9\"}"), "{request}");
    assert!(has("x-text: a,b"), "{request}");
    assert!(has("cookie: state=%5B1%2C2%5D"), "{request}");
    Ok(())
}

#[tokio::test]
async fn a_path_without_a_slash_is_appended_with_one() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(format!("{}/v1", server.url)).build()?;
    client.slashless().retrieve(3).await?;
    assert_eq!(server.request()?, "GET /v1/slashless/3 HTTP/1.1\n\n");
    Ok(())
}

#[tokio::test]
async fn a_header_of_a_part_is_one_line() -> Outcome {
    let client = Client::builder().base_url("http://localhost:1").build()?;
    let error = client.checked().create(File::new("a", "1"), "c\r\nX-Other: d").await.err();
    assert_eq!(
        error.map(|error| error.to_string()).as_deref(),
        Some("the value of the header `x-checksum` contains characters that HTTP headers do not allow")
    );
    Ok(())
}

#[tokio::test]
async fn no_number_is_not_sent() -> Outcome {
    let client = Client::builder().base_url("http://127.0.0.1:1").build()?;
    let numbers = client.numbers();
    for (name, request) in [
        ("n", numbers.update(f64::NAN)),
        ("m", numbers.update(1.5).m(f64::INFINITY)),
        ("q", numbers.update(1.5).q(f64::NAN)),
    ] {
        let error = request.await.err().ok_or("it is sent")?;
        assert_eq!(error.to_string(), format!("`{name}`: a number is NaN or infinite, which cannot be sent"));
    }
    Ok(())
}
