//! Nesting, size and nonsense: lowering gives a module for every text.

use super::super::JavaScript;
use crate::facts::ProblemKind;
use crate::frontend::FrontEnd;
use crate::ir::Module;
use proptest::prelude::*;

fn lower(path: &str, source: &str) -> Module {
    JavaScript.lower(path, source.as_bytes())
}

/// Lowers a text that nests too deeply, and sees that this is said once.
fn check_too_deep(path: &str, source: &str) {
    let module = lower(path, source);
    let kinds: Vec<_> = module.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(
        kinds,
        [ProblemKind::Budget],
        "{}",
        source.chars().take(60).collect::<String>()
    );
}

#[test]
fn deep_nesting_is_given_up() {
    let deep = |open: &str, middle: &str, close: &str| {
        format!("{}{middle}{}", open.repeat(2000), close.repeat(2000))
    };
    check_too_deep("m.js", &deep("(", "1", ")"));
    check_too_deep("m.js", &deep("[", "", "];").replace("];", "]"));
    check_too_deep("m.js", &deep("function f(){", "", "}"));
    check_too_deep("m.js", &deep("x = () => {", "", "}"));
    check_too_deep("m.js", &deep("{", "", "}"));
    check_too_deep("m.js", &deep("if (a) {", "", "}"));
    check_too_deep("m.js", &deep("!", "a", ""));
    check_too_deep("m.js", &deep("a = ", "b", ""));
    check_too_deep("m.js", &deep("f(", "", ")"));
    check_too_deep("m.js", &deep("`${", "1", "}`"));
    check_too_deep("m.js", &deep("class A { m() {", "", "} }"));
    check_too_deep("m.js", &format!("let {} = x", deep("[a, ", "", "]")));
    check_too_deep("m.js", &deep("a ? b : ", "c", ""));
    check_too_deep("m.ts", &format!("namespace A{} {{ }}", ".B".repeat(2000)));
}

#[test]
fn long_chains_are_lowered_whole() {
    let chains = [
        format!("x = a{}", " + a".repeat(20_000)),
        format!("x = a{}", " && a".repeat(20_000)),
        format!("x = a{}", ".b(1)".repeat(20_000)),
        format!("x = a{}", "[0]".repeat(20_000)),
        format!("{}c()", "if (a) { b() } else ".repeat(20_000)),
        format!("x = [{}]", "a, ".repeat(20_000)),
        "a();\n".repeat(20_000),
        format!("x = <A>{}</A>", "<B/>".repeat(20_000)),
    ];
    for chain in chains {
        let module = lower("m.js", &chain);
        assert_eq!(
            module.problems,
            [],
            "{}",
            chain.chars().take(60).collect::<String>()
        );
    }
}

#[test]
fn every_link_of_a_chain_is_kept() {
    let count = |source: &str, what: &str| super::lowered("m.js", source).matches(what).count();
    assert_eq!(
        count(&format!("x = a{}", ".b(1)".repeat(100)), ".b(1)"),
        100
    );
    assert_eq!(count(&"if (a) { b() } else ".repeat(200), "@b()"), 200);
}

#[test]
fn encodings() {
    let module = JavaScript.lower(
        "m.js",
        b"\xef\xbb\xbfconst a = '\xff\xfe';\r\nconst = 1;\r\n",
    );
    let places: Vec<_> = module
        .problems
        .iter()
        .map(|problem| (problem.at.line, problem.at.column))
        .collect();
    assert_eq!(places, [(2, 1)]);
    let module = JavaScript.lower(
        "m.js",
        "#!/usr/bin/env node\nconst a = 'äöü'; a(;".as_bytes(),
    );
    assert_eq!(
        module.problems.first().map(|problem| problem.at.column),
        Some(20)
    );
}

/// Texts that use much of the language, to mutate.
const SEEDS: &[&str] = &[
    "import a, { b as c } from 'm'; export default class extends X { #p = 1; static { f(); } get x() { return `a${b}`; } }",
    "for (const { a = 1, ...b } of c) { switch (a) { case 1: break; default: continue; } } label: while (x) { break label; }",
    "enum E { A = 1, B } namespace N.M { export const x: Foo<Bar> | null = <any>y as Z; } @d() abstract class C { constructor(private a: A) { super(a!); } }",
    "const f = async function* g(a, [b, , c], { d: { e } }, ...h) { yield* a?.b?.[c]?.(...d); try { throw a } catch { } finally { } }; module.exports = { f, ['x']: 1 };",
    "var __awaiter = 1; __awaiter(this, void 0, void 0, function* () { yield 1; }); __export(x, { a: () => b }); Object.defineProperty(exports, 'a', { get() { } });",
];

proptest! {
    #[test]
    fn any_bytes_give_a_module(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for path in ["m.js", "m.ts", "m.tsx", "m.json"] {
            JavaScript.lower(path, &bytes);
        }
    }

    #[test]
    fn any_mutation_gives_a_module(
        seed in 0..SEEDS.len(),
        cuts in proptest::collection::vec((0usize..300, 0usize..20, "[-(){}\\[\\]<>=,;:.?!@#`'\"$*/a-z0 \\n]{0,6}"), 1..5),
    ) {
        let mut text: Vec<char> = SEEDS[seed].chars().collect();
        for (at, length, insert) in cuts {
            let at = at.min(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, insert.chars());
        }
        let text: String = text.into_iter().collect();
        for path in ["m.js", "m.ts", "m.tsx"] {
            let first = crate::ir::dump::dump(&lower(path, &text));
            prop_assert_eq!(&first, &crate::ir::dump::dump(&lower(path, &text)));
        }
    }
}
