//! A practice office in a process of its own, as an integrator would start it.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use crate::child::{Beside, quiet};
use crate::station::program;
use crate::{JourneyError, Step};

/// What the practice office says of its Breeze.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Office {
    /// Its address.
    pub base_url: String,
    /// The client id of this run.
    pub client_id: String,
    /// The client secret of this run.
    pub client_secret: String,
    /// Its tenants.
    pub tenant_ids: Vec<String>,
    /// Holding it keeps the office open.
    #[serde(skip)]
    _process: Option<Arc<Beside>>,
}

#[derive(Deserialize)]
struct Line {
    breeze: Office,
}

impl Office {
    /// Starts one on a free port.
    ///
    /// # Errors
    /// It was not built, or did not say its one line.
    pub async fn open() -> Step<Office> {
        let file: &Path = &program("practice");
        let mut process = Beside::start(quiet(file).args(["--port", "0"]))?;
        let line = process.line().await?;
        let line: Line = serde_json::from_str(&line).map_err(|error| JourneyError::Answer {
            what: "practice".to_owned(),
            error,
        })?;
        Ok(Office {
            _process: Some(Arc::new(process)),
            ..line.breeze
        })
    }
}
