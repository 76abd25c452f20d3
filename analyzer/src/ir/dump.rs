//! A stable text form of a module, for snapshot tests and for looking at what lowering made of a source.
//!
//! ```text
//! module app.py (python)
//! fn handler(event, context) [event, context, item]
//!   item = event["id"]
//!   return table*1.put_item(Item={id: item})
//! ```
//! A slot of an enclosing function is written `name*levels`. Spans do not appear.

use super::{
    Argument, ArgumentKind, Block, ChoiceOperator, Class, Constant, Entry, Expr, ExprId, Function,
    FunctionId, Item, Member, MemberKind, Module, Operator, Over, ParamKind, Place, Stmt, VarId,
};
use std::fmt::Write;

/// The text form of a module.
pub fn dump(module: &Module) -> String {
    let mut out = format!("module {} ({})\n", module.path, module.language.id());
    for (index, function) in module.functions.iter().enumerate() {
        let scope = Scope {
            module,
            function: FunctionId(u32::try_from(index).unwrap_or_default()),
        };
        scope.function(&mut out, function);
    }
    for hint in &module.hints {
        let _ = writeln!(out, "hint {}: {}", hint.at.line, hint.text);
    }
    for problem in &module.problems {
        let _ = writeln!(out, "problem {}: {}", problem.kind.id(), problem.message);
    }
    out
}

#[derive(Clone, Copy)]
struct Scope<'m> {
    module: &'m Module,
    function: FunctionId,
}

impl<'m> Scope<'m> {
    fn function(self, out: &mut String, function: &Function) {
        let mut params: Vec<String> = function
            .receiver
            .iter()
            .map(|var| format!("self {}", self.slot(*var)))
            .collect();
        for param in &function.params {
            let prefix = match param.kind {
                ParamKind::Plain => "",
                ParamKind::Rest => "*",
                ParamKind::NamedOnly => "=",
                ParamKind::NamedRest => "**",
            };
            let mut text = format!("{prefix}{}", self.slot(param.var));
            if let Some(hint) = param.hint {
                let _ = write!(text, ": {}", self.expr(hint));
            }
            if let Some(default) = param.default {
                let _ = write!(text, " = {}", self.expr(default));
            }
            params.push(text);
        }
        let generator = if function.generator { " generator" } else { "" };
        let variables: Vec<_> = function
            .variables
            .iter()
            .map(|var| match (var.shared, var.written_inside) {
                (_, true) => format!("{}!", var.name),
                (true, false) => format!("{}^", var.name),
                (false, false) => var.name.clone(),
            })
            .collect();
        let _ = writeln!(
            out,
            "fn {}({}){generator} [{}]",
            function.name,
            params.join(", "),
            variables.join(", ")
        );
        self.block(out, &function.body, 1);
    }

    fn block(self, out: &mut String, block: &Block, depth: usize) {
        for stmt in block {
            self.stmt(out, stmt, depth);
        }
    }

    fn stmt(self, out: &mut String, stmt: &Stmt, depth: usize) {
        let pad = "  ".repeat(depth);
        match stmt {
            Stmt::Expr(expr) => line(out, &pad, &self.expr(*expr)),
            Stmt::If {
                test,
                then,
                otherwise,
            } => {
                line(out, &pad, &format!("if {}", self.expr(*test)));
                self.block(out, then, depth + 1);
                self.section(out, &pad, "else", otherwise, depth);
            }
            Stmt::Loop {
                label,
                body,
                update,
            } => {
                line(out, &pad, &format!("loop{}", labelled(label)));
                self.block(out, body, depth + 1);
                self.section(out, &pad, "update", update, depth);
            }
            Stmt::ForEach {
                label,
                var,
                iterable,
                over,
                body,
            } => {
                let word = match over {
                    Over::Elements => "of",
                    Over::Keys => "in",
                };
                let head = format!(
                    "for{} {} {word} {}",
                    labelled(label),
                    self.slot(*var),
                    self.expr(*iterable)
                );
                line(out, &pad, &head);
                self.block(out, body, depth + 1);
            }
            Stmt::Switch { subject, cases } => {
                line(out, &pad, &format!("switch {}", self.expr(*subject)));
                for (test, body) in cases {
                    let head = test.map_or_else(
                        || "default".to_owned(),
                        |test| format!("case {}", self.expr(test)),
                    );
                    line(out, &pad, &head);
                    self.block(out, body, depth + 1);
                }
            }
            Stmt::Return(value) => line(out, &pad, &self.with_value("return", *value)),
            Stmt::Throw(value) => line(out, &pad, &self.with_value("throw", *value)),
            Stmt::Break(label) => line(out, &pad, &format!("break{}", labelled(label))),
            Stmt::Continue(label) => line(out, &pad, &format!("continue{}", labelled(label))),
            Stmt::Try {
                body,
                handlers,
                otherwise,
                finally,
            } => {
                line(out, &pad, "try");
                self.block(out, body, depth + 1);
                for handler in handlers {
                    let var = handler
                        .var
                        .map_or_else(String::new, |var| format!(" {}", self.slot(var)));
                    line(out, &pad, &format!("catch{var}"));
                    self.block(out, &handler.body, depth + 1);
                }
                self.section(out, &pad, "else", otherwise, depth);
                self.section(out, &pad, "finally", finally, depth);
            }
            Stmt::Extend {
                class,
                implements,
                members,
            } => {
                let implements = implements.map_or_else(String::new, |name| {
                    format!(" implements {}", self.expr(name))
                });
                line(
                    out,
                    &pad,
                    &format!(
                        "extend {}{implements} {{{}}}",
                        self.expr(*class),
                        self.members(members)
                    ),
                );
            }
        }
    }

