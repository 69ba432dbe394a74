//! What Breeze says about its rate limits.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::HeaderMap;

use crate::Allowance;

/// Reads `X-RateLimit-*`, which Breeze puts on every GraphQL answer. Without the number of calls
/// left there is nothing to know.
pub(super) fn allowance(headers: &HeaderMap) -> Option<Allowance> {
    Some(Allowance {
        limit: number(headers, "x-ratelimit-limit"),
        remaining: number(headers, "x-ratelimit-remaining")?,
        resets: reset(headers),
    })
}

/// When to come back after a 429. A time that is over tells nothing: the caller backs off then.
pub(super) fn until(headers: &HeaderMap, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    reset(headers).filter(|reset| *reset > now)
}

/// When to come back after the token endpoint's 429, which says so only within its text:
/// `… Try again in 420 seconds.`
pub(super) fn until_in_words(text: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let seconds = words.windows(2).find_map(|pair| match pair {
        [number, unit] if unit.starts_with("second") => number.parse::<u32>().ok(),
        _ => None,
    })?;
    now.checked_add_signed(TimeDelta::seconds(seconds.into()))
}

fn reset(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(number(headers, "x-ratelimit-reset")?, 0)
}

fn number<N: std::str::FromStr>(headers: &HeaderMap, name: &str) -> Option<N> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{allowance, until, until_in_words};
    use crate::Allowance;
    use chrono::{DateTime, Utc};
    use reqwest::header::{HeaderMap, HeaderValue};

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(k, v)| (k.parse().unwrap(), HeaderValue::from_static(v)))
            .collect()
    }

    #[test]
    fn the_headers_tell_what_is_left_and_until_when() {
        let headers = headers(&[
            ("x-ratelimit-limit", "3600"),
            ("x-ratelimit-remaining", "12"),
            ("x-ratelimit-reset", "1790000000"),
        ]);
        let told = Allowance {
            limit: Some(3600),
            remaining: 12,
            resets: Some(at(1_790_000_000)),
        };
        assert_eq!(allowance(&headers), Some(told));
        assert_eq!(until(&headers, at(1_789_999_999)), Some(at(1_790_000_000)));
    }

    #[test]
    fn a_reset_that_is_over_or_illegible_tells_nothing() {
        let over = headers(&[("x-ratelimit-reset", "1790000000")]);
        assert_eq!(until(&over, at(1_790_000_000)), None);
        let rubbish = headers(&[("x-ratelimit-reset", "soon")]);
        assert_eq!(until(&rubbish, at(0)), None);
        assert_eq!(allowance(&rubbish), None);
    }

    #[test]
    fn the_seconds_are_read_out_of_the_sentence() {
        let text = "Maximum 100 requests per hour allowed. Try again in 420 seconds.";
        assert_eq!(until_in_words(text, at(1000)), Some(at(1420)));
        assert_eq!(until_in_words("Try again in 1 second", at(0)), Some(at(1)));
        assert_eq!(until_in_words("Try again later", at(0)), None);
    }
}
