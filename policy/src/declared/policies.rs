//! Policies of any form into statements, with the place of each.

use super::entry::entries;
use super::locate::Located;
use super::named;
use super::{
    Boundary, DeclaredStatement, Gap, GapKind, Permissions, Role, StatementOrigin, StatementPlace,
};
use crate::binding::declared::Declared;
use crate::binding::resolve;
use crate::binding::text::Part;
use crate::evaluator::document::{self, Effect, Entry, Matched, Statement};
use crate::expr::Expr;
use crate::grants::Grant;
use crate::presence::Presence;
use crate::template::{Function, Resource};
use catalog::policies::managed_policy;

/// Conditions and lists may nest this deep.
const DEEPEST: usize = 12;

/// Collects what one role grants.
pub(super) struct Reader<'a> {
    pub(super) declared: &'a Declared<'a>,
    pub(super) located: &'a Located,
    pub(super) function: &'a Function,
    permissions: Permissions,
}

/// A value on the way to its statements: where it stands and the condition that it stands under.
#[derive(Clone)]
pub(super) struct Site {
    pub(super) path: Vec<String>,
    only_if: Option<Presence>,
    /// Where it stands when the path leads nowhere.
    otherwise: crate::template::Place,
}

impl Site {
    pub(super) fn new(path: &[&str], otherwise: crate::template::Place) -> Self {
        Self {
            path: path.iter().map(|it| (*it).to_owned()).collect(),
            only_if: None,
            otherwise,
        }
    }

    /// A part of it.
    pub(super) fn at(&self, keys: &[&str]) -> Self {
        let mut part = self.clone();
        part.path.extend(keys.iter().map(|it| (*it).to_owned()));
        part
    }

    fn index(&self, index: usize) -> Self {
        self.at(&[&index.to_string()])
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        declared: &'a Declared<'a>,
        located: &'a Located,
        function: &'a Function,
    ) -> Self {
        Self {
            declared,
            located,
            function,
            permissions: Permissions::default(),
        }
    }

    pub(super) fn finish(mut self, role: Role) -> Permissions {
        self.permissions.role = role;
        self.permissions.gaps.sort();
        self.permissions.gaps.dedup();
        self.permissions
    }

    /// Where the function names its role.
    pub(super) fn role_site(&self) -> Site {
        let name = self.function.name.as_str();
        let path: &[&str] = match self.declared.template.kind {
            crate::template::Kind::Serverless => &["functions", name, "role"],
            _ => &["Resources", name, "Properties", "Role"],
        };
        Site::new(path, self.function.at)
    }

    /// The site of a resource of the template.
    pub(super) fn resource(&self, resource: &Resource) -> Site {
        let path = match self.declared.template.kind {
            crate::template::Kind::Serverless => self.serverless_path(&resource.id),
            _ => vec!["Resources".to_owned(), resource.id.clone()],
        };
        Site {
            path,
            only_if: None,
            otherwise: resource.at,
        }
    }

    fn serverless_path(&self, id: &str) -> Vec<String> {
        let section = self.declared.template.document.get("resources");
        let sections = section.map_or(&[][..], Expr::items);
        let position = sections
            .iter()
            .position(|it| it.at(&["Resources", id]).is_some());
        let mut path = vec!["resources".to_owned()];
        path.extend(position.map(|it| it.to_string()));
        path.extend(["Resources".to_owned(), id.to_owned()]);
        path
    }

    pub(super) fn place(&self, site: &Site) -> StatementPlace {
        self.located.place(&site.path, site.otherwise)
    }

    pub(super) fn gap(&mut self, kind: GapKind, what: String, site: &Site) {
        let at = self.place(site);
        self.permissions.gaps.push(Gap { kind, what, at });
    }

