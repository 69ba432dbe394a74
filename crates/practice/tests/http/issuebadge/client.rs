//! A client that knows the wire and nothing else.

use practice::{
    Options, PracticeOffice,
    issuebadge::{IssuedBadge, Switches},
};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use crate::client::http;

/// The template that has the custom fields of the examples page.
pub const EXAMPLE: &str = "abc123";

/// An open office.
pub struct Visit {
    pub office: PracticeOffice,
    pub http: Client,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Value,
}

impl Answer {
    pub async fn of(response: Response) -> Self {
        Self {
            status: response.status(),
            body: response.json().await.unwrap_or_default(),
        }
    }

    /// The data of a success.
    #[track_caller]
    pub fn data(&self) -> &Value {
        assert!(self.status.is_success(), "{self:?}");
        assert_eq!(self.body["success"], true, "{self:?}");
        &self.body["data"]
    }

    /// The `IssueId` of a creation.
    #[track_caller]
    pub fn id(&self) -> &str {
        assert_eq!(self.status, StatusCode::ACCEPTED, "{self:?}");
        self.body["IssueId"].as_str().unwrap()
    }

    /// The message of a failure with this status.
    #[track_caller]
    pub fn failure(&self, status: u16) -> &str {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.body["success"], false, "{self:?}");
        self.body["message"].as_str().unwrap()
    }

    /// The members that a validation names, in alphabetical order.
    #[track_caller]
    pub fn invalid(&self) -> Vec<&String> {
        assert_eq!(self.failure(422), "Validation failed");
        self.body["errors"].as_object().unwrap().keys().collect()
    }
}

impl Visit {
    pub async fn begin() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
        Self {
            office: PracticeOffice::open(options).await.unwrap(),
            http: http(),
        }
    }

    pub async fn switched(issuebadge: Switches) -> Self {
        Self::with(Options {
            issuebadge,
            ..Options::default()
        })
        .await
    }

    /// The address of a path outside the API.
    pub fn origin(&self, path: &str) -> String {
        let base = &self.office.issuebadge().base_url;
        format!("{base}{path}")
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let access = self.office.issuebadge();
        let url = self.origin(&format!("/api/v1{path}"));
        self.http.request(method, url).bearer_auth(&access.api_key)
    }

    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path).send().await.unwrap()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = self.request(Method::POST, path).json(body);
        Answer::of(request.send().await.unwrap()).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        let request = self.request(Method::PATCH, path).json(body);
        Answer::of(request.send().await.unwrap()).await
    }

    pub async fn issue(&self, body: &Value) -> Answer {
        self.post("/issue/create", body).await
    }

    /// Issues a badge that is as it should be; the id.
    pub async fn issued_to(&self, name: &str) -> String {
        let body = json!({ "badge_id": EXAMPLE, "name": name });
        self.issue(&body).await.id().to_owned()
    }

    /// The badge that was issued last, as it is stored.
    pub fn last(&self) -> IssuedBadge {
        self.office.issued().pop().unwrap()
    }
}
