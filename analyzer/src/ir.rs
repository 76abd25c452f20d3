//! The language-neutral intermediate representation: what every front end lowers to and the interpreter runs.
//!
//! Its properties:
//! - **Desugared.** No await (it is transparent), decorators (calls), comprehensions (loops), destructuring (reads of
//!   fields and indices), optional chaining (plain reads), `with` ([`Expr::Enter`] and [`Expr::Exit`]), `?` and `match`
//!   (branches). What is left is what has a meaning of its own to an abstract interpreter.
//! - **Names resolved.** A variable is a slot of its function or of an enclosing one; what is in no scope is
//!   [`Expr::Builtin`], which the language's models define.
//! - **A tree of statements over an arena of expressions.** An [`ExprId`] is used once (no sharing), so it also names a
//!   place in the program: call sites, allocation sites.
//! - **Spans in a side table** ([`Module::span`]); equal programs in different layouts have equal dumps.
//! - **One module a file.** A module is immutable after lowering and shared between analyses.
//!
//! Not here: values, types, library knowledge, file lookup.

pub mod builder;
pub mod dump;

use crate::facts::{Problem, Reason};
use crate::project::Language;

/// A source file, lowered.
#[derive(Debug, Clone)]
pub struct Module {
    /// Path relative to the project root.
    pub path: String,
    /// Language it was written in.
    pub language: Language,
    /// All functions; [`FunctionId::BODY`] is the code at the top level.
    pub functions: Vec<Function>,
    /// All classes.
    pub classes: Vec<Class>,
    /// How other modules see this one.
    pub exports: Exports,
    /// Hint comments (`iam-tailor: …`), by line.
    pub hints: Vec<HintComment>,
    /// What could not be lowered.
    pub problems: Vec<Problem>,
    exprs: Vec<Expr>,
    spans: Vec<Span>,
}

/// How an import sees a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exports {
    /// By the variables of its body (Python, Rust).
    Variables,
    /// By the value of its export cell, which starts as an empty record (JavaScript: `exports`, `module.exports`, and
    /// ES exports lowered to fields of it).
    Cell,
}

/// A comment that addresses the analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintComment {
    /// Where the comment starts.
    pub at: Span,
    /// Whether it stands on a line of its own (then it speaks of the next line with code).
    pub own_line: bool,
    /// The text after `iam-tailor:`, trimmed.
    pub text: String,
}

/// Where something starts: line and column from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Names an expression of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExprId(pub(crate) u32);

/// Names a function of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(pub(crate) u32);

impl FunctionId {
    /// The code at the top level of the module.
    pub const BODY: Self = Self(0);
}

/// Names a class of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub(crate) u32);

/// Names a variable of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VarId(pub(crate) u32);

/// A function, method, closure or module body.
#[derive(Debug, Clone)]
pub struct Function {
    /// As a reader would say it: `handler`, `Orders.save`, `<module>`, `<closure>`.
    pub name: String,
    /// The function it is written in; `None` for the module body.
    pub parent: Option<FunctionId>,
    /// The slot that receives `self` / `this`, for functions that have one of their own.
    pub receiver: Option<VarId>,
    /// Parameters in order, without the receiver.
    pub params: Vec<Param>,
    /// All slots, parameters included.
    pub variables: Vec<Variable>,
    /// Its statements.
    pub body: Block,
    /// A generator: calling it gives a list of what it yields.
    pub generator: bool,
    /// Where it is defined.
    pub span: Span,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Param {
    /// The slot it fills.
    pub var: VarId,
    /// How arguments reach it.
    pub kind: ParamKind,
    /// Its value when no argument does; evaluated in the callee.
    pub default: Option<ExprId>,
    /// Its declared type, as an expression that evaluates to a class or library type; used only for unknown arguments.
    pub hint: Option<ExprId>,
}

/// How arguments reach a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamKind {
    /// By position, or by name in languages that have named arguments.
    Plain,
    /// All further positional arguments, as a list.
    Rest,
    /// By name only.
    NamedOnly,
    /// All further named arguments, as a record.
    NamedRest,
}

