/* The names that the grammar gives to tokens, nodes and fields, and the parser with what it knows of them. One of the parts of quick_parser.c. */

/* Deeper code is for tree-sitter, which does without recursion. */
enum { DEEPEST = 250, MOST_ALIKE = 8, MOST_NAMES = 5, MOST_STEPS_A_BYTE = 2, FIRST_NODES = 1 << 14, KEPT_NODES = 1 << 20 };

/* Tokens that stand for themselves; in the order of their spellings below. */
#define TOKENS(X) \
    X(BREAK, "break") X(DEFAULT, "default") X(FUNC, "func") X(INTERFACE, "interface") X(SELECT, "select") \
    X(CASE, "case") X(DEFER, "defer") X(GO, "go") X(MAP, "map") X(STRUCT, "struct") X(CHAN, "chan") X(ELSE, "else") \
    X(GOTO, "goto") X(PACKAGE, "package") X(SWITCH, "switch") X(CONST, "const") X(FALLTHROUGH, "fallthrough") \
    X(IF, "if") X(RANGE, "range") X(TYPE, "type") X(CONTINUE, "continue") X(FOR, "for") X(IMPORT, "import") \
    X(RETURN, "return") X(VAR, "var") \
    X(LPAREN, "(") X(RPAREN, ")") X(LBRACK, "[") X(RBRACK, "]") X(LBRACE, "{") X(RBRACE, "}") \
    X(COMMA, ",") X(SEMICOLON, ";") X(COLON, ":") X(DOT, ".") X(ELLIPSIS, "...") X(TILDE, "~") \
    X(ASSIGN, "=") X(DEFINE, ":=") X(ARROW, "<-") X(INC, "++") X(DEC, "--") X(NOT, "!") \
    X(STAR, "*") X(SLASH, "/") X(PERCENT, "%") X(SHL, "<<") X(SHR, ">>") X(AND, "&") X(AND_NOT, "&^") \
    X(PLUS, "+") X(MINUS, "-") X(OR, "|") X(XOR, "^") \
    X(STAR_SET, "*=") X(SLASH_SET, "/=") X(PERCENT_SET, "%=") X(SHL_SET, "<<=") X(SHR_SET, ">>=") X(AND_SET, "&=") \
    X(AND_NOT_SET, "&^=") X(PLUS_SET, "+=") X(MINUS_SET, "-=") X(OR_SET, "|=") X(XOR_SET, "^=") \
    X(EQ, "==") X(NE, "!=") X(LT, "<") X(LE, "<=") X(GT, ">") X(GE, ">=") X(LAND, "&&") X(LOR, "||") \
    X(QUOTE, "\"") X(BACKQUOTE, "`")

#define NODES(X) \
    X(source_file) X(comment) X(package_clause) X(package_identifier) X(import_declaration) X(import_spec) \
    X(import_spec_list) X(dot) X(blank_identifier) X(const_declaration) X(const_spec) X(var_declaration) X(var_spec) \
    X(var_spec_list) X(function_declaration) X(method_declaration) X(type_parameter_list) X(type_parameter_declaration) \
    X(type_constraint) X(parameter_list) X(parameter_declaration) X(variadic_parameter_declaration) X(type_alias) \
    X(type_declaration) X(type_spec) X(expression_list) X(parenthesized_type) X(generic_type) X(type_arguments) \
    X(pointer_type) X(array_type) X(implicit_length_array_type) X(slice_type) X(struct_type) X(negated_type) \
    X(field_declaration_list) X(field_declaration) X(interface_type) X(method_elem) X(type_elem) X(map_type) \
    X(channel_type) X(function_type) X(block) X(statement_list) X(expression_statement) X(send_statement) \
    X(receive_statement) X(inc_statement) X(dec_statement) X(assignment_statement) X(short_var_declaration) \
    X(labeled_statement) X(label_name) X(fallthrough_statement) X(break_statement) X(continue_statement) \
    X(goto_statement) X(return_statement) X(go_statement) X(defer_statement) X(if_statement) X(for_statement) \
    X(for_clause) X(range_clause) X(expression_switch_statement) X(expression_case) X(default_case) \
    X(type_switch_statement) X(type_case) X(select_statement) X(communication_case) X(parenthesized_expression) \
    X(call_expression) X(variadic_argument) X(argument_list) X(selector_expression) X(index_expression) \
    X(slice_expression) X(type_assertion_expression) X(type_conversion_expression) X(composite_literal) \
    X(literal_value) X(literal_element) X(keyed_element) X(func_literal) X(unary_expression) X(binary_expression) \
    X(qualified_type) X(identifier) X(type_identifier) X(field_identifier) X(raw_string_literal) \
    X(raw_string_literal_content) X(interpreted_string_literal) X(interpreted_string_literal_content) \
    X(escape_sequence) X(int_literal) X(float_literal) X(imaginary_literal) X(rune_literal) X(nil) X(true) X(false) \
    X(iota)

#define FIELDS(X) \
    X(name) X(path) X(type) X(value) X(type_parameters) X(parameters) X(result) X(body) X(receiver) X(type_arguments) \
    X(length) X(element) X(tag) X(key) X(channel) X(left) X(right) X(operator) X(label) X(initializer) X(condition) \
    X(consequence) X(alternative) X(update) X(alias) X(communication) X(function) X(arguments) X(operand) X(field) \
    X(index) X(start) X(end) X(capacity) X(package)

#define TOKEN_NAME(name, text) T_##name,
#define TOKEN_TEXT(name, text) text,
#define NODE_NAME(name) N_##name,
#define FIELD_NAME(name) F_##name,
#define TEXT(name) #name,

typedef enum { TOKENS(TOKEN_NAME) SPELLED, T_NAME = SPELLED, T_LITERAL, T_STRING, T_RAW, T_NEWLINE, T_END } TokenKind;
enum { NODES(NODE_NAME) NODE_COUNT };
enum { F_NOTHING, FIELDS(FIELD_NAME) FIELD_COUNT };

static const char *const token_texts[] = {TOKENS(TOKEN_TEXT)};
static const char *const node_texts[] = {NODES(TEXT)};
static const char *const field_texts[] = {"", FIELDS(TEXT)};

#define KEYWORDS (T_VAR + 1)

typedef struct {
    uint32_t start, end;
    int32_t first, last, next; /* children and sibling by their numbers */
    uint16_t symbol;
    uint8_t field;
} Made;

typedef struct {
    TokenKind kind;
    uint32_t start, end;
    int literal; /* what node a T_LITERAL, or a name that is one, becomes */
} Token;

/* All that has to be put back to have read nothing. */
typedef struct {
    uint32_t at;
    bool ends; /* whether a line break here ends a statement */
    Token token;
    int32_t comments, last_comment; /* those before the token, NONE where there are none */
} Reading;

struct QuickParser {
    uint16_t tokens[SPELLED];
    uint8_t operators[128][MOST_ALIKE]; /* by their first byte; ends with a 0, which is a keyword */
    uint16_t nodes[NODE_COUNT];
    uint8_t fields[FIELD_COUNT];
    Made *made;
    int32_t size, capacity;
    const unsigned char *text;
    uint32_t length;
    Reading now;
    int depth;
    uint64_t steps; /* tokens read so far, those that were read to look ahead included */
    int level; /* of brackets; below zero where a brace opens a block: behind if, for and switch */
    jmp_buf giving_up;
};

typedef QuickParser P;

static _Noreturn void give_up(P *p) {
    longjmp(p->giving_up, 1);
}
