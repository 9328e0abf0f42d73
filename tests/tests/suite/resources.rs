//! The resources of operations, and the names of their methods.

mod operation_ids;
mod words;

use std::collections::HashSet;

use tests::{Document, run};

/// Extracts pairs such as `get /users/{id}` and `users.retrieve` from the lines of a surface.
pub(crate) fn names(surface: &[String]) -> HashSet<(String, String)> {
    let lines = surface.iter().filter_map(|line| {
        let (operation, call) = line.split_once(" → ")?;
        let (method, path) = operation.split_once(' ')?;
        let (call, _) = call.split_once(" -> ")?;
        let (chain, _) = call.rsplit_once('(')?;
        let name = chain.strip_prefix("client.")?.replace("()", "");
        Some((format!("{} {path}", method.to_lowercase()), name))
    });
    lines.collect()
}

/// A document of minimal operations, such as `get /users/{id}`, each with further lines of YAML.
fn document(operations: &[(&str, &str)]) -> Document {
    let mut text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths:\n".to_owned();
    let mut paths: Vec<&str> = Vec::new();
    for (operation, _) in operations {
        let path = operation.split_once(' ').map_or("", |(_, path)| path);
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    for path in paths {
        text += &format!("  '{path}':\n    parameters:\n");
        for name in path
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
        {
            text += &format!(
                "      - {{name: {name}, in: path, required: true, schema: {{type: string}}}}\n"
            );
        }
        text = text.trim_end_matches("    parameters:\n").to_owned();
        for (operation, more) in operations {
            if let Some((method, _)) = operation.split_once(' ').filter(|(_, one)| *one == path) {
                text += &format!("    {method}:\n");
                if !more.contains("responses") {
                    text += "      responses: {'204': {description: d}}\n";
                }
                for line in more.lines() {
                    text += &format!("      {line}\n");
                }
            }
        }
    }
    Document::new(&text)
}

/// The name of an operation that is alone in its document.
fn name_of(operation: &str, more: &str) -> String {
    let (said, generated) = run(&document(&[(operation, more)]).path());
    let surface = generated.map(|generated| generated.surface);
    let mut names = names(&surface.unwrap_or_default()).into_iter();
    names.next().map_or(said, |(_, name)| name)
}

#[test]
fn names_by_path() {
    let table = [
        ("get /users", "users.list"),
        ("post /users", "users.create"),
        ("get /users/{id}", "users.retrieve"),
        ("put /users/{id}", "users.update"),
        ("patch /users/{id}", "users.update"),
        ("delete /users/{id}", "users.delete"),
        ("get /users/{id}/followers", "users.followers.list"),
        ("post /orders/{id}/cancel", "orders.cancel"),
        ("delete /orders/{id}/lock", "orders.unlock"),
        ("delete /orders/{id}/archive", "orders.unarchive"),
        ("get /orders/{id}/lock", "orders.get_lock"),
        ("get /orders/{id}/search", "orders.search"),
        ("post /runs/{id}/rerun", "runs.rerun"),
        ("post /runs/{id}/force-cancel", "runs.force_cancel"),
        ("put /posts/{id}/favorite", "posts.favorite"),
        ("delete /posts/{id}/favorite", "posts.unfavorite"),
        ("post /tag", "tag.create"),
        ("get /posts/{id}/tags", "posts.tags.list"),
        ("post /orders/{id}:cancel", "orders.cancel"),
        ("post /users:batchGet", "users.batch_get"),
        ("get /v1/users", "users.list"),
        ("get /api/v1/users", "users.list"),
        ("get /api/v2/users", "users.list"),
        ("get /V1/users", "users.list"),
        ("get /2.0/users", "users.list"),
        ("get /2010-04-01/Accounts/{Sid}.json", "accounts.retrieve"),
        (
            "get /Accounts/{Sid}/Messages.json",
            "accounts.messages.list",
        ),
        ("post /chat.postMessage", "chat.post_message"),
        ("get /admin.users.list", "admin.users.list"),
        ("post /getUpdates", "get_updates"),
        ("get /pet/findByTags", "pet.find_by_tags"),
        ("get /players/search/{name}", "players.search.retrieve"),
        ("get /accounts/lookup/{name}", "accounts.lookup"),
        ("put /player/seek", "player.seek"),
        ("put /player/play", "player.play"),
        ("get /plays", "plays.list"),
        ("post /statuses/{id}/bookmark", "statuses.bookmark"),
        ("post /statuses/{id}/unbookmark", "statuses.unbookmark"),
        ("get /bookmarks", "bookmarks.list"),
        ("get /bookmark_folders", "bookmark_folders.list"),
        ("post /clocks/{id}/advance", "clocks.advance"),
        ("post /documents/{id}/reprocess", "documents.reprocess"),
        ("post /payouts/{id}/reverse", "payouts.reverse"),
        ("get /payouts/{id}/report", "payouts.report.retrieve"),
        ("post /report", "report.create"),
        ("get /commits/{sha}", "commits.retrieve"),
        ("get /movies/{id}/is_seen", "movies.is_seen"),
        ("get /movies/has-subtitles", "movies.has_subtitles"),
        ("get /movies/contains", "movies.contains"),
        ("get /movies/exists", "movies.exists"),
        ("get /can", "can.retrieve"),
        ("get /play_sessions", "play_sessions.list"),
        ("get /merge_requests", "merge_requests.list"),
        ("post /merge_requests/{id}/merge", "merge_requests.merge"),
        ("get /people", "people.list"),
        ("get /status", "status.retrieve"),
        ("get /users({id})", "users.retrieve"),
        ("get /widgets?beta=true", "widgets.list"),
    ];
    let named = table.map(|(operation, _)| (operation, name_of(operation, "")));
    assert_eq!(
        named,
        table.map(|(operation, name)| (operation, name.to_owned()))
    );
}

#[test]
fn names_by_reply_and_operation_id() {
    let answers = |schema: &str| {
        format!(
            "responses: {{'200': {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}"
        )
    };
    let array = answers("{type: array, items: {type: string}}");
    let object = answers("{type: object, properties: {dark: {type: boolean}}}");
    let page = "parameters: [{name: limit, in: query, schema: {type: integer}}]\n".to_owned()
        + &object.replace(
            "dark: {type: boolean}",
            "found: {type: array, items: {type: string}}, next: {type: string}",
        );
    let two = page.replace(
        "next: {type: string}",
        "others: {type: array, items: {type: string}}",
    );
    let either = answers(
        "{oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: object}}, {type: 'null'}]}",
    );
    let table = [
        (name_of("get /inventory", &array), "inventory.list"),
        (name_of("get /settings", &object), "settings.retrieve"),
        (name_of("get /activity", &page), "activity.list"),
        (name_of("get /activity", &two), "activity.retrieve"),
        (name_of("get /lists/{id}", &page), "lists.retrieve"),
        (
            name_of(
                "get /activity",
                &format!("operationId: getActivity\n{page}"),
            ),
            "activity.retrieve",
        ),
        (
            name_of("get /users/{id}/starred", &either),
            "users.starred.list",
        ),
        (
            name_of(
                "get /logs",
                "responses: {'200': {description: d, content: {text/plain: {schema: {type: string}}}}}",
            ),
            "logs.retrieve",
        ),
        (name_of("get /events/{name}", &array), "events.list"),
        (
            name_of(
                "get /users",
                &object.replace(
                    "dark: {type: boolean}",
                    "users: {type: array, items: {type: object}}",
                ),
            ),
            "users.list",
        ),
        (
            name_of("post /data_retention", "operationId: update-data-retention"),
            "data_retention.update",
        ),
        (
            name_of("post /speech", "operationId: updateVoice"),
            "speech.create",
        ),
    ];
    for (named, name) in table {
        assert_eq!(named, name);
    }
}

/// The verb of an operationId wins where it contradicts the HTTP method.
#[test]
fn names_by_operation_id() {
    let table = [
        ("post /points", "get_points", "points.retrieve"),
        ("put /points", "upsert_points", "points.upsert"),
        (
            "put /collections/{name}",
            "create_collection",
            "collections.create",
        ),
        ("post /payments/{id}", "deletePayment", "payments.delete"),
        (
            "post /payments/search/list",
            "listPayments",
            "payments.search.list",
        ),
        ("post /parts", "addPart", "parts.create"),
        ("post /parts", "createParts", "parts.create"),
        (
            "put /secrets/{name}",
            "actions/create-or-update-secret",
            "secrets.create_or_update",
        ),
        (
            "delete /invitations/{id}",
            "orgs/cancel-invitation",
            "invitations.cancel",
        ),
        ("delete /blocks/{name}", "unblock-user", "blocks.unblock"),
        ("delete /blocks/{name}", "blocks_remove", "blocks.delete"),
        (
            "patch /threads/{id}",
            "mark-thread-as-read",
            "threads.mark_as_read",
        ),
        // The verb is not about the resource.
        ("post /email", "deleteUserInvite", "email.create"),
        // A test run is a thing.
        ("post /test-runs", "testRunCreate", "test_runs.create"),
        (
            "get /items/{item_id}",
            "read_item_items__item_id__get",
            "items.retrieve",
        ),
        (
            "get /pulls/{id}/merge",
            "pulls/check-if-merged",
            "pulls.check_if_merged",
        ),
        (
            "delete /runs/{id}/archive",
            "deleteRunArchive",
            "runs.delete_archive",
        ),
        ("post /runs/{id}/redo", "redoRun", "runs.redo"),
        (
            "get /uploads/{id}/report",
            "report_retrieve",
            "uploads.report.retrieve",
        ),
        ("post /export/{name}", "exportItems", "export.export"),
        // A link that is linked.
        ("post /oauth/link", "linkAccount", "oauth.link.create"),
        // A noun that is made.
        (
            "post /schedule_payment",
            "createSchedulePayment",
            "schedule_payment.create",
        ),
        (
            "post /schedule_payment",
            "schedulePayment",
            "schedule_payment",
        ),
        (
            "post /runs/{id}/speech",
            "speechSynthesis",
            "runs.speech.create",
        ),
    ];
    for (operation, id, name) in table {
        assert_eq!(
            name_of(operation, &format!("operationId: {id}")),
            name,
            "{operation} {id}"
        );
    }
}

/// A later version is a resource beside the first one, and a prefix that all operations share is none.
#[test]
fn prefixes_that_operations_share() {
    let versions = [("get /v2/users", ""), ("get /v3/users", "")];
    let (_, generated) = run(&document(&versions).path());
    let found = names(&generated.map(|one| one.surface).unwrap_or_default());
    let named = |operation: &str, name: &str| (operation.to_owned(), name.to_owned());
    assert_eq!(
        found,
        [
            named("get /v2/users", "users.list"),
            named("get /v3/users", "v3.users.list")
        ]
        .into()
    );
    let paths = ["xs", "bs", "cs", "ds", "es", "fs", "gs", "hs"];
    let paths: Vec<String> = paths.iter().map(|one| format!("get /rest/{one}")).collect();
    let mut operations: Vec<(&str, &str)> = paths.iter().map(|one| (one.as_str(), "")).collect();
    let (_, generated) = run(&document(&operations).path());
    let found = names(&generated.map(|one| one.surface).unwrap_or_default());
    assert!(
        found.contains(&named("get /rest/xs", "xs.list")),
        "{found:?}"
    );
    // Fewer may be one resource.
    operations.truncate(7);
    let (_, generated) = run(&document(&operations).path());
    let found = names(&generated.map(|one| one.surface).unwrap_or_default());
    assert!(
        found.contains(&named("get /rest/xs", "rest.xs.list")),
        "{found:?}"
    );
}

#[test]
fn collisions_are_settled_and_noted() {
    let document = document(&[
        ("put /pets/{id}", ""),
        ("patch /pets/{id}", ""),
        ("delete /pets", ""),
        ("delete /pets/{id}", ""),
        ("get /pets", ""),
        ("get /owners/{owner_id}/pets", "x-sdk: {resource: pets}"),
        ("get /toys", ""),
        ("get /toys?beta=true", ""),
    ]);
    let (said, generated) = run(&document.path());
    let surface = generated.map(|generated| generated.surface);
    let names = names(&surface.unwrap_or_default());
    let mut names: Vec<String> = names
        .into_iter()
        .map(|(operation, name)| format!("{operation}: {name}"))
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "delete /pets/{id}: pets.delete",
            "delete /pets: pets.delete_all",
            "get /owners/{owner_id}/pets: pets.list_by_owner",
            "get /pets: pets.list",
            "get /toys: toys.list",
            "get /toys?beta=true: toys.list_beta",
            "patch /pets/{id}: pets.patch",
            "put /pets/{id}: pets.update",
        ],
        "{said}"
    );
    let notes = said.matches("is the method of another operation").count();
    assert_eq!(notes, 4, "{said}");
}

