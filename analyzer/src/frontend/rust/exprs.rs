//! Expressions: chains of calls and fields, operators, literals, assignments.
//!
//! What only the type system sees is transparent: references, `.await`, `?`, casts, `Ok(..)` and `Some(..)`. `Err(..)` is
//! no value: the code that makes an error runs, the value is null.

use super::control::Dest;
use super::functions;
use super::lower::{Lowering, name};
use super::paths::{is_camel, is_constant, segments};
use crate::facts::Reason;
use crate::ir::{
    Argument, ArgumentKind, Block, ChoiceOperator, Constant, Expr, ExprId, Item, Operator, Place,
    Stmt,
};
use syn::spanned::Spanned;
use syn::{BinOp, Expr as Ast, ExprStruct, Lit, Member, RangeLimits, UnOp};

impl Lowering {
    /// Lowers an expression to its value.
    pub(super) fn expr(&mut self, ast: &Ast) -> ExprId {
        self.nest(|lowering| lowering.chain(ast))
            .unwrap_or_else(|| self.b.unknown(Reason::Budget))
    }

    /// Receivers from the inside out, so that long chains do not recurse.
    fn chain(&mut self, ast: &Ast) -> ExprId {
        let mut steps = Vec::new();
        let mut at = ast;
        loop {
            at = match at {
                Ast::MethodCall(call) => {
                    steps.push(at);
                    &call.receiver
                }
                Ast::Field(field) => {
                    steps.push(at);
                    &field.base
                }
                Ast::Index(index) => {
                    steps.push(at);
                    &index.expr
                }
                Ast::Call(call) if !matches!(bare(&call.func), Ast::Path(_)) => {
                    steps.push(at);
                    &call.func
                }
                _ => match inner(at) {
                    Some(inner) => inner,
                    None => break,
                },
            };
        }
        let mut value = self.base(at);
        for step in steps.into_iter().rev() {
            value = self.step(value, step);
        }
        value
    }

    fn step(&mut self, value: ExprId, step: &Ast) -> ExprId {
        match step {
            Ast::MethodCall(call) => {
                self.at(call.method.span());
                let callee = self.b.field(value, name(&call.method));
                let value = self.call(callee, call.args.iter(), call.method.span());
                self.asked_for(value, call.turbofish.as_ref())
            }
            Ast::Field(field) => {
                self.at(field.member.span());
                self.b.field(value, member_name(&field.member))
            }
            Ast::Index(index) => self.index(value, &index.index),
            Ast::Call(call) => self.call(value, call.args.iter(), call.func.span()),
            _ => value,
        }
    }

    /// What a call gives that names a type (`state.get::<Client>()`).
    fn asked_for(
        &mut self,
        value: ExprId,
        arguments: Option<&syn::AngleBracketedGenericArguments>,
    ) -> ExprId {
        let only = arguments.and_then(|arguments| match arguments.args.first() {
            Some(syn::GenericArgument::Type(ty)) if arguments.args.len() == 1 => Some(ty),
            _ => None,
        });
        let hint = only.and_then(|ty| self.hint(ty));
        self.typed(value, hint)
    }

