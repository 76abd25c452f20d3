//! Helpers that compilers and bundlers put into their output, lowered to what they stand for: output of `tsc` (also with
//! `tslib`), Babel, SWC and esbuild reads like its source then.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{Argument, ArgumentKind, ChoiceOperator, Entry, Expr, ExprId, Place, Stmt};
use tree_sitter::Node;

/// What a helper stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Helper {
    /// Runs an async function written as a generator.
    Await,
    /// Runs a generator written as a state machine.
    StateMachine,
    /// An import, seen as an ES module.
    Interop,
    /// `export * from`, module first.
    ExportFrom,
    /// `export * from`, module second.
    ExportInto,
    /// A namespace, as it is.
    Transparent,
    /// Defines exports by functions that read variables.
    Define,
    /// `{ ...a, ...b }`.
    Spread,
    /// `{ a, ...rest }` on the left.
    Rest,
    /// A field of an instance or class.
    Field,
    /// `Object.defineProperty` with a name and a getter or value in sight.
    Property,
    /// Decorators of a class or of a member.
    Decorate,
    /// A type that is kept for run time, or the position of a decorated parameter.
    Metadata,
}

fn helper(name: &str) -> Option<Helper> {
    Some(match name {
        "__awaiter" | "__async" => Helper::Await,
        "__assign" | "__spreadValues" | "__spreadProps" | "_objectSpread" | "_object_spread" => {
            Helper::Spread
        }
        "__rest" | "__objRest" | "_objectWithoutProperties" => Helper::Rest,
        "__publicField" => Helper::Field,
        "__generator" => Helper::StateMachine,
        "__importStar"
        | "__importDefault"
        | "__toESM"
        | "_interopRequireDefault"
        | "_interopRequireWildcard"
        | "_interop_require_default"
        | "_interop_require_wildcard" => Helper::Interop,
        "__exportStar" | "_export_star" => Helper::ExportFrom,
        "__reExport" => Helper::ExportInto,
        "__toCommonJS" => Helper::Transparent,
        "__export" | "_export" => Helper::Define,
        "defineProperty" => Helper::Property,
        "__decorate" => Helper::Decorate,
        "__metadata" => Helper::Metadata,
        _ => return None,
    })
}

impl<'t> Lowering<'t> {
    /// Whether a call is one of a helper that is lowered here.
    pub(super) fn is_helper_call(&self, call: Node<'t>) -> bool {
        self.helper_of(call).is_some()
    }

    fn helper_of(&self, call: Node<'t>) -> Option<Helper> {
        let mut function = self.child(call, Field::Function)?;
        if self.kind(function) == Kind::ParenthesizedExpression {
            let inner = self.first(function)?;
            let last = u32::try_from(inner.named_child_count()).ok()?;
            function = inner.named_child(last.checked_sub(1)?)?;
        }
        match self.kind(function) {
            Kind::Identifier => helper(self.text(function)).filter(|it| *it != Helper::Property),
            Kind::MemberExpression => {
                let property = self.child(function, Field::Property)?;
                let found = helper(self.text(property))?;
                let object = self.text(self.child(function, Field::Object)?);
                match found {
                    Helper::Property => {
                        (object == "Object" && self.is_plain_property(call)).then_some(found)
                    }
                    _ => object.starts_with("tslib").then_some(found),
                }
            }
            _ => None,
        }
    }

    /// `Object.defineProperty(object, "name", { … })`.
    fn is_plain_property(&self, call: Node<'t>) -> bool {
        let Some(arguments) = self.child(call, Field::Arguments) else {
            return false;
        };
        let kind = |index| {
            let argument = arguments.named_child(index);
            argument.map(|argument| self.kind(argument))
        };
        kind(1) == Some(Kind::String) && kind(2) == Some(Kind::Object)
    }