/// A slot of a function.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name in the source; `%n` for temporaries.
    pub name: String,
    /// An inner function reads or writes it.
    pub shared: bool,
    /// An inner function writes it.
    pub written_inside: bool,
}

/// A class, struct, enum variant or trait.
#[derive(Debug, Clone)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// Base classes, evaluated where the class is.
    pub bases: Vec<ExprId>,
    /// Members in order.
    pub members: Vec<Member>,
    /// Code run on each new instance before the constructor (instance fields); its receiver is the instance.
    pub initializer: Option<FunctionId>,
    /// Names of the fields in order, for classes made without a constructor of their own: positional and named
    /// arguments become these fields (dataclasses, Rust structs, tuple structs `0`, `1`).
    pub fields: Vec<String>,
    /// Where it is defined.
    pub span: Span,
}

/// A member of a class.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name. The constructor is called `constructor` in every language.
    pub name: String,
    /// What it is.
    pub kind: MemberKind,
    /// Its value, evaluated where the class is; for methods usually [`Expr::Function`], maybe inside decorator calls.
    pub value: ExprId,
}

/// What a member of a class is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberKind {
    /// Called on an instance, which becomes the receiver.
    Method,
    /// Read like a field, computed by calling the function (`@property`, `get x()`).
    Getter,
    /// Assigned like a field, done by calling the function with the value.
    Setter,
    /// Called on the class, which becomes the receiver (`@classmethod`).
    ClassMethod,
    /// A function or value of the class itself (`static`, `@staticmethod`, class attributes, associated functions).
    Static,
}

/// A sequence of statements.
pub type Block = Vec<Stmt>;

/// A statement.
#[derive(Debug, Clone)]
pub enum Stmt {
    /// Evaluate for effect.
    Expr(ExprId),
    /// Branch on a value's truth.
    If {
        /// The condition.
        test: ExprId,
        /// When true.
        then: Block,
        /// When false.
        otherwise: Block,
    },
    /// Repeat until left by break, return or throw.
    Loop {
        /// Its name for labelled break and continue.
        label: Option<String>,
        /// What is repeated.
        body: Block,
        /// Runs after `body` and on continue (the update of a C-style loop).
        update: Block,
    },
    /// Once for each element.
    ForEach {
        /// Its name for labelled break and continue.
        label: Option<String>,
        /// The slot that holds the element; destructuring follows in `body`.
        var: VarId,
        /// What is iterated.
        iterable: ExprId,
        /// What of it.
        over: Over,
        /// Run for each.
        body: Block,
    },
    /// Compare with each case in turn, falling through to the next unless left by break.
    Switch {
        /// What is compared.
        subject: ExprId,
        /// Cases in order; `None` is the default.
        cases: Vec<(Option<ExprId>, Block)>,
    },
    /// Leave the function.
    Return(Option<ExprId>),
    /// Raise; the value is only evaluated.
    Throw(Option<ExprId>),
    /// Leave a loop or switch: the innermost, or the labelled one.
    Break(Option<String>),
    /// Start the next round of a loop.
    Continue(Option<String>),
    /// Run `body`; any part of it may lead to any handler; then `finally`.
    Try {
        /// What may raise.
        body: Block,
        /// The handlers.
        handlers: Vec<Handler>,
        /// Runs when nothing was raised.
        otherwise: Block,
        /// Runs in any case.
        finally: Block,
    },
    /// Add members to a class that exists (a Rust `impl` block, an assignment to a prototype).
    Extend {
        /// The class or library type.
        class: ExprId,
        /// The trait it thereby implements; its members are defaults.
        implements: Option<ExprId>,
        /// The members.
        members: Vec<Member>,
    },
}

/// A handler of a try statement.
#[derive(Debug, Clone)]
pub struct Handler {
    /// The slot that receives the exception.
    pub var: Option<VarId>,
    /// What it does.
    pub body: Block,
}

