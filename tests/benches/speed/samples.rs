//! The texts that are read.

/// An invite as OpenAI's documentation has it, on one line.
pub(crate) fn invite(number: usize) -> String {
    format!(
        r#"{{"object":"organization.invite","id":"invite-{number:08}","email":"user{number}@example.com","role":"{}","status":"{}","projects":[{{"id":"proj-{number}","role":"member"}},{{"id":"proj-b","role":"owner"}}],"created_at":{},"expires_at":1711471533,"accepted_at":1711471599}}"#,
        ["owner", "reader"][number % 2],
        ["accepted", "expired", "pending"][number % 3],
        1_711_471_533 + number,
    )
}

pub(crate) fn invites(count: usize) -> String {
    let items: Vec<String> = (0..count).map(invite).collect();
    format!(
        r#"{{"object":"list","data":[{}],"first_id":"invite-00000000","last_id":"x","has_more":false}}"#,
        items.join(",")
    )
}

pub(crate) fn chat() -> String {
    r#"{
  "id": "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
  "object": "chat.completion",
  "created": 1741569952,
  "model": "gpt-4.1-2025-04-14",
  "choices": [
    {
      "index": 0,
      "message": {
        "role": "assistant",
        "content": "Hello! How can I assist you today?\nThere are \"many\" things that I could do for you.",
        "refusal": null,
        "annotations": [],
        "tool_calls": [{"id": "call_abc", "type": "function", "function": {"name": "get_weather", "arguments": "{\"location\":\"Boston, MA\"}"}}]
      },
      "logprobs": null,
      "finish_reason": "stop"
    }
  ],
  "usage": {
    "prompt_tokens": 19,
    "completion_tokens": 10,
    "total_tokens": 29,
    "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
    "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0, "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0}
  },
  "service_tier": "default",
  "system_fingerprint": "fp_44709d6fcb"
}"#
    .to_owned()
}

/// A completion with the probabilities of so many tokens, in as many digits as the API has.
pub(crate) fn logprobs(count: usize) -> String {
    let token = |number: usize| {
        #[expect(clippy::cast_precision_loss, reason = "any number will do")]
        let logprob = -(number as f64).sqrt() / 7.0;
        let top = format!(r#"{{"token":"tok{number}","logprob":{logprob},"bytes":[116,111,107]}}"#);
        format!(
            r#"{{"token":"tok{number}","logprob":{logprob},"bytes":[116,111,107],"top_logprobs":[{top},{top}]}}"#
        )
    };
    let tokens: Vec<String> = (0..count).map(token).collect();
    let logprobs = format!(
        r#""logprobs": {{"content":[{}],"refusal":null}}"#,
        tokens.join(",")
    );
    chat().replace(r#""logprobs": null"#, &logprobs)
}
