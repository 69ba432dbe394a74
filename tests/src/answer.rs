//! Nothing that is asked of the window may be waited for without end.

use std::future::Future;
use std::time::Duration;

use crate::{JourneyError, Step};

/// The longest the window may take to answer one question: a driver whose page hangs never does.
const PATIENCE: Duration = Duration::from_secs(30);

/// The answer to one question, or the error that names it.
pub(crate) async fn in_time<T, E: Into<JourneyError>>(
    what: &str,
    answer: impl Future<Output = Result<T, E>>,
) -> Step<T> {
    match tokio::time::timeout(PATIENCE, answer).await {
        Ok(answer) => answer.map_err(Into::into),
        Err(_) => Err(JourneyError::Silent {
            what: what.to_owned(),
            patience: PATIENCE,
        }),
    }
}