    /// Lowers a call of a helper.
    pub(super) fn helper_call(&mut self, call: Node<'t>) -> ExprId {
        let helper = self.helper_of(call);
        let arguments = match self.child(call, Field::Arguments) {
            Some(arguments) => self.named(arguments),
            None => Vec::new(),
        };
        let lowered = match (helper, arguments.as_slice()) {
            (Some(Helper::Await), [this, with, _, body] | [this, with, body]) => {
                self.awaiter(*this, *with, *body)
            }
            (Some(Helper::Spread), parts) => self.spread_all(parts),
            (Some(Helper::Rest), [object, keys]) => self.rest_without(*object, *keys),
            (Some(Helper::Field), [object, name, value]) => self.set_field(*object, *name, *value),
            (Some(Helper::StateMachine), [this, body]) => self.state_machine(*this, *body),
            (Some(Helper::Interop), [module, ..]) => self.interop(*module),
            (Some(Helper::ExportFrom), [module, target, ..])
            | (Some(Helper::ExportInto), [target, module, ..]) => self.star_into(*target, *module),
            (Some(Helper::Transparent), [only]) => self.expression(*only),
            (Some(Helper::Define), [target, getters]) => self.define(*target, *getters),
            (Some(Helper::Property), [target, name, descriptor]) => {
                return self.property(call, *target, *name, *descriptor);
            }
            (Some(Helper::Decorate), [decorators, target]) => {
                self.decorated(call, *decorators, *target)
            }
            (Some(Helper::Decorate), [decorators, target, name, ..]) => {
                self.decorated_member(call, *decorators, *target, *name)
            }
            (Some(Helper::Metadata), _) => self.builder.null(),
            _ => return self.parts(call),
        };
        self.at(call);
        lowered
    }

    /// `__awaiter(this, arguments, P, function* () { … })`: the function is async, its `yield` is `await`.
    fn awaiter(&mut self, this: Node<'t>, with: Node<'t>, body: Node<'t>) -> ExprId {
        self.awaiters.push(self.builder.depth() + 1);
        let function = self.named_value(body, "<closure>");
        self.awaiters.pop();
        let callee = self.builder.field(function, "call");
        let mut arguments = vec![Argument {
            kind: ArgumentKind::Positional,
            value: self.expression(this),
        }];
        if matches!(self.kind(with), Kind::Array | Kind::Identifier) {
            arguments.push(Argument {
                kind: ArgumentKind::Spread,
                value: self.expression(with),
            });
        }
        self.builder.expr(Expr::Call {
            callee,
            arguments,
            new: false,
        })
    }

    /// Whether `yield` means `await` in the function at hand.
    pub(super) fn yield_is_await(&self) -> bool {
        self.awaiters.last() == Some(&self.builder.depth())
    }

    /// `__generator(this, function (state) { switch … })`: any state is possible; values sent in are not followed.
    fn state_machine(&mut self, this: Node<'t>, body: Node<'t>) -> ExprId {
        let function = self.named_value(body, "<closure>");
        let callee = self.builder.field(function, "call");
        let this = self.expression(this);
        let state = self.builder.unknown(Reason::Computed);
        self.call_with(callee, vec![this, state])
    }

    /// A module as an ES module sees it: an import is just that; of a value, itself is the default unless it has one.
    fn interop(&mut self, module: Node<'t>) -> ExprId {
        if self.kind(module) == Kind::CallExpression && self.import_call(module).is_some() {
            return self.expression(module);
        }
        let default = self.expression(module);
        let all = self.expression(module);
        let entries = vec![
            Entry::Field("default".to_owned(), default),
            Entry::Spread(all),
        ];
        self.builder.expr(Expr::Record(entries))
    }

