/* The parser of usual Go, see quick_parser.c. */
#ifndef HEADROOM_QUICK_PARSER_H
#define HEADROOM_QUICK_PARSER_H

#include "flat.h"

/* NULL where there is no memory, or the grammar is another than the one that the quick parser knows. */
QuickParser *quick_parser_new(const TSLanguage *go);

void quick_parser_delete(QuickParser *parser);

/* Fills the arrays and returns how many nodes there are; 0 where it leaves the file to tree-sitter. */
int32_t quick_parse(QuickParser *parser, Flat *flat, int32_t deepest);

#endif