    /// Adds a call with positional arguments.
    pub(super) fn call<'a>(
        &mut self,
        callee: ExprId,
        arguments: impl Iterator<Item = &'a Ast>,
        span: proc_macro2::Span,
    ) -> ExprId {
        let arguments = arguments
            .map(|argument| Argument {
                kind: ArgumentKind::Positional,
                value: self.expr(argument),
            })
            .collect();
        self.at(span);
        self.b.expr(Expr::Call {
            callee,
            arguments,
            new: false,
        })
    }

    /// Adds a call of something the interpreter knows by name.
    pub(super) fn builtin_call(&mut self, builtin: &str, values: Vec<ExprId>) -> ExprId {
        let callee = self.b.expr(Expr::Builtin(builtin.to_owned()));
        let arguments = values
            .into_iter()
            .map(|value| Argument {
                kind: ArgumentKind::Positional,
                value,
            })
            .collect();
        self.b.expr(Expr::Call {
            callee,
            arguments,
            new: false,
        })
    }

    fn base(&mut self, ast: &Ast) -> ExprId {
        self.at(ast.span());
        match ast {
            Ast::Lit(literal) => self.literal(&literal.lit),
            Ast::Path(path) => self.path_value(path),
            Ast::Call(call) => self.path_call(call),
            Ast::Struct(literal) => self.struct_literal(literal),
            Ast::Tuple(tuple) if tuple.elems.is_empty() => self.b.null(),
            Ast::Tuple(tuple) => self.list(tuple.elems.iter()),
            Ast::Array(array) => self.list(array.elems.iter()),
            Ast::Repeat(repeat) => self.list(std::iter::once(&*repeat.expr)),
            Ast::Binary(binary) => self.binary(binary),
            Ast::Unary(unary) => {
                let value = self.expr(&unary.expr);
                self.unary(unary, value)
            }
            Ast::Assign(assign) => self.assignment(&assign.left, &assign.right),
            Ast::Closure(closure) => self.closure(closure),
            Ast::Async(block) => self.called_block(&block.block, "<async>", false),
            Ast::TryBlock(block) => self.called_block(&block.block, "<try>", false),
            Ast::Macro(mac) => self.macro_value(&mac.mac),
            Ast::Range(range) => {
                let start = self.optional(range.start.as_deref());
                let end = self.optional(range.end.as_deref());
                self.builtin_call("%range", vec![start, end])
            }
            Ast::Yield(value) => {
                let value = self.optional(value.expr.as_deref());
                self.b.expr(Expr::Yield { value, each: false })
            }
            Ast::Let(_) => {
                let (mut before, condition) = self.condition(ast);
                let test = condition.test;
                if before.is_empty() {
                    return test;
                }
                before.extend(condition.bindings);
                self.b.expr(Expr::Do {
                    body: before,
                    result: test,
                })
            }
            Ast::Infer(_) | Ast::Verbatim(_) => self.b.unknown(Reason::Computed),
            control => self.control_value(control),
        }
    }

    fn optional(&mut self, ast: Option<&Ast>) -> ExprId {
        match ast {
            Some(ast) => self.expr(ast),
            None => self.b.null(),
        }
    }

    fn path_value(&mut self, path: &syn::ExprPath) -> ExprId {
        if functions::prelude_variant(path) == Some("None") {
            return self.b.null();
        }
        let value = self.read_qualified(path.qself.as_ref(), &path.path);
        let last = path.path.segments.last().map(|last| name(&last.ident));
        match last {
            Some(last) if is_camel(&last) && !is_constant(&last) => {
                self.builtin_call("%unit", vec![value])
            }
            _ => value,
        }
    }

    fn path_call(&mut self, call: &syn::ExprCall) -> ExprId {
        let Ast::Path(path) = bare(&call.func) else {
            return self.b.unknown(Reason::Computed);
        };
        match (functions::prelude_variant(path), call.args.first()) {
            (Some("Some" | "Ok"), Some(value)) => return self.expr(value),
            (Some("Err"), Some(error)) => return self.failure(error),
            _ => {}
        }
        let callee = self.read_qualified(path.qself.as_ref(), &path.path);
        self.call(callee, call.args.iter(), path.span())
    }

    /// An error: it is made, and there is no value.
    fn failure(&mut self, error: &Ast) -> ExprId {
        let mut body = Block::new();
        self.evaluate(error, &mut body);
        let result = self.b.null();
        self.after(body, result)
    }

    /// Evaluates for effect; code without any is left out.
    pub(super) fn evaluate(&mut self, ast: &Ast, out: &mut Block) {
        if !effectless(ast) {
            self.put(ast, Dest::Discard, out);
        }
    }

    fn struct_literal(&mut self, literal: &ExprStruct) -> ExprId {
        let callee = match &literal.qself {
            Some(_) => self.read_qualified(literal.qself.as_ref(), &literal.path),
            None => self.read_type_path(&segments(&literal.path)),
        };
        let mut arguments = Vec::new();
        for field in &literal.fields {
            arguments.push(Argument {
                kind: ArgumentKind::Named(member_name(&field.member)),
                value: self.expr(&field.expr),
            });
        }
        if let Some(rest) = &literal.rest {
            arguments.push(Argument {
                kind: ArgumentKind::NamedSpread,
                value: self.expr(rest),
            });
        }
        self.at(literal.path.span());
        self.b.expr(Expr::Call {
            callee,
            arguments,
            new: false,
        })
    }

    /// Adds a list of values.
    pub(super) fn list<'a>(&mut self, elements: impl Iterator<Item = &'a Ast>) -> ExprId {
        let items = elements
            .map(|element| Item::One(self.expr(element)))
            .collect();
        self.b.expr(Expr::List(items))
    }

    fn index(&mut self, object: ExprId, index: &Ast) -> ExprId {
        let Ast::Range(range) = bare(index) else {
            let index = self.expr(index);
            return self.b.expr(Expr::Index { object, index });
        };
        if range.start.is_none() && range.end.is_none() {
            return object;
        }
        let start = self.optional(range.start.as_deref());
        let end = match (&range.limits, range.end.as_deref()) {
            (RangeLimits::Closed(_), Some(end)) => {
                let mut body = Block::new();
                self.evaluate(end, &mut body);
                let result = self.b.unknown(Reason::Computed);
                self.after(body, result)
            }
            (_, end) => self.optional(end),
        };
        self.builtin_call("%slice", vec![object, start, end])
    }

    fn unary(&mut self, unary: &syn::ExprUnary, value: ExprId) -> ExprId {
        match (&unary.op, bare(&unary.expr)) {
            (UnOp::Not(_), _) => self.b.expr(Expr::Not(value)),
            (UnOp::Neg(_), Ast::Lit(literal)) => match &literal.lit {
                Lit::Int(number) => {
                    let text = format!("-{}", number.base10_digits());
                    self.b.expr(Expr::Constant(Constant::Number(text)))
                }
                _ => self.b.unknown(Reason::Computed),
            },
            _ => {
                let body = vec![Stmt::Expr(value)];
                let result = self.b.unknown(Reason::Computed);
                self.b.expr(Expr::Do { body, result })
            }
        }
    }

    /// Operators from the leftmost operand on, so that long sums do not recurse.
    fn binary(&mut self, binary: &syn::ExprBinary) -> ExprId {
        if compound(&binary.op) {
            return self.compound_assignment(binary);
        }
        let mut operators = Vec::new();
        let mut at = binary;
        let first = loop {
            operators.push(at);
            match &*at.left {
                Ast::Binary(left) if !compound(&left.op) => at = left,
                left => break left,
            }
        };
        let mut value = self.expr(first);
        for operator in operators.into_iter().rev() {
            let right = self.expr(&operator.right);
            self.at(operator.op.span());
            value = self.operation(&operator.op, value, right);
        }
        value
    }

    fn operation(&mut self, op: &BinOp, left: ExprId, right: ExprId) -> ExprId {
        let choice = match op {
            BinOp::And(_) => Some(ChoiceOperator::And),
            BinOp::Or(_) => Some(ChoiceOperator::Or),
            _ => None,
        };
        let expr = match choice {
            Some(operator) => Expr::Choice {
                operator,
                left,
                right,
            },
            None => Expr::Binary {
                operator: operator(op),
                left,
                right,
            },
        };
        self.b.expr(expr)
    }

    fn compound_assignment(&mut self, binary: &syn::ExprBinary) -> ExprId {
        let left = self.expr(&binary.left);
        let right = self.expr(&binary.right);
        self.at(binary.op.span());
        let value = self.operation(&binary.op, left, right);
        self.store(&binary.left, value)
    }

    fn assignment(&mut self, left: &Ast, right: &Ast) -> ExprId {
        let value = self.expr(right);
        self.store(left, value)
    }

    /// Assigns a value to what an expression names; to nothing that can be named, it is only evaluated.
    fn store(&mut self, target: &Ast, value: ExprId) -> ExprId {
        let target = bare(target);
        self.at(target.span());
        let place = match target {
            Ast::Path(path) => match segments(&path.path).as_slice() {
                [single] => self.b.place(single),
                _ => return value,
            },
            Ast::Field(field) => Place::Field {
                object: self.expr(&field.base),
                name: member_name(&field.member),
            },
            Ast::Index(index) => Place::Index {
                object: self.expr(&index.expr),
                index: self.expr(&index.index),
            },
            Ast::Tuple(tuple) => return self.store_parts(tuple.elems.iter(), value),
            Ast::Array(array) => return self.store_parts(array.elems.iter(), value),
            _ => return value,
        };
        self.b.assign(place, value)
    }

    fn store_parts<'a>(&mut self, targets: impl Iterator<Item = &'a Ast>, value: ExprId) -> ExprId {
        let whole = self.b.temporary();
        let mut body = Block::new();
        self.set(whole, value, &mut body);
        for (position, target) in targets.enumerate() {
            if matches!(target, Ast::Infer(_)) {
                continue;
            }
            let object = self.b.read_slot(whole);
            let index = self
                .b
                .expr(Expr::Constant(Constant::Number(position.to_string())));
            let part = self.b.expr(Expr::Index { object, index });
            let stored = self.store(target, part);
            body.push(Stmt::Expr(stored));
        }
        let result = self.b.null();
        self.b.expr(Expr::Do { body, result })
    }

    /// Adds a literal.
    pub(super) fn literal(&mut self, literal: &Lit) -> ExprId {
        let constant = match literal {
            Lit::Str(text) => Constant::Text(text.value()),
            Lit::ByteStr(bytes) => match String::from_utf8(bytes.value()) {
                Ok(text) => Constant::Text(text),
                Err(_) => return self.b.unknown(Reason::Computed),
            },
            Lit::CStr(text) => Constant::Text(text.value().to_string_lossy().into_owned()),
            Lit::Char(character) => Constant::Text(character.value().to_string()),
            Lit::Byte(byte) => Constant::Number(byte.value().to_string()),
            Lit::Int(number) => Constant::Number(number.base10_digits().to_owned()),
            Lit::Float(number) => Constant::Number(number.base10_digits().to_owned()),
            Lit::Bool(value) => Constant::Bool(value.value),
            _ => return self.b.unknown(Reason::Computed),
        };
        self.b.expr(Expr::Constant(constant))
    }
}

