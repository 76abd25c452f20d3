//! Builds a [`Module`]: one builder for all front ends. Keeps scopes and slots, and notes which slots inner functions use.
//!
//! Scoping rules stay with the languages: a front end says when a name is declared and where blocks start and end; the
//! builder answers what a name means at a place. Hoisting is declaring early.

use super::{
    Block, Class, ClassId, Constant, Exports, Expr, ExprId, Function, FunctionId, HintComment,
    Module, Param, Place, Span, VarId, Variable,
};
use crate::facts::{Location, Problem, ProblemKind, Reason};
use crate::project::Language;
use std::collections::HashMap;

/// A module under construction, with a stack of open functions.
#[derive(Debug)]
pub struct ModuleBuilder {
    module: Module,
    open: Vec<OpenFunction>,
    at: Span,
}

#[derive(Debug)]
struct OpenFunction {
    id: FunctionId,
    scopes: Vec<Scope>,
}

#[derive(Debug, Default)]
struct Scope {
    names: HashMap<String, VarId>,
    /// Invisible to inner functions (a Python class body).
    class: bool,
}

/// What a name means at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// A slot of the current function.
    Local(VarId),
    /// A slot of an enclosing function.
    Outer {
        /// How many functions up, from 1.
        levels: u32,
        /// Which slot there.
        var: VarId,
    },
    /// In no scope.
    Unbound,
}

impl ModuleBuilder {
    /// Starts a module; its body is the open function.
    pub fn new(path: &str, language: Language, exports: Exports) -> Self {
        let mut builder = Self {
            module: Module {
                path: path.to_owned(),
                language,
                functions: Vec::new(),
                classes: Vec::new(),
                exports,
                hints: Vec::new(),
                problems: Vec::new(),
                exprs: Vec::new(),
                spans: Vec::new(),
            },
            open: Vec::new(),
            at: Span { line: 1, column: 1 },
        };
        builder.open_function("<module>");
        builder
    }

    /// Closes the body and gives the module.
    pub fn finish(mut self, body: Block) -> Module {
        self.close_function(Vec::new(), body);
        self.module
    }

    /// Sets the place that following expressions, functions and classes stand at.
    pub fn at(&mut self, span: Span) {
        self.at = span;
    }

    /// The place last set.
    pub fn here(&self) -> Span {
        self.at
    }

    /// Adds an expression at the current place.
    pub fn expr(&mut self, expr: Expr) -> ExprId {
        self.expr_at(self.at, expr)
    }

    /// Adds an expression at a place.
    pub fn expr_at(&mut self, span: Span, expr: Expr) -> ExprId {
        let id = ExprId(index(self.module.exprs.len()));
        self.module.exprs.push(expr);
        self.module.spans.push(span);
        id
    }

    /// Adds a string literal.
    pub fn text(&mut self, text: impl Into<String>) -> ExprId {
        self.expr(Expr::Constant(Constant::Text(text.into())))
    }

    /// Adds a null.
    pub fn null(&mut self) -> ExprId {
        self.expr(Expr::Constant(Constant::Null))
    }

    /// Adds a value that nothing is said about.
    pub fn unknown(&mut self, reason: Reason) -> ExprId {
        self.expr(Expr::Unknown(reason))
    }

    /// Adds a read of a field.
    pub fn field(&mut self, object: ExprId, name: impl Into<String>) -> ExprId {
        self.expr(Expr::Field {
            object,
            name: name.into(),
        })
    }

    /// Adds an assignment to a place.
    pub fn assign(&mut self, place: Place, value: ExprId) -> ExprId {
        self.expr(Expr::Assign { place, value })
    }

    /// Opens a function inside the current one; declarations go to it until it is closed.
    pub fn open_function(&mut self, name: &str) -> FunctionId {
        let id = FunctionId(index(self.module.functions.len()));
        self.module.functions.push(Function {
            name: name.to_owned(),
            parent: self.open.last().map(|open| open.id),
            receiver: None,
            params: Vec::new(),
            variables: Vec::new(),
            body: Vec::new(),
            generator: false,
            span: self.at,
        });
        self.open.push(OpenFunction {
            id,
            scopes: vec![Scope::default()],
        });
        id
    }

    /// Closes the current function.
    pub fn close_function(&mut self, params: Vec<Param>, body: Block) {
        if let Some(function) = self.current() {
            function.params = params;
            function.body = body;
        }
        self.open.pop();
    }

    /// Declares the slot that receives `self` / `this` in the current function.
    pub fn receiver(&mut self, name: &str) -> VarId {
        let var = self.declare(name);
        if let Some(function) = self.current() {
            function.receiver = Some(var);
        }
        var
    }

    /// Marks the current function as a generator.
    pub fn mark_generator(&mut self) {
        if let Some(function) = self.current() {
            function.generator = true;
        }
    }

    /// How many functions are open; 1 is the module's body.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// The name of the current function.
    pub fn function_name(&mut self) -> String {
        self.current()
            .map(|function| function.name.clone())
            .unwrap_or_default()
    }

