//! `curl` commands that documents show as examples of requests: in `x-codeSamples`, as Redoc and
//! others read it, and in OpenAI's `x-oaiMeta`.

use crate::source::{Node, Site};

use super::Object;

/// The JSON body of the first command that has one.
pub(super) fn body(operation: &Object<'_>) -> Option<Node> {
    let codes = ["x-codeSamples", "x-code-samples"].into_iter();
    let codes = codes.filter_map(|key| operation.get(key));
    let sources = codes
        .flat_map(|list| list.items())
        .filter_map(|sample| sample.child("source"));
    let vendor = operation.get("x-oaiMeta");
    let vendor = vendor.and_then(|meta| meta.child("examples"));
    let commands = vendor.into_iter().flat_map(|examples| requests(&examples));
    let mut commands = sources.chain(commands);
    commands.find_map(|command| sent(command.node.as_str()?))
}

/// The `curl` commands of one example or of a list of examples.
fn requests<'a>(examples: &Site<'a>) -> Vec<Site<'a>> {
    let list = examples.items();
    let examples = list.chain(std::iter::once(examples.clone()));
    examples
        .filter_map(|example| example.child("request")?.child("curl"))
        .collect()
}

/// The options of `curl` that precede a body.
const DATA: [&str; 4] = ["--data-raw '", "--data-binary '", "--data '", "-d '"];

/// The JSON body of a command, if it is an object in single quotes.
fn sent(command: &str) -> Option<Node> {
    if !command.trim_start().starts_with("curl") {
        return None;
    }
    let body = DATA.iter().find_map(|option| {
        let (_, body) = command.split_once(option)?;
        body.split('\'').next()
    })?;
    let body = body.trim();
    // A body that contains a single quote is cut off there and is no longer valid JSON.
    Node::from_json(body).filter(|node| matches!(node, Node::Object(_)))
}

#[cfg(test)]
mod tests {
    use super::sent;

    #[test]
    fn a_command_sends_the_object_in_quotes() {
        let command = "curl https://example.com \\\n  -H 'A: b' \\\n  -d '{\n  \"a\": [1]\n}'";
        let body = sent(command).map(|node| node.to_json());
        assert_eq!(body, Some(serde_json::json!({"a": [1]})));
        for other in [
            "",
            "curl https://example.com",
            "http POST a=b",
            "curl -d 'a=b'",
            "curl -d '{\"a\"",
        ] {
            assert!(sent(other).is_none(), "{other}");
        }
    }
}
