//! A union of 58 variants by tag: the events of a stream of OpenAI's Responses API.

use sdk_runtime::runtime::json;

use crate::{Print, rows};

mod tables {
    #![allow(missing_docs, reason = "they are for measuring")]

    use sdk_runtime::runtime::{object, union};

    object! {
        pub struct TextDelta + extra {
            pub content_index: i64 = "content_index",
            pub delta: String = "delta",
            pub item_id: String = "item_id",
            pub logprobs: Vec<Logprob> = "logprobs",
            pub output_index: i64 = "output_index",
            pub sequence_number: i64 = "sequence_number",
            pub r#type: String = "type",
        }

        pub struct Logprob + extra {
            pub token: String = "token",
            pub logprob: f64 = "logprob",
        }

        pub struct ArgumentsDelta + extra {
            pub delta: String = "delta",
            pub item_id: String = "item_id",
            pub output_index: i64 = "output_index",
            pub sequence_number: i64 = "sequence_number",
            pub r#type: String = "type",
        }

        pub struct ContentPart + extra {
            pub content_index: i64 = "content_index",
            pub item_id: String = "item_id",
            pub output_index: i64 = "output_index",
            pub part: Part = "part",
            pub sequence_number: i64 = "sequence_number",
            pub r#type: String = "type",
        }

        pub struct OutputText + extra {
            pub annotations: Vec<String> = "annotations",
            pub text: String = "text",
            pub r#type: String = "type" const "output_text",
        }

        pub struct Refusal + extra {
            pub refusal: String = "refusal",
            pub r#type: String = "type" const "refusal",
        }

        pub struct Whole + extra {
            pub response: Response = "response",
            pub sequence_number: i64 = "sequence_number",
            pub r#type: String = "type",
        }

        pub struct Response + extra {
            pub id: String = "id",
            pub created_at: f64 = "created_at",
            pub model: String = "model",
            pub object: String = "object" const "response",
            pub status: Option<String> = "status",
            pub instructions: Option<String> = "instructions",
            pub temperature: Option<f64> = "temperature",
            pub top_p: Option<f64> = "top_p",
        }

        pub struct Plain + extra {
            pub item_id: String = "item_id",
            pub sequence_number: i64 = "sequence_number",
            pub r#type: String = "type",
        }
    }

    union! {
        pub enum Part {
            OutputText(OutputText) from own: tag "type" = "output_text",
            Refusal(Refusal) from own: tag "type" = "refusal",
        }

