//! How times and JSON are written in columns.

use chrono::{DateTime, Utc};
use rusqlite::types::{FromSqlError, Type, ValueRef};
use serde::de::DeserializeOwned;

pub fn to_millis(time: DateTime<Utc>) -> i64 {
    time.timestamp_millis()
}

pub fn in_time(millis: i64) -> rusqlite::Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(0, millis))
}

pub fn maybe_time(millis: Option<i64>) -> rusqlite::Result<Option<DateTime<Utc>>> {
    millis.map(in_time).transpose()
}

pub fn json<T: DeserializeOwned>(text: ValueRef<'_>) -> rusqlite::Result<T> {
    let unreadable = |cause| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, cause);
    let text = text
        .as_str()
        .map_err(|cause: FromSqlError| unreadable(Box::new(cause)))?;
    serde_json::from_str(text).map_err(|cause| unreadable(Box::new(cause)))
}
