/* A tree in arrays, which the walk through tree-sitter's trees and the quick parser fill. */
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

/* Makes the arrays longer or shorter. Where one could not grow, all count as long as the shortest is known to be. */
bool flat_resize(Flat *flat, int32_t capacity);

/* Makes room for so many nodes, or says that there is none. */
bool flat_reserve(Flat *flat, int32_t size);

/* Gives the arrays back. */
void flat_release(Flat *flat);

#endif
