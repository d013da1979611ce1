/*
 * A parser of Go by recursive descent, some twenty times as fast as tree-sitter, which makes the very trees that tree-sitter
 * makes of files without mistakes. Whatever is unusual, ambiguous or wrong it leaves to tree-sitter: it gives up, and the
 * whole file is parsed the slow way. QuickParserTest compares the two.
 *
 * Comments lie in the smallest node that holds the token before and the token after them. So they wait, once read, until
 * the next token is put into a node, and every child is put by a macro that puts them before it.
 */
#include "flat.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

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

/* ---- Nodes ---- */

static int32_t node(P *p, int kind) {
    if (p->size == p->capacity) {
        if (p->capacity > INT32_MAX / 2) give_up(p);
        Made *more = realloc(p->made, sizeof *more * (size_t)p->capacity * 2);
        if (!more) give_up(p);
        p->made = more;
        p->capacity *= 2;
    }
    p->made[p->size] = (Made){.first = NONE, .last = NONE, .next = NONE, .symbol = p->nodes[kind]};
    return p->size++;
}

static void check(P *p, bool usual) {
    if (!usual) give_up(p);
}

static int32_t leaf(P *p, uint16_t symbol, uint32_t start, uint32_t end) {
    int32_t made = node(p, 0);
    p->made[made].symbol = symbol;
    p->made[made].start = start;
    p->made[made].end = end;
    return made;
}

static void add(P *p, int32_t parent, int field, int32_t child) {
    Made *to = &p->made[parent];
    if (to->first == NONE) {
        to->first = child;
        to->start = p->made[child].start;
    } else {
        p->made[to->last].next = child;
    }
    to->last = child;
    to->end = p->made[child].end;
    p->made[child].field = p->fields[field];
}

static void put_comments(P *p, int32_t parent) {
    int32_t comment = p->now.comments, last = p->now.last_comment;
    while (comment != NONE) {
        /* Behind the last may follow one that was read to look ahead. */
        int32_t next = comment == last ? NONE : p->made[comment].next;
        p->made[comment].next = NONE;
        add(p, parent, F_NOTHING, comment);
        comment = next;
    }
    p->now.comments = p->now.last_comment = NONE;
}

/* Parses a child and adds it. The comments before it are the parent's: they must be put before the child takes a token. */
#define PUT(parent, field, parsed) (put_comments(p, parent), add(p, parent, field, (parsed)))

static bool is(P *p, int32_t made, int kind) {
    return p->made[made].symbol == p->nodes[kind];
}

/* ---- Tokens ---- */

static bool name_byte(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
}

static unsigned char byte_at(P *p, uint32_t at) {
    return at < p->length ? p->text[at] : 0;
}

/* The length of the character; gives up where it is no UTF-8 and tree-sitter would see an error. */
static uint32_t character(P *p, uint32_t at) {
    unsigned char c = byte_at(p, at);
    if (c == 0) give_up(p);
    if (c < 0x80) return 1;
    uint32_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4) give_up(p);
    for (uint32_t i = 1; i < length; i++) {
        if ((byte_at(p, at + i) & 0xC0) != 0x80) give_up(p);
    }
    unsigned char second = byte_at(p, at + 1);
    /* Too long a form, half of a pair, or beyond the last; a byte order mark is treated specially. */
    if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second > 0x9F) || (c == 0xF0 && second < 0x90)
        || (c == 0xF4 && second > 0x8F) || (c == 0xEF && second == 0xBB && byte_at(p, at + 2) == 0xBF)) {
        give_up(p);
    }
    return length;
}

static void read_comment(P *p) {
    uint32_t start = p->now.at, at = start + 2;
    if (p->text[start + 1] == '/') {
        while (at < p->length && p->text[at] != '\n') at += character(p, at);
    } else {
        while (!(byte_at(p, at) == '*' && byte_at(p, at + 1) == '/')) at += character(p, at);
        at += 2;
    }
    int32_t comment = leaf(p, p->nodes[N_comment], start, at);
    if (p->now.comments == NONE) {
        p->now.comments = comment;
    } else {
        p->made[p->now.last_comment].next = comment;
    }
    p->now.last_comment = comment;
    p->now.at = at;
}

static void read_name(P *p, Token *token) {
    static const struct { const char *text; int literal; } words[] = {
        {"nil", N_nil}, {"true", N_true}, {"false", N_false}, {"iota", N_iota}};
    const char *text = (const char *)p->text + token->start;
    while (name_byte(byte_at(p, token->end))) token->end++;
    if (byte_at(p, token->end) >= 0x80) give_up(p);
    size_t length = token->end - token->start;
    token->kind = T_NAME;
    token->literal = N_identifier;
    if (length < 2 || length > 11 || text[0] < 'a' || text[0] > 'v') return;
    for (int keyword = 0; keyword < KEYWORDS; keyword++) {
        const char *word = token_texts[keyword];
        if (word[0] == text[0] && strlen(word) == length && memcmp(word, text, length) == 0) {
            token->kind = (TokenKind)keyword;
            return;
        }
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].text) == length && memcmp(words[i].text, text, length) == 0) token->literal = words[i].literal;
    }
}

