//! Broken, deep and long sources: a finding with the place, never a panic or an overflow.

use super::super::Rust;
use crate::frontend::FrontEnd;
use crate::ir::Module;
use crate::ir::dump::dump;
use proptest::prelude::*;

const SAMPLE: &str = include_str!("sample.rs.txt");

fn module(source: &str) -> Module {
    Rust.lower("src/main.rs", source.as_bytes())
}

fn problems(source: &str) -> Vec<String> {
    let problems = module(source).problems;
    let text = |problem: &crate::facts::Problem| {
        format!(
            "{}:{} {} {}",
            problem.at.line,
            problem.at.column,
            problem.kind.id(),
            problem.message
        )
    };
    problems.iter().map(text).collect()
}

fn around(open: &str, close: &str, levels: usize) -> String {
    format!(
        "fn f() {{ let x = {}1{}; g() }}",
        open.repeat(levels),
        close.repeat(levels)
    )
}

const TOO_DEEP: &str =
    "budget the code is nested too deeply to be followed; move inner parts to functions";

#[test]
fn nesting_beyond_what_is_followed_is_a_finding() {
    for (open, close) in [
        ("(f(", "))"),
        ("{", "}"),
        ("[", "]"),
        ("|| {", "}"),
        ("if a { 2 } else { ", "}"),
        ("match 1 { _ => {", "}}"),
        ("async { ", "}.await"),
        ("vec![", "]"),
        ("json!({\"a\": ", "})"),
        ("loop { ", "}"),
    ] {
        let found = problems(&around(open, close, 400));
        assert!(
            found.iter().all(|problem| problem.contains(TOO_DEEP)) && found.len() == 1,
            "{open}: {found:?}"
        );
    }
}

#[test]
fn nesting_beyond_what_can_be_parsed_is_a_finding() {
    let found = problems(&around("(", ")", 100_000));
    assert_eq!(
        found,
        ["1:1 budget the file is nested too deeply to be parsed; split its longest expression"]
    );
}

#[test]
fn nested_functions_modules_types_and_patterns_do_not_overflow() {
    for (open, close) in [
        ("fn f() { ", "}"),
        ("mod m { ", "}"),
        ("impl A { fn f() { ", "} }"),
        ("const X: () = { ", "};"),
        ("fn f() { let x: ", "u8; }"),
    ] {
        let source = format!("{}{}", open.repeat(500), close.repeat(500));
        module(&source);
    }
    for (before, open, close, after) in [
        ("fn f(x: ", "Vec<", ">", ") {}"),
        ("fn f(x: ", "(", ",)", ") {}"),
        ("fn f() { let ", "(", ",)", " = 1; }"),
        ("fn f() { let ", "Some(", ")", " = 1; }"),
        ("fn f() { let ", "&", "", "x = 1; }"),
        ("use ", "a::{", "}", ";"),
    ] {
        module(&format!(
            "{before}{}x{}{after}",
            open.repeat(500),
            close.repeat(500)
        ));
    }
}

#[test]
fn chains_do_not_count_as_nesting() {
    let methods = format!("fn f() {{ a{} }}", ".b(1)?".repeat(5000));
    let sums = format!("fn f() {{ a{} }}", " + 1".repeat(5000));
    let alternatives = format!(
        "fn f() {{ {} g() }}",
        "if a == 1 { 1 } else ".repeat(2000) + "{ 2 };"
    );
    let arms = format!(
        "fn f() {{ match a {{ {} _ => 0 }} }}",
        "1 => { break; },".repeat(2000)
    );
    let steps = format!("fn f() {{ {} }}", "a = a + 1; ".repeat(5000));
    let fields = format!("fn f() {{ a{} }}", ".b".repeat(5000));
    for source in [methods, sums, alternatives, arms, steps, fields] {
        assert_eq!(problems(&source), Vec::<String>::new());
    }
}