    fn spread_all(&mut self, parts: &[Node<'t>]) -> ExprId {
        let mut entries = Vec::new();
        for part in parts {
            entries.push(match self.spread(*part) {
                Some(list) => Entry::Spread(list),
                None => Entry::Spread(self.expression(*part)),
            });
        }
        self.builder.expr(Expr::Record(entries))
    }

    fn rest_without(&mut self, object: Node<'t>, keys: Node<'t>) -> ExprId {
        let keys = self.named(keys);
        let keys = keys
            .into_iter()
            .filter(|key| self.kind(*key) == Kind::String)
            .map(|key| self.string(key))
            .collect();
        let object = self.expression(object);
        self.builder.expr(Expr::Rest {
            object,
            from: 0,
            keys,
        })
    }

    fn set_field(&mut self, object: Node<'t>, name: Node<'t>, value: Node<'t>) -> ExprId {
        let value = self.named_value(value, self.text(name));
        let object = self.expression(object);
        let place = match self.kind(name) {
            Kind::String => Place::Field {
                object,
                name: self.string(name),
            },
            _ => {
                let index = self.expression(name);
                Place::Index { object, index }
            }
        };
        self.builder.assign(place, value)
    }

    fn star_into(&mut self, target: Node<'t>, module: Node<'t>) -> ExprId {
        let callee = self.builder.expr(Expr::Builtin("%export_star".to_owned()));
        let target = self.expression(target);
        let module = self.expression(module);
        self.call_with(callee, vec![target, module])
    }

    /// `__export(target, { name: () => variable })`: the target follows the variable.
    fn define(&mut self, target: Node<'t>, getters: Node<'t>) -> ExprId {
        let mut body = Vec::new();
        for getter in self.named(getters) {
            let (Some(key), Some(value)) = (
                self.child(getter, Field::Key),
                self.child(getter, Field::Value),
            ) else {
                continue;
            };
            let (Some(name), Some(read)) =
                (self.property_name(key), self.child(value, Field::Body))
            else {
                continue;
            };
            if self.kind(target) == Kind::Identifier && self.kind(read) == Kind::Identifier {
                let (object, variable) = (self.text(target), self.text(read));
                self.note_export_of(Some(object), variable, &name);
            }
            let object = self.expression(target);
            let value = self.expression(read);
            let assigned = self.builder.assign(Place::Field { object, name }, value);
            body.push(Stmt::Expr(assigned));
        }
        let result = self.builder.null();
        self.builder.expr(Expr::Do { body, result })
    }

    /// `Object.defineProperty(object, "name", { get, value })` as an assignment; a getter is called at once.
    fn property(
        &mut self,
        call: Node<'t>,
        target: Node<'t>,
        name: Node<'t>,
        descriptor: Node<'t>,
    ) -> ExprId {
        let value = self.described(descriptor);
        self.at(call);
        let object = self.expression(target);
        let Some(value) = value else {
            return object;
        };
        self.at(call);
        let place = Place::Field {
            object,
            name: self.string(name),
        };
        self.builder.assign(place, value)
    }

    fn described(&mut self, descriptor: Node<'t>) -> Option<ExprId> {
        for part in self.named(descriptor) {
            let key = self
                .member_key(part)
                .or_else(|| self.child(part, Field::Key))?;
            match (self.property_name(key).as_deref(), self.kind(part)) {
                (Some("value"), Kind::Pair) => {
                    let value = self.child(part, Field::Value)?;
                    return Some(self.named_value(value, "value"));
                }
                (Some("get"), kind) => {
                    let function = match kind {
                        Kind::MethodDefinition => self.function(part, "get"),
                        _ => self.field_value(part, Field::Value),
                    };
                    return Some(self.call_with(function, Vec::new()));
                }
                _ => {}
            }
        }
        None
    }

    /// The calls in the list of decorators that `__decorate` is given, innermost first.
    fn decorators(&mut self, list: Node<'t>) -> Vec<Node<'t>> {
        let mut decorators = self.named(list);
        decorators.retain(|it| {
            self.kind(*it) != Kind::CallExpression || self.helper_of(*it) != Some(Helper::Metadata)
        });
        decorators.reverse();
        decorators
    }

    /// `__decorate([…], Class)`: what a decorator gives takes the place of the class, unless it gives nothing.
    fn decorated(&mut self, call: Node<'t>, list: Node<'t>, target: Node<'t>) -> ExprId {
        let mut class = self.expression(target);
        for decorator in self.decorators(list) {
            let callee = self.expression(decorator);
            self.at(call);
            let left = self.call_with(callee, vec![class]);
            let right = self.expression(target);
            class = self.builder.expr(Expr::Choice {
                operator: ChoiceOperator::Coalesce,
                left,
                right,
            });
        }
        class
    }

    /// `__decorate([…], Class.prototype, "name", descriptor)`: the method becomes what the decorators leave in its
    /// descriptor, or stays.
    fn decorated_member(
        &mut self,
        call: Node<'t>,
        list: Node<'t>,
        target: Node<'t>,
        name: Node<'t>,
    ) -> ExprId {
        let mut body = Vec::new();
        for decorator in self.decorators(list) {
            let callee = self.expression(decorator);
            self.at(call);
            let object = self.expression(target);
            let key = self.expression(name);
            let held = self.builder.temporary();
            let method = self.expression(target);
            let method = self.builder.field(method, self.string(name));
            self.assign_slot(held, method, &mut body);
            let descriptor = self.descriptor(held, &mut body);
            let argument = self.builder.read_slot(descriptor);
            let call = self.call_with(callee, vec![object, key, argument]);
            let given = self.builder.temporary();
            self.assign_slot(given, call, &mut body);
            let value = self.redefined(held, descriptor, given);
            let place = Place::Field {
                object: self.expression(target),
                name: self.string(name),
            };
            let assigned = self.builder.assign(place, value);
            body.push(Stmt::Expr(assigned));
        }
        let result = self.builder.null();
        self.builder.expr(Expr::Do { body, result })
    }
}
