/* What the walk through tree-sitter's trees and the quick parser share. */
#ifndef HEADROOM_FLAT_H
#define HEADROOM_FLAT_H

#include <stdbool.h>
#include <stdint.h>
#include <tree_sitter/api.h>

enum { NONE = -1 };

typedef struct QuickParser QuickParser;

/* Java reads the arrays by their place in here: see FlatTreeParser. */
typedef struct {
    uint16_t *symbols;
    uint8_t *fields;
    uint32_t *starts;
    uint32_t *ends;
    int32_t *parents;
    int32_t *afters;
    uint8_t *broken; /* one for what is, or lies in, an ERROR or a missing token */
    int32_t any_broken;
    int32_t capacity;
    TSParser *parser;
    QuickParser *quick; /* NULL where tree-sitter parses every file */
    bool *named;
    const char *text;
    uint32_t length;
    int64_t deadline;
} Flat;

/* Makes room for so many nodes, or says that there is none. */
bool flat_reserve(Flat *flat, int32_t size);

/* NULL where there is no memory, or the grammar is another than the one that the quick parser knows. */
QuickParser *quick_parser_new(const TSLanguage *go);

void quick_parser_delete(QuickParser *parser);

/* Fills the arrays and returns how many nodes there are; 0 where it leaves the file to tree-sitter. */
int32_t quick_parse(QuickParser *parser, Flat *flat, int32_t deepest);

#endif