        pub enum Event {
            ResponseAudioDelta(Plain): tag "type" = "response.audio.delta",
            ResponseAudioDone(Plain): tag "type" = "response.audio.done",
            ResponseAudioTranscriptDelta(Plain): tag "type" = "response.audio.transcript.delta",
            ResponseAudioTranscriptDone(Plain): tag "type" = "response.audio.transcript.done",
            ResponseCodeInterpreterCallCodeDelta(Plain): tag "type" = "response.code_interpreter_call_code.delta",
            ResponseCodeInterpreterCallCodeDone(Plain): tag "type" = "response.code_interpreter_call_code.done",
            ResponseCodeInterpreterCallCompleted(Plain): tag "type" = "response.code_interpreter_call.completed",
            ResponseCodeInterpreterCallInProgress(Plain): tag "type" = "response.code_interpreter_call.in_progress",
            ResponseCodeInterpreterCallInterpreting(Plain): tag "type" = "response.code_interpreter_call.interpreting",
            ResponseCompleted(Whole): tag "type" = "response.completed",
            ResponseContentPartAdded(ContentPart): tag "type" = "response.content_part.added",
            ResponseContentPartDone(ContentPart): tag "type" = "response.content_part.done",
            ResponseCreated(Whole): tag "type" = "response.created",
            Error(Plain): tag "type" = "error",
            ResponseFileSearchCallCompleted(Plain): tag "type" = "response.file_search_call.completed",
            ResponseFileSearchCallInProgress(Plain): tag "type" = "response.file_search_call.in_progress",
            ResponseFileSearchCallSearching(Plain): tag "type" = "response.file_search_call.searching",
            ResponseFunctionCallArgumentsDelta(ArgumentsDelta): tag "type" = "response.function_call_arguments.delta",
            ResponseFunctionCallArgumentsDone(ArgumentsDelta): tag "type" = "response.function_call_arguments.done",
            ResponseInProgress(Whole): tag "type" = "response.in_progress",
            ResponseFailed(Plain): tag "type" = "response.failed",
            ResponseIncomplete(Plain): tag "type" = "response.incomplete",
            ResponseOutputItemAdded(Plain): tag "type" = "response.output_item.added",
            ResponseOutputItemDone(Plain): tag "type" = "response.output_item.done",
            ResponseReasoningSummaryPartAdded(Plain): tag "type" = "response.reasoning_summary_part.added",
            ResponseReasoningSummaryPartDone(Plain): tag "type" = "response.reasoning_summary_part.done",
            ResponseReasoningSummaryTextDelta(Plain): tag "type" = "response.reasoning_summary_text.delta",
            ResponseReasoningSummaryTextDone(Plain): tag "type" = "response.reasoning_summary_text.done",
            ResponseReasoningTextDelta(Plain): tag "type" = "response.reasoning_text.delta",
            ResponseReasoningTextDone(Plain): tag "type" = "response.reasoning_text.done",
            ResponseRefusalDelta(Plain): tag "type" = "response.refusal.delta",
            ResponseRefusalDone(Plain): tag "type" = "response.refusal.done",
            ResponseOutputTextDelta(TextDelta): tag "type" = "response.output_text.delta",
            ResponseOutputTextDone(TextDelta): tag "type" = "response.output_text.done",
            ResponseWebSearchCallCompleted(Plain): tag "type" = "response.web_search_call.completed",
            ResponseWebSearchCallInProgress(Plain): tag "type" = "response.web_search_call.in_progress",
            ResponseWebSearchCallSearching(Plain): tag "type" = "response.web_search_call.searching",
            ResponseImageGenerationCallCompleted(Plain): tag "type" = "response.image_generation_call.completed",
            ResponseImageGenerationCallGenerating(Plain): tag "type" = "response.image_generation_call.generating",
            ResponseImageGenerationCallInProgress(Plain): tag "type" = "response.image_generation_call.in_progress",
            ResponseImageGenerationCallPartialImage(Plain): tag "type" = "response.image_generation_call.partial_image",
            ResponseMcpCallArgumentsDelta(ArgumentsDelta): tag "type" = "response.mcp_call_arguments.delta",
            ResponseMcpCallArgumentsDone(ArgumentsDelta): tag "type" = "response.mcp_call_arguments.done",
            ResponseMcpCallCompleted(Plain): tag "type" = "response.mcp_call.completed",
            ResponseMcpCallFailed(Plain): tag "type" = "response.mcp_call.failed",
            ResponseMcpCallInProgress(Plain): tag "type" = "response.mcp_call.in_progress",
            ResponseMcpListToolsCompleted(Plain): tag "type" = "response.mcp_list_tools.completed",
            ResponseMcpListToolsFailed(Plain): tag "type" = "response.mcp_list_tools.failed",
            ResponseMcpListToolsInProgress(Plain): tag "type" = "response.mcp_list_tools.in_progress",
            ResponseOutputTextAnnotationAdded(Plain): tag "type" = "response.output_text.annotation.added",
            ResponseQueued(Plain): tag "type" = "response.queued",
            ResponseCustomToolCallInputDelta(Plain): tag "type" = "response.custom_tool_call_input.delta",
            ResponseCustomToolCallInputDone(Plain): tag "type" = "response.custom_tool_call_input.done",
            ResponseShellCallInProgress(Plain): tag "type" = "response.shell_call.in_progress",
            ResponseShellCallCompleted(Plain): tag "type" = "response.shell_call.completed",
            ResponseComputerCallInProgress(Plain): tag "type" = "response.computer_call.in_progress",
            ResponseComputerCallCompleted(Plain): tag "type" = "response.computer_call.completed",
            ResponseKeepalive(Plain): tag "type" = "response.keepalive",
        }
    }
}

mod derived {
    use serde::{Deserialize, Serialize};

    macro_rules! structs {
        ($($name:ident { $($field:ident: $type:ty,)+ })+) => {$(
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
            pub(super) struct $name {
                $($field: $type,)+
            }
        )+};
    }

