//! The names of methods that depend on operationIds and on other operations.

use tests::run;

use super::{document, name_of, names};

#[test]
fn post_is_no_update_beside_patch() {
    let item = "/things/{id}";
    let named = |operations: &[(&str, &str)]| {
        let (said, generated) = run(&document(operations).path());
        let surface = generated.expect(&said).surface;
        let mut names: Vec<_> = names(&surface).into_iter().collect();
        names.sort();
        names.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    let [patch, post, put] = ["patch", "post", "put"].map(|method| format!("{method} {item}"));
    let both = named(&[(&post, ""), (&patch, "")]);
    assert_eq!(both, ["things.update", "things.post"]);
    let said = named(&[
        (&post, "operationId: submitThing"),
        (&patch, "operationId: updateThing"),
    ]);
    assert_eq!(said, ["things.update", "things.submit"]);
    let all = named(&[(&post, ""), (&put, ""), (&patch, "")]);
    assert_eq!(all, ["things.patch", "things.post", "things.update"]);
}

#[test]
fn procedures_of_grpc_gateway_are_methods() {
    let table = [
        ("post /v3/kv/range", "KV_Range", "kv.range"),
        (
            "post /v3/kv/deleterange",
            "KV_DeleteRange",
            "kv.delete_range",
        ),
        ("post /v3/lease/grant", "Lease_LeaseGrant", "lease.grant"),
        (
            "post /v3/kv/lease/leases",
            "Lease_LeaseLeases2",
            "kv.lease.leases",
        ),
        (
            "post /v3/maintenance/alarm",
            "Maintenance_Alarm",
            "maintenance.alarm",
        ),
        // The segment is a resource.
        ("post /v1/users", "UserService_CreateUser", "users.create"),
        (
            "post /v1/reports/range",
            "createReports_range",
            "reports.range.create",
        ),
        ("get /v3/kv/range", "KV_Range", "kv.range.retrieve"),
        ("post /alarm", "Maintenance_Alarm", "alarm.create"),
    ];
    let named = table.map(|(operation, id, _)| name_of(operation, &format!("operationId: {id}")));
    assert_eq!(named, table.map(|(.., name)| name.to_owned()));
    // The first version of gRPC-Gateway names the service in a tag.
    let of_tag = |tag: &str| {
        name_of(
            "post /v3/kv/deleterange",
            &format!("operationId: DeleteRange\ntags: [{tag}]"),
        )
    };
    assert_eq!(of_tag("KV"), "kv.delete_range");
    assert_eq!(of_tag("Other"), "kv.deleterange.create");
}

/// The methods of a document of operations with operationIds, sorted.
pub(super) fn names_of(operations: &[(&str, &str)]) -> Vec<String> {
    let more: Vec<String> = operations
        .iter()
        .map(|(_, id)| format!("operationId: {id}"))
        .collect();
    let operations = operations.iter().zip(&more);
    let operations: Vec<(&str, &str)> = operations
        .map(|((one, _), more)| (*one, more.as_str()))
        .collect();
    let (said, generated) = run(&document(&operations).path());
    let surface = generated.map(|generated| generated.surface);
    assert!(surface.is_some(), "{said}");
    let names = names(&surface.unwrap_or_default()).into_iter();
    let mut names: Vec<String> = names
        .map(|(operation, name)| format!("{operation}: {name}"))
        .collect();
    names.sort();
    names
}

#[test]
fn the_operation_that_changes_something_has_the_plain_name() {
    let merge = [
        ("get /pulls/{id}/merge", "pulls/merge-status"),
        ("put /pulls/{id}/merge", "pulls/merge"),
    ];
    assert_eq!(
        names_of(&merge),
        [
            "get /pulls/{id}/merge: pulls.merge_status",
            "put /pulls/{id}/merge: pulls.merge"
        ]
    );
    let update = [
        ("post /pet/{id}", "updatePetWithForm"),
        ("put /pet", "updatePet"),
    ];
    assert_eq!(
        names_of(&update),
        [
            "post /pet/{id}: pet.update_with_form",
            "put /pet: pet.update"
        ]
    );
    let get = [
        ("get /images/{name}/get", "ImageGet"),
        ("get /images/get", "ImageGetAll"),
    ];
    assert_eq!(
        names_of(&get),
        [
            "get /images/get: images.get_all",
            "get /images/{name}/get: images.get"
        ]
    );
    let user = [
        ("get /user", "users/get-authenticated"),
        ("get /user/{id}", "users/get-by-id"),
    ];
    assert_eq!(
        names_of(&user),
        [
            "get /user/{id}: user.retrieve",
            "get /user: user.retrieve_authenticated"
        ]
    );
    let readme = [
        ("get /readme/{folder}", "get-readme-in-folder"),
        ("get /readme", "get-readme"),
    ];
    assert_eq!(
        names_of(&readme),
        [
            "get /readme/{folder}: readme.retrieve_in_folder",
            "get /readme: readme.retrieve"
        ]
    );
    let delete = [
        ("delete /dags/{dag}/assets/events", "delete_dag_events"),
        (
            "delete /dags/{dag}/assets/{asset}/events",
            "delete_dag_asset_events",
        ),
    ];
    assert_eq!(
        names_of(&delete),
        [
            "delete /dags/{dag}/assets/events: dags.assets.events.delete_all",
            "delete /dags/{dag}/assets/{asset}/events: dags.assets.events.delete",
        ]
    );
}

#[test]
fn a_resource_may_be_called_like_a_usual_verb() {
    let lists = [
        ("get /lists", "getLists"),
        ("get /lists/{id}", "getList"),
        ("delete /lists/{id}", "deleteList"),
        ("post /lists/{id}/accounts", "postListAccounts"),
        ("delete /lists/{id}/accounts", "deleteListAccounts"),
        // Here, `patch` is only the HTTP method.
        ("patch /users/{id}", "patch_update_user"),
    ];
    assert_eq!(
        names_of(&lists),
        [
            "delete /lists/{id}/accounts: lists.accounts.delete",
            "delete /lists/{id}: lists.delete",
            "get /lists/{id}: lists.retrieve",
            "get /lists: lists.list",
            "patch /users/{id}: users.update",
            "post /lists/{id}/accounts: lists.accounts.create",
        ]
    );
}

#[test]
fn a_last_segment_for_json_is_a_format() {
    let containers = [
        ("get /containers/json", "ContainerList"),
        ("get /containers/{id}/json", "ContainerInspect"),
        ("post /convert/json", "convert"),
        ("get /json", "version"),
        ("get /scripts/{hash}", "script"),
        ("get /scripts/{hash}/json", "script-json"),
        ("get /scripts/{hash}/cbor", "script-cbor"),
    ];
    assert_eq!(
        names_of(&containers),
        [
            "get /containers/json: containers.list",
            "get /containers/{id}/json: containers.retrieve",
            "get /json: json.retrieve",
            "get /scripts/{hash}/cbor: scripts.cbor.retrieve",
            "get /scripts/{hash}/json: scripts.retrieve_json",
            "get /scripts/{hash}: scripts.retrieve",
            "post /convert/json: convert",
        ]
    );
}
