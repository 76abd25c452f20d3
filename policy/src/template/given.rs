//! What a deployment is told beside its template: the stage, the region, parameters.

use std::collections::BTreeMap;

/// The settings of one deployment. By default nothing is given: a template is read as it holds for every deployment.
///
/// With the stage `prod`, `${file(config.${opt:stage}.yml)}` is read from `config.prod.yml`, and a parameter that each stage
/// sets has its value of `prod` wherever a value is needed. What is written into a template stays as general as before: a
/// table named `orders-${sls:stage}` is not called `orders-prod` there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// The stage of a Serverless service.
    pub stage: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// Parameters by name.
    pub parameters: BTreeMap<String, String>,
    /// Whether the configuration is what the framework made of it for this very deployment: it has no variables left, and
    /// texts need not hold for other stages.
    pub is_final: bool,
}
