//! How each language writes a request.

use serde_json::{Map, Value};

use super::content::Content;
use super::{Language, TOKEN};

/// The order in which the services' own pages write members; others follow by their names.
const ORDER: [&str; 14] = [
    "query",
    "variables",
    "credential",
    "tenantId",
    "userId",
    "template_id",
    "data",
    "data_field",
    "badge_id",
    "name",
    "email",
    "phone",
    "expire_date",
    "idempotency_key",
];

/// Writes a request.
pub(super) fn write(content: &Content, language: Language) -> String {
    match language {
        Language::Curl => curl(content),
        Language::JavaScript => javascript(content),
        Language::Php => php(content),
        Language::Python => python(content),
    }
}

fn curl(content: &Content) -> String {
    let (address, body) = (shell(&content.address), shell(&pretty(&content.body)));
    format!(
        "curl -X POST {address} \\\n  -H 'Authorization: Bearer {TOKEN}' \\\n  \
         -H 'Accept: application/json' \\\n  -H 'Content-Type: application/json' \\\n  \
         --data-raw {body}\n"
    )
}

fn javascript(content: &Content) -> String {
    let address = json_text(&content.address);
    let body = JAVASCRIPT.value(&content.body, 1);
    format!(
        "const response = await fetch({address}, {{\n  method: 'POST',\n  headers: {{\n    \
         'Authorization': 'Bearer {TOKEN}',\n    'Accept': 'application/json',\n    \
         'Content-Type': 'application/json'\n  }},\n  body: JSON.stringify({body})\n}});\n\
         console.log(response.status, await response.json());\n"
    )
}

fn php(content: &Content) -> String {
    let (address, body) = (single_quoted(&content.address), PHP.value(&content.body, 0));
    format!(
        "<?php\n$body = {body};\n$request = curl_init({address});\ncurl_setopt_array($request, [\n  \
         CURLOPT_POST => true,\n  CURLOPT_RETURNTRANSFER => true,\n  CURLOPT_HTTPHEADER => [\n    \
         'Authorization: Bearer {TOKEN}',\n    'Accept: application/json',\n    \
         'Content-Type: application/json',\n  ],\n  \
         CURLOPT_POSTFIELDS => json_encode($body, JSON_THROW_ON_ERROR),\n]);\n\
         $answer = curl_exec($request);\n\
         echo curl_getinfo($request, CURLINFO_RESPONSE_CODE), ' ', $answer, PHP_EOL;\n"
    )
}

fn python(content: &Content) -> String {
    let (address, body) = (json_text(&content.address), PYTHON.value(&content.body, 1));
    format!(
        "import requests\n\nresponse = requests.post(\n  {address},\n  headers={{\n    \
         \"Authorization\": \"Bearer {TOKEN}\",\n    \"Accept\": \"application/json\",\n  }},\n  \
         json={body},\n  timeout=60,\n)\nprint(response.status_code, response.text)\n"
    )
}

/// How a language writes values.
struct Literals {
    text: fn(&str) -> String,
    map: [&'static str; 2],
    list: [&'static str; 2],
    arrow: &'static str,
    yes: &'static str,
    no: &'static str,
    nothing: &'static str,
}

const JAVASCRIPT: Literals = Literals {
    text: json_text,
    map: ["{", "}"],
    list: ["[", "]"],
    arrow: ": ",
    yes: "true",
    no: "false",
    nothing: "null",
};

const PHP: Literals = Literals {
    text: single_quoted,
    map: ["[", "]"],
    arrow: " => ",
    ..JAVASCRIPT
};

/// A text in JSON is also one in Python.
const PYTHON: Literals = Literals {
    yes: "True",
    no: "False",
    nothing: "None",
    ..JAVASCRIPT
};

impl Literals {
    fn value(&self, value: &Value, depth: usize) -> String {
        match value {
            Value::Null => self.nothing.to_owned(),
            Value::Bool(true) => self.yes.to_owned(),
            Value::Bool(false) => self.no.to_owned(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => (self.text)(text),
            Value::Array(items) => {
                let items = items.iter().map(|item| self.value(item, depth + 1));
                enclosed(&items.collect::<Vec<_>>(), self.list, depth)
            }
            Value::Object(members) => enclosed(&self.members(members, depth), self.map, depth),
        }
    }

    fn members(&self, members: &Map<String, Value>, depth: usize) -> Vec<String> {
        let rank = |name: &str| ORDER.iter().position(|it| *it == name);
        let mut members: Vec<_> = members.iter().collect();
        members.sort_by_key(|(name, _)| rank(name.as_str()).unwrap_or(ORDER.len()));
        let written = members.into_iter().map(|(name, value)| {
            let (name, value) = ((self.text)(name), self.value(value, depth + 1));
            format!("{name}{}{value}", self.arrow)
        });
        written.collect()
    }
}

fn enclosed(items: &[String], [open, close]: [&str; 2], depth: usize) -> String {
    if items.is_empty() {
        return format!("{open}{close}");
    }
    let (outer, inner) = ("  ".repeat(depth), "  ".repeat(depth + 1));
    let items = items.join(&format!(",\n{inner}"));
    format!("{open}\n{inner}{items}\n{outer}{close}")
}

fn pretty(body: &Value) -> String {
    JAVASCRIPT.value(body, 0)
}

/// A text as JSON has it, and so that it ends neither a script in a page nor, in old engines, a
/// line of one.
fn json_text(text: &str) -> String {
    let written = Value::from(text).to_string();
    let escapes = [
        ('<', "\\u003c"),
        ('\u{2028}', "\\u2028"),
        ('\u{2029}', "\\u2029"),
    ];
    escapes
        .iter()
        .fold(written, |text, (from, to)| text.replace(*from, to))
}

/// A text between single quotes as PHP has it, where nothing but these two is special.
fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// A text between single quotes as a POSIX shell has it, where nothing at all is special.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
