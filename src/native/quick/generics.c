/* Tells types in brackets from indexes and values, as far as it can be told without knowing what names mean. One of the parts of quick_parser.c. */

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