    structs! {
        TextDelta {
            content_index: i64,
            delta: String,
            item_id: String,
            logprobs: Vec<Logprob>,
            output_index: i64,
            sequence_number: i64,
        }
        Logprob {
            token: String,
            logprob: f64,
        }
        ArgumentsDelta {
            delta: String,
            item_id: String,
            output_index: i64,
            sequence_number: i64,
        }
        ContentPart {
            content_index: i64,
            item_id: String,
            output_index: i64,
            part: Part,
            sequence_number: i64,
        }
        OutputText {
            annotations: Vec<String>,
            text: String,
        }
        Refusal {
            refusal: String,
        }
        Whole {
            response: Response,
            sequence_number: i64,
        }
        Response {
            id: String,
            created_at: f64,
            model: String,
            object: String,
            status: Option<String>,
            instructions: Option<String>,
            temperature: Option<f64>,
            top_p: Option<f64>,
        }
        Plain {
            item_id: String,
            sequence_number: i64,
        }
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    enum Part {
        OutputText(OutputText),
        Refusal(Refusal),
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "type")]
    pub(super) enum Event {
        #[serde(rename = "response.audio.delta")]
        ResponseAudioDelta(Plain),
        #[serde(rename = "response.audio.done")]
        ResponseAudioDone(Plain),
        #[serde(rename = "response.audio.transcript.delta")]
        ResponseAudioTranscriptDelta(Plain),
        #[serde(rename = "response.audio.transcript.done")]
        ResponseAudioTranscriptDone(Plain),
        #[serde(rename = "response.code_interpreter_call_code.delta")]
        ResponseCodeInterpreterCallCodeDelta(Plain),
        #[serde(rename = "response.code_interpreter_call_code.done")]
        ResponseCodeInterpreterCallCodeDone(Plain),
        #[serde(rename = "response.code_interpreter_call.completed")]
        ResponseCodeInterpreterCallCompleted(Plain),
        #[serde(rename = "response.code_interpreter_call.in_progress")]
        ResponseCodeInterpreterCallInProgress(Plain),
        #[serde(rename = "response.code_interpreter_call.interpreting")]
        ResponseCodeInterpreterCallInterpreting(Plain),
        #[serde(rename = "response.completed")]
        ResponseCompleted(Whole),
        #[serde(rename = "response.content_part.added")]
        ResponseContentPartAdded(ContentPart),
        #[serde(rename = "response.content_part.done")]
        ResponseContentPartDone(ContentPart),
        #[serde(rename = "response.created")]
        ResponseCreated(Whole),
        #[serde(rename = "error")]
        Error(Plain),
        #[serde(rename = "response.file_search_call.completed")]
        ResponseFileSearchCallCompleted(Plain),
        #[serde(rename = "response.file_search_call.in_progress")]
        ResponseFileSearchCallInProgress(Plain),
        #[serde(rename = "response.file_search_call.searching")]
        ResponseFileSearchCallSearching(Plain),
        #[serde(rename = "response.function_call_arguments.delta")]
        ResponseFunctionCallArgumentsDelta(ArgumentsDelta),
        #[serde(rename = "response.function_call_arguments.done")]
        ResponseFunctionCallArgumentsDone(ArgumentsDelta),
        #[serde(rename = "response.in_progress")]
        ResponseInProgress(Whole),
        #[serde(rename = "response.failed")]
        ResponseFailed(Plain),
        #[serde(rename = "response.incomplete")]
        ResponseIncomplete(Plain),
        #[serde(rename = "response.output_item.added")]
        ResponseOutputItemAdded(Plain),
        #[serde(rename = "response.output_item.done")]
        ResponseOutputItemDone(Plain),
        #[serde(rename = "response.reasoning_summary_part.added")]
        ResponseReasoningSummaryPartAdded(Plain),
        #[serde(rename = "response.reasoning_summary_part.done")]
        ResponseReasoningSummaryPartDone(Plain),
        #[serde(rename = "response.reasoning_summary_text.delta")]
        ResponseReasoningSummaryTextDelta(Plain),
        #[serde(rename = "response.reasoning_summary_text.done")]
        ResponseReasoningSummaryTextDone(Plain),
        #[serde(rename = "response.reasoning_text.delta")]
        ResponseReasoningTextDelta(Plain),
        #[serde(rename = "response.reasoning_text.done")]
        ResponseReasoningTextDone(Plain),
        #[serde(rename = "response.refusal.delta")]
        ResponseRefusalDelta(Plain),
        #[serde(rename = "response.refusal.done")]
        ResponseRefusalDone(Plain),
        #[serde(rename = "response.output_text.delta")]
        ResponseOutputTextDelta(TextDelta),
        #[serde(rename = "response.output_text.done")]
        ResponseOutputTextDone(TextDelta),
        #[serde(rename = "response.web_search_call.completed")]
        ResponseWebSearchCallCompleted(Plain),
        #[serde(rename = "response.web_search_call.in_progress")]
        ResponseWebSearchCallInProgress(Plain),
        #[serde(rename = "response.web_search_call.searching")]
        ResponseWebSearchCallSearching(Plain),
        #[serde(rename = "response.image_generation_call.completed")]
        ResponseImageGenerationCallCompleted(Plain),
        #[serde(rename = "response.image_generation_call.generating")]
        ResponseImageGenerationCallGenerating(Plain),
        #[serde(rename = "response.image_generation_call.in_progress")]
        ResponseImageGenerationCallInProgress(Plain),
        #[serde(rename = "response.image_generation_call.partial_image")]
        ResponseImageGenerationCallPartialImage(Plain),
        #[serde(rename = "response.mcp_call_arguments.delta")]
        ResponseMcpCallArgumentsDelta(ArgumentsDelta),
        #[serde(rename = "response.mcp_call_arguments.done")]
        ResponseMcpCallArgumentsDone(ArgumentsDelta),
        #[serde(rename = "response.mcp_call.completed")]
        ResponseMcpCallCompleted(Plain),
        #[serde(rename = "response.mcp_call.failed")]
        ResponseMcpCallFailed(Plain),
        #[serde(rename = "response.mcp_call.in_progress")]
        ResponseMcpCallInProgress(Plain),
        #[serde(rename = "response.mcp_list_tools.completed")]
        ResponseMcpListToolsCompleted(Plain),
        #[serde(rename = "response.mcp_list_tools.failed")]
        ResponseMcpListToolsFailed(Plain),
        #[serde(rename = "response.mcp_list_tools.in_progress")]
        ResponseMcpListToolsInProgress(Plain),
        #[serde(rename = "response.output_text.annotation.added")]
        ResponseOutputTextAnnotationAdded(Plain),
        #[serde(rename = "response.queued")]
        ResponseQueued(Plain),
        #[serde(rename = "response.custom_tool_call_input.delta")]
        ResponseCustomToolCallInputDelta(Plain),
        #[serde(rename = "response.custom_tool_call_input.done")]
        ResponseCustomToolCallInputDone(Plain),
        #[serde(rename = "response.shell_call.in_progress")]
        ResponseShellCallInProgress(Plain),
        #[serde(rename = "response.shell_call.completed")]
        ResponseShellCallCompleted(Plain),
        #[serde(rename = "response.computer_call.in_progress")]
        ResponseComputerCallInProgress(Plain),
        #[serde(rename = "response.computer_call.completed")]
        ResponseComputerCallCompleted(Plain),
        #[serde(rename = "response.keepalive")]
        ResponseKeepalive(Plain),
    }
}

