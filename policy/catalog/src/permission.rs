//! What an operation needs: actions, the condition under which each is needed, and the resources it is checked on.
//!
//! Plain data, decoded from the packed block on request. Nothing here evaluates a condition or builds an ARN: that
//! takes argument values, which the catalog never sees.

use std::fmt;

use crate::blob::Cursor;
use crate::operation::Basis;

/// What IAM checks when an operation is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permissions {
    /// The service answers without asking IAM (`sts:GetCallerIdentity`, calls that are not signed).
    NotNeeded,
    /// Nobody wrote down what this operation needs. Never the same as [`Self::NotNeeded`].
    Unknown,
    /// These actions, each on its own condition.
    Needed(Vec<Permission>),
}

impl Permissions {
    /// The permissions, empty where none is needed or none is known.
    pub fn iter(&self) -> std::slice::Iter<'_, Permission> {
        match self {
            Self::Needed(permissions) => permissions.iter(),
            Self::NotNeeded | Self::Unknown => [].iter(),
        }
    }
}

/// Why an action is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The service checks it for the call itself.
    Code,
    /// Something behind the call needs it: a role passed on, a secret read, an object fetched for the caller.
    Implied,
}

/// One action an operation needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    /// The action as policies write it: `s3:GetObject`.
    pub action: &'static str,
    /// Whether the call itself or something behind it is checked.
    pub origin: Origin,
    /// The parameters of the call that make the action necessary; `None` is always.
    pub when: Option<When>,
    /// Where it is checked. Empty: the action knows no resources, only `*` works (see [`Permission::is_wildcard_only`]).
    ///
    /// Several rules are several resources of one call, each under its own condition. Where no rule's condition holds
    /// (a text message to a phone number), the call is checked on `*`.
    pub resources: Vec<ResourceRule>,
    /// Condition keys the call is certain to send, with their value. Several rules with one operator and key are
    /// alternatives: the statement lists all their values.
    pub conditions: Vec<ConditionRule>,
}

impl Permission {
    /// Whether the action has no resource-level permission, so that a statement must say `"Resource": "*"`.
    pub fn is_wildcard_only(&self) -> bool {
        self.resources.is_empty()
    }
}