/// The name of a field; the position for tuples and tuple structs.
pub(super) fn member_name(member: &Member) -> String {
    match member {
        Member::Named(ident) => name(ident),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// An expression without what is transparent around it.
pub(super) fn bare(ast: &Ast) -> &Ast {
    let mut ast = ast;
    while let Some(inside) = inner(ast) {
        ast = inside;
    }
    ast
}

fn inner(ast: &Ast) -> Option<&Ast> {
    match ast {
        Ast::Paren(inner) => Some(&inner.expr),
        Ast::Group(inner) => Some(&inner.expr),
        Ast::Reference(inner) => Some(&inner.expr),
        Ast::RawAddr(inner) => Some(&inner.expr),
        Ast::Cast(inner) => Some(&inner.expr),
        Ast::Await(inner) => Some(&inner.base),
        Ast::Try(inner) => Some(&inner.expr),
        Ast::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => Some(&inner.expr),
        _ => None,
    }
}

/// Evaluating it does nothing.
pub(super) fn effectless(ast: &Ast) -> bool {
    let mut ast = ast;
    loop {
        ast = match bare(ast) {
            Ast::Lit(_) | Ast::Path(_) => return true,
            Ast::Field(field) => &field.base,
            Ast::MethodCall(call) if call.args.is_empty() && converts(&call.method) => {
                &call.receiver
            }
            _ => return false,
        };
    }
}

fn converts(method: &syn::Ident) -> bool {
    [
        "into",
        "to_string",
        "to_owned",
        "clone",
        "as_str",
        "as_ref",
        "len",
    ]
    .iter()
    .any(|known| method == known)
}

fn compound(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

fn operator(op: &BinOp) -> Operator {
    match op {
        BinOp::Add(_) | BinOp::AddAssign(_) => Operator::Add,
        BinOp::Eq(_) => Operator::Equal,
        BinOp::Ne(_) => Operator::NotEqual,
        BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) => Operator::Compare,
        _ => Operator::Other,
    }
}