/// What of a value a loop visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// What the language's iteration protocol gives (elements of a list, keys of a Python dictionary).
    Elements,
    /// Keys (`for … in` of JavaScript).
    Keys,
}

/// An expression.
#[derive(Debug, Clone)]
pub enum Expr {
    /// A literal.
    Constant(Constant),
    /// Concatenation of the text of its parts (template literals, f-strings, `format!`).
    Text(Vec<ExprId>),
    /// A slot of this function.
    Local(VarId),
    /// A slot of an enclosing function, `levels` up (1 is the parent).
    Outer {
        /// How many functions up.
        levels: u32,
        /// Which slot there.
        var: VarId,
    },
    /// A name in no scope: a builtin of the language.
    Builtin(String),
    /// A module, by its specifier as the language writes it: `boto3`, `.db`, `./db`, `@aws-sdk/client-s3`, `crate`.
    /// Evaluating it runs the module's body once.
    Import(String),
    /// The export cell of this module (see [`Exports::Cell`]).
    Exports,
    /// Read of a named field; of a missing value, nothing.
    Field {
        /// Of what.
        object: ExprId,
        /// Which.
        name: String,
    },
    /// Read by a computed key or position.
    Index {
        /// Of what.
        object: ExprId,
        /// Which.
        index: ExprId,
    },
    /// What is left of a list after `from` elements, or of a record without `keys` (rest patterns, slices).
    Rest {
        /// Of what.
        object: ExprId,
        /// How many leading elements are left out.
        from: u32,
        /// Which fields are left out.
        keys: Vec<String>,
    },
    /// A call. A callee that is a [`Expr::Field`] or [`Expr::Index`] gives its object as receiver.
    Call {
        /// What is called.
        callee: ExprId,
        /// With what, in order of evaluation.
        arguments: Vec<Argument>,
        /// `new` was written.
        new: bool,
    },
    /// A closure over the current environment.
    Function(FunctionId),
    /// A class; evaluating makes it and its members.
    Class(ClassId),
    /// A record (object literal, dictionary).
    Record(Vec<Entry>),
    /// A list (also tuple, set).
    List(Vec<Item>),
    /// A binary operation on values.
    Binary {
        /// Which.
        operator: Operator,
        /// Left operand.
        left: ExprId,
        /// Right operand.
        right: ExprId,
    },
    /// Logical negation.
    Not(ExprId),
    /// `left`, or `right` depending on it.
    Choice {
        /// When `right` is taken.
        operator: ChoiceOperator,
        /// Evaluated first.
        left: ExprId,
        /// Evaluated maybe.
        right: ExprId,
    },
    /// `test ? then : otherwise`.
    Conditional {
        /// The condition.
        test: ExprId,
        /// When true.
        then: ExprId,
        /// When false.
        otherwise: ExprId,
    },
    /// Whether a value is an instance of a class or variant (`instanceof`, `isinstance`, a `match` arm).
    Is {
        /// What is tested.
        value: ExprId,
        /// Against what.
        class: ExprId,
    },
    /// A value whose type is declared: the type counts only where the value is unknown.
    Typed {
        /// The value.
        value: ExprId,
        /// The type, see [`Param::hint`].
        hint: ExprId,
    },
    /// Every class that implements a trait (a generic parameter called by path: `T::load()`).
    Implementors(ExprId),
    /// Assignment; its value is what was assigned.
    Assign {
        /// Where to.
        place: Place,
        /// What.
        value: ExprId,
    },
    /// Append to a list held by a slot (comprehensions).
    Append {
        /// The list.
        list: VarId,
        /// What.
        value: ExprId,
    },
    /// Statements, then a value.
    Do {
        /// Run first.
        body: Block,
        /// Its value.
        result: ExprId,
    },
    /// Hands a value out of a generator; its own value is unknown. With `each`, hands out all elements of a list.
    Yield {
        /// What.
        value: ExprId,
        /// `yield from`, `yield*`.
        each: bool,
    },
    /// Start of a `with` block: what the context manager gives.
    Enter(ExprId),
    /// End of a `with` block over the manager.
    Exit(ExprId),
    /// A value that lowering says nothing about.
    Unknown(Reason),
}