#[test]
fn chains_of_prefixes_do_not_overflow() {
    for prefix in [
        "&", "!", "-", "*", "return ", "|| ", "x = ", "break ", "&& ", "x..", "<x",
    ] {
        module(&format!("fn f() {{ {}1 }}", prefix.repeat(3000)));
        module(&format!("fn f() {{ {} }}", prefix.repeat(3000)));
    }
}

#[test]
fn a_syntax_error_loses_one_item() {
    let source = "use a::b;\nfn good() { b() }\nfn bad() { let = ; }\nfn fine() { good() }\n";
    let module = module(source);
    assert!(module.top_level("good").is_some() && module.top_level("fine").is_some());
    assert!(module.top_level("bad").is_none());
    let found = problems(source);
    let at = "3:16 syntax-error does not parse: expected";
    assert!(found.len() == 1 && found[0].starts_with(at), "{found:?}");
}

#[test]
fn text_without_tokens_has_no_items() {
    assert_eq!(
        problems("fn f() { ( }"),
        ["1:12 syntax-error does not parse: cannot parse string into token stream"]
    );
    assert_eq!(
        dump(&module("")),
        "module src/main.rs (rust)\nfn <module>() []\n"
    );
    let bytes = [0xff, 0xfe, b'f', b'n'];
    assert_eq!(Rust.lower("a.rs", &bytes).problems.len(), 1);
}

#[test]
fn a_byte_order_mark_and_a_first_line_for_the_shell_are_no_errors() {
    assert_eq!(problems("\u{feff}fn f() {}"), Vec::<String>::new());
    assert_eq!(
        problems("#!/usr/bin/env run\nfn f() {}"),
        Vec::<String>::new()
    );
}

#[test]
fn equal_sources_have_equal_dumps() {
    assert_eq!(dump(&module(SAMPLE)), dump(&module(SAMPLE)));
    assert_eq!(problems(SAMPLE), Vec::<String>::new());
}

fn token() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "fn",
        "f",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "<",
        ">",
        "::",
        ":",
        ",",
        ";",
        "=",
        "=>",
        "->",
        "|",
        "||",
        "&",
        "&&",
        ".",
        "..",
        "..=",
        "?",
        "!",
        "#",
        "@",
        "'a",
        "'a:",
        "self",
        "Self",
        "super",
        "crate",
        "use",
        "mod",
        "impl",
        "trait",
        "struct",
        "enum",
        "for",
        "in",
        "if",
        "let",
        "else",
        "match",
        "loop",
        "while",
        "break",
        "return",
        "async",
        "await",
        "move",
        "const",
        "static",
        "mut",
        "ref",
        "dyn",
        "where",
        "type",
        "x",
        "y",
        "Some",
        "Ok",
        "Err",
        "None",
        "_",
        "1",
        "2.5",
        "\"s{x}\"",
        "'c'",
        "b\"x\"",
        "r#\"q\"#",
        "format!",
        "json!",
        "select!",
        "matches!",
        "vec!",
        "bail!",
        "info!",
        "m!",
        "lazy_static!",
        "+",
        "-",
        "*",
        "+=",
        "==",
        "as",
        "u8",
        "// iam-tailor: x\n",
        "/* */",
        "#[cfg(test)]",
        "macro_rules!",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tokens(tokens in prop::collection::vec(token(), 0..80)) {
        let text = tokens.join(" ");
        dump(&module(&text));
        dump(&module(&format!("fn f() {{ {text} }}")));
        dump(&module(&format!("fn f() {{ m!({text}); json!({text}); select!{{{text}}} }}")));
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        dump(&module(&text));
    }

    #[test]
    fn mutated_code(cuts in prop::collection::vec((0usize..6000, 0usize..40, token()), 1..4)) {
        let mut chars: Vec<char> = SAMPLE.chars().collect();
        for (at, length, token) in cuts {
            let at = at.min(chars.len());
            let end = (at + length).min(chars.len());
            chars.splice(at..end, token.chars());
        }
        dump(&module(&chars.into_iter().collect::<String>()));
    }
}
