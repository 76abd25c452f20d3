//! What an analysis says: the AWS calls a handler can make, with the values known about their parameters.
//!
//! This is the only thing that leaves the crate. It knows neither templates nor IAM: a value that comes from the
//! environment, the event or an earlier call stays a [`Hole`], which whoever knows the template fills.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything found about one entry point.
///
/// `calls` is an over-approximation (every call that reachable code can make, up to what `problems` lists);
/// an empty `problems` means that nothing reachable was left unfollowed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// Where the code starts, `src/app.py:handler`; `None` when no source file was found.
    pub start: Option<String>,
    /// The calls, ordered by place.
    pub calls: Vec<Call>,
    /// What could not be followed, ordered by place.
    pub problems: Vec<Problem>,
    /// Files whose code the entry point loads, relative to the project root, sorted.
    pub files: Vec<String>,
}

/// A position in a source file. Lines and columns count from 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Path relative to the project root, with `/`.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// One AWS call that reachable code can make.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// botocore service id such as `stepfunctions`, or a curated pseudo-service of the catalog (`execute-api`).
    pub service: String,
    /// API operation name such as `StartExecution`.
    pub operation: String,
    /// The input parameters by their API names: a [`Argument::Record`], or something wider.
    pub arguments: Arc<Argument>,
    /// Where the call stands in the source.
    pub site: Location,
    /// How the entry point gets there, outermost first; the last frame's function contains `site`.
    pub chain: Vec<Frame>,
    /// Whose permissions the call uses.
    pub credentials: Credentials,
    /// The region the client was made for, when the code names one.
    pub region: Option<Argument>,
}

/// One step of a call chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Frame {
    /// The function's name as a reader would say it: `handler`, `Orders.save`, `<module>`.
    pub function: String,
    /// Where the previous frame called it; the definition for the first frame.
    pub called_at: Location,
}

/// Whose permissions a call uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Credentials {
    /// The function's own role.
    Own,
    /// Credentials from elsewhere (an assumed role, keys in the event): the call needs nothing of this role.
    Foreign,
}

/// What is known about a value handed to an operation: a bounded tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// Definitely no value (`None`, `null`, `undefined`).
    Null,
    /// A known boolean.
    Bool(bool),
    /// A known number, as written.
    Number(String),
    /// A string of which at least the shape is known.
    Text(Pattern),
    /// Fields by API name. `open` means that further fields may be present.
    Record {
        /// Known fields.
        fields: BTreeMap<String, Field>,
        /// Fields whose name is known in part only (`{[process.env.TABLE]: requests}`): key and value.
        computed: Vec<(Self, Self)>,
        /// Further, unknown fields may be present.
        open: bool,
    },
    /// A list: known elements in order, then any number of further ones.
    List {
        /// Known leading elements.
        items: Vec<Self>,
        /// What further elements look like, if there can be any.
        rest: Option<Box<Self>>,
    },
    /// One of several.
    OneOf(Vec<Self>),
    /// Any value.
    Unknown(Reason),
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// Its value when present.
    pub value: Argument,
    /// Whether it can also be absent.
    pub optional: bool,
}

/// A string as a sequence of known and unknown pieces, never empty pieces, no two literals adjacent.
///
/// `f"uploads/{event['id']}.json"` is `Literal("uploads/")`, `Hole(Event(..))`, `Literal(".json")`. The empty
/// sequence is the empty string.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pattern(pub Vec<Piece>);

/// A piece of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// Known text.
    Literal(String),
    /// Text known only at run time.
    Hole(Hole),
}

/// Where an unknown piece of text comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hole {
    /// An environment variable of the function.
    Env(String),
    /// An environment variable with what the code takes where it is not set: `process.env.TABLE || "orders"`.
    EnvOr {
        /// Its name.
        name: String,
        /// Taken only where the function has no such variable.
        default: Box<Pattern>,
    },
    /// A value inside the event, such as `Records[].s3.bucket.name`: see [`Step`].
    Event(Vec<Step>),
    /// A property of the Lambda context in one spelling for all languages: `function_name`, `invoked_function_arn`,
    /// `aws_request_id`, `log_group_name`, `log_stream_name`, `function_version`.
    Context(String),
    /// A value inside the result of an earlier AWS call, such as `QueueUrl` of `sqs:GetQueueUrl`.
    Output {
        /// botocore service id of the call.
        service: String,
        /// API operation name of the call.
        operation: String,
        /// What the call was given (bounded; literals and environment holes are kept).
        arguments: Arc<Argument>,
        /// Where in the result the value stands.
        path: Vec<Step>,
    },
    /// The account id, region or partition that the code runs in, when the code asks for it in a known way.
    Account,
    /// See [`Hole::Account`].
    Region,
    /// See [`Hole::Account`].
    Partition,
    /// Anything else.
    Unknown(Reason),
}

/// A step into a structured value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A named field.
    Field(String),
    /// Any element of a list, or a field whose name is not known.
    Any,
    /// What stands at a place of the text that is taken apart at a separator: counted from the front or, below zero, from
    /// the end. `None` is the list of all parts.
    Part(char, Option<i32>),
}

/// Why nothing is known about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Result of code that is not on disk or has no model.
    External,
    /// Too many possible values, or nested too deeply.
    Widened,
    /// Computed in a way that the value domain does not follow (arithmetic, time, randomness).
    Computed,
    /// Code of the project that could not be found or read.
    Missing,
    /// The analysis ran out of its budget.
    Budget,
}

/// Something that could not be followed: the reason why an analysis is partial.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where; `line` 1 of the file for whole-file problems.
    pub at: Location,
    /// What kind of thing.
    pub kind: ProblemKind,
    /// One sentence, lower case, without a final period: what and what to do about it.
    pub message: String,
}

/// The kinds of [`Problem`], by their stable ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The operation called on a client is not known (`getattr(client, name)`).
    DynamicOperation,
    /// The service a client is made for is not known.
    DynamicService,
    /// A method of a client that is no operation of its service.
    UnknownOperation,
    /// A client handed to code that cannot be seen.
    OpaqueLibrary,
    /// Code that is nowhere in the project and of which nothing says that it is public.
    UnseenCode,
    /// A file of the project that the code loads and that does not exist or cannot be read.
    UnreadableFile,
    /// Source text that does not parse.
    SyntaxError,
    /// The handler does not exist in its file.
    HandlerNotFound,
    /// A language construct without a meaning in the analysis.
    Unsupported,
    /// The analysis stopped early.
    Budget,
    /// A wrong or stale hint.
    Hint,
}

impl ProblemKind {
    /// The stable id that reports use, such as `dynamic-operation`.
    pub fn id(self) -> &'static str {
        match self {
            Self::DynamicOperation => "dynamic-operation",
            Self::DynamicService => "dynamic-service",
            Self::UnknownOperation => "unknown-operation",
            Self::OpaqueLibrary => "opaque-library",
            Self::UnseenCode => "unseen-code",
            Self::UnreadableFile => "unreadable-file",
            Self::SyntaxError => "syntax-error",
            Self::HandlerNotFound => "handler-not-found",
            Self::Unsupported => "unsupported",
            Self::Budget => "budget",
            Self::Hint => "hint",
        }
    }
}

impl Pattern {
    /// A pattern without holes.
    pub fn literal(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self(Vec::new())
        } else {
            Self(vec![Piece::Literal(text)])
        }
    }

    /// A single hole.
    pub fn hole(hole: Hole) -> Self {
        Self(vec![Piece::Hole(hole)])
    }

    /// The text, when there is no hole.
    pub fn as_literal(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }
}
