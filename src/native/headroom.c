/*
 * Parses Go with tree-sitter and copies the tree into arrays, in one call: asking for node after node through Java's
 * foreign-function interface costs as much as the parse itself. Compiled together with tree-sitter by build.sh.
 */
#define _GNU_SOURCE
#include "flat.h"
#include "quick_parser.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

const TSLanguage *tree_sitter_go(void);

#define EXPORT __attribute__((visibility("default")))

enum { OUT_OF_TIME = -1, OUT_OF_MEMORY = -2, TOO_DEEP = -3 };
enum { FIRST_CAPACITY = 1 << 14, KEPT_CAPACITY = 1 << 20 };

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static const char *read_text(void *payload, uint32_t byte, TSPoint position, uint32_t *bytes_read) {
    (void)position;
    const Flat *flat = payload;
    if (byte >= flat->length) {
        *bytes_read = 0;
        return "";
    }
    *bytes_read = flat->length - byte;
    return flat->text + byte;
}

static bool out_of_time(TSParseState *state) {
    const Flat *flat = state->payload;
    return now() > flat->deadline;
}

EXPORT void headroom_parser_delete(Flat *flat) {
    if (flat->parser) ts_parser_delete(flat->parser);
    if (flat->quick) quick_parser_delete(flat->quick);
    flat_release(flat);
    free(flat->named);
    free(flat);
}

/* NULL where there is no memory, or the grammar and the library do not fit. */
EXPORT Flat *headroom_parser_new(void) {
    const TSLanguage *go = tree_sitter_go();
    Flat *flat = calloc(1, sizeof *flat);
    if (!flat) return NULL;
    uint32_t symbols = ts_language_symbol_count(go);
    flat->parser = ts_parser_new();
    flat->named = calloc(symbols, sizeof *flat->named);
    if (!flat->parser || !flat->named || !ts_parser_set_language(flat->parser, go) || !flat_resize(flat, FIRST_CAPACITY)) {
        headroom_parser_delete(flat);
        return NULL;
    }
    for (uint32_t symbol = 0; symbol < symbols; symbol++) {
        flat->named[symbol] = ts_language_symbol_type(go, (TSSymbol)symbol) == TSSymbolTypeRegular;
    }
    /* Without it everything is parsed the slow way. */
    flat->quick = quick_parser_new(go);
    return flat;
}

/* Numbers the nodes in source order, a parent before its children; without recursion, as files can be deep. */
static int32_t flatten(Flat *flat, TSTreeCursor *cursor, bool damaged, int32_t deepest) {
    int32_t size = 0, parent = NONE, depth = 0;
    while (true) {
        if (size == flat->capacity && !flat_reserve(flat, size + 1)) return OUT_OF_MEMORY;
        int32_t index = size++;
        TSNode node = ts_tree_cursor_current_node(cursor);
        TSSymbol symbol = ts_node_symbol(node);
        bool error = symbol == (TSSymbol)-1;
        flat->symbols[index] = symbol;
        flat->fields[index] = (uint8_t)ts_tree_cursor_current_field_id(cursor);
        flat->starts[index] = ts_node_start_byte(node);
        flat->ends[index] = ts_node_end_byte(node);
        flat->parents[index] = parent;
        if (damaged) {
            flat->broken[index] = error || ts_node_is_missing(node) || (parent != NONE && flat->broken[parent]);
        }
        if ((error || flat->named[symbol]) && ts_tree_cursor_goto_first_child(cursor)) {
            if (++depth > deepest) return TOO_DEEP;
            parent = index;
            continue;
        }
        flat->afters[index] = size;
        while (!ts_tree_cursor_goto_next_sibling(cursor)) {
            if (parent == NONE) return size;
            ts_tree_cursor_goto_parent(cursor);
            flat->afters[parent] = size;
            parent = flat->parents[parent];
            depth--;
        }
    }
}

/*
 * Parses one file into the arrays. Returns how many nodes there are, or why there are none. The text is not kept; the
 * arrays are good until the next call.
 */
EXPORT int32_t headroom_parse(Flat *flat, const char *text, uint32_t length, int64_t budget_nanos, int32_t deepest) {
    flat->text = text;
    flat->length = length;
    flat->deadline = now() + budget_nanos;
    if (flat->capacity > KEPT_CAPACITY) flat_resize(flat, FIRST_CAPACITY);
    /* Too quick to be asked for the time: 4 MB, the largest file there may be, take it 40 ms. */
    int32_t quickly = flat->quick ? quick_parse(flat->quick, flat, deepest) : 0;
    if (quickly > 0) {
        flat->text = NULL;
        return quickly;
    }
    TSInput input = {.payload = flat, .read = read_text, .encoding = TSInputEncodingUTF8};
    TSParseOptions options = {.payload = flat, .progress_callback = out_of_time};
    TSTree *tree = ts_parser_parse_with_options(flat->parser, NULL, input, options);
    flat->text = NULL;
    if (!tree) {
        ts_parser_reset(flat->parser);
        return OUT_OF_TIME;
    }
    TSNode root = ts_tree_root_node(tree);
    flat->any_broken = ts_node_has_error(root);
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    int32_t count = flatten(flat, &cursor, flat->any_broken, deepest);
    ts_tree_cursor_delete(&cursor);
    ts_tree_delete(tree);
    return count;
}

/* The grammar's names, one a line, a named symbol's behind a '+', another's behind a '-', a field's behind a '.'. */
EXPORT int32_t headroom_grammar(char *out, int32_t capacity) {
    const TSLanguage *go = tree_sitter_go();
    int32_t used = 0;
    uint32_t symbols = ts_language_symbol_count(go), fields = ts_language_field_count(go);
    for (uint32_t i = 0; i < symbols + fields; i++) {
        bool field = i >= symbols;
        const char *name = field ? ts_language_field_name_for_id(go, (TSFieldId)(i - symbols + 1))
                                 : ts_language_symbol_name(go, (TSSymbol)i);
        int32_t length = (int32_t)strlen(name);
        if (used + length + 2 > capacity) return OUT_OF_MEMORY;
        out[used++] = field ? '.' : ts_language_symbol_type(go, (TSSymbol)i) == TSSymbolTypeRegular ? '+' : '-';
        memcpy(out + used, name, (size_t)length);
        used += length;
        out[used++] = '\n';
    }
    return used;
}