const SAMPLES: [(&str, &str, &str); 4] = [
    (
        "text delta",
        r#""type":"response.output_text.delta","#,
        r#""item_id":"msg_67c9fdcf37fc8190ba82116e33fb28c5","output_index":0,"content_index":0,"delta":"In","logprobs":[],"sequence_number":4"#,
    ),
    (
        "arguments delta",
        r#""type":"response.function_call_arguments.delta","#,
        r#""item_id":"fc_67ca09c6bedc8190a7abfec07b1a1332096610f474011cc0","output_index":0,"delta":"{\"location\"","sequence_number":9"#,
    ),
    (
        "content part",
        r#""type":"response.content_part.added","#,
        r#""item_id":"msg_67c9fdcf37fc8190ba82116e33fb28c5","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]},"sequence_number":3"#,
    ),
    (
        "created",
        r#""type":"response.created","#,
        r#""response":{"id":"resp_67c9fdcecf488190bdd9a0409de3a1ec07b8b0ad4e5eb654","object":"response","created_at":1741487325,"status":"in_progress","instructions":"You are a helpful assistant.","model":"gpt-4.1-2025-04-14","temperature":1.0,"top_p":1.0},"sequence_number":0"#,
    ),
];

pub(crate) fn compare(print: &mut Print<'_>) {
    for (name, tag, members) in SAMPLES {
        let first = format!("{{{tag}{members}}}");
        let last = format!("{{{members},{}}}", tag.trim_end_matches(','));
        let ours: tables::Event = json::from_str(&first).expect("it is an event");
        let theirs: derived::Event = serde_json::from_str(&first).expect("it is an event");
        assert!(!matches!(ours, tables::Event::Unknown(_)));
        rows! { print:
            &format!("event, {name}, tag first, decode"), "0.7",
                json::from_slice::<tables::Event>(first.as_bytes()),
                serde_json::from_slice::<derived::Event>(first.as_bytes());
            &format!("event, {name}, tag last, decode"), "0.7",
                json::from_slice::<tables::Event>(last.as_bytes()),
                serde_json::from_slice::<derived::Event>(last.as_bytes());
            &format!("event, {name}, encode"), "0.9",
                json::to_vec(&ours), serde_json::to_vec(&theirs);
        }
    }
    let escaped = r#"a \"quoted\" line\nand \u00e9 more, "#.repeat(100);
    let long = format!(
        r#"{{"type":"response.output_text.delta","item_id":"msg","output_index":0,"content_index":0,"delta":"{escaped}","logprobs":[],"sequence_number":4}}"#
    );
    let ours: tables::Event = json::from_str(&long).expect("it is an event");
    let theirs: derived::Event = serde_json::from_str(&long).expect("it is an event");
    rows! { print:
        "event, 4 kB of escaped text, decode", "",
            json::from_slice::<tables::Event>(long.as_bytes()),
            serde_json::from_slice::<derived::Event>(long.as_bytes());
        "event, 4 kB of escaped text, encode", "",
            json::to_vec(&ours), serde_json::to_vec(&theirs);
    }
}
