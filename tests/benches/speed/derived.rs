//! The same types by serde's derive. They keep no unknown members: `flatten` would cost far more.
#![allow(dead_code, reason = "they are for measuring")]

use serde::{Deserialize, Serialize};

macro_rules! invites {
    ($($list:ident $invite:ident $project:ident $project_role:ident $role:ident $status:ident)+) => {$(
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub(crate) struct $list {
            pub(crate) data: Vec<$invite>,
            pub(crate) has_more: bool,
            pub(crate) object: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(crate) first_id: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(crate) last_id: Option<String>,
        }

        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub(crate) struct $invite {
            pub(crate) id: String,
            pub(crate) created_at: i64,
            pub(crate) email: String,
            pub(crate) object: String,
            #[serde(default)]
            pub(crate) projects: Vec<$project>,
            pub(crate) role: $role,
            pub(crate) status: $status,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(crate) accepted_at: Option<i64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(crate) expires_at: Option<i64>,
        }

        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub(crate) struct $project {
            pub(crate) id: String,
            pub(crate) role: $project_role,
        }
    )+};
}

invites! {
    Invites Invite Project ProjectRole Role Status
    OpenInvites OpenInvite OpenProject OpenProjectRole OpenRole OpenStatus
}

macro_rules! enums {
    ($($closed:ident $open:ident { $($variant:ident),+ })+) => {$(
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $closed {
            $($variant,)+
        }

        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $open {
            $($variant,)+
            #[serde(untagged)]
            Unknown(String),
        }
    )+};
}

enums! {
    ProjectRole OpenProjectRole { Member, Owner }
    Role OpenRole { Owner, Reader }
    Status OpenStatus { Accepted, Expired, Pending }
    Tier OpenTier { Auto, Default, Flex, Scale, Priority }
    Reason OpenReason { Stop, Length, ToolCalls, ContentFilter, FunctionCall }
}

macro_rules! structs {
    ($($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)+ })+) => {$(
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub(crate) struct $name {
            $($(#[$attribute])* pub(crate) $field: $type,)+
        }
    )+};
}

structs! {
    Completion {
        id: String,
        choices: Vec<Choice>,
        created: i64,
        model: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        metadata: Option<std::collections::BTreeMap<String, String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        service_tier: Option<Tier>,
        #[serde(skip_serializing_if = "Option::is_none")]
        system_fingerprint: Option<String>,
        object: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        usage: Option<Usage>,
    }
    Choice {
        finish_reason: Reason,
        index: i64,
        message: Message,
        logprobs: Option<Logprobs>,
    }
    Message {
        content: Option<String>,
        refusal: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        tool_calls: Option<Vec<ToolCall>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        annotations: Option<Vec<Annotation>>,
        role: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        function_call: Option<Function>,
        #[serde(skip_serializing_if = "Option::is_none")]
        audio: Option<Audio>,
    }
    Annotation {
        r#type: String,
        url: String,
    }
    Audio {
        id: String,
        expires_at: i64,
        data: String,
        transcript: String,
    }
    ToolCall {
        id: String,
        r#type: String,
        function: Function,
    }
    Function {
        arguments: String,
        name: String,
    }
    Logprobs {
        content: Option<Vec<Logprob>>,
        refusal: Option<Vec<Logprob>>,
    }
    Logprob {
        token: String,
        logprob: f64,
        bytes: Option<Vec<i64>>,
        top_logprobs: Vec<TopLogprob>,
    }
    TopLogprob {
        token: String,
        logprob: f64,
        bytes: Option<Vec<i64>>,
    }
    Usage {
        completion_tokens: i64,
        prompt_tokens: i64,
        total_tokens: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        completion_tokens_details: Option<CompletionDetails>,
        #[serde(skip_serializing_if = "Option::is_none")]
        prompt_tokens_details: Option<PromptDetails>,
    }
    CompletionDetails {
        #[serde(skip_serializing_if = "Option::is_none")]
        accepted_prediction_tokens: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        audio_tokens: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reasoning_tokens: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        rejected_prediction_tokens: Option<i64>,
    }
    PromptDetails {
        #[serde(skip_serializing_if = "Option::is_none")]
        audio_tokens: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        cached_tokens: Option<i64>,
    }
}
