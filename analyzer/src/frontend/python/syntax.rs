//! The concrete syntax: parses a text and names the kinds and fields of tree-sitter-python's grammar.
//!
//! Kinds and fields are looked up once and compared as numbers. Says nothing about meaning.

use crate::frontend::parsing::{self, Parsed};
use std::num::NonZeroU16;
use std::sync::OnceLock;
use tree_sitter::{Language, Node};

/// Parses a text; `None` only when the grammar does not fit the library.
pub(super) fn parse(text: &str) -> Option<Parsed> {
    parsing::parse(&language(), text)
}

fn language() -> Language {
    Language::new(tree_sitter_python::LANGUAGE)
}

macro_rules! kinds {
    ($($variant:ident $name:literal,)*) => {
        /// The named kinds of nodes that lowering tells apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Kind {
            $(#[doc = $name] $variant,)*
            /// A place that does not parse.
            Error,
            /// Anything else, anonymous nodes included.
            Other,
        }

        const KINDS: &[(&str, Kind)] = &[$(($name, Kind::$variant),)*];
    };
}

macro_rules! fields {
    ($($variant:ident $name:literal,)*) => {
        /// The fields of nodes that lowering reads.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Field {
            $(#[doc = $name] $variant,)*
        }

        const FIELDS: &[&str] = &[$($name,)*];
    };
}

kinds! {
    AliasedImport "aliased_import",
    ArgumentList "argument_list",
    AsPattern "as_pattern",
    AsPatternTarget "as_pattern_target",
    AssertStatement "assert_statement",
    Assignment "assignment",
    Attribute "attribute",
    AugmentedAssignment "augmented_assignment",
    Await "await",
    BinaryOperator "binary_operator",
    Block "block",
    BooleanOperator "boolean_operator",
    BreakStatement "break_statement",
    Call "call",
    CaseClause "case_clause",
    CasePattern "case_pattern",
    Chevron "chevron",
    ClassDefinition "class_definition",
    ClassPattern "class_pattern",
    Comment "comment",
    ComparisonOperator "comparison_operator",
    ComplexPattern "complex_pattern",
    ConcatenatedString "concatenated_string",
    ConditionalExpression "conditional_expression",
    ContinueStatement "continue_statement",
    DecoratedDefinition "decorated_definition",
    Decorator "decorator",
    DefaultParameter "default_parameter",
    DeleteStatement "delete_statement",
    DictPattern "dict_pattern",
    Dictionary "dictionary",
    DictionaryComprehension "dictionary_comprehension",
    DictionarySplat "dictionary_splat",
    DictionarySplatPattern "dictionary_splat_pattern",
    DottedName "dotted_name",
    ElifClause "elif_clause",
    Ellipsis "ellipsis",
    ElseClause "else_clause",
    ExceptClause "except_clause",
    ExecStatement "exec_statement",
    ExpressionList "expression_list",
    ExpressionStatement "expression_statement",
    False "false",
    FinallyClause "finally_clause",
    Float "float",
    ForInClause "for_in_clause",
    ForStatement "for_statement",
    FunctionDefinition "function_definition",
    FutureImportStatement "future_import_statement",
    GeneratorExpression "generator_expression",
    GlobalStatement "global_statement",
    Identifier "identifier",
    IfClause "if_clause",
    IfStatement "if_statement",
    ImportFromStatement "import_from_statement",
    ImportStatement "import_statement",
    Integer "integer",
    Interpolation "interpolation",
    KeywordArgument "keyword_argument",
    KeywordPattern "keyword_pattern",
    KeywordSeparator "keyword_separator",
    Lambda "lambda",
    LambdaParameters "lambda_parameters",
    LineContinuation "line_continuation",
    List "list",
    ListComprehension "list_comprehension",
    ListPattern "list_pattern",
    ListSplat "list_splat",
    ListSplatPattern "list_splat_pattern",
    MatchStatement "match_statement",
    Module "module",
    NamedExpression "named_expression",
    None "none",
    NonlocalStatement "nonlocal_statement",
    NotOperator "not_operator",
    Pair "pair",
    ParenthesizedExpression "parenthesized_expression",
    ParenthesizedListSplat "parenthesized_list_splat",
    Parameters "parameters",
    PassStatement "pass_statement",
    PatternList "pattern_list",
    PositionalSeparator "positional_separator",
    PrintStatement "print_statement",
    RaiseStatement "raise_statement",
    RelativeImport "relative_import",
    ReturnStatement "return_statement",
    Set "set",
    SetComprehension "set_comprehension",
    Slice "slice",
    SplatPattern "splat_pattern",
    String "string",
    StringContent "string_content",
    StringStart "string_start",
    Subscript "subscript",
    True "true",
    TryStatement "try_statement",
    Tuple "tuple",
    TuplePattern "tuple_pattern",
    Type "type",
    TypeAliasStatement "type_alias_statement",
    TypedDefaultParameter "typed_default_parameter",
    TypedParameter "typed_parameter",
    UnaryOperator "unary_operator",
    UnionPattern "union_pattern",
    WhileStatement "while_statement",
    WildcardImport "wildcard_import",
    WithClause "with_clause",
    WithItem "with_item",
    WithStatement "with_statement",
    Yield "yield",
}

fields! {
    Alias "alias",
    Alternative "alternative",
    Argument "argument",
    Arguments "arguments",
    Attribute "attribute",
    Body "body",
    Cause "cause",
    Condition "condition",
    Consequence "consequence",
    Definition "definition",
    Expression "expression",
    Function "function",
    Guard "guard",
    Key "key",
    Left "left",
    ModuleName "module_name",
    Name "name",
    Object "object",
    Operator "operator",
    Parameters "parameters",
    ReturnType "return_type",
    Right "right",
    Superclasses "superclasses",
    Type "type",
    Value "value",
}

/// What kind of node this is.
pub(super) fn kind(node: Node<'_>) -> Kind {
    tables()
        .kinds
        .get(usize::from(node.kind_id()))
        .copied()
        .unwrap_or(if node.is_error() {
            Kind::Error
        } else {
            Kind::Other
        })
}

/// The first child in a field.
pub(super) fn field<'t>(node: Node<'t>, field: Field) -> Option<Node<'t>> {
    let id = tables().fields.get(field as usize).copied().flatten()?;
    node.child_by_field_id(id.get())
}

struct Tables {
    kinds: Vec<Kind>,
    fields: Vec<Option<NonZeroU16>>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let language = language();
        let kinds = (0..language.node_kind_count())
            .map(|id| kind_of_id(&language, id))
            .collect();
        let fields = FIELDS
            .iter()
            .map(|name| language.field_id_for_name(name))
            .collect();
        Tables { kinds, fields }
    })
}

fn kind_of_id(language: &Language, id: usize) -> Kind {
    let Ok(id) = u16::try_from(id) else {
        return Kind::Other;
    };
    let name = language.node_kind_for_id(id).unwrap_or_default();
    KINDS
        .iter()
        .find(|(known, _)| *known == name && language.node_kind_is_named(id))
        .map_or(Kind::Other, |(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_field_exists_in_the_grammar() {
        let tables = tables();
        for (name, kind) in KINDS {
            assert!(tables.kinds.contains(kind), "no kind `{name}`");
        }
        for (name, id) in FIELDS.iter().zip(&tables.fields) {
            assert!(id.is_some(), "no field `{name}`");
        }
    }
}
