//! The baseline: findings that were there when a project began to check, so that only new ones fail.
//!
//! Entries name a finding by its rule, template, function, action and resource, not by lines, so that edits elsewhere do not
//! bring old findings back.

use crate::failure::Failure;
use crate::project::Project;
use policy::review::{Acceptance, AcceptedBy, Finding};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A baseline.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    version: u32,
    findings: Vec<Entry>,
}

/// A finding in a baseline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    template: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    function: Option<String>,
    /// The role that several functions share; not in baselines of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    resource: Option<String>,
}

/// The baseline to use: the one that is named, or the one of the configuration.
pub(crate) fn path(project: &Project, named: Option<&Path>) -> Option<PathBuf> {
    let configured = || {
        let folder = project.config.path.parent()?;
        let path = project.config.check.baseline.as_ref()?;
        Some(folder.join(path))
    };
    named.map(Path::to_path_buf).or_else(configured)
}

impl Baseline {
    /// Reads a baseline.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|cause| {
            Failure::Usage(format!(
                "cannot read the baseline `{shown}`: {cause}; `--write-baseline` makes one"
            ))
        })?;
        let baseline: Self = serde_json::from_str(&text)
            .map_err(|cause| Failure::Usage(format!("`{shown}` is no baseline: {cause}")))?;
        if baseline.version == 1 {
            Ok(baseline)
        } else {
            let message = format!(
                "`{shown}` is a baseline of version {}; this program reads version 1",
                baseline.version
            );
            Err(Failure::Usage(message))
        }
    }

    /// The baseline of findings that are not accepted otherwise, as text.
    pub(crate) fn text<'f>(
        project: &Project,
        findings: impl Iterator<Item = &'f Finding>,
    ) -> String {
        let mut entries: Vec<Entry> = findings
            .filter(|it| {
                let by = it.accepted.as_ref().map(|it| it.by);
                by.is_none_or(|by| by == AcceptedBy::Baseline)
            })
            .map(|it| entry(project, it))
            .collect();
        entries.sort();
        entries.dedup();
        let baseline = Self {
            version: 1,
            findings: entries,
        };
        serde_json::to_string_pretty(&baseline).unwrap_or_default() + "\n"
    }

    /// Accepts the findings that the baseline lists; gives the number of entries that list none.
    pub(crate) fn apply(&self, project: &Project, findings: &mut [&mut Finding]) -> usize {
        let mut used = vec![false; self.findings.len()];
        for finding in findings.iter_mut() {
            let wanted = entry(project, finding);
            for (known, used) in self.findings.iter().zip(&mut used) {
                if known.lists(&wanted) {
                    *used = true;
                    finding.accepted.get_or_insert_with(|| Acceptance {
                        reason: "in the baseline".to_owned(),
                        by: AcceptedBy::Baseline,
                    });
                }
            }
        }
        used.iter().filter(|used| !**used).count()
    }
}

impl Entry {
    /// Whether a finding is the one of this entry, or a part of it: fewer actions or resources are nothing new.
    fn lists(&self, finding: &Self) -> bool {
        fn several(listed: Option<&String>) -> BTreeSet<&str> {
            listed.iter().flat_map(|it| it.split(", ")).collect()
        }
        let is_part = |of: fn(&Self) -> Option<&String>| {
            let (found, known) = (of(finding), of(self));
            found.is_some() == known.is_some() && several(found).is_subset(&several(known))
        };
        let place = |it: &Self| (it.rule.clone(), it.template.clone(), it.function.clone());
        place(self) == place(finding)
            && (self.role.is_none() || self.role == finding.role)
            && is_part(|it| it.action.as_ref())
            && is_part(|it| it.resource.as_ref())
    }
}

fn entry(project: &Project, finding: &Finding) -> Entry {
    Entry {
        rule: finding.rule.id().to_owned(),
        template: project.shown(&finding.template),
        function: finding.function.clone(),
        role: finding.role.as_ref().map(|it| it.name.clone()),
        action: finding.action.clone(),
        resource: finding.resource.as_ref().map(policy::review::words),
    }
}