    fn section(self, out: &mut String, pad: &str, word: &str, block: &Block, depth: usize) {
        if !block.is_empty() {
            line(out, pad, word);
            self.block(out, block, depth + 1);
        }
    }

    fn with_value(self, word: &str, value: Option<ExprId>) -> String {
        value.map_or_else(
            || word.to_owned(),
            |value| format!("{word} {}", self.expr(value)),
        )
    }

    fn expr(self, id: ExprId) -> String {
        match self.module.expr(id) {
            Expr::Constant(constant) => dump_constant(constant),
            Expr::Text(parts) => format!("text({})", self.list(parts)),
            Expr::Local(var) => self.slot(*var),
            Expr::Outer { levels, var } => self.outer(*levels, *var),
            Expr::Builtin(name) => format!("@{name}"),
            Expr::Import(specifier) => format!("import({specifier:?})"),
            Expr::Exports => "exports".to_owned(),
            Expr::Field { object, name } => format!("{}.{name}", self.expr(*object)),
            Expr::Index { object, index } => {
                format!("{}[{}]", self.expr(*object), self.expr(*index))
            }
            Expr::Rest { object, from, keys } => {
                format!("rest({}, {from}, {keys:?})", self.expr(*object))
            }
            Expr::Call {
                callee,
                arguments,
                new,
            } => {
                let new = if *new { "new " } else { "" };
                format!("{new}{}({})", self.expr(*callee), self.arguments(arguments))
            }
            Expr::Function(function) => {
                format!("fn#{}:{}", function.0, self.module.function(*function).name)
            }
            Expr::Class(class) => self.class(self.module.class(*class)),
            Expr::Record(entries) => format!("{{{}}}", self.entries(entries)),
            Expr::List(items) => format!("[{}]", self.items(items)),
            Expr::Binary {
                operator,
                left,
                right,
            } => {
                format!(
                    "({} {} {})",
                    self.expr(*left),
                    operator_text(*operator),
                    self.expr(*right)
                )
            }
            Expr::Not(value) => format!("!{}", self.expr(*value)),
            Expr::Choice {
                operator,
                left,
                right,
            } => {
                format!(
                    "({} {} {})",
                    self.expr(*left),
                    choice_text(*operator),
                    self.expr(*right)
                )
            }
            Expr::Conditional {
                test,
                then,
                otherwise,
            } => {
                format!(
                    "({} ? {} : {})",
                    self.expr(*test),
                    self.expr(*then),
                    self.expr(*otherwise)
                )
            }
            Expr::Is { value, class } => {
                format!("({} is {})", self.expr(*value), self.expr(*class))
            }
            Expr::Typed { value, hint } => {
                format!("({} as {})", self.expr(*value), self.expr(*hint))
            }
            Expr::Implementors(class) => format!("implementors({})", self.expr(*class)),
            Expr::Assign { place, value } => {
                format!("{} = {}", self.place(place), self.expr(*value))
            }
            Expr::Append { list, value } => {
                format!("append({}, {})", self.slot(*list), self.expr(*value))
            }
            Expr::Do { body, result } => {
                let mut inner = String::new();
                self.block(&mut inner, body, 0);
                format!(
                    "do {{ {}; {} }}",
                    inner.trim_end().replace('\n', "; "),
                    self.expr(*result)
                )
            }
            Expr::Yield { value, each } => format!(
                "yield{} {}",
                if *each { "*" } else { "" },
                self.expr(*value)
            ),
            Expr::Enter(value) => format!("enter({})", self.expr(*value)),
            Expr::Exit(value) => format!("exit({})", self.expr(*value)),
            Expr::Unknown(reason) => format!("unknown({reason:?})"),
        }
    }