    /// Every item of a list that conditions may choose from, with its site; a value that is no list is its only item.
    pub(super) fn items<'e>(&mut self, value: &'e Expr, site: &Site) -> Vec<(&'e Expr, Site)> {
        let mut out = Vec::new();
        self.collect(value, site, 0, &mut out);
        out
    }

    fn collect<'e>(
        &mut self,
        value: &'e Expr,
        site: &Site,
        depth: usize,
        out: &mut Vec<(&'e Expr, Site)>,
    ) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Expr::Null => {}
            Expr::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.collect(item, &site.index(index), depth + 1, out);
                }
            }
            Expr::Call(name, argument) if name == "Fn::If" => {
                let [Expr::Text(condition), yes, no] = argument.items() else {
                    return;
                };
                for (index, presence, side) in [
                    (1, Presence::when(condition), yes),
                    (2, Presence::unless(condition), no),
                ] {
                    let mut part = site.index(index);
                    part.only_if = part.only_if.or(Some(presence));
                    self.collect(side, &part, depth + 1, out);
                }
            }
            Expr::Call(name, argument)
                if name == "Ref" && argument.as_text() == Some("AWS::NoValue") => {}
            value => out.push((value, site.clone())),
        }
    }

    /// The statements of a policy document.
    pub(super) fn document(&mut self, document: &Expr, site: &Site) {
        for (document, site) in self.items(document, site) {
            match document.get("Statement") {
                Some(statements) => self.statements(statements, &site.at(&["Statement"])),
                None => self.gap(
                    GapKind::Unreadable,
                    "a policy without `Statement`".to_owned(),
                    &site,
                ),
            }
        }
    }

    /// Statements as they stand in a list.
    pub(super) fn statements(&mut self, statements: &Expr, site: &Site) {
        for (written, site) in self.items(statements, site) {
            let declared = self.declared;
            let read = |value: &Expr| -> Vec<Entry> { entries(declared, value) };
            match document::statement(written, &read) {
                Ok(statement) => self.push(statement, StatementOrigin::Document, &site),
                Err(_) if is_variable(written) => {
                    let what = format!("statements from `{}`", short(written));
                    self.gap(GapKind::Unreadable, what, &site);
                }
                Err(cause) => self.gap(GapKind::Unreadable, cause.to_string(), &site),
            }
        }
    }

    pub(super) fn push(&mut self, statement: Statement, origin: StatementOrigin, site: &Site) {
        let at = self.place(site);
        self.permissions.statements.push(DeclaredStatement {
            statement,
            origin,
            only_if: site.only_if.clone(),
            at,
        });
    }

    /// What the framework grants by itself.
    pub(super) fn framework(&mut self, grant: &Grant) {
        let resources = entries(self.declared, &grant.resource);
        let statement = Statement {
            sid: None,
            effect: Effect::Allow,
            actions: Matched::AnyOf(vec![Entry::glob(&grant.action)]),
            resources: Matched::AnyOf(resources),
            conditions: Vec::new(),
        };
        let site = Site::new(&[], self.function.at);
        let at = StatementPlace {
            at: self.function.at,
            ..self.place(&site)
        };
        self.permissions.statements.push(DeclaredStatement {
            statement,
            origin: StatementOrigin::Framework,
            only_if: grant.only_if.clone(),
            at,
        });
    }

    /// A managed policy: by its ARN, by the name SAM knows it under, or as a resource of the template.
    pub(super) fn managed(&mut self, policy: &Expr, site: &Site) {
        if let Some(resource) = self.template_policy(policy) {
            let site = self
                .resource(resource)
                .at(&["Properties", "PolicyDocument"]);
            match resource.properties.get("PolicyDocument") {
                Some(document) => self.document(&document.clone(), &site),
                None => self.gap(GapKind::Unreadable, format!("`{}`", resource.id), &site),
            }
            return;
        }
        let Some(name) = self.aws_policy_name(policy) else {
            let what = format!("managed policy `{}`", short(policy));
            self.gap(GapKind::ManagedPolicy, what, site);
            return;
        };
        match managed_policy(&name) {
            Some(known) => {
                for statement in named::managed(&known) {
                    self.push(
                        statement,
                        StatementOrigin::ManagedPolicy(name.clone()),
                        site,
                    );
                }
            }
            None => self.gap(
                GapKind::ManagedPolicy,
                format!("managed policy `{name}`"),
                site,
            ),
        }
    }

    fn template_policy(&self, policy: &Expr) -> Option<&'a Resource> {
        let (id, _) = crate::binding::declared::reference(policy)?;
        let resources = &self.declared.template.resources;
        resources
            .iter()
            .find(|it| it.id == id && it.kind == "AWS::IAM::ManagedPolicy")
    }

    /// The name of a managed policy of AWS. A name without an ARN is one that SAM completes.
    fn aws_policy_name(&self, policy: &Expr) -> Option<String> {
        let texts = resolve::texts(self.declared, policy);
        let [text] = texts.as_slice() else {
            return None;
        };
        let mut whole = String::new();
        for part in text.parts() {
            match part {
                Part::Literal(literal) => whole.push_str(literal),
                Part::Template(expr) if *expr == Expr::reference("AWS::Partition") => {
                    whole.push_str("aws");
                }
                _ => return None,
            }
        }
        match whole.split_once(":iam::aws:policy/") {
            Some((_, path)) => path.rsplit('/').next().map(str::to_owned),
            None if whole.contains(':') => None,
            None => Some(whole),
        }
    }

    /// A permissions boundary, by ARN or as a policy of the template.
    pub(super) fn boundary(&mut self, boundary: &Expr, site: &Site) {
        let mut inner = Reader::new(self.declared, self.located, self.function);
        for (policy, site) in inner.items(boundary, site) {
            inner.managed(policy, &site);
        }
        let found = inner.finish(Role::Own);
        self.permissions.boundary = Some(if found.gaps.is_empty() {
            Boundary::Known(found.statements)
        } else {
            Boundary::Hidden(short(boundary))
        });
    }
}

fn is_variable(value: &Expr) -> bool {
    matches!(value, Expr::Text(_) | Expr::Call(..))
}

/// A value as a person would write it in a sentence.
pub(super) fn short(value: &Expr) -> String {
    match value {
        Expr::Text(text) => text.clone(),
        Expr::Call(name, argument) => {
            let tag = name.strip_prefix("Fn::").unwrap_or(name);
            match argument.as_ref() {
                Expr::Text(text) => format!("!{tag} {text}"),
                Expr::List(items) if tag == "GetAtt" => {
                    let path: Vec<_> = items.iter().filter_map(Expr::as_text).collect();
                    format!("!{tag} {}", path.join("."))
                }
                argument => format!("!{tag} {}", argument.to_json()),
            }
        }
        value => value.to_json().to_string(),
    }
}