/// A literal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Constant {
    /// `None`, `null`, `undefined`, `()`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, as a decimal without separators where it is an integer, else as written.
    Number(String),
    /// A string, escapes resolved. Byte strings too.
    Text(String),
}

/// An argument of a call.
#[derive(Debug, Clone)]
pub struct Argument {
    /// How it is passed.
    pub kind: ArgumentKind,
    /// What is passed.
    pub value: ExprId,
}

/// How an argument is passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentKind {
    /// By position.
    Positional,
    /// By name.
    Named(String),
    /// All elements by position (`*args`, `...args`).
    Spread,
    /// All fields by name (`**kwargs`).
    NamedSpread,
}

/// A part of a record literal.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A field with a known name.
    Field(String, ExprId),
    /// A field with a computed name.
    Computed(ExprId, ExprId),
    /// All fields of another record.
    Spread(ExprId),
}

/// A part of a list literal.
#[derive(Debug, Clone)]
pub enum Item {
    /// One element.
    One(ExprId),
    /// All elements of another list.
    Spread(ExprId),
}

/// Where an assignment goes.
#[derive(Debug, Clone)]
pub enum Place {
    /// A slot of this function.
    Local(VarId),
    /// A slot of an enclosing function.
    Outer {
        /// How many functions up.
        levels: u32,
        /// Which slot there.
        var: VarId,
    },
    /// A named field.
    Field {
        /// Of what.
        object: ExprId,
        /// Which.
        name: String,
    },
    /// A computed key or position.
    Index {
        /// Of what.
        object: ExprId,
        /// Which.
        index: ExprId,
    },
    /// The export cell itself (`module.exports = …`).
    Exports,
}

/// Binary operators that the value domain knows apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`: concatenation of strings and lists, or a sum.
    Add,
    /// `==`, `===`, `is`.
    Equal,
    /// `!=`, `!==`, `is not`.
    NotEqual,
    /// `in`: membership in a list, key of a record, part of a string.
    In,
    /// Python's `%` with a string on the left: formatting. Otherwise like [`Operator::Other`].
    Percent,
    /// `|` of records (Python), otherwise like [`Operator::Other`].
    Or,
    /// `&` where the left side's class says what it means (Python), otherwise like [`Operator::Other`].
    And,
    /// Any other comparison: a boolean.
    Compare,
    /// Any other: unknown.
    Other,
}

/// When the right side of a choice is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceOperator {
    /// When the left is false (`||`, `or`).
    Or,
    /// When the left is true (`&&`, `and`).
    And,
    /// When the left is null (`??`).
    Coalesce,
}

impl Module {
    /// An expression.
    #[expect(
        clippy::indexing_slicing,
        reason = "ids are made by the builder of this module only"
    )]
    pub fn expr(&self, id: ExprId) -> &Expr {
        &self.exprs[id.0 as usize]
    }

    /// Where an expression stands; nowhere for one that is not of this module.
    pub fn span(&self, id: ExprId) -> Span {
        self.spans.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The lines that expressions stand on, in no order.
    pub fn lines(&self) -> impl Iterator<Item = u32> + '_ {
        self.spans.iter().map(|span| span.line)
    }

    /// A function.
    #[expect(
        clippy::indexing_slicing,
        reason = "ids are made by the builder of this module only"
    )]
    pub fn function(&self, id: FunctionId) -> &Function {
        &self.functions[id.0 as usize]
    }

    /// A class.
    #[expect(
        clippy::indexing_slicing,
        reason = "ids are made by the builder of this module only"
    )]
    pub fn class(&self, id: ClassId) -> &Class {
        &self.classes[id.0 as usize]
    }

    /// The slot of a variable of the module's body.
    pub fn top_level(&self, name: &str) -> Option<VarId> {
        let body = self.functions.first()?;
        let index = body
            .variables
            .iter()
            .position(|variable| variable.name == name)?;
        u32::try_from(index).ok().map(VarId)
    }
}
