/*
 * Compares the quick parser with tree-sitter on files that are damaged by chance: what the quick parser makes a tree of must
 * be tree-sitter's, node for node. Built by build.sh with the sanitizers of addresses and of undefined behaviour, and run by
 * .ci/fuzz-native: fuzz SECONDS SEED < NAMES-OF-GO-FILES. Ends with 1 after it has written a file that shows a difference.
 */
#include "quick_parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LARGEST = 6000, ROOM = 4096, MOST_FILES = 200000, DEEPEST = 1000, TRIALS_A_FILE = 40 };

static const int64_t PATIENCE_NANOS = 10000000000;

Flat *headroom_parser_new(void);
int32_t headroom_parse(Flat *flat, const char *text, uint32_t length, int64_t budget_nanos, int32_t deepest);
void headroom_parser_delete(Flat *flat);

static const char *const bits[] = {
    "(", ")", "[", "]", "{", "}", ",", ";", "\n", ":", ".", "...", "*", "<-", "x", "1", "func", "//", "/*", "*/", "[T]", "\"", "`",
    "'", "\\", "\xff", "if ", "for ", "switch ", "case ", "select ", "type ", "struct{", "interface{", "map[", "chan ", "go ",
    "defer ", "return ", "range ", ":=", "=", "iota", "nil", "0x", "08", "1e", "1_", "'\\x", "\"\\u", "~", "|", "&^", "~int",
    "goto L;", "L:", "\r\n", "\t", "\xef\xbb\xbf", "else ", "fallthrough\n", "const ", "var ", "import ", "package ", "T{}",
    "(T{})", "func()", "func(a, b int)", "[...]", "[]", "x.(type)", "x.(T)", "a, b", "!", "-", "++", "--", "<<", "=="};

static uint64_t state;

/* An xorshift generator: the same numbers for the same seed on every machine. */
static size_t chance(size_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return below ? (size_t)(state % below) : 0;
}

typedef struct {
    char text[LARGEST + ROOM];
    size_t length;
} File;

static bool read_file(const char *name, File *file) {
    FILE *stream = fopen(name, "rb");
    if (!stream) return false;
    file->length = fread(file->text, 1, LARGEST + 1, stream);
    fclose(stream);
    return file->length > 0 && file->length <= LARGEST;
}

static void insert(File *file, size_t at, const char *text, size_t length) {
    if (file->length + length > sizeof file->text) return;
    memmove(file->text + at + length, file->text + at, file->length - at);
    memcpy(file->text + at, text, length);
    file->length += length;
}

static void damage(File *file) {
    size_t at = chance(file->length), rest = file->length - at, some = 1 + chance(20);
    char copy[200];
    switch (chance(6)) {
    case 0:
        if (rest) file->text[at] = (char)chance(256);
        break;
    case 1:
    case 2: {
        const char *bit = bits[chance(sizeof bits / sizeof *bits)];
        insert(file, at, bit, strlen(bit));
        break;
    }
    case 3:
        if (some > rest) some = rest;
        memmove(file->text + at, file->text + at + some, rest - some);
        file->length -= some;
        break;
    case 4: {
        size_t from = chance(file->length), length = 1 + chance(sizeof copy);
        if (length > file->length - from) length = file->length - from;
        memcpy(copy, file->text + from, length);
        insert(file, at, copy, length);
        break;
    }
    default:
        if (chance(8) == 0) file->length = at;
    }
}

static bool same(const Flat *quick, const Flat *slow, int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        if (quick->symbols[i] != slow->symbols[i] || quick->fields[i] != slow->fields[i] || quick->starts[i] != slow->starts[i]
            || quick->ends[i] != slow->ends[i] || quick->parents[i] != slow->parents[i] || quick->afters[i] != slow->afters[i]) {
            return false;
        }
    }
    return true;
}

/* 1 where the quick parser made a tree, 0 where it gave up, -1 where the tree is another than tree-sitter's. */
static int compare(Flat *quick, Flat *slow, const File *file) {
    /* As long as the text and no longer, so that the sanitizer sees what reads beyond it. */
    char *text = malloc(file->length ? file->length : 1);
    if (!text) abort();
    memcpy(text, file->text, file->length);
    quick->text = text;
    quick->length = (uint32_t)file->length;
    int32_t size = quick_parse(quick->quick, quick, DEEPEST);
    int result = 0;
    if (size > 0) {
        int32_t expected = headroom_parse(slow, text, (uint32_t)file->length, PATIENCE_NANOS, DEEPEST);
        /* A label before a label that stands at the end of a block is Go, which tree-sitter takes for a mistake. */
        result = slow->any_broken ? 1 : size == expected && same(quick, slow, size) ? 1 : -1;
    }
    free(text);
    return result;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    time_t end = time(NULL) + atoi(arguments[1]);
    state = 88172645463325252u ^ (strtoull(arguments[2], NULL, 10) * 0x9E3779B97F4A7C15u);
    char **names = calloc(MOST_FILES, sizeof *names);
    char name[4096];
    size_t known = 0;
    while (names && known < MOST_FILES && fgets(name, sizeof name, stdin)) {
        name[strcspn(name, "\n")] = 0;
        names[known++] = strdup(name);
    }
    Flat *quick = headroom_parser_new(), *slow = headroom_parser_new();
    if (!names || known == 0 || !quick || !slow || !quick->quick) return 2;
    quick_parser_delete(slow->quick);
    slow->quick = NULL;
    long trials = 0, trees = 0;
    static File whole, damaged;
    int result = 0;
    while (result >= 0 && time(NULL) < end) {
        if (!read_file(names[chance(known)], &whole)) continue;
        for (int trial = 0; result >= 0 && trial < TRIALS_A_FILE; trial++) {
            damaged = whole;
            for (size_t edits = trial == 0 ? 0 : 1 + chance(chance(4) == 0 ? 8 : 2); edits > 0; edits--) damage(&damaged);
            result = compare(quick, slow, &damaged);
            trials++;
            trees += result > 0;
        }
    }
    if (result < 0) {
        FILE *found = fopen("quick-parser-differs.go", "wb");
        if (found) {
            fwrite(damaged.text, 1, damaged.length, found);
            fclose(found);
        }
        fprintf(stderr, "The quick parser makes another tree than tree-sitter of quick-parser-differs.go.\n");
    }
    printf("%ld files, of %ld the quick parser made the tree\n", trials, trees);
    for (size_t i = 0; i < known; i++) free(names[i]);
    free(names);
    headroom_parser_delete(quick);
    headroom_parser_delete(slow);
    return result < 0 ? 1 : 0;
}
