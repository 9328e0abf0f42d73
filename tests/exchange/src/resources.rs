// @generated from the OpenAPI document; do not edit

//! The resources of the API, accessed from the client.

#[cfg(feature = "accounts")]
pub mod accounts;
#[cfg(feature = "answers")]
pub mod answers;
#[cfg(feature = "anything")]
pub mod anything;
#[cfg(feature = "edits")]
pub mod edits;
#[cfg(feature = "events")]
pub mod events;
#[cfg(feature = "files")]
pub mod files;
#[cfg(feature = "finds")]
pub mod finds;
#[cfg(feature = "jobs")]
pub mod jobs;
#[cfg(feature = "lines")]
pub mod lines;
#[cfg(feature = "links")]
pub mod links;
#[cfg(feature = "notes")]
pub mod notes;
#[cfg(feature = "orders")]
pub mod orders;
#[cfg(feature = "plain")]
pub mod plain;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "results")]
pub mod results;
#[cfg(feature = "runs")]
pub mod runs;
#[cfg(feature = "searches")]
pub mod searches;
#[cfg(feature = "sequences")]
pub mod sequences;
#[cfg(feature = "state")]
pub mod state;
#[cfg(feature = "styles")]
pub mod styles;
#[cfg(feature = "texts")]
pub mod texts;
#[cfg(feature = "urls")]
pub mod urls;

use crate::Client;

impl Client {
    /// The resource `client.notes()`.
    #[cfg(feature = "notes")]
    #[must_use]
    pub fn notes(&self) -> notes::Notes {
        notes::Notes {
            client: self.clone(),
        }
    }

    /// The resource `client.runs()`.
    #[cfg(feature = "runs")]
    #[must_use]
    pub fn runs(&self) -> runs::Runs {
        runs::Runs { client: self.clone() }
    }

    /// The resource `client.plain()`.
    #[cfg(feature = "plain")]
    #[must_use]
    pub fn plain(&self) -> plain::Plain {
        plain::Plain {
            client: self.clone(),
        }
    }

    /// The resource `client.events()`.
    #[cfg(feature = "events")]
    #[must_use]
    pub fn events(&self) -> events::EventsResource {
        events::EventsResource {
            client: self.clone(),
        }
    }

    /// The resource `client.anything()`.
    #[cfg(feature = "anything")]
    #[must_use]
    pub fn anything(&self) -> anything::Anything {
        anything::Anything {
            client: self.clone(),
        }
    }

    /// The resource `client.texts()`.
    #[cfg(feature = "texts")]
    #[must_use]
    pub fn texts(&self) -> texts::Texts {
        texts::Texts {
            client: self.clone(),
        }
    }

    /// The resource `client.lines()`.
    #[cfg(feature = "lines")]
    #[must_use]
    pub fn lines(&self) -> lines::LinesResource {
        lines::LinesResource {
            client: self.clone(),
        }
    }

    /// The resource `client.answers()`.
    #[cfg(feature = "answers")]
    #[must_use]
    pub fn answers(&self) -> answers::Answers {
        answers::Answers {
            client: self.clone(),
        }
    }

    /// The resource `client.edits()`.
    #[cfg(feature = "edits")]
    #[must_use]
    pub fn edits(&self) -> edits::Edits {
        edits::Edits {
            client: self.clone(),
        }
    }

    /// The resource `client.files()`.
    #[cfg(feature = "files")]
    #[must_use]
    pub fn files(&self) -> files::Files {
        files::Files {
            client: self.clone(),
        }
    }

    /// The resource `client.searches()`.
    #[cfg(feature = "searches")]
    #[must_use]
    pub fn searches(&self) -> searches::Searches {
        searches::Searches {
            client: self.clone(),
        }
    }

    /// The resource `client.accounts()`.
    #[cfg(feature = "accounts")]
    #[must_use]
    pub fn accounts(&self) -> accounts::Accounts {
        accounts::Accounts {
            client: self.clone(),
        }
    }

    /// The resource `client.styles()`.
    #[cfg(feature = "styles")]
    #[must_use]
    pub fn styles(&self) -> styles::Styles {
        styles::Styles {
            client: self.clone(),
        }
    }

    /// The resource `client.orders()`.
    #[cfg(feature = "orders")]
    #[must_use]
    pub fn orders(&self) -> orders::Orders {
        orders::Orders {
            client: self.clone(),
        }
    }

    /// The resource `client.state()`.
    #[cfg(feature = "state")]
    #[must_use]
    pub fn state(&self) -> state::State {
        state::State {
            client: self.clone(),
        }
    }

    /// The resource `client.jobs()`.
    #[cfg(feature = "jobs")]
    #[must_use]
    pub fn jobs(&self) -> jobs::Jobs {
        jobs::Jobs { client: self.clone() }
    }

    /// The resource `client.results()`.
    #[cfg(feature = "results")]
    #[must_use]
    pub fn results(&self) -> results::Results {
        results::Results {
            client: self.clone(),
        }
    }

    /// The resource `client.sequences()`.
    #[cfg(feature = "sequences")]
    #[must_use]
    pub fn sequences(&self) -> sequences::Sequences {
        sequences::Sequences {
            client: self.clone(),
        }
    }

    /// The resource `client.report()`.
    #[cfg(feature = "report")]
    #[must_use]
    pub fn report(&self) -> report::Report {
        report::Report {
            client: self.clone(),
        }
    }

    /// The resource `client.finds()`.
    #[cfg(feature = "finds")]
    #[must_use]
    pub fn finds(&self) -> finds::Finds {
        finds::Finds {
            client: self.clone(),
        }
    }

    /// The resource `client.links()`.
    #[cfg(feature = "links")]
    #[must_use]
    pub fn links(&self) -> links::Links {
        links::Links {
            client: self.clone(),
        }
    }

    /// The resource `client.urls()`.
    #[cfg(feature = "urls")]
    #[must_use]
    pub fn urls(&self) -> urls::Urls {
        urls::Urls { client: self.clone() }
    }
}
