/* Statements. One of the parts of quick_parser.c. */

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

static int32_t case_of(P *p, int kind, int field, int32_t (*what)(P *)) {
    int32_t made = node(p, kind);
    take(p, made, F_NOTHING, T_CASE);
    PUT(made, field, what(p));
    case_body(p, made);
    return made;
}

static int32_t expression_case(P *p) {
    return case_of(p, N_expression_case, F_value, expression_list);
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
    return case_of(p, N_communication_case, F_communication, communication);
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
