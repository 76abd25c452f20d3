//! The editor: whatever the layout, roles are written or refused, and writing them again changes nothing.

#![no_main]

use analyzer::project::{Entry, MemoryFiles, Runtime};
use libfuzzer_sys::fuzz_target;
use policy::binding::declared::Declared;
use policy::document::Policy;
use policy::edit;
use policy::synth::{self, Written};
use policy::template::{Template, reading};

fuzz_target!(|text: &str| {
    for path in ["template.yaml", "template.json", "serverless.yml"] {
        let Some(template) = read(path, text) else {
            continue;
        };
        let roles = roles(&template);
        let plan = edit::plan(text, &template, &roles);
        if plan.changed.is_empty() {
            continue;
        }
        let again = read(path, &plan.text).expect("a written template can be read");
        let names: Vec<_> = plan.changed.clone();
        let roles: Vec<_> = roles
            .into_iter()
            .filter(|(name, _)| names.contains(name))
            .collect();
        let second = edit::plan(&plan.text, &again, &roles);
        assert_eq!(second.text, plan.text, "a second run changed something");
    }
});

fn read(path: &str, text: &str) -> Option<Template> {
    let mut files = MemoryFiles::default();
    files.0.insert(path.to_owned(), text.as_bytes().to_vec());
    reading::read(&files, path).ok()
}

/// The policy of one small handler, for every function.
fn roles(template: &Template) -> Vec<(String, Policy)> {
    let mut files = MemoryFiles::default();
    let source = "import boto3\ndef handler(e, c):\n    boto3.client('sns').publish(TopicArn='arn:aws:sns:eu-west-1:1:t')\n";
    files
        .0
        .insert("app.py".to_owned(), source.as_bytes().to_vec());
    let entry = Entry {
        code_root: String::new(),
        handler: "app.handler".to_owned(),
        runtime: Runtime::Python,
        entry_points: Vec::new(),
        binaries: Vec::new(),
        layers: Vec::new(),
    };
    let (language, analysis) = analyzer::analyze(&files, &entry);
    let declared = Declared::new(template);
    template
        .functions
        .iter()
        .map(|function| {
            let synthesis = synth::synthesize(&declared, function, language, &analysis);
            (function.name.clone(), synthesis.policy(Written::Needed))
        })
        .collect()
}
