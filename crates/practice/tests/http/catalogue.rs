use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{client::Visit, templates::all};

/// Every data field with an API name on Breeze's page of data fields.
const DOCUMENTED: &str = "personFirstName personLastName personMiddleName personFullName \
    personEmail personPhoneNumber personMobilePhoneNumber personEmployeeNo personPersonalNo \
    personGender personCountryCode personCountry personEducationCode personPin personDepartment \
    companyName cardValidUntilDate cardNumberManual cardBarcode orderCostCentre orderPartnerId \
    userName userEmail userPhone personPhoto1";

fn fields(template: &Value) -> &Vec<Value> {
    template["template_fields"]["all_used_fields"]
        .as_array()
        .unwrap()
}

fn of_type<'a>(template: &'a Value, field_type: &str) -> Vec<&'a Value> {
    fields(template)
        .iter()
        .filter(|field| field["field_type"] == field_type)
        .collect()
}

#[tokio::test]
async fn the_first_template_is_a_company_card_with_a_handful_of_fields() {
    let visit = Visit::begin().await;
    let tenant = &visit.office.breeze().tenant_ids[0];
    let page = visit.templates(json!({ "tenantIds": [tenant] })).await;
    let first = &page["docs"][0];
    assert_eq!(first["name"], "Company ID Card");
    assert_eq!(first["type_name"], "TPL_CardCredential");
    assert!(fields(first).len() <= 8);
    let photo = json!({ "name": "personPhoto1", "field_type": "buffer", "manual_input": false });
    assert!(fields(first).contains(&photo), "{first}");
}

#[tokio::test]
async fn the_templates_use_every_documented_field_and_extra_ones() {
    let visit = Visit::begin().await;
    let templates = all(&visit).await;
    assert!(templates.len() >= 30);
    let used: BTreeMap<&str, &Value> = templates
        .iter()
        .flat_map(fields)
        .map(|field| (field["name"].as_str().unwrap(), field))
        .collect();
    for name in DOCUMENTED
        .split_whitespace()
        .chain(["extra1", "extra31", "extraDate5"])
    {
        assert!(used.contains_key(name), "{name} is used");
    }
    let types: BTreeSet<_> = used
        .values()
        .map(|field| field["field_type"].as_str())
        .collect();
    assert_eq!(types.len(), 5, "every documented type is used");
    assert!(
        used.values()
            .any(|field| { field["manual_input"] == false && field["field_type"] != "buffer" })
    );
}

#[tokio::test]
async fn the_templates_show_what_a_form_has_to_cope_with() {
    let visit = Visit::begin().await;
    let templates = all(&visit).await;
    let any = |wanted: &dyn Fn(&Value) -> bool| templates.iter().any(wanted);
    let name = |template: &Value| template["name"].as_str().unwrap().to_owned();
    assert!(
        any(&|template| of_type(template, "buffer").len() >= 3),
        "several pictures"
    );
    assert!(
        any(&|template| of_type(template, "buffer").is_empty()),
        "no picture"
    );
    assert!(
        any(&|template| of_type(template, "date").len() >= 5),
        "many dates"
    );
    assert!(any(&|template| template["order_type"] == "batch"));
    assert!(
        any(&|template| name(template).chars().count() == 60),
        "a long name"
    );
    for letter in ['æ', 'Ø', 'å', 'ö', 'Þ', 'á'] {
        assert!(any(&|template| name(template).contains(letter)), "{letter}");
    }
}