    /// Opens a block scope in the current function.
    pub fn push_scope(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.scopes.push(Scope::default());
        }
    }

    /// Opens a block scope whose names inner functions do not see: a Python class body.
    pub fn push_class_scope(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.scopes.push(Scope {
                names: HashMap::new(),
                class: true,
            });
        }
    }

    /// Closes the innermost block scope.
    pub fn pop_scope(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.scopes.pop();
        }
    }

    /// Declares a name in the innermost scope, hiding outer ones. Declared twice in one scope it gets a new slot
    /// (Rust shadowing); use [`Self::declared_here`] first where the language makes that the same variable.
    pub fn declare(&mut self, name: &str) -> VarId {
        let var = self.slot(name);
        if let Some(scope) = self.open.last_mut().and_then(|open| open.scopes.last_mut()) {
            scope.names.insert(name.to_owned(), var);
        }
        var
    }

    /// Declares a name in the outermost scope of the current function, or gives the slot it has there.
    pub fn declare_in_function(&mut self, name: &str) -> VarId {
        let known = self
            .open
            .last()
            .and_then(|open| open.scopes.first())
            .and_then(|scope| scope.names.get(name))
            .copied();
        if let Some(var) = known {
            return var;
        }
        let var = self.slot(name);
        if let Some(scope) = self
            .open
            .last_mut()
            .and_then(|open| open.scopes.first_mut())
        {
            scope.names.insert(name.to_owned(), var);
        }
        var
    }

    /// Makes `name` mean an existing slot of the current function in the innermost scope.
    pub fn alias(&mut self, name: &str, var: VarId) {
        if let Some(scope) = self.open.last_mut().and_then(|open| open.scopes.last_mut()) {
            scope.names.insert(name.to_owned(), var);
        }
    }

    /// The slot of a name declared in the innermost scope.
    pub fn declared_here(&self, name: &str) -> Option<VarId> {
        self.open.last()?.scopes.last()?.names.get(name).copied()
    }

    /// A fresh temporary slot.
    pub fn temporary(&mut self) -> VarId {
        let count = self
            .current()
            .map_or(0, |function| function.variables.len());
        self.slot(&format!("%{count}"))
    }

    /// What a name means here. Does not count as a use.
    pub fn resolve(&self, name: &str) -> Binding {
        for (levels, open) in self.open.iter().rev().enumerate() {
            let visible = open
                .scopes
                .iter()
                .rev()
                .filter(|scope| levels == 0 || !scope.class);
            let Some(var) = visible.filter_map(|scope| scope.names.get(name)).next() else {
                continue;
            };
            return match index(levels) {
                0 => Binding::Local(*var),
                levels => Binding::Outer { levels, var: *var },
            };
        }
        Binding::Unbound
    }

    /// Adds a read of a name; a name in no scope is a builtin.
    pub fn read(&mut self, name: &str) -> ExprId {
        let expr = match self.resolve(name) {
            Binding::Local(var) => Expr::Local(var),
            Binding::Outer { levels, var } => {
                self.note_outer_use(levels, var, false);
                Expr::Outer { levels, var }
            }
            Binding::Unbound => Expr::Builtin(name.to_owned()),
        };
        self.expr(expr)
    }

    /// Adds a read of a slot of the current function.
    pub fn read_slot(&mut self, var: VarId) -> ExprId {
        self.expr(Expr::Local(var))
    }

    /// The place that assigning to a name writes; a name in no scope becomes a variable of the module's body.
    pub fn place(&mut self, name: &str) -> Place {
        match self.resolve(name) {
            Binding::Local(var) => Place::Local(var),
            Binding::Outer { levels, var } => {
                self.note_outer_use(levels, var, true);
                Place::Outer { levels, var }
            }
            Binding::Unbound => self.implicit_global(name),
        }
    }

    /// Adds a class.
    pub fn class(&mut self, class: Class) -> ClassId {
        let id = ClassId(index(self.module.classes.len()));
        self.module.classes.push(class);
        id
    }

    /// Adds a hint comment.
    pub fn hint(&mut self, hint: HintComment) {
        self.module.hints.push(hint);
    }

    /// Adds a problem at the current place.
    pub fn problem(&mut self, kind: ProblemKind, message: impl Into<String>) {
        let at = Location {
            file: self.module.path.clone(),
            line: self.at.line,
            column: self.at.column,
        };
        self.module.problems.push(Problem {
            at,
            kind,
            message: message.into(),
        });
    }

    fn slot(&mut self, name: &str) -> VarId {
        let Some(function) = self.current() else {
            return VarId(0);
        };
        let var = VarId(index(function.variables.len()));
        function.variables.push(Variable {
            name: name.to_owned(),
            shared: false,
            written_inside: false,
        });
        var
    }

    fn implicit_global(&mut self, name: &str) -> Place {
        let Some(body) = self.module.functions.first_mut() else {
            return Place::Exports;
        };
        let var = VarId(index(body.variables.len()));
        body.variables.push(Variable {
            name: name.to_owned(),
            shared: true,
            written_inside: true,
        });
        if let Some(scope) = self
            .open
            .first_mut()
            .and_then(|open| open.scopes.first_mut())
        {
            scope.names.insert(name.to_owned(), var);
        }
        match index(self.open.len().saturating_sub(1)) {
            0 => Place::Local(var),
            levels => Place::Outer { levels, var },
        }
    }

    fn note_outer_use(&mut self, levels: u32, var: VarId, write: bool) {
        let depth = self
            .open
            .len()
            .saturating_sub(1)
            .saturating_sub(levels as usize);
        let Some(id) = self.open.get(depth).map(|open| open.id) else {
            return;
        };
        let variable = self
            .module
            .functions
            .get_mut(id.0 as usize)
            .and_then(|function| function.variables.get_mut(var.0 as usize));
        if let Some(variable) = variable {
            variable.shared = true;
            variable.written_inside |= write;
        }
    }

    fn current(&mut self) -> Option<&mut Function> {
        let id = self.open.last()?.id;
        self.module.functions.get_mut(id.0 as usize)
    }
}

fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
