/* Types and parameters. One of the parts of quick_parser.c. */

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