static bool hex_digit(unsigned char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Digits of a base, with single underlines between them. */
static uint32_t digits(P *p, uint32_t at, unsigned base) {
    uint32_t start = at;
    while (true) {
        unsigned char c = byte_at(p, at);
        if (c == '_' && at > start && byte_at(p, at - 1) != '_') {
            at++;
            continue;
        }
        if (base == 16 ? !hex_digit(c) : c < '0' || c >= '0' + base) break;
        at++;
    }
    check(p, at > start && p->text[at - 1] != '_');
    return at;
}

/* The numbers that people write; tree-sitter sees to the others. */
static void read_number(P *p, Token *token) {
    uint32_t at = token->start;
    unsigned char second = byte_at(p, at + 1) | 0x20;
    unsigned base = p->text[at] != '0' ? 10 : second == 'x' ? 16 : second == 'o' ? 8 : second == 'b' ? 2 : 10;
    token->kind = T_LITERAL;
    token->literal = N_int_literal;
    if (base != 10) {
        at = digits(p, at + 2, base);
    } else if (p->text[at] == '0' && (name_byte(second) || second == ('_' | 0x20)) && second != 'e' && second != 'i') {
        at = digits(p, at + 1, 8);
    } else {
        if (p->text[at] != '.') at = digits(p, at, 10);
        if (byte_at(p, at) == '.') {
            token->literal = N_float_literal;
            at++;
            if (byte_at(p, at) >= '0' && byte_at(p, at) <= '9') at = digits(p, at, 10);
        }
        if ((byte_at(p, at) | 0x20) == 'e') {
            token->literal = N_float_literal;
            at++;
            if (byte_at(p, at) == '+' || byte_at(p, at) == '-') at++;
            at = digits(p, at, 10);
        }
        if (byte_at(p, at) == 'i') {
            token->literal = N_imaginary_literal;
            at++;
        }
    }
    check(p, !name_byte(byte_at(p, at)) && byte_at(p, at) != '.' && byte_at(p, at) < 0x80);
    token->end = at;
}

/* The length of an escape in a string, as the grammar takes it. */
static uint32_t escape(P *p, uint32_t at) {
    unsigned char c = byte_at(p, at + 1);
    uint32_t length = 2, digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (c == '\n') give_up(p);
    if (c >= '0' && c <= '9') {
        while (length < 4 && byte_at(p, at + length) >= '0' && byte_at(p, at + length) <= '9') length++;
    } else if (digits > 0) {
        for (; length < 2 + digits; length++) {
            if (!hex_digit(byte_at(p, at + length))) give_up(p);
        }
    } else {
        length = 1 + character(p, at + 1);
    }
    return length;
}

static void read_rune(P *p, Token *token) {
    static const char plain[] = "abfnrtv\\'\"";
    uint32_t at = token->start + 1;
    if (byte_at(p, at) != '\\') {
        if (byte_at(p, at) == '\'' || byte_at(p, at) == '\n') give_up(p);
        at += character(p, at);
    } else {
        unsigned char c = byte_at(p, at + 1);
        uint32_t length = c == 'x' ? 4 : c == 'u' ? 6 : c == 'U' ? 10 : c >= '0' && c <= '7' ? 4 : 2;
        if (c == 0 || (length == 2 && !strchr(plain, c))) give_up(p);
        for (uint32_t i = 2; i < length; i++) {
            unsigned char digit = byte_at(p, at + i);
            if (c <= '7' ? digit < '0' || digit > '7' : !hex_digit(digit)) give_up(p);
        }
        at += length;
    }
    if (byte_at(p, at) != '\'') give_up(p);
    token->end = at + 1;
    token->kind = T_LITERAL;
    token->literal = N_rune_literal;
}

static void read_string(P *p, Token *token) {
    uint32_t at = token->start + 1;
    if (p->text[token->start] == '`') {
        while (byte_at(p, at) != '`') at += character(p, at);
        token->kind = T_RAW;
    } else {
        while (byte_at(p, at) != '"') {
            if (byte_at(p, at) == '\n') give_up(p);
            at += byte_at(p, at) == '\\' ? escape(p, at) : character(p, at);
        }
        token->kind = T_STRING;
    }
    token->end = at + 1;
}

/* The longest operator that stands here. */
static void read_operator(P *p, Token *token) {
    uint32_t longest = 0;
    const char *text = (const char *)p->text + token->start;
    check(p, (unsigned char)text[0] < 128);
    for (const uint8_t *i = p->operators[(unsigned char)text[0]]; *i; i++) {
        const char *word = token_texts[*i];
        uint32_t length = (uint32_t)strlen(word);
        if (length > longest && token->start + length <= p->length && memcmp(word, text, length) == 0) {
            longest = length;
            token->kind = (TokenKind)*i;
        }
    }
    if (longest == 0) give_up(p);
    token->end = token->start + longest;
}

/* Whether a line break behind it ends a statement (Go spec, "Semicolons"). */
static bool ends_statement(TokenKind kind) {
    switch (kind) {
        case T_NAME: case T_LITERAL: case T_STRING: case T_RAW: case T_BREAK: case T_CONTINUE: case T_FALLTHROUGH:
        case T_RETURN: case T_INC: case T_DEC: case T_RPAREN: case T_RBRACK: case T_RBRACE:
            return true;
        default:
            return false;
    }
}

static void next(P *p) {
    Token *token = &p->now.token;
    /* Looking ahead within what is looked ahead at could take for ever. */
    check(p, ++p->steps <= MOST_STEPS_A_BYTE * ((uint64_t)p->length + FIRST_NODES));
    while (true) {
        unsigned char c = byte_at(p, p->now.at);
        if (c == ' ' || c == '\t' || c == '\r' || (c == '\n' && !p->now.ends)) {
            p->now.at++;
        } else if (c == '/' && (byte_at(p, p->now.at + 1) == '/' || byte_at(p, p->now.at + 1) == '*')) {
            read_comment(p);
        } else {
            break;
        }
    }
    token->start = token->end = p->now.at;
    unsigned char c = byte_at(p, p->now.at);
    if (p->now.at == p->length) {
        token->kind = T_END;
    } else if (c == '\n') {
        token->kind = T_NEWLINE;
        while (byte_at(p, token->end) == '\n') token->end++;
    } else if ((c >= '0' && c <= '9') || (c == '.' && byte_at(p, p->now.at + 1) >= '0' && byte_at(p, p->now.at + 1) <= '9')) {
        read_number(p, token);
    } else if (name_byte(c)) {
        read_name(p, token);
    } else if (c == '"' || c == '`') {
        read_string(p, token);
    } else if (c == '\'') {
        read_rune(p, token);
    } else {
        read_operator(p, token);
    }
    p->now.at = token->end;
    p->now.ends = ends_statement(token->kind);
}

static TokenKind now(P *p) {
    return p->now.token.kind;
}

static bool spells(P *p, const char *word) {
    Token *token = &p->now.token;
    return token->end - token->start == strlen(word) && memcmp(p->text + token->start, word, strlen(word)) == 0;
}

/* Takes the token that is expected as a node of its own. */
static void take(P *p, int32_t parent, int field, TokenKind kind) {
    check(p, now(p) == kind);
    PUT(parent, field, leaf(p, p->tokens[kind], p->now.token.start, p->now.token.end));
    next(p);
}

static int32_t named(P *p, int kind) {
    check(p, now(p) == T_NAME);
    int32_t made = leaf(p, p->nodes[kind], p->now.token.start, p->now.token.end);
    next(p);
    return made;
}

/* Takes what ends a statement, if it stands here; a line break is part of the parent, but no node. */
static bool terminator(P *p, int32_t parent) {
    if (now(p) == T_SEMICOLON) {
        take(p, parent, F_NOTHING, T_SEMICOLON);
        return true;
    }
    if (now(p) != T_NEWLINE) return false;
    put_comments(p, parent);
    p->made[parent].end = p->now.token.end;
    next(p);
    return true;
}

/* Looks at what comes behind the token, and reads on from the token as if nothing had been looked at. */
#define LOOKING_AHEAD(p) \
    for (struct { Reading before; int32_t size; bool done; } ahead = {(p)->now, (p)->size, false}; !ahead.done; \
         (p)->now = ahead.before, (p)->size = ahead.size, ahead.done = true)

static TokenKind ahead(P *p) {
    TokenKind kind = T_END;
    LOOKING_AHEAD(p) {
        next(p);
        kind = now(p);
    }
    return kind;
}

/* From an opening bracket to behind the one that closes it. */
static void skip_group(P *p) {
    int open = 0;
    do {
        TokenKind kind = now(p);
        check(p, kind != T_END);
        open += (kind == T_LPAREN || kind == T_LBRACK || kind == T_LBRACE) - (kind == T_RPAREN || kind == T_RBRACK || kind == T_RBRACE);
        next(p);
    } while (open > 0);
}

/* ---- Types ---- */

static int32_t expression(P *p);
static int32_t block(P *p);
static int32_t parameter_list(P *p);
static int32_t type(P *p);
static int32_t literal_value(P *p);

static void enter(P *p) {
    check(p, ++p->depth < DEEPEST);
}

static bool begins_simple_type(TokenKind kind) {
    switch (kind) {
        case T_NAME: case T_STAR: case T_LBRACK: case T_MAP: case T_CHAN: case T_FUNC: case T_STRUCT: case T_INTERFACE:
        case T_ARROW:
            return true;
        default:
            return false;
    }
}

/* Types joined by |. */
static int32_t type_elements(P *p, int kind) {
    int32_t made = node(p, kind);
    PUT(made, F_NOTHING, type(p));
    while (now(p) == T_OR) {
        take(p, made, F_NOTHING, T_OR);
        PUT(made, F_NOTHING, type(p));
    }
    return made;
}

static int32_t type_arguments(P *p) {
    int32_t made = node(p, N_type_arguments);
    take(p, made, F_NOTHING, T_LBRACK);
    while (true) {
        PUT(made, F_NOTHING, type_elements(p, N_type_elem));
        if (now(p) != T_COMMA) break;
        take(p, made, F_NOTHING, T_COMMA);
        if (now(p) == T_RBRACK) break;
    }
    take(p, made, F_NOTHING, T_RBRACK);
    return made;
}

static int32_t named_type(P *p) {
    int32_t made;
    if (ahead(p) == T_DOT) {
        made = node(p, N_qualified_type);
        PUT(made, F_package, named(p, N_package_identifier));
        take(p, made, F_NOTHING, T_DOT);
        PUT(made, F_name, named(p, N_type_identifier));
    } else {
        made = named(p, N_type_identifier);
    }
    if (now(p) == T_LBRACK) {
        int32_t generic = node(p, N_generic_type);
        add(p, generic, F_type, made);
        PUT(generic, F_type_arguments, type_arguments(p));
        made = generic;
    }
    return made;
}

/* [...]T, []T or [n]T. */
static int32_t array_type(P *p, bool implicit) {
    int32_t made = node(p, N_slice_type);
    take(p, made, F_NOTHING, T_LBRACK);
    int level = p->level;
    p->level = 0;
    if (now(p) == T_ELLIPSIS) {
        check(p, implicit);
        p->made[made].symbol = p->nodes[N_implicit_length_array_type];
        take(p, made, F_NOTHING, T_ELLIPSIS);
    } else if (now(p) != T_RBRACK) {
        p->made[made].symbol = p->nodes[N_array_type];
        PUT(made, F_length, expression(p));
    }
    p->level = level;
    take(p, made, F_NOTHING, T_RBRACK);
    PUT(made, F_element, type(p));
    return made;
}

static void result(P *p, int32_t parent) {
    if (now(p) == T_LPAREN) {
        PUT(parent, F_result, parameter_list(p));
    } else if (begins_simple_type(now(p))) {
        PUT(parent, F_result, type(p));
    }
}

static int32_t string(P *p);

static bool literal_string(TokenKind kind) {
    return kind == T_STRING || kind == T_RAW;
}

/* Whether a name before [ is that of a field, or else an embedded generic type. */
static bool names_array(P *p) {
    TokenKind behind = T_END;
    LOOKING_AHEAD(p) {
        next(p);
        skip_group(p);
        behind = now(p);
    }
    return behind != T_NEWLINE && behind != T_SEMICOLON && behind != T_RBRACE && !literal_string(behind);
}

static int32_t field_declaration(P *p) {
    int32_t made = node(p, N_field_declaration);
    if (now(p) == T_STAR) {
        take(p, made, F_NOTHING, T_STAR);
        PUT(made, F_type, named_type(p));
    } else {
        check(p, now(p) == T_NAME);
        TokenKind behind = ahead(p);
        bool embedded = behind == T_DOT || behind == T_NEWLINE || behind == T_SEMICOLON || behind == T_RBRACE
            || literal_string(behind) || (behind == T_LBRACK && !names_array(p));
        if (!embedded) {
            PUT(made, F_name, named(p, N_field_identifier));
            while (now(p) == T_COMMA) {
                take(p, made, F_NOTHING, T_COMMA);
                PUT(made, F_name, named(p, N_field_identifier));
            }
        }
        PUT(made, F_type, embedded ? named_type(p) : type(p));
    }
    if (literal_string(now(p))) PUT(made, F_tag, string(p));
    return made;
}

static int32_t struct_type(P *p) {
    int32_t made = node(p, N_struct_type);
    take(p, made, F_NOTHING, T_STRUCT);
    put_comments(p, made);
    int32_t list = node(p, N_field_declaration_list);
    take(p, list, F_NOTHING, T_LBRACE);
    while (now(p) != T_RBRACE) {
        PUT(list, F_NOTHING, field_declaration(p));
        if (!terminator(p, list)) break;
    }
    take(p, list, F_NOTHING, T_RBRACE);
    add(p, made, F_NOTHING, list);
    return made;
}

static int32_t interface_element(P *p) {
    if (now(p) != T_NAME || ahead(p) != T_LPAREN) return type_elements(p, N_type_elem);
    int32_t made = node(p, N_method_elem);
    PUT(made, F_name, named(p, N_field_identifier));
    PUT(made, F_parameters, parameter_list(p));
    result(p, made);
    return made;
}

static int32_t interface_type(P *p) {
    int32_t made = node(p, N_interface_type);
    take(p, made, F_NOTHING, T_INTERFACE);
    take(p, made, F_NOTHING, T_LBRACE);
    while (now(p) != T_RBRACE) {
        PUT(made, F_NOTHING, interface_element(p));
        if (!terminator(p, made)) break;
    }
    take(p, made, F_NOTHING, T_RBRACE);
    return made;
}

static int32_t map_type(P *p) {
    int32_t made = node(p, N_map_type);
    take(p, made, F_NOTHING, T_MAP);
    take(p, made, F_NOTHING, T_LBRACK);
    PUT(made, F_key, type(p));
    take(p, made, F_NOTHING, T_RBRACK);
    PUT(made, F_value, type(p));
    return made;
}

static int32_t channel_type(P *p) {
    int32_t made = node(p, N_channel_type);
    bool receives = now(p) == T_ARROW;
    if (receives) take(p, made, F_NOTHING, T_ARROW);
    take(p, made, F_NOTHING, T_CHAN);
    if (now(p) == T_ARROW) {
        check(p, !receives);
        take(p, made, F_NOTHING, T_ARROW);
    }
    PUT(made, F_value, type(p));
    return made;
}

static int32_t function_type(P *p, int kind) {
    int32_t made = node(p, kind);
    take(p, made, F_NOTHING, T_FUNC);
    PUT(made, F_parameters, parameter_list(p));
    result(p, made);
    return made;
}

static int32_t prefixed_type(P *p, int kind, TokenKind prefix) {
    int32_t made = node(p, kind);
    take(p, made, F_NOTHING, prefix);
    PUT(made, F_NOTHING, type(p));
    return made;
}

static int32_t type(P *p) {
    int32_t made = NONE;
    enter(p);
    switch (now(p)) {
        case T_NAME: made = named_type(p); break;
        case T_STAR: made = prefixed_type(p, N_pointer_type, T_STAR); break;
        case T_TILDE: made = prefixed_type(p, N_negated_type, T_TILDE); break;
        case T_LBRACK: made = array_type(p, false); break;
        case T_MAP: made = map_type(p); break;
        case T_CHAN: case T_ARROW: made = channel_type(p); break;
        case T_FUNC: made = function_type(p, N_function_type); break;
        case T_STRUCT: made = struct_type(p); break;
        case T_INTERFACE: made = interface_type(p); break;
        case T_LPAREN:
            made = prefixed_type(p, N_parenthesized_type, T_LPAREN);
            take(p, made, F_NOTHING, T_RPAREN);
            break;
        default: give_up(p);
    }
    p->depth--;
    return made;
}

/* Whether the parameters behind the opening bracket have names: one of them is a name with something but , . ) behind it. */
static bool named_parameters(P *p) {
    bool found = false;
    LOOKING_AHEAD(p) {
        while (!found && now(p) != T_RPAREN) {
            if (now(p) == T_NAME) {
                next(p);
                if (now(p) == T_LBRACK) skip_group(p);
                found = now(p) != T_COMMA && now(p) != T_DOT && now(p) != T_RPAREN;
            }
            while (!found && now(p) != T_COMMA && now(p) != T_RPAREN) {
                TokenKind kind = now(p);
                check(p, kind != T_END && kind != T_RBRACE && kind != T_RBRACK);
                if (kind == T_LPAREN || kind == T_LBRACK || kind == T_LBRACE) skip_group(p);
                else next(p);
            }
            if (now(p) == T_COMMA) next(p);
        }
    }
    return found;
}

static int32_t parameter(P *p, bool with_names) {
    int32_t made = node(p, N_parameter_declaration);
    if (with_names) PUT(made, F_name, named(p, N_identifier));
    for (int more = 0; with_names && now(p) == T_COMMA; more++) {
        /* From nine names on, tree-sitter loses its way and takes the first for types. */
        check(p, more < MOST_NAMES);
        take(p, made, F_NOTHING, T_COMMA);
        PUT(made, F_name, named(p, N_identifier));
        check(p, now(p) != T_ELLIPSIS);
    }
    if (now(p) == T_ELLIPSIS) {
        p->made[made].symbol = p->nodes[N_variadic_parameter_declaration];
        take(p, made, F_NOTHING, T_ELLIPSIS);
    }
    PUT(made, F_type, type(p));
    return made;
}

static int32_t parameter_list(P *p) {
    int32_t made = node(p, N_parameter_list);
    take(p, made, F_NOTHING, T_LPAREN);
    bool with_names = named_parameters(p);
    while (now(p) != T_RPAREN) {
        PUT(made, F_NOTHING, parameter(p, with_names));
        if (now(p) != T_COMMA) break;
        take(p, made, F_NOTHING, T_COMMA);
    }
    take(p, made, F_NOTHING, T_RPAREN);
    return made;
}

/* ---- Expressions ---- */

static int32_t string(P *p) {
    Token token = p->now.token;
    bool raw = token.kind == T_RAW;
    uint16_t quote = p->tokens[raw ? T_BACKQUOTE : T_QUOTE];
    int32_t made = node(p, raw ? N_raw_string_literal : N_interpreted_string_literal);
    uint32_t at = token.start + 1, end = token.end - 1;
    add(p, made, F_NOTHING, leaf(p, quote, token.start, at));
    if (raw) {
        add(p, made, F_NOTHING, leaf(p, p->nodes[N_raw_string_literal_content], at, end));
    }
    while (!raw && at < end) {
        uint32_t start = at;
        if (p->text[at] == '\\') {
            at += escape(p, at);
            add(p, made, F_NOTHING, leaf(p, p->nodes[N_escape_sequence], start, at));
        } else {
            while (at < end && p->text[at] != '\\') at++;
            add(p, made, F_NOTHING, leaf(p, p->nodes[N_interpreted_string_literal_content], start, at));
        }
    }
    add(p, made, F_NOTHING, leaf(p, quote, end, token.end));
    next(p);
    return made;
}

static int32_t parenthesized(P *p) {
    int32_t made = node(p, N_parenthesized_expression);
    int level = p->level;
    p->level = 0;
    take(p, made, F_NOTHING, T_LPAREN);
    PUT(made, F_NOTHING, expression(p));
    p->level = level;
    take(p, made, F_NOTHING, T_RPAREN);
    return made;
}

static int32_t function_literal(P *p) {
    int32_t made = function_type(p, N_func_literal);
    int level = p->level;
    check(p, now(p) == T_LBRACE);
    p->level = 0;
    PUT(made, F_body, block(p));
    p->level = level;
    return made;
}

static int32_t literal(P *p, int32_t of) {
    int32_t made = node(p, N_composite_literal);
    add(p, made, F_type, of);
    PUT(made, F_body, literal_value(p));
    return made;
}

static int32_t conversion(P *p, int32_t to) {
    int32_t made = node(p, N_type_conversion_expression);
    int level = p->level;
    p->level = 0;
    add(p, made, F_type, to);
    take(p, made, F_NOTHING, T_LPAREN);
    PUT(made, F_operand, expression(p));
    if (now(p) == T_COMMA) take(p, made, F_NOTHING, T_COMMA);
    p->level = level;
    take(p, made, F_NOTHING, T_RPAREN);
    return made;
}

/* A type in the place of an expression: a literal or a conversion. */
static int32_t typed(P *p) {
    int32_t of = now(p) == T_LBRACK ? array_type(p, true) : type(p);
    if (now(p) == T_LBRACE && !is(p, of, N_channel_type) && !is(p, of, N_interface_type)) return literal(p, of);
    check(p, now(p) == T_LPAREN && !is(p, of, N_implicit_length_array_type));
    return conversion(p, of);
}

static bool begins_type_alone(TokenKind kind) {
    return kind == T_LBRACK || kind == T_MAP || kind == T_CHAN || kind == T_FUNC || kind == T_STRUCT || kind == T_INTERFACE;
}

/* What stands in brackets behind a name, as far as it can be told: types may look like indexes. */
typedef enum { INDEX, ONE_NAME, QUALIFIED_NAME, POINTER, NESTED, TYPES } Bracketed;

static Bracketed bracketed(P *p) {
    Bracketed found = INDEX;
    enter(p);
    LOOKING_AHEAD(p) {
        next(p);
        bool star = now(p) == T_STAR, alone = begins_type_alone(now(p)), dotted = false;
        if (star) next(p);
        if (now(p) == T_NAME && p->now.token.literal == N_identifier) {
            next(p);
            dotted = now(p) == T_DOT;
            if (dotted) next(p);
            if (dotted && now(p) == T_NAME) next(p);
            if (now(p) == T_RBRACK) found = star ? POINTER : dotted ? QUALIFIED_NAME : ONE_NAME;
            if (now(p) == T_LBRACK) {
                Bracketed inner = bracketed(p);
                skip_group(p);
                if (now(p) == T_RBRACK && inner != INDEX) {
                    check(p, inner == ONE_NAME && !star);
                    found = NESTED;
                }
            }
        }
        if (alone) found = TYPES;
        while (found == INDEX && now(p) != T_RBRACK) {
            TokenKind kind = now(p);
            check(p, kind != T_END && kind != T_RPAREN && kind != T_RBRACE);
            if (kind == T_COMMA) found = TYPES;
            if (kind == T_LPAREN || kind == T_LBRACK || kind == T_LBRACE) skip_group(p);
            else next(p);
        }
    }
    p->depth--;
    return found;
}

/* Whether the bracket opens one argument, with or without a comma behind it. */
static bool one_argument(P *p) {
    bool one = false;
    LOOKING_AHEAD(p) {
        next(p);
        one = now(p) != T_RPAREN;
        while (now(p) != T_RPAREN) {
            TokenKind part = now(p);
            check(p, part != T_END && part != T_RBRACE && part != T_RBRACK);
            if (part == T_LPAREN || part == T_LBRACK || part == T_LBRACE) skip_group(p);
            else next(p);
            if (part == T_ELLIPSIS || (part == T_COMMA && now(p) != T_RPAREN)) one = false;
        }
    }
    return one;
}

/* Whether a generic type, or a pointer to one, closes the bracket and is what one value is converted to. */
static bool converts_to_generic(P *p) {
    while (now(p) == T_STAR) next(p);
    if (now(p) != T_NAME) return false;
    next(p);
    if (now(p) == T_DOT) {
        next(p);
        if (now(p) == T_NAME) next(p);
    }
    if (now(p) != T_LBRACK) return false;
    Bracketed with = bracketed(p);
    skip_group(p);
    if (now(p) != T_RPAREN) return false;
    next(p);
    if (now(p) != T_LPAREN || with == INDEX) return false;
    bool one = one_argument(p);
    check(p, (one && with != NESTED) || with == ONE_NAME);
    return one;
}

/* Whether the bracket opens a type in brackets that something is converted to. */
static bool converts(P *p) {
    bool found = false;
    check(p, p->now.comments == NONE);
    LOOKING_AHEAD(p) {
        next(p);
        Reading before = p->now;
        while (now(p) == T_STAR) next(p);
        bool alone = begins_type_alone(now(p));
        p->now = before;
        if (alone) {
            type(p);
            found = now(p) == T_RPAREN;
            next(p);
            found = found && now(p) == T_LPAREN;
        } else {
            found = converts_to_generic(p);
        }
    }
    return found;
}

static int32_t literal_element(P *p) {
    int32_t made = node(p, N_literal_element);
    PUT(made, F_NOTHING, now(p) == T_LBRACE ? literal_value(p) : expression(p));
    return made;
}

static int32_t literal_value(P *p) {
    int32_t made = node(p, N_literal_value);
    int level = p->level;
    p->level = 0;
    enter(p);
    take(p, made, F_NOTHING, T_LBRACE);
    while (now(p) != T_RBRACE) {
        put_comments(p, made);
        int32_t element = literal_element(p);
        if (now(p) == T_COLON) {
            int32_t keyed = node(p, N_keyed_element);
            add(p, keyed, F_key, element);
            take(p, keyed, F_NOTHING, T_COLON);
            PUT(keyed, F_value, literal_element(p));
            element = keyed;
        }
        add(p, made, F_NOTHING, element);
        if (now(p) != T_COMMA) break;
        take(p, made, F_NOTHING, T_COMMA);
    }
    p->depth--;
    p->level = level;
    take(p, made, F_NOTHING, T_RBRACE);
    return made;
}

static int32_t argument(P *p) {
    int32_t made = expression(p);
    if (now(p) == T_ELLIPSIS) {
        int32_t spread = node(p, N_variadic_argument);
        add(p, spread, F_NOTHING, made);
        take(p, spread, F_NOTHING, T_ELLIPSIS);
        made = spread;
    }
    return made;
}

/* The arguments of a call; the first of new and make is a type. */
static int32_t arguments(P *p, bool of_type) {
    int32_t made = node(p, N_argument_list);
    int level = p->level;
    p->level = 0;
    take(p, made, F_NOTHING, T_LPAREN);
    while (now(p) != T_RPAREN) {
        PUT(made, F_NOTHING, of_type ? type(p) : argument(p));
        of_type = false;
        if (now(p) != T_COMMA) break;
        take(p, made, F_NOTHING, T_COMMA);
    }
    p->level = level;
    take(p, made, F_NOTHING, T_RPAREN);
    return made;
}

static int32_t call(P *p, int32_t function, bool of_type) {
    int32_t made = node(p, N_call_expression);
    add(p, made, F_function, function);
    PUT(made, F_arguments, arguments(p, of_type));
    return made;
}

/* An index or a slice. */
static int32_t indexed(P *p, int32_t operand) {
    int32_t made = node(p, N_index_expression);
    int level = p->level;
    p->level = 0;
    add(p, made, F_operand, operand);
    take(p, made, F_NOTHING, T_LBRACK);
    if (now(p) != T_COLON) {
        put_comments(p, made);
        int32_t first = expression(p);
        add(p, made, now(p) == T_COLON ? F_start : F_index, first);
    }
    if (now(p) == T_COLON) {
        p->made[made].symbol = p->nodes[N_slice_expression];
        take(p, made, F_NOTHING, T_COLON);
        if (now(p) != T_RBRACK) PUT(made, F_end, expression(p));
        if (now(p) == T_COLON) {
            take(p, made, F_NOTHING, T_COLON);
            PUT(made, F_capacity, expression(p));
        }
    }
    p->level = level;
    take(p, made, F_NOTHING, T_RBRACK);
    return made;
}

/* A selector or a type assertion; NONE, with nothing read, where it is the .(type) of a switch. */
static int32_t selected(P *p, int32_t operand) {
    TokenKind behind = T_END, second = T_END;
    LOOKING_AHEAD(p) {
        next(p);
        behind = now(p);
        if (behind == T_LPAREN) {
            next(p);
            second = now(p);
        }
    }
    if (second == T_TYPE) return NONE;
    bool assertion = behind == T_LPAREN;
    int32_t made = node(p, assertion ? N_type_assertion_expression : N_selector_expression);
    add(p, made, F_operand, operand);
    take(p, made, F_NOTHING, T_DOT);
    if (assertion) {
        take(p, made, F_NOTHING, T_LPAREN);
        PUT(made, F_type, type(p));
        take(p, made, F_NOTHING, T_RPAREN);
    } else {
        PUT(made, F_field, named(p, N_field_identifier));
    }
    return made;
}

/* Makes a type of a name, or of a name with a package before it, that turned out to be one. */
static bool become_type(P *p, int32_t made) {
    Made *of = &p->made[made];
    if (is(p, made, N_identifier)) {
        of->symbol = p->nodes[N_type_identifier];
        return true;
    }
    if (!is(p, made, N_selector_expression) || !is(p, of->first, N_identifier)) return false;
    of->symbol = p->nodes[N_qualified_type];
    p->made[of->first].symbol = p->nodes[N_package_identifier];
    p->made[of->first].field = p->fields[F_package];
    p->made[of->last].symbol = p->nodes[N_type_identifier];
    p->made[of->last].field = p->fields[F_name];
    return true;
}

/*
 * A generic function or type with its types, called, filled with values or converted to; or an index. The grammar cannot
 * tell all of these apart: f[T](x) is a conversion to it, f[T](x, y) the call of an element, f[p.T](x, y) that of a
 * generic function.
 */
static int32_t indexed_or_generic(P *p, int32_t operand) {
    bool name = is(p, operand, N_identifier)
        || (is(p, operand, N_selector_expression) && is(p, p->made[operand].first, N_identifier));
    bool fills = false, calls = false, one = false;
    Bracketed second = INDEX;
    LOOKING_AHEAD(p) {
        skip_group(p);
        if (now(p) == T_LBRACK) second = bracketed(p);
        fills = now(p) == T_LBRACE && p->level >= 0;
        calls = now(p) == T_LPAREN;
        one = calls && one_argument(p);
    }
    if (!name) return indexed(p, operand);
    Bracketed with = bracketed(p);
    if (!(fills || calls || second != INDEX)) return indexed(p, operand);
    check(p, with != NESTED);
    if (second != INDEX) {
        /* An element's element, or the instance of an instance. */
        check(p, with == INDEX || (with == ONE_NAME && second == ONE_NAME));
        return indexed(p, operand);
    }
    if (with == INDEX || (with == ONE_NAME && calls && !one)) {
        check(p, !fills);
        return indexed(p, operand);
    }
    if (fills || one) {
        int32_t generic = node(p, N_generic_type);
        check(p, become_type(p, operand));
        add(p, generic, F_type, operand);
        PUT(generic, F_type_arguments, type_arguments(p));
        return fills ? literal(p, generic) : conversion(p, generic);
    }
    check(p, with != POINTER);
    int32_t made = node(p, N_call_expression);
    add(p, made, F_function, operand);
    PUT(made, F_type_arguments, type_arguments(p));
    PUT(made, F_arguments, arguments(p, false));
    return made;
}

static int32_t operand(P *p) {
    Token token = p->now.token;
    switch (token.kind) {
        case T_LITERAL:
            next(p);
            return leaf(p, p->nodes[token.literal], token.start, token.end);
        case T_NAME: {
            bool of_type = spells(p, "make") || spells(p, "new");
            int32_t made = named(p, token.literal);
            return of_type && now(p) == T_LPAREN ? call(p, made, true) : made;
        }
        case T_STRING: case T_RAW: return string(p);
        case T_LPAREN: return converts(p) ? conversion(p, type(p)) : parenthesized(p);
        case T_FUNC: return function_literal(p);
        case T_LBRACK: case T_MAP: case T_CHAN: case T_STRUCT: case T_INTERFACE: return typed(p);
        default: give_up(p);
    }
}

static int32_t primary(P *p) {
    int32_t made = operand(p);
    while (true) {
        switch (now(p)) {
            case T_DOT: {
                int32_t longer = selected(p, made);
                if (longer == NONE) return made;
                made = longer;
                break;
            }
            case T_LBRACK: made = indexed_or_generic(p, made); break;
            case T_LPAREN: made = call(p, made, false); break;
            case T_LBRACE:
                if (p->level < 0 || !become_type(p, made)) return made;
                made = literal(p, made);
                break;
            default: return made;
        }
    }
}

static int32_t unary(P *p) {
    switch (now(p)) {
        case T_PLUS: case T_MINUS: case T_NOT: case T_XOR: case T_STAR: case T_AND: case T_ARROW: {
            int32_t made = node(p, N_unary_expression);
            enter(p);
            check(p, now(p) != T_ARROW || ahead(p) != T_CHAN);
            bool star = now(p) == T_STAR;
            take(p, made, F_operator, now(p));
            PUT(made, F_operand, unary(p));
            /* *[]T(x) may be a conversion to a pointer. */
            for (int32_t first = p->made[made].last; star && first != NONE; first = p->made[first].first) {
                check(p, !is(p, first, N_type_conversion_expression));
            }
            p->depth--;
            return made;
        }
        default: return primary(p);
    }
}

static int precedence(TokenKind kind) {
    switch (kind) {
        case T_STAR: case T_SLASH: case T_PERCENT: case T_SHL: case T_SHR: case T_AND: case T_AND_NOT: return 5;
        case T_PLUS: case T_MINUS: case T_OR: case T_XOR: return 4;
        case T_EQ: case T_NE: case T_LT: case T_LE: case T_GT: case T_GE: return 3;
        case T_LAND: return 2;
        case T_LOR: return 1;
        default: return 0;
    }
}

static int32_t binary(P *p, int least) {
    int32_t left = unary(p);
    int binding;
    while ((binding = precedence(now(p))) >= least) {
        int32_t made = node(p, N_binary_expression);
        add(p, made, F_left, left);
        take(p, made, F_operator, now(p));
        PUT(made, F_right, binary(p, binding + 1));
        left = made;
    }
    return left;
}

static int32_t expression(P *p) {
    enter(p);
    int32_t made = binary(p, 1);
    p->depth--;
    return made;
}

static int32_t expression_list_from(P *p, int32_t first) {
    int32_t made = node(p, N_expression_list);
    add(p, made, F_NOTHING, first);
    while (now(p) == T_COMMA) {
        take(p, made, F_NOTHING, T_COMMA);
        PUT(made, F_NOTHING, expression(p));
    }
    return made;
}

static int32_t expression_list(P *p) {
    return expression_list_from(p, expression(p));
}

/* ---- Declarations ---- */

static int32_t type_parameter(P *p) {
    int32_t made = node(p, N_type_parameter_declaration);
    PUT(made, F_name, named(p, N_identifier));
    while (now(p) == T_COMMA) {
        take(p, made, F_NOTHING, T_COMMA);
        PUT(made, F_name, named(p, N_identifier));
    }
    PUT(made, F_type, type_elements(p, N_type_constraint));
    return made;
}

static int32_t type_parameter_list(P *p) {
    int32_t made = node(p, N_type_parameter_list);
    take(p, made, F_NOTHING, T_LBRACK);
    while (true) {
        PUT(made, F_NOTHING, type_parameter(p));
        if (now(p) != T_COMMA) break;
        take(p, made, F_NOTHING, T_COMMA);
        if (now(p) == T_RBRACK) break;
    }
    take(p, made, F_NOTHING, T_RBRACK);
    return made;
}

/* Whether the bracket behind a type's name opens its parameters: two names, or several parted by commas. */
static bool has_type_parameters(P *p) {
    TokenKind first = T_END, second = T_END;
    LOOKING_AHEAD(p) {
        next(p);
        first = now(p);
        next(p);
        second = now(p);
    }
    if (first != T_NAME || second == T_RBRACK || second == T_DOT) return false;
    check(p, second == T_NAME || second == T_COMMA || second == T_INTERFACE || second == T_TILDE);
    return true;
}

static int32_t type_spec(P *p) {
    int32_t made = node(p, N_type_spec);
    PUT(made, F_name, named(p, N_type_identifier));
    if (now(p) == T_LBRACK && has_type_parameters(p)) PUT(made, F_type_parameters, type_parameter_list(p));
    if (now(p) == T_ASSIGN) {
        p->made[made].symbol = p->nodes[N_type_alias];
        take(p, made, F_NOTHING, T_ASSIGN);
    }
    PUT(made, F_type, type(p));
    return made;
}

static int32_t import_spec(P *p) {
    int32_t made = node(p, N_import_spec);
    if (now(p) == T_NAME) {
        int kind = spells(p, "_") ? N_blank_identifier : N_package_identifier;
        PUT(made, F_name, named(p, kind));
    } else if (now(p) == T_DOT) {
        int32_t dot = node(p, N_dot);
        take(p, dot, F_NOTHING, T_DOT);
        add(p, made, F_name, dot);
    }
    check(p, literal_string(now(p)));
    PUT(made, F_path, string(p));
    return made;
}

static int32_t var_spec(P *p) {
    int32_t made = node(p, N_var_spec);
    PUT(made, F_name, named(p, N_identifier));
    while (now(p) == T_COMMA) {
        take(p, made, F_NOTHING, T_COMMA);
        PUT(made, F_name, named(p, N_identifier));
    }
    if (now(p) != T_ASSIGN) PUT(made, F_type, type(p));
    if (now(p) == T_ASSIGN) {
        take(p, made, F_NOTHING, T_ASSIGN);
        PUT(made, F_value, expression_list(p));
    }
    return made;
}

static int32_t const_spec(P *p) {
    int32_t made = node(p, N_const_spec);
    PUT(made, F_name, named(p, N_identifier));
    while (now(p) == T_COMMA) {
        /* The grammar gives the whole list the field, commas included. */
        take(p, made, F_name, T_COMMA);
        PUT(made, F_name, named(p, N_identifier));
    }
    if (begins_simple_type(now(p))) {
        PUT(made, F_type, type(p));
        check(p, now(p) == T_ASSIGN);
    }
    if (now(p) == T_ASSIGN) {
        take(p, made, F_NOTHING, T_ASSIGN);
        PUT(made, F_value, expression_list(p));
    }
    return made;
}

/* One spec, or several in brackets; those of var and import lie in a node of their own. */
static int32_t declaration(P *p, int kind, int32_t (*spec)(P *), int list_kind, bool last_may_end_open) {
    int32_t made = node(p, kind);
    take(p, made, F_NOTHING, now(p));
    if (now(p) != T_LPAREN) {
        PUT(made, F_NOTHING, spec(p));
        return made;
    }
    int32_t list = made;
    if (list_kind != NONE) {
        put_comments(p, made);
        list = node(p, list_kind);
    }
    take(p, list, F_NOTHING, T_LPAREN);
    while (now(p) != T_RPAREN) {
        PUT(list, F_NOTHING, spec(p));
        if (!terminator(p, list)) {
            check(p, last_may_end_open);
            break;
        }
    }
    take(p, list, F_NOTHING, T_RPAREN);
    if (list != made) add(p, made, F_NOTHING, list);
    return made;
}

static int32_t function_declaration(P *p) {
    int32_t made = node(p, N_function_declaration);
    take(p, made, F_NOTHING, T_FUNC);
    if (now(p) == T_LPAREN) {
        p->made[made].symbol = p->nodes[N_method_declaration];
        PUT(made, F_receiver, parameter_list(p));
        PUT(made, F_name, named(p, N_field_identifier));
    } else {
        PUT(made, F_name, named(p, N_identifier));
        if (now(p) == T_LBRACK) PUT(made, F_type_parameters, type_parameter_list(p));
    }
    PUT(made, F_parameters, parameter_list(p));
    result(p, made);
    if (now(p) == T_LBRACE) PUT(made, F_body, block(p));
    return made;
}

/* ---- Statements ---- */

static int32_t statement(P *p);

static bool sets(TokenKind kind) {
    return kind == T_ASSIGN || (kind >= T_STAR_SET && kind <= T_XOR_SET);
}

static int32_t two_sided(P *p, int kind, int32_t left, int operator_field) {
    int32_t made = node(p, kind);
    add(p, made, F_left, left);
    take(p, made, operator_field, now(p));
    PUT(made, F_right, expression_list(p));
    return made;
}

/* A statement without keyword, whose first expression is read; the expression itself where that is all. */
static int32_t simple_statement_from(P *p, int32_t first) {
    TokenKind kind = now(p);
    if (kind == T_COMMA || kind == T_DEFINE || sets(kind)) {
        int32_t left = expression_list_from(p, first);
        kind = now(p);
        check(p, kind == T_DEFINE || sets(kind));
        return kind == T_DEFINE ? two_sided(p, N_short_var_declaration, left, F_NOTHING)
                                : two_sided(p, N_assignment_statement, left, F_operator);
    }
    if (kind == T_ARROW) {
        int32_t made = node(p, N_send_statement);
        add(p, made, F_channel, first);
        take(p, made, F_NOTHING, T_ARROW);
        PUT(made, F_value, expression(p));
        return made;
    }
    if (kind == T_INC || kind == T_DEC) {
        int32_t made = node(p, kind == T_INC ? N_inc_statement : N_dec_statement);
        add(p, made, F_NOTHING, first);
        take(p, made, F_NOTHING, kind);
        return made;
    }
    return first;
}

static int32_t simple_statement(P *p, bool *expression_alone) {
    int32_t first = expression(p);
    int32_t made = simple_statement_from(p, first);
    *expression_alone = made == first;
    return made;
}

static int32_t expression_statement(P *p, int32_t of) {
    int32_t made = node(p, N_expression_statement);
    add(p, made, F_NOTHING, of);
    return made;
}

static int32_t statement_list(P *p) {
    int32_t made = node(p, N_statement_list);
    while (true) {
        PUT(made, F_NOTHING, statement(p));
        if (!terminator(p, made)) break;
        if (now(p) == T_RBRACE || now(p) == T_CASE || now(p) == T_DEFAULT) break;
    }
    return made;
}

static int32_t block(P *p) {
    int32_t made = node(p, N_block);
    enter(p);
    take(p, made, F_NOTHING, T_LBRACE);
    if (now(p) != T_RBRACE) PUT(made, F_NOTHING, statement_list(p));
    p->depth--;
    take(p, made, F_NOTHING, T_RBRACE);
    return made;
}

/* A block behind a header, in which a brace opens a literal again. */
static void body(P *p, int32_t parent, int field) {
    p->level = 0;
    PUT(parent, field, block(p));
}

static int32_t if_statement(P *p) {
    int32_t made = node(p, N_if_statement);
    int level = p->level;
    enter(p);
    take(p, made, F_NOTHING, T_IF);
    p->level = -1;
    put_comments(p, made);
    bool alone;
    int32_t first = simple_statement(p, &alone);
    if (now(p) == T_SEMICOLON) {
        add(p, made, F_initializer, alone ? expression_statement(p, first) : first);
        take(p, made, F_NOTHING, T_SEMICOLON);
        PUT(made, F_condition, expression(p));
    } else {
        check(p, alone);
        add(p, made, F_condition, first);
    }
    body(p, made, F_consequence);
    if (now(p) == T_ELSE) {
        take(p, made, F_NOTHING, T_ELSE);
        check(p, now(p) == T_IF || now(p) == T_LBRACE);
        PUT(made, F_alternative, now(p) == T_IF ? if_statement(p) : block(p));
    }
    p->level = level;
    p->depth--;
    return made;
}

static int32_t range_clause_from(P *p, int32_t left) {
    int32_t made = node(p, N_range_clause);
    if (left != NONE) {
        add(p, made, F_left, left);
        take(p, made, F_NOTHING, now(p));
    }
    take(p, made, F_NOTHING, T_RANGE);
    PUT(made, F_right, expression(p));
    return made;
}

/* What stands behind the first part of a for with three. */
static void for_clause_rest(P *p, int32_t made) {
    bool alone;
    take(p, made, F_NOTHING, T_SEMICOLON);
    if (now(p) != T_SEMICOLON) PUT(made, F_condition, expression(p));
    take(p, made, F_NOTHING, T_SEMICOLON);
    if (now(p) != T_LBRACE) {
        put_comments(p, made);
        int32_t update = simple_statement(p, &alone);
        add(p, made, F_update, alone ? expression_statement(p, update) : update);
    }
}

/* A condition, three parts or a range. */
static int32_t for_header(P *p) {
    if (now(p) == T_RANGE) return range_clause_from(p, NONE);
    if (now(p) == T_SEMICOLON) {
        int32_t made = node(p, N_for_clause);
        for_clause_rest(p, made);
        return made;
    }
    int32_t first = expression(p);
    bool alone = true;
    if (now(p) == T_COMMA || now(p) == T_DEFINE || now(p) == T_ASSIGN) {
        alone = false;
        int32_t left = expression_list_from(p, first);
        TokenKind kind = now(p);
        check(p, kind == T_DEFINE || sets(kind));
        if (ahead(p) == T_RANGE) return range_clause_from(p, left);
        first = kind == T_DEFINE ? two_sided(p, N_short_var_declaration, left, F_NOTHING)
                                 : two_sided(p, N_assignment_statement, left, F_operator);
    } else {
        int32_t simple = simple_statement_from(p, first);
        alone = simple == first;
        first = simple;
    }
    if (now(p) != T_SEMICOLON) {
        check(p, alone);
        return first;
    }
    int32_t made = node(p, N_for_clause);
    add(p, made, F_initializer, alone ? expression_statement(p, first) : first);
    for_clause_rest(p, made);
    return made;
}

static int32_t for_statement(P *p) {
    int32_t made = node(p, N_for_statement);
    int level = p->level;
    take(p, made, F_NOTHING, T_FOR);
    p->level = -1;
    if (now(p) != T_LBRACE) PUT(made, F_NOTHING, for_header(p));
    body(p, made, F_body);
    p->level = level;
    return made;
}

static void case_body(P *p, int32_t made) {
    take(p, made, F_NOTHING, T_COLON);
    if (now(p) != T_CASE && now(p) != T_DEFAULT && now(p) != T_RBRACE) PUT(made, F_NOTHING, statement_list(p));
}

static int32_t expression_case(P *p) {
    int32_t made = node(p, N_expression_case);
    take(p, made, F_NOTHING, T_CASE);
    PUT(made, F_value, expression_list(p));
    case_body(p, made);
    return made;
}

static int32_t type_case(P *p) {
    int32_t made = node(p, N_type_case);
    take(p, made, F_NOTHING, T_CASE);
    PUT(made, F_type, type(p));
    while (now(p) == T_COMMA) {
        /* The grammar gives the whole list the field, commas included. */
        take(p, made, F_type, T_COMMA);
        PUT(made, F_type, type(p));
    }
    case_body(p, made);
    return made;
}

static int32_t communication(P *p) {
    int32_t first = expression(p);
    if (now(p) == T_ARROW) {
        int32_t made = node(p, N_send_statement);
        add(p, made, F_channel, first);
        take(p, made, F_NOTHING, T_ARROW);
        PUT(made, F_value, expression(p));
        return made;
    }
    int32_t made = node(p, N_receive_statement);
    if (now(p) == T_COLON) {
        add(p, made, F_right, first);
        return made;
    }
    add(p, made, F_left, expression_list_from(p, first));
    check(p, now(p) == T_DEFINE || now(p) == T_ASSIGN);
    take(p, made, F_NOTHING, now(p));
    PUT(made, F_right, expression(p));
    return made;
}

static int32_t communication_case(P *p) {
    int32_t made = node(p, N_communication_case);
    take(p, made, F_NOTHING, T_CASE);
    PUT(made, F_communication, communication(p));
    case_body(p, made);
    return made;
}

static int32_t default_case(P *p) {
    int32_t made = node(p, N_default_case);
    take(p, made, F_NOTHING, T_DEFAULT);
    case_body(p, made);
    return made;
}

static void cases(P *p, int32_t made, int32_t (*one)(P *)) {
    p->level = 0;
    enter(p);
    take(p, made, F_NOTHING, T_LBRACE);
    while (now(p) != T_RBRACE) PUT(made, F_NOTHING, now(p) == T_DEFAULT ? default_case(p) : one(p));
    p->depth--;
    take(p, made, F_NOTHING, T_RBRACE);
}

static void type_guard(P *p, int32_t made) {
    p->made[made].symbol = p->nodes[N_type_switch_statement];
    take(p, made, F_NOTHING, T_DOT);
    take(p, made, F_NOTHING, T_LPAREN);
    take(p, made, F_NOTHING, T_TYPE);
    take(p, made, F_NOTHING, T_RPAREN);
}

/* What a switch is about, behind a statement that may precede it; says whether it is about types. */
static bool switch_header(P *p, int32_t made) {
    while (now(p) != T_LBRACE) {
        put_comments(p, made);
        int32_t first = expression(p);
        if (now(p) == T_DOT) {
            add(p, made, F_value, first);
            type_guard(p, made);
            return true;
        }
        bool alone = false;
        if (now(p) == T_DEFINE || now(p) == T_COMMA) {
            int32_t left = expression_list_from(p, first);
            check(p, now(p) == T_DEFINE || now(p) == T_ASSIGN);
            bool defines = now(p) == T_DEFINE;
            check(p, p->now.comments == NONE);
            Reading before = p->now;
            int32_t size = p->size;
            next(p);
            expression(p);
            bool guard = now(p) == T_DOT;
            p->now = before;
            p->size = size;
            if (guard) {
                check(p, defines);
                add(p, made, F_alias, left);
                take(p, made, F_NOTHING, T_DEFINE);
                PUT(made, F_value, expression(p));
                type_guard(p, made);
                return true;
            }
            first = defines ? two_sided(p, N_short_var_declaration, left, F_NOTHING)
                            : two_sided(p, N_assignment_statement, left, F_operator);
        } else {
            int32_t simple = simple_statement_from(p, first);
            alone = simple == first;
            first = simple;
        }
        if (now(p) != T_SEMICOLON) {
            check(p, alone);
            add(p, made, F_value, first);
            return false;
        }
        add(p, made, F_initializer, alone ? expression_statement(p, first) : first);
        take(p, made, F_NOTHING, T_SEMICOLON);
    }
    return false;
}

static int32_t switch_statement(P *p) {
    int32_t made = node(p, N_expression_switch_statement);
    int level = p->level;
    take(p, made, F_NOTHING, T_SWITCH);
    p->level = -1;
    bool types = switch_header(p, made);
    cases(p, made, types ? type_case : expression_case);
    p->level = level;
    return made;
}

static int32_t select_statement(P *p) {
    int32_t made = node(p, N_select_statement);
    int level = p->level;
    take(p, made, F_NOTHING, T_SELECT);
    cases(p, made, communication_case);
    p->level = level;
    return made;
}

static int32_t keyword_alone(P *p, int kind, bool with_label) {
    int32_t made = node(p, kind);
    take(p, made, F_NOTHING, now(p));
    if (with_label && now(p) == T_NAME) PUT(made, F_NOTHING, named(p, N_label_name));
    return made;
}

static int32_t return_statement(P *p) {
    int32_t made = node(p, N_return_statement);
    take(p, made, F_NOTHING, T_RETURN);
    if (now(p) != T_NEWLINE && now(p) != T_SEMICOLON && now(p) != T_RBRACE) PUT(made, F_NOTHING, expression_list(p));
    return made;
}

static int32_t with_expression(P *p, int kind) {
    int32_t made = node(p, kind);
    take(p, made, F_NOTHING, now(p));
    PUT(made, F_NOTHING, expression(p));
    return made;
}

static int32_t labeled_statement(P *p, int32_t label) {
    int32_t made = node(p, N_labeled_statement);
    p->made[label].symbol = p->nodes[N_label_name];
    add(p, made, F_label, label);
    take(p, made, F_NOTHING, T_COLON);
    if (now(p) != T_RBRACE) PUT(made, F_NOTHING, statement(p));
    return made;
}

static int32_t statement_of_expressions(P *p) {
    bool alone;
    int32_t made = simple_statement(p, &alone);
    if (!alone) return made;
    if (now(p) == T_COLON && is(p, made, N_identifier) && p->text[p->made[made].start] != '_') return labeled_statement(p, made);
    return expression_statement(p, made);
}

static int32_t statement_within(P *p) {
    switch (now(p)) {
        case T_CONST: return declaration(p, N_const_declaration, const_spec, NONE, false);
        case T_VAR: return declaration(p, N_var_declaration, var_spec, N_var_spec_list, false);
        case T_TYPE: return declaration(p, N_type_declaration, type_spec, NONE, true);
        case T_RETURN: return return_statement(p);
        case T_GO: return with_expression(p, N_go_statement);
        case T_DEFER: return with_expression(p, N_defer_statement);
        case T_IF: return if_statement(p);
        case T_FOR: return for_statement(p);
        case T_SWITCH: return switch_statement(p);
        case T_SELECT: return select_statement(p);
        case T_FALLTHROUGH: return keyword_alone(p, N_fallthrough_statement, false);
        case T_BREAK: return keyword_alone(p, N_break_statement, true);
        case T_CONTINUE: return keyword_alone(p, N_continue_statement, true);
        case T_GOTO: return keyword_alone(p, N_goto_statement, true);
        case T_LBRACE: return block(p);
        default: return statement_of_expressions(p);
    }
}

static int32_t statement(P *p) {
    enter(p);
    int32_t made = statement_within(p);
    p->depth--;
    return made;
}

/* ---- Files ---- */

static int32_t package_clause(P *p) {
    int32_t made = node(p, N_package_clause);
    take(p, made, F_NOTHING, T_PACKAGE);
    PUT(made, F_NOTHING, named(p, N_package_identifier));
    return made;
}

static int32_t top_level(P *p) {
    switch (now(p)) {
        case T_PACKAGE: return package_clause(p);
        case T_IMPORT: return declaration(p, N_import_declaration, import_spec, N_import_spec_list, true);
        case T_FUNC: return function_declaration(p);
        case T_CONST: case T_VAR: case T_TYPE: return statement(p);
        default: give_up(p);
    }
}

static int32_t source_file(P *p) {
    int32_t made = node(p, N_source_file);
    while (now(p) != T_END) {
        bool may_end_open = now(p) == T_FUNC;
        PUT(made, F_NOTHING, top_level(p));
        check(p, terminator(p, made) || (may_end_open && now(p) == T_END));
    }
    put_comments(p, made);
    check(p, p->made[made].first != NONE);
    p->made[made].end = p->length;
    return made;
}

/* Numbers the nodes in source order, a parent before its children. */
static int32_t lay_out(P *p, Flat *flat, int32_t root, int32_t deepest) {
    int32_t size = 0, parent = NONE, at = root, depth = 0;
    if (!flat_reserve(flat, p->size)) give_up(p);
    while (true) {
        const Made *made = &p->made[at];
        int32_t index = size++;
        flat->symbols[index] = made->symbol;
        flat->fields[index] = made->field;
        flat->starts[index] = made->start;
        flat->ends[index] = made->end;
        flat->parents[index] = parent;
        if (made->first != NONE) {
            /* Until its last descendant is laid out, a node remembers where it was made. */
            flat->afters[index] = at;
            parent = index;
            at = made->first;
            check(p, ++depth <= deepest);
            continue;
        }
        flat->afters[index] = size;
        while (made->next == NONE) {
            if (parent == NONE) return size;
            made = &p->made[flat->afters[parent]];
            flat->afters[parent] = size;
            parent = flat->parents[parent];
            depth--;
        }
        at = made->next;
    }
}

int32_t quick_parse(QuickParser *p, Flat *flat, int32_t deepest) {
    p->text = (const unsigned char *)flat->text;
    p->length = flat->length;
    p->size = 0;
    p->depth = 0;
    p->steps = 0;
    p->level = 0;
    bool marked = p->length >= 3 && memcmp(p->text, "\xEF\xBB\xBF", 3) == 0;
    p->now = (Reading){.at = marked ? 3 : 0, .comments = NONE, .last_comment = NONE};
    int32_t count = 0;
    if (setjmp(p->giving_up) == 0) {
        next(p);
        count = lay_out(p, flat, source_file(p), deepest);
        flat->any_broken = 0;
    }
    if (p->capacity > KEPT_NODES) {
        Made *less = realloc(p->made, sizeof *less * FIRST_NODES);
        if (less) {
            p->made = less;
            p->capacity = FIRST_NODES;
        }
    }
    p->text = NULL;
    return count;
}

static bool learn(P *p, const TSLanguage *go) {
    for (int i = 0; i < SPELLED; i++) {
        p->tokens[i] = ts_language_symbol_for_name(go, token_texts[i], (uint32_t)strlen(token_texts[i]), false);
        if (p->tokens[i] == 0) return false;
    }
    for (int i = KEYWORDS; i < T_QUOTE; i++) {
        uint8_t *alike = p->operators[(unsigned char)token_texts[i][0]];
        alike[strlen((char *)alike)] = (uint8_t)i;
    }
    for (int i = 0; i < NODE_COUNT; i++) {
        p->nodes[i] = ts_language_symbol_for_name(go, node_texts[i], (uint32_t)strlen(node_texts[i]), true);
        if (p->nodes[i] == 0) return false;
    }
    for (int i = 1; i < FIELD_COUNT; i++) {
        p->fields[i] = (uint8_t)ts_language_field_id_for_name(go, field_texts[i], (uint32_t)strlen(field_texts[i]));
        if (p->fields[i] == 0) return false;
    }
    return true;
}

void quick_parser_delete(QuickParser *parser) {
    free(parser->made);
    free(parser);
}

QuickParser *quick_parser_new(const TSLanguage *go) {
    P *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->made = malloc(sizeof *p->made * FIRST_NODES);
    p->capacity = FIRST_NODES;
    if (p->made && learn(p, go)) return p;
    quick_parser_delete(p);
    return NULL;
}
