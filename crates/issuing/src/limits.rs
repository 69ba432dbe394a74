//! What services say about their rate limits.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::HeaderMap;

use crate::Allowance;

/// Reads `X-RateLimit-*`, which Breeze puts on every GraphQL answer. Of IssueBadge nothing is
/// documented; these are the names most services use. Without the number of calls
/// left there is nothing to know.
pub(crate) fn allowance(headers: &HeaderMap) -> Option<Allowance> {
    Some(Allowance {
        limit: number(headers, "x-ratelimit-limit"),
        remaining: number(headers, "x-ratelimit-remaining")?,
        resets: reset(headers),
    })
}

/// When to come back after a 429. A time that is over tells nothing: the caller backs off then.
pub(crate) fn until(headers: &HeaderMap, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    reset(headers).filter(|reset| *reset > now)
}

/// When to come back after a 429 that may also say so as HTTP has it, in seconds or as a time
/// (`Retry-After`, RFC 9110).
pub(crate) fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let seconds = || number::<u32>(headers, "retry-after");
    let after = seconds().and_then(|it| now.checked_add_signed(TimeDelta::seconds(it.into())));
    let written = || headers.get("retry-after")?.to_str().ok();
    let at = || written().and_then(|text| DateTime::parse_from_rfc2822(text).ok());
    let named = after.or_else(|| at().map(|time| time.to_utc()));
    named
        .filter(|time| *time > now)
        .or_else(|| until(headers, now))
}

/// When to come back after the token endpoint's 429, which says so only within its text:
/// `… Try again in 420 seconds.`
pub(crate) fn until_in_words(text: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
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
    use super::{allowance, retry_after, until, until_in_words};
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
    fn a_wait_is_read_in_seconds_as_a_time_or_from_the_limits_end() {
        let now = at(1_790_000_000);
        for (name, value, seconds) in [
            ("retry-after", "60", Some(60)),
            (
                "retry-after",
                "Mon, 21 Sep 2026 14:15:20 GMT",
                Some(1_790_000_120 - 1_790_000_000),
            ),
            ("x-ratelimit-reset", "1790000030", Some(30)),
            ("retry-after", "0", None),
            ("retry-after", "soon", None),
        ] {
            let wait = retry_after(&headers(&[(name, value)]), now);
            assert_eq!(
                wait.map(|time| (time - now).num_seconds()),
                seconds,
                "{value}"
            );
        }
    }

    #[test]
    fn the_seconds_are_read_out_of_the_sentence() {
        let text = "Maximum 100 requests per hour allowed. Try again in 420 seconds.";
        assert_eq!(until_in_words(text, at(1000)), Some(at(1420)));
        assert_eq!(until_in_words("Try again in 1 second", at(0)), Some(at(1)));
        assert_eq!(until_in_words("Try again later", at(0)), None);
    }
}
