//! Query parameters that differ from page to page.

use super::pager::Came;
use super::percent::percent;
use super::request::Plan;

impl<'a> Came<'a> {
    /// What the request gave for a query parameter, percent-encoded.
    pub(crate) fn asked(&self, parameter: &str) -> Option<&'a str> {
        let mut query = self.plan.query.iter();
        let (_, pairs) = query.find(|(known, _)| *known == parameter)?;
        pairs.split_once('=').map(|(_, value)| value)
    }

    /// The same request with another value of a query parameter.
    pub(crate) fn plan_with(&self, parameter: &'static str, value: &str) -> Plan {
        let mut plan = self.plan.again();
        let pair = format!("{}={}", percent(parameter), percent(value));
        plan.set_query_pairs(parameter, Some(pair));
        plan
    }
}
