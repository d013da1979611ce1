/* Reads tokens and the comments before them, and looks ahead. One of the parts of quick_parser.c. */

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
