//! A practice office in a process of its own, as an integrator would start it, and its switches.

use std::time::Duration;

use http_body_util::BodyExt;
use hyper::{Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use practice::{BreezeAccess, Calls, Fault, OrderRecord, PlannedFault, issuebadge};
use serde::{Deserialize, Serialize};

use crate::answer::in_time;
use crate::child::{Beside, quiet};
use crate::station::program;
use crate::{JourneyError, Step};

/// A practice office that is open until it is dropped.
#[derive(Debug)]
pub struct Office {
    /// What it says of its Breeze.
    pub breeze: BreezeAccess,
    /// What it says of its digital badges.
    pub issuebadge: issuebadge::Access,
    http: Client<HttpConnector, String>,
    process: Option<Beside>,
}

/// The one line it prints.
#[derive(Serialize, Deserialize)]
struct Line {
    breeze: BreezeAccess,
    issuebadge: issuebadge::Access,
}

impl Office {
    /// Opens one on a free port.
    ///
    /// # Errors
    /// It was not built, or did not say its one line.
    pub async fn open() -> Step<Office> {
        Office::open_with(&["--port", "0"]).await
    }

    /// As [`Office::open`], for more calls than the documented limits allow.
    ///
    /// # Errors
    /// As [`Office::open`].
    pub async fn open_without_limits() -> Step<Office> {
        Office::open_with(&["--port", "0", "--limits", "off"]).await
    }

    async fn open_with(arguments: &[&str]) -> Step<Office> {
        let (process, Line { breeze, issuebadge }) = start(arguments).await?;
        Ok(Office {
            breeze,
            issuebadge,
            http: Client::builder(TokioExecutor::new()).build_http(),
            process: Some(process),
        })
    }

    /// Closes it: whoever asks it finds nobody there.
    pub fn close(&mut self) {
        self.process = None;
    }

    /// Opens it again where it was, for the clients it had; it remembers no order.
    ///
    /// # Errors
    /// Its port is taken meanwhile.
    pub async fn open_again(&mut self) -> Step<()> {
        let port = self.breeze.base_url.rsplit(':').next().unwrap_or_default();
        let line = Line {
            breeze: self.breeze.clone(),
            issuebadge: self.issuebadge.clone(),
        };
        let line = serde_json::to_string(&line).map_err(answer_of("the office before"))?;
        // The other service takes any port: the one it had may be another's by now.
        let (process, _) =
            start(&["--port", port, "--issuebadge-port", "0", "--reopen", &line]).await?;
        self.process = Some(process);
        Ok(())
    }

    /// Makes the next so many of these calls fail.
    ///
    /// # Errors
    /// The office does not answer.
    pub async fn fail_next(&self, calls: Calls, count: u32, fault: Fault) -> Step<()> {
        let plan = PlannedFault {
            calls,
            count,
            fault,
        };
        let body = serde_json::to_string(&plan).map_err(answer_of("a fault"))?;
        self.switch(Method::POST, "faults", body).await.map(drop)
    }

    /// As [`Office::fail_next`], of the digital badges.
    ///
    /// # Errors
    /// The office does not answer.
    pub async fn fail_next_badges(
        &self,
        calls: issuebadge::Calls,
        count: u32,
        fault: issuebadge::Fault,
    ) -> Step<()> {
        let plan = issuebadge::PlannedFault {
            calls,
            count,
            fault,
        };
        let body = serde_json::to_string(&plan).map_err(answer_of("a fault"))?;
        self.switch_badges(Method::POST, "faults", body).await
    }

    /// Chooses what becomes of a badge whose key was used before.
    ///
    /// # Errors
    /// The office does not answer.
    pub async fn treat_used_keys(&self, how: issuebadge::ReusedKey) -> Step<()> {
        let body = serde_json::json!({ "reusedKey": how }).to_string();
        self.switch_badges(Method::PATCH, "switches", body).await
    }

    /// Makes the badge service count the key of a call that failed as used.
    ///
    /// # Errors
    /// The office does not answer.
    pub async fn burn_failed_keys(&self) -> Step<()> {
        let body = serde_json::json!({ "failedKey": issuebadge::FailedKey::Burned });
        self.switch_badges(Method::PATCH, "switches", body.to_string())
            .await
    }

    /// Forgets the faults that still wait.
    ///
    /// # Errors
    /// The office does not answer.
    pub async fn heal(&self) -> Step<()> {
        self.switch(Method::DELETE, "faults", String::new()).await?;
        self.switch_badges(Method::DELETE, "faults", String::new())
            .await
    }

    /// Waits until every planned fault has met its calls.
    ///
    /// # Errors
    /// The office does not answer.
    pub async fn until_faults_are_met(&self) -> Step<()> {
        loop {
            let answer = self.switch(Method::GET, "faults", String::new()).await?;
            let waiting: Vec<PlannedFault> =
                serde_json::from_slice(&answer).map_err(answer_of("the office"))?;
            if waiting.is_empty() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The tokens it gave out that have not ended.
    ///
    /// # Errors
    /// The office does not answer.
    pub async fn tokens(&self) -> Step<Vec<String>> {
        let answer = self.switch(Method::GET, "tokens", String::new()).await?;
        serde_json::from_slice(&answer).map_err(answer_of("the office"))
    }

    /// Deletes a template, as its administrator would.
    ///
    /// # Errors
    /// There is none with this id.
    pub async fn delete_template(&self, id: &str) -> Step<()> {
        let which = format!("templates/{id}");
        self.switch(Method::DELETE, &which, String::new())
            .await
            .map(drop)
    }

    /// The orders it took since it opened, oldest first.
    ///
    /// # Errors
    /// The office does not answer.
    pub async fn orders(&self) -> Step<Vec<OrderRecord>> {
        let answer = self.switch(Method::GET, "orders", String::new()).await?;
        serde_json::from_slice(&answer).map_err(answer_of("the office"))
    }

    /// The badges it issued since it opened, oldest first, as they were sent and as they stand.
    ///
    /// # Errors
    /// The office does not answer.
    pub async fn issued(&self) -> Step<Vec<serde_json::Value>> {
        let badges = &self.issuebadge.base_url;
        let answer = self.ask(Method::GET, badges, "issues", String::new());
        serde_json::from_slice(&answer.await?).map_err(answer_of("the office"))
    }

    async fn switch(&self, method: Method, which: &str, body: String) -> Step<Vec<u8>> {
        self.ask(method, &self.breeze.base_url, which, body).await
    }

    async fn switch_badges(&self, method: Method, which: &str, body: String) -> Step<()> {
        let badges = &self.issuebadge.base_url;
        self.ask(method, badges, which, body).await.map(drop)
    }

    /// Sends a GET request as a person would who copied it: its address, then its header lines.
    ///
    /// # Errors
    /// It is no such request, or the office does not take it.
    pub async fn get_as_written(&self, text: &str) -> Step<()> {
        let mut lines = text.lines();
        let mut request = Request::get(lines.next().unwrap_or_default());
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            request = request.header(name, value);
        }
        let request = request.body(String::new()).map_err(refused)?;
        self.answered("what was copied", request).await.map(drop)
    }

    async fn ask(&self, method: Method, place: &str, which: &str, body: String) -> Step<Vec<u8>> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{place}/practice/{which}"))
            .header("content-type", "application/json")
            .body(body)
            .map_err(refused)?;
        self.answered(which, request).await
    }

    async fn answered(&self, which: &str, request: Request<String>) -> Step<Vec<u8>> {
        let answer = async { self.http.request(request).await.map_err(refused) };
        let answer = in_time(which, answer).await?;
        let status = answer.status();
        if !status.is_success() {
            return Err(JourneyError::Office(format!("{which}: {status}")));
        }
        let body = async { answer.into_body().collect().await.map_err(refused) };
        Ok(in_time(which, body).await?.to_bytes().to_vec())
    }
}

async fn start(arguments: &[&str]) -> Step<(Beside, Line)> {
    let mut process = Beside::start(quiet(program("practice")).args(arguments))?;
    let line = process.line().await?;
    let line: Line = serde_json::from_str(&line).map_err(answer_of("practice"))?;
    Ok((process, line))
}

fn answer_of(what: &str) -> impl FnOnce(serde_json::Error) -> JourneyError {
    let what = what.to_owned();
    move |error| JourneyError::Answer { what, error }
}

fn refused(error: impl std::error::Error) -> JourneyError {
    JourneyError::Office(error.to_string())
}
