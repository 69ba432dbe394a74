//! The form of a connection, parsed.

use issuing::BaseUrl;
use uuid::Uuid;

use crate::boundary::{Address, Code, ConnectionForm, Environment, ServiceKind};
use crate::error::DeskError;
use crate::station_file::Connection;

/// The form without its secrets, parsed.
pub(crate) fn connection_of(form: &ConnectionForm) -> Result<Connection, DeskError> {
    let (base_url, environment) = address_of(form.kind, &form.address)?;
    let missing = |name: &str| DeskError::named(Code::SettingMissing, name);
    let tenants = form
        .tenants
        .iter()
        .map(|tenant| tenant.trim())
        .filter(|it| !it.is_empty());
    let tenants: Vec<String> = tenants.map(str::to_owned).collect();
    if tenants.is_empty() && form.kind == ServiceKind::Breeze {
        return Err(missing("tenants"));
    }
    let name = form.name.trim();
    if name.is_empty() {
        return Err(missing("name"));
    }
    Ok(Connection {
        id: form
            .id
            .clone()
            .unwrap_or_else(|| Uuid::new_v4().to_string()),
        kind: form.kind,
        name: name.to_owned(),
        environment,
        base_url: base_url.to_string(),
        tenants,
        keep: form.keep,
        image_prefix: form.image_prefix,
        get_for_create: form.get_for_create,
        account: None,
    })
}

/// Nothing typed by hand is the practice office: what is not declared a test counts as production.
/// Of IssueBadge no test environment is known.
fn address_of(kind: ServiceKind, address: &Address) -> Result<(BaseUrl, Environment), DeskError> {
    Ok(match (kind, address) {
        (ServiceKind::Breeze, Address::Test) => (BaseUrl::TEST, Environment::Test),
        (ServiceKind::Breeze, Address::Production) => {
            (BaseUrl::PRODUCTION, Environment::Production)
        }
        (ServiceKind::IssueBadge, Address::Production) => {
            (BaseUrl::ISSUEBADGE, Environment::Production)
        }
        (ServiceKind::IssueBadge, Address::Test) => {
            return Err(DeskError::named(Code::InvalidAddress, "test"));
        }
        (_, Address::Other { url, environment }) => {
            let url = BaseUrl::parse(url)?;
            let environment = declared(&url, *environment);
            (url, environment)
        }
    })
}

/// What the vendors call production is no test, whatever it is declared to be.
fn declared(url: &BaseUrl, environment: Environment) -> Environment {
    match environment {
        _ if [BaseUrl::PRODUCTION, BaseUrl::ISSUEBADGE].contains(url) => Environment::Production,
        _ if *url == BaseUrl::TEST => Environment::Test,
        Environment::Test => Environment::Test,
        _ => Environment::Production,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_vendors_call_production_is_no_test_whatever_it_is_declared_to_be() {
        let declared_a_test = |url: &BaseUrl| Address::Other {
            url: url.to_string(),
            environment: Environment::Test,
        };
        for (kind, url) in [
            (ServiceKind::Breeze, BaseUrl::PRODUCTION),
            (ServiceKind::IssueBadge, BaseUrl::ISSUEBADGE),
        ] {
            let (_, environment) = address_of(kind, &declared_a_test(&url)).unwrap();
            assert_eq!(environment, Environment::Production);
        }
        let own = BaseUrl::parse("https://breeze.example").unwrap();
        let (_, environment) = address_of(ServiceKind::Breeze, &declared_a_test(&own)).unwrap();
        assert_eq!(environment, Environment::Test);
    }
}
