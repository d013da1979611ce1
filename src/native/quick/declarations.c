/* Declarations. One of the parts of quick_parser.c. */

static void names(P *p, int32_t made, int field_of_commas) {
    PUT(made, F_name, named(p, N_identifier));
    while (now(p) == T_COMMA) {
        take(p, made, field_of_commas, T_COMMA);
        PUT(made, F_name, named(p, N_identifier));
    }
}

static int32_t type_parameter(P *p) {
    int32_t made = node(p, N_type_parameter_declaration);
    names(p, made, F_NOTHING);
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

static void values(P *p, int32_t made) {
    if (now(p) == T_ASSIGN) {
        take(p, made, F_NOTHING, T_ASSIGN);
        PUT(made, F_value, expression_list(p));
    }
}

static int32_t var_spec(P *p) {
    int32_t made = node(p, N_var_spec);
    names(p, made, F_NOTHING);
    if (now(p) != T_ASSIGN) PUT(made, F_type, type(p));
    values(p, made);
    return made;
}

static int32_t const_spec(P *p) {
    int32_t made = node(p, N_const_spec);
    /* The grammar gives the whole list the field, commas included. */
    names(p, made, F_name);
    if (begins_simple_type(now(p))) {
        PUT(made, F_type, type(p));
        check(p, now(p) == T_ASSIGN);
    }
    values(p, made);
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
