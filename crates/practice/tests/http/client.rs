//! A client that knows the wire and nothing else.

use std::time::Duration;

use practice::{BreezeAccess, Clock, ManualClock, Options, PracticeOffice};
use reqwest::{Client, Response, redirect};
use serde_json::{Value, json};

pub const ORDER: &str =
    "mutation OrderCredential($credential: CredentialOrderInput!, $tenantId: ID, $userId: ID) {
        CredentialOrderV1(credential: $credential, tenantId: $tenantId, userId: $userId) {
            _id credential_number status created
        }
    }";

pub const TEMPLATES: &str = "query GetTemplates($tenantIds: [ID!]!, \
    $credentialTemplateTypes: [CredentialTemplateTypes], $pagination: PaginationOptions) {
        CredentialTemplatesV2(tenantIds: $tenantIds, pagination: $pagination,
            credentialTemplateTypes: $credentialTemplateTypes) {
            docs { _id name type_name order_type template_number
                template_fields { all_used_fields { name field_type manual_input } } }
            totalDocs page totalPages hasNextPage
        }
    }";

pub const ME: &str = "query GetCurrentUser { Me { _id userId email } }";

/// An open office, and a token for it.
pub struct Visit {
    pub office: PracticeOffice,
    pub http: Client,
    pub token: String,
}

impl Visit {
    pub async fn begin() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
        let office = PracticeOffice::open(options).await.unwrap();
        let http = http();
        let token = token(&http, office.breeze()).await;
        Self {
            office,
            http,
            token,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.office.breeze().base_url)
    }

    pub async fn ask_token(&self, body: &Value) -> Response {
        self.http
            .post(self.url("/oauth/token"))
            .json(body)
            .send()
            .await
            .unwrap()
    }

    pub async fn send(&self, query: &str, variables: Value) -> reqwest::Result<Response> {
        let body = json!({ "query": query, "variables": variables });
        let request = self
            .http
            .post(self.url("/graphql"))
            .bearer_auth(&self.token);
        request.json(&body).send().await
    }

    pub async fn ask(&self, query: &str, variables: Value) -> Value {
        self.send(query, variables)
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    pub async fn order(&self, credential: Value) -> Value {
        self.ask(ORDER, json!({ "credential": credential })).await
    }

    /// Orders the first template with these values.
    pub async fn order_data(&self, data: Value) -> Value {
        let template = self.template("Company ID Card").await;
        self.order(json!({ "template_id": template["_id"], "data": data }))
            .await
    }

    pub async fn templates(&self, variables: Value) -> Value {
        let mut answer = self.ask(TEMPLATES, variables).await;
        assert_eq!(answer["errors"], Value::Null);
        answer["data"]["CredentialTemplatesV2"].take()
    }

    /// The template of this name, whichever tenant it belongs to, or null.
    pub async fn template(&self, name: &str) -> Value {
        let tenants = &self.office.breeze().tenant_ids;
        let filter = json!([{ "field": "name", "value": name, "operator": "eq" }]);
        let variables = json!({ "tenantIds": tenants, "pagination": { "filter": filter } });
        self.templates(variables)
            .await
            .pointer("/docs/0")
            .cloned()
            .unwrap_or_default()
    }
}

pub fn http() -> Client {
    // It is installed already when another test was first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .build()
        .unwrap()
}

pub async fn token(http: &Client, access: &BreezeAccess) -> String {
    let url = format!("{}/oauth/token", access.base_url);
    let answer: Value = http
        .post(url)
        .json(&credentials(access))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    answer["access_token"].as_str().unwrap().to_owned()
}

pub fn credentials(access: &BreezeAccess) -> Value {
    json!({
        "grant_type": "client_credentials",
        "client_id": access.client_id,
        "client_secret": access.client_secret,
    })
}

/// Waits, but not for ever: what never ends should fail its test instead of hanging it.
pub async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), future)
        .await
        .unwrap()
}

/// A clock that stands at noon of a day in 2026, and options with it.
pub fn stopped() -> (ManualClock, Options) {
    let clock = ManualClock::at("2026-03-02T12:00:00Z".parse().unwrap());
    let options = Options {
        clock: Clock::Manual(clock.clone()),
        ..Options::default()
    };
    (clock, options)
}

/// The code of the first error.
pub fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"]
        .as_str()
        .unwrap_or_default()
}

/// The message of the first error.
pub fn message(answer: &Value) -> &str {
    answer["errors"][0]["message"].as_str().unwrap_or_default()
}

pub fn receipt(answer: &Value) -> &Value {
    &answer["data"]["CredentialOrderV1"]
}

/// The data of an order that is as it should be.
pub fn jane() -> Value {
    json!([
        { "data_field": "personFirstName", "string_value": "Jane" },
        { "data_field": "personLastName", "string_value": "Smith" },
        { "data_field": "cardValidUntilDate", "date_value": "2029-12-31T12:00:00.000Z" },
    ])
}
