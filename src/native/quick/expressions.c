/* Expressions. One of the parts of quick_parser.c. */

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