#[test]
fn an_extension_tells_methods_apart() {
    let page = "responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {channels: {type: array, items: {type: object}}}}}}}}";
    let document = document(&[
        ("get /guilds/{id}/widget", ""),
        ("get /guilds/{id}/widget.json", page),
        ("get /guilds/{id}/widget.png", ""),
    ]);
    let (said, generated) = run(&document.path());
    let surface = generated.map(|generated| generated.surface);
    let mut names: Vec<String> = names(&surface.unwrap_or_default())
        .into_iter()
        .map(|(operation, name)| format!("{operation}: {name}"))
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "get /guilds/{id}/widget.json: guilds.widget.retrieve_json",
            "get /guilds/{id}/widget.png: guilds.widget.retrieve_png",
            "get /guilds/{id}/widget: guilds.widget.retrieve",
        ],
        "{said}"
    );
}

#[test]
fn names_by_hand_win() {
    let document = document(&[
        ("get /as", ""),
        ("get /b", "x-sdk: {resource: As, method: List}"),
    ]);
    assert_eq!(
        document.diagnostics(),
        "api.yaml:6:5: note[N0402]: the method is named `client.as().list_as()`, because `client.as().list()` is the method of another operation\n  at /paths/~1as/get\n  api.yaml:11:29: the other operation is here"
    );
}
