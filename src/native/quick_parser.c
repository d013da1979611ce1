/*
 * A parser of Go by recursive descent, some twenty times as fast as tree-sitter, which makes the very trees that tree-sitter
 * makes of files without mistakes. Whatever is unusual, ambiguous or wrong it leaves to tree-sitter: it gives up, and the
 * whole file is parsed the slow way. QuickParserTest compares the two.
 *
 * Comments lie in the smallest node that holds the token before and the token after them. So they wait, once read, until
 * the next token is put into a node, and every child is put by a macro that puts them before it.
 */
#include "quick_parser.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/* One unit, as tree-sitter's lib.c is, so that the compiler sees all of it. */
#include "quick/grammar.c"

#include "quick/nodes.c"
#include "quick/tokens.c"
#include "quick/types.c"
#include "quick/generics.c"
#include "quick/expressions.c"
#include "quick/declarations.c"
#include "quick/statements.c"

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