/// A condition on the parameters of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// The parameter is given (a list or map: and not empty).
    Present(Path),
    /// The parameter is not given.
    Absent(Path),
    /// The parameter has exactly this value; numbers and booleans in their JSON spelling.
    Equals(Path, &'static str),
    /// The parameter's text begins so.
    StartsWith(Path, &'static str),
    /// The parameter's text contains this.
    Contains(Path, &'static str),
    /// The first word of the parameter's text (a query) is this, in any case.
    FirstWord(Path, &'static str),
    /// All of them hold.
    All(Vec<Self>),
    /// At least one of them holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present(path) => write!(f, "if `{path}` is present"),
            Self::Absent(path) => write!(f, "if `{path}` is absent"),
            Self::Equals(path, value) => write!(f, "if `{path}` is `{value}`"),
            Self::StartsWith(path, text) => write!(f, "if `{path}` starts with `{text}`"),
            Self::Contains(path, text) => write!(f, "if `{path}` contains `{text}`"),
            Self::FirstWord(path, word) => write!(f, "if `{path}` begins with the word `{word}`"),
            Self::All(parts) => join(f, parts, " and "),
            Self::Any(parts) => join(f, parts, " or "),
            Self::Not(inner) => write!(f, "unless {}", inner.to_string().trim_start_matches("if ")),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[When], word: &str) -> fmt::Result {
    for (position, part) in parts.iter().enumerate() {
        if position > 0 {
            f.write_str(word)?;
        }
        write!(f, "{part}")?;
    }
    Ok(())
}

/// Where a value sits in the parameters of a call, in API spelling.
///
/// `SSESpecification.KMSMasterKeyId` is a member of a member. `Entries[].EventBusName` is that member of every list
/// element. `RequestItems{}` is the keys of a map when it ends there, and the map's values when the path goes on:
/// `RequestItems{}[].PutRequest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub &'static str);

/// One step of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A member of a structure.
    Member(&'static str),
    /// Every element of a list.
    Each,
    /// Every key of a map: always the last step.
    Keys,
    /// Every value of a map.
    Values,
}

impl Path {
    /// The path step by step: `A{}[].B` is member `A`, values, each, member `B`.
    pub fn segments(self) -> Vec<Segment> {
        let mut segments = Vec::new();
        let parts: Vec<&'static str> = self.0.split('.').collect();
        for (position, part) in parts.iter().enumerate() {
            let last = position + 1 == parts.len();
            push_part(&mut segments, part, last);
        }
        segments
    }

    /// The parameter the path starts in: `Entries` of `Entries[].EventBusName`.
    pub fn parameter(self) -> &'static str {
        self.0.split(['.', '[', '{']).next().unwrap_or(self.0)
    }
}

fn push_part(segments: &mut Vec<Segment>, part: &'static str, last: bool) {
    let (name, mut steps) = match part
        .find(['[', '{'])
        .and_then(|at| part.split_at_checked(at))
    {
        Some(split) => split,
        None => (part, ""),
    };
    if !name.is_empty() {
        segments.push(Segment::Member(name));
    }
    while !steps.is_empty() {
        if let Some(rest) = steps.strip_prefix("[]") {
            segments.push(Segment::Each);
            steps = rest;
        } else if let Some(rest) = steps.strip_prefix("{}") {
            let ends = last && rest.is_empty();
            segments.push(if ends { Segment::Keys } else { Segment::Values });
            steps = rest;
        } else {
            return;
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A resource that an action is checked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceRule {
    /// The resource type's name in the service authorization reference: `object`.
    pub resource_type: &'static str,
    /// Its ARN format: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`.
    pub arn: &'static str,
    /// The parameters that make this resource one of the call's; `None` is always.
    pub when: Option<When>,
    /// Whether the call is checked on it although no parameter names it, beside the resources that parameters name: what
    /// the call makes (a snapshot of a named volume), what the reference says must be given (the catalog of a table).
    pub always: bool,
    /// How the call's parameters fill the placeholders. A placeholder that no rule names is not known from the call
    /// (`${Partition}`, `${Region}` and `${Account}` never are).
    pub parameters: Vec<ParameterRule>,
}

/// How one parameter fills a placeholder of an ARN format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterRule {
    /// The placeholder without its braces: `BucketName`.
    pub placeholder: &'static str,
    /// What fills it.
    pub source: ParameterSource,
    /// How the value names the resource.
    pub form: Form,
    /// The value that stands when the parameter is not given: `default` for an event bus.
    pub absent: Option<&'static str>,
}

/// What fills a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterSource {
    /// A parameter of the call.
    Parameter(Path),
    /// Always this text.
    Literal(&'static str),
}

/// How a parameter's value names a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The value is the placeholder's text: a name or an id.
    Name,
    /// The value is the whole ARN of the resource (or of something below it: cut it to the ARN format).
    Arn,
    /// Either, told apart by the leading `arn:`.
    NameOrArn,
    /// A URL whose last path segment is the name and whose last but one is the account (a queue).
    Url,
    /// A slash-separated name, with or without a leading slash; the ARN has exactly one slash before it (SSM).
    Path,
    /// `bucket/key`, percent-encoded, perhaps with a leading slash or `?versionId=`; an access point ARN is possible.
    /// The part up to the first slash fills a bucket placeholder, the rest an object placeholder.
    CopySource,
    /// `s3://bucket/key`: the host fills a bucket placeholder, the path an object placeholder.
    S3Uri,
    /// A Lambda function: name, `name:qualifier`, partial ARN or ARN.
    Function,
    /// A KMS key: id, key ARN, `alias/name` or alias ARN. Only the first two tell the key's ARN.
    KmsKey,
    /// A secret: an ARN, or a name, whose ARN goes on with a hyphen and six random characters (`-??????`).
    Secret,
    /// A foundation model, inference profile or provisioned model: id or ARN.
    Model,
    /// An email address or domain: an SES identity may be the address, or the domain after the `@`; a display name
    /// with the address in angle brackets is possible.
    EmailIdentity,
    /// A PartiQL text that names the table (and perhaps index) after `FROM`, `INTO` or `UPDATE`.
    PartiQl,
    /// What the names begin with: anything may follow.
    Prefix,
    /// `s3://bucket/folder/`, into which the service writes: like [`Self::S3Uri`], but any object below the folder.
    S3Folder,
    /// Another resource, whose own roles are the ones meant: a task definition brings its task and execution role.
    RolesOf,
    /// A name, an id or an ARN, where the ARN has the id, which AWS makes up: a name does not tell it.
    NameOrId,
    /// An address that requests are sent to: a URL or a host. The declared resource that it is an attribute of is meant, or
    /// the API that its host begins with; any other address is any resource of the kind.
    Endpoint,
    /// An id that an earlier call made, which was told where to put what the id stands for: the results of a query. An id that
    /// came from anywhere else tells nothing, so that nothing is known to be checked.
    MadeId,
}

/// A condition key a call is certain to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionRule {
    /// The IAM operator: `StringEquals`.
    pub operator: &'static str,
    /// The key: `iam:PassedToService`.
    pub key: &'static str,
    /// Its value. A rule whose value is not a constant at the call must be left out, never guessed.
    pub value: ConditionValue,
}

/// What a condition key is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConditionValue {
    /// This text; `${Region}` stands for the region of the call.
    Literal(&'static str),
    /// The value of this parameter, if it is a constant.
    Parameter(Path),
    /// The values of the table's partition key in the items or keys at this path, or in the key condition that stands there: a
    /// text, or a record of what it holds equal. Which attribute is the partition key only the table's definition tells.
    PartitionKey(Path),
}

/// Decodes the answer that stands behind an operation's members.
pub(crate) fn read(cursor: &mut Cursor) -> (Permissions, Basis) {
    let basis = match cursor.number() {
        0 => Basis::NotNeeded,
        2 => Basis::Rule,
        3 => Basis::Curated,
        4 => Basis::Presumed,
        _ => Basis::Unknown,
    };
    match basis {
        Basis::NotNeeded => (Permissions::NotNeeded, basis),
        Basis::Unknown => (Permissions::Unknown, basis),
        Basis::Rule | Basis::Curated | Basis::Presumed => {
            (Permissions::Needed(cursor.list(read_permission)), basis)
        }
    }
}

fn read_permission(cursor: &mut Cursor) -> Permission {
    let action = cursor.string();
    let origin = if cursor.number() == 1 {
        Origin::Implied
    } else {
        Origin::Code
    };
    let when = read_when(cursor, 0);
    let mut checked = cursor.elsewhere();
    let resources = checked.list(read_rule);
    let conditions = checked.list(read_condition);
    Permission {
        action,
        origin,
        when,
        resources,
        conditions,
    }
}

/// Deeper nesting than this is not written by the generator.
const DEEPEST: u32 = 8;

fn read_when(cursor: &mut Cursor, depth: u32) -> Option<When> {
    if depth > DEEPEST {
        return None;
    }
    let path = |cursor: &mut Cursor| Path(cursor.string());
    let parts = |cursor: &mut Cursor| {
        cursor
            .list(|cursor| read_when(cursor, depth + 1))
            .into_iter()
            .flatten()
            .collect()
    };
    Some(match cursor.number() {
        1 => When::Present(path(cursor)),
        2 => When::Absent(path(cursor)),
        3 => When::Equals(path(cursor), cursor.string()),
        4 => When::StartsWith(path(cursor), cursor.string()),
        5 => When::Contains(path(cursor), cursor.string()),
        6 => When::FirstWord(path(cursor), cursor.string()),
        7 => When::All(parts(cursor)),
        8 => When::Any(parts(cursor)),
        9 => When::Not(Box::new(read_when(cursor, depth + 1)?)),
        _ => return None,
    })
}

fn read_rule(cursor: &mut Cursor) -> ResourceRule {
    let (resource_type, arn) = (cursor.string(), cursor.string());
    let when = read_when(cursor, 0);
    let number = cursor.number();
    ResourceRule {
        resource_type,
        arn,
        when,
        always: number & 1 == 1,
        parameters: (0..number >> 1).map(|_| read_parameter(cursor)).collect(),
    }
}

/// The forms in the order of their numbers; 0 is a literal.
const FORMS: [Form; 19] = [
    Form::Name,
    Form::Arn,
    Form::NameOrArn,
    Form::Url,
    Form::Path,
    Form::CopySource,
    Form::S3Uri,
    Form::Function,
    Form::KmsKey,
    Form::Secret,
    Form::Model,
    Form::EmailIdentity,
    Form::PartiQl,
    Form::Prefix,
    Form::S3Folder,
    Form::RolesOf,
    Form::NameOrId,
    Form::Endpoint,
    Form::MadeId,
];

fn read_parameter(cursor: &mut Cursor) -> ParameterRule {
    let placeholder = cursor.string();
    let Some(number) = cursor.number().checked_sub(1) else {
        let source = ParameterSource::Literal(cursor.string());
        return ParameterRule {
            placeholder,
            source,
            form: Form::Name,
            absent: None,
        };
    };
    let form = FORMS.get(number as usize).copied().unwrap_or(Form::Name);
    let source = ParameterSource::Parameter(Path(cursor.string()));
    let absent = Some(cursor.string()).filter(|text| !text.is_empty());
    ParameterRule {
        placeholder,
        source,
        form,
        absent,
    }
}

/// `@Namespace` is a parameter's value, `partition(Key)` a table's partition key.
fn read_condition(cursor: &mut Cursor) -> ConditionRule {
    let (operator, key, value) = (cursor.string(), cursor.string(), cursor.string());
    let partition = value.strip_prefix("partition(");
    let value = match (value.strip_prefix('@'), partition) {
        (Some(path), _) => ConditionValue::Parameter(Path(path)),
        (_, Some(path)) => ConditionValue::PartitionKey(Path(path.trim_end_matches(')'))),
        (None, None) => ConditionValue::Literal(value),
    };
    ConditionRule {
        operator,
        key,
        value,
    }
}
