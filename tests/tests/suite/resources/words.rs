//! Words of paths that are verbs in one place and nouns in another.

use super::name_of;

#[test]
fn some_verbs_start_the_names_of_plurals() {
    let table = [
        (
            "get /companies/{id}/pay_schedules",
            "companies.pay_schedules.list",
        ),
        (
            "put /companies/{id}/pay_schedules/{sid}",
            "companies.pay_schedules.update",
        ),
        (
            "post /accounts/{id}/login_links",
            "accounts.login_links.create",
        ),
        (
            "get /reporting/register-adjustments",
            "reporting.register_adjustments.list",
        ),
        ("get /auth/{id}/login", "auth.login"),
        ("post /orders/{id}/pay", "orders.pay"),
        ("post /orders/{id}/pay_now", "orders.pay_now"),
    ];
    let named = table.map(|(operation, _)| (operation, name_of(operation, "")));
    assert_eq!(
        named,
        table.map(|(operation, name)| (operation, name.to_owned()))
    );
}

#[test]
fn a_resource_does_not_repeat_its_only_method() {
    let table = [
        ("put /template/update/{id}", "", "template.update"),
        ("post /export/{id}", "operationId: export", "export.export"),
        (
            "post /utils/export/{name}",
            "operationId: export",
            "utils.export",
        ),
        ("get /lists/{id}", "operationId: list", "lists.retrieve"),
    ];
    let named = table.map(|(operation, more, _)| (operation, more, name_of(operation, more)));
    assert_eq!(
        named,
        table.map(|(operation, more, name)| (operation, more, name.to_owned()))
    );
}

#[test]
fn words_that_are_plural_in_form_name_one_thing() {
    let object = "responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {rows: {type: array, items: {type: object, properties: {a: {type: string}}}}}}}}}}";
    let array = "responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {type: string}}}}}}";
    let table = [
        (
            "get /terminal_settings",
            object,
            "terminal_settings.retrieve",
        ),
        (
            "get /server/statistics",
            object,
            "server.statistics.retrieve",
        ),
        ("get /settings", array, "settings.list"),
        ("get /things", object, "things.list"),
    ];
    let named = table.map(|(operation, more, _)| (operation, more, name_of(operation, more)));
    assert_eq!(
        named,
        table.map(|(operation, more, name)| (operation, more, name.to_owned()))
    );
}

#[test]
fn compounds_that_are_created_or_listed_are_resources() {
    let inquiry = "/users/{id}/request-inquiry";
    let of = |method: &str, id: &str| {
        name_of(
            &format!("{method} {inquiry}"),
            &format!("operationId: {id}"),
        )
    };
    assert_eq!(
        of("post", "CREATE_RequestInquiry_for_User"),
        "users.request_inquiry.create"
    );
    assert_eq!(
        of("get", "List_all_RequestInquiry_for_User"),
        "users.request_inquiry.retrieve"
    );
    assert_eq!(
        name_of(
            "get /contacts/{id}/merge_history",
            "operationId: getContactMergeHistory"
        ),
        "contacts.merge_history.retrieve"
    );
    assert_eq!(
        name_of(
            "get /orders/search_results",
            "operationId: getSearchResults"
        ),
        "orders.search_results.list"
    );
    assert_eq!(name_of("post /logOut", ""), "log_out");
    assert_eq!(name_of("post /auth/sign-in", ""), "auth.sign_in");
}

#[test]
fn the_name_of_two_operations_goes_to_the_one_with_fewer_parameters() {
    let names = super::operation_ids::names_of;
    assert_eq!(
        names(&[
            ("post /files/{file_id}/content", "post_files_id_content"),
            ("post /files/content", "post_files_content"),
            ("patch /tasks/{task_id}", "patch_task"),
            ("patch /tasks/{task_id}/{map_index}", "patch_task_2"),
            ("get /_search", "search_1"),
            ("get /{index}/_search", "search_2"),
            ("post /_search", "search_3"),
            ("post /{index}/_search", "search_4"),
        ]),
        [
            "get /_search: get_search",
            "get /{index}/_search: get_search_by_index",
            "patch /tasks/{task_id}/{map_index}: tasks.update_by_map_index",
            "patch /tasks/{task_id}: tasks.update",
            "post /_search: search",
            "post /files/content: files.content.create",
            "post /files/{file_id}/content: files.content.create_by_file",
            "post /{index}/_search: search_by_index",
        ]
    );
}