    fn place(self, place: &Place) -> String {
        match place {
            Place::Local(var) => self.slot(*var),
            Place::Outer { levels, var } => self.outer(*levels, *var),
            Place::Field { object, name } => format!("{}.{name}", self.expr(*object)),
            Place::Index { object, index } => {
                format!("{}[{}]", self.expr(*object), self.expr(*index))
            }
            Place::Exports => "exports".to_owned(),
        }
    }

    fn class(self, class: &Class) -> String {
        let fields = if class.fields.is_empty() {
            String::new()
        } else {
            format!(" fields({})", class.fields.join(", "))
        };
        let initializer = class
            .initializer
            .map_or_else(String::new, |function| format!(" init fn#{}", function.0));
        let bases = self.list(&class.bases);
        format!(
            "class {}({bases}){fields}{initializer} {{{}}}",
            class.name,
            self.members(&class.members)
        )
    }

    fn members(self, members: &[Member]) -> String {
        let texts: Vec<_> = members
            .iter()
            .map(|member| {
                let kind = match member.kind {
                    MemberKind::Method => "",
                    MemberKind::Getter => "get ",
                    MemberKind::Setter => "set ",
                    MemberKind::ClassMethod => "classmethod ",
                    MemberKind::Static => "static ",
                };
                format!("{kind}{}: {}", member.name, self.expr(member.value))
            })
            .collect();
        texts.join(", ")
    }

    fn arguments(self, arguments: &[Argument]) -> String {
        let texts: Vec<_> = arguments
            .iter()
            .map(|argument| {
                let value = self.expr(argument.value);
                match &argument.kind {
                    ArgumentKind::Positional => value,
                    ArgumentKind::Named(name) => format!("{name}={value}"),
                    ArgumentKind::Spread => format!("*{value}"),
                    ArgumentKind::NamedSpread => format!("**{value}"),
                }
            })
            .collect();
        texts.join(", ")
    }

    fn entries(self, entries: &[Entry]) -> String {
        let texts: Vec<_> = entries
            .iter()
            .map(|entry| match entry {
                Entry::Field(name, value) => format!("{name}: {}", self.expr(*value)),
                Entry::Computed(key, value) => {
                    format!("[{}]: {}", self.expr(*key), self.expr(*value))
                }
                Entry::Spread(value) => format!("*{}", self.expr(*value)),
            })
            .collect();
        texts.join(", ")
    }

    fn items(self, items: &[Item]) -> String {
        let texts: Vec<_> = items
            .iter()
            .map(|item| match item {
                Item::One(value) => self.expr(*value),
                Item::Spread(value) => format!("*{}", self.expr(*value)),
            })
            .collect();
        texts.join(", ")
    }

    fn list(self, ids: &[ExprId]) -> String {
        ids.iter()
            .map(|id| self.expr(*id))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn slot(self, var: VarId) -> String {
        slot_name(self.module, Some(self.function), var)
    }

    fn outer(self, levels: u32, var: VarId) -> String {
        let mut function = Some(self.function);
        for _ in 0..levels {
            function = function.and_then(|id| self.module.function(id).parent);
        }
        format!("{}*{levels}", slot_name(self.module, function, var))
    }
}

fn slot_name(module: &Module, function: Option<FunctionId>, var: VarId) -> String {
    function
        .and_then(|id| module.function(id).variables.get(var.0 as usize))
        .map_or_else(|| format!("?{}", var.0), |variable| variable.name.clone())
}

fn line(out: &mut String, pad: &str, text: &str) {
    let _ = writeln!(out, "{pad}{text}");
}

fn labelled(label: &Option<String>) -> String {
    label
        .as_ref()
        .map_or_else(String::new, |label| format!(" '{label}"))
}

fn dump_constant(constant: &Constant) -> String {
    match constant {
        Constant::Null => "null".to_owned(),
        Constant::Bool(value) => value.to_string(),
        Constant::Number(text) => text.clone(),
        Constant::Text(text) => format!("{text:?}"),
    }
}

fn operator_text(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Equal => "==",
        Operator::NotEqual => "!=",
        Operator::In => "in",
        Operator::Percent => "%",
        Operator::Or => "|",
        Operator::And => "&",
        Operator::Compare => "<>",
        Operator::Other => "?",
    }
}

fn choice_text(operator: ChoiceOperator) -> &'static str {
    match operator {
        ChoiceOperator::Or => "or",
        ChoiceOperator::And => "and",
        ChoiceOperator::Coalesce => "??",
    }
}
