//! The types as the generator writes them.
#![allow(missing_docs, reason = "they are for measuring")]

use sdk_runtime::runtime::{object, string_enum};

object! {
    pub struct Invites + extra {
        pub data: Vec<Invite> = "data",
        pub has_more: bool = "has_more",
        pub object: String = "object" const "list",
        pub first_id: Option<String> = "first_id",
        pub last_id: Option<String> = "last_id",
    }

    pub struct Invite + extra {
        pub id: String = "id",
        pub created_at: i64 = "created_at",
        pub email: String = "email",
        pub object: String = "object" const "organization.invite",
        pub projects: Vec<Project> = "projects",
        pub role: Role = "role",
        pub status: Status = "status",
        pub accepted_at: Option<i64> = "accepted_at",
        pub expires_at: Option<i64> = "expires_at",
    }

    pub struct Project + extra {
        pub id: String = "id",
        pub role: ProjectRole = "role",
    }
}

string_enum! {
    pub enum ProjectRole {
        Member = "member",
        Owner = "owner",
    }

    pub enum Role {
        Owner = "owner",
        Reader = "reader",
    }

    pub enum Status {
        Accepted = "accepted",
        Expired = "expired",
        Pending = "pending",
    }
}

object! {
    pub struct Completion + extra {
        pub id: String = "id",
        pub choices: Vec<Choice> = "choices",
        pub created: i64 = "created",
        pub model: String = "model",
        pub metadata: Option<std::collections::BTreeMap<String, String>> = "metadata",
        pub service_tier: Option<Tier> = "service_tier",
        pub system_fingerprint: Option<String> = "system_fingerprint",
        pub object: String = "object" const "chat.completion",
        pub usage: Option<Usage> = "usage",
    }

    pub struct Choice + extra {
        pub finish_reason: Reason = "finish_reason",
        pub index: i64 = "index",
        pub message: Message = "message",
        pub logprobs: Option<Logprobs> = "logprobs" | null,
    }

    pub struct Message + extra {
        pub content: Option<String> = "content" | null,
        pub refusal: Option<String> = "refusal" | null,
        pub tool_calls: Option<Vec<ToolCall>> = "tool_calls",
        pub annotations: Option<Vec<Annotation>> = "annotations",
        pub role: String = "role" const "assistant",
        pub function_call: Option<Function> = "function_call",
        pub audio: Option<Audio> = "audio",
    }

    pub struct Annotation + extra {
        pub r#type: String = "type" const "url_citation",
        pub url: String = "url",
    }

    pub struct Audio + extra {
        pub id: String = "id",
        pub expires_at: i64 = "expires_at",
        pub data: String = "data",
        pub transcript: String = "transcript",
    }

    pub struct ToolCall + extra {
        pub id: String = "id",
        pub r#type: String = "type" const "function",
        pub function: Function = "function",
    }

    pub struct Function + extra {
        pub arguments: String = "arguments",
        pub name: String = "name",
    }

    pub struct Logprobs + extra {
        pub content: Option<Vec<Logprob>> = "content" | null,
        pub refusal: Option<Vec<Logprob>> = "refusal" | null,
    }

    pub struct Logprob + extra {
        pub token: String = "token",
        pub logprob: f64 = "logprob",
        pub bytes: Option<Vec<i64>> = "bytes" | null,
        pub top_logprobs: Vec<TopLogprob> = "top_logprobs",
    }

    pub struct TopLogprob + extra {
        pub token: String = "token",
        pub logprob: f64 = "logprob",
        pub bytes: Option<Vec<i64>> = "bytes" | null,
    }

    pub struct Usage + extra {
        pub completion_tokens: i64 = "completion_tokens",
        pub prompt_tokens: i64 = "prompt_tokens",
        pub total_tokens: i64 = "total_tokens",
        pub completion_tokens_details: Option<CompletionDetails> = "completion_tokens_details",
        pub prompt_tokens_details: Option<PromptDetails> = "prompt_tokens_details",
    }

    pub struct CompletionDetails + extra {
        pub accepted_prediction_tokens: Option<i64> = "accepted_prediction_tokens",
        pub audio_tokens: Option<i64> = "audio_tokens",
        pub reasoning_tokens: Option<i64> = "reasoning_tokens",
        pub rejected_prediction_tokens: Option<i64> = "rejected_prediction_tokens",
    }

    pub struct PromptDetails + extra {
        pub audio_tokens: Option<i64> = "audio_tokens",
        pub cached_tokens: Option<i64> = "cached_tokens",
    }
}

string_enum! {
    pub enum Tier {
        Auto = "auto",
        Default = "default",
        Flex = "flex",
        Scale = "scale",
        Priority = "priority",
    }

    pub enum Reason {
        Stop = "stop",
        Length = "length",
        ToolCalls = "tool_calls",
        ContentFilter = "content_filter",
        FunctionCall = "function_call",
    }
}
