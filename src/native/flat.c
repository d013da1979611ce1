/* The arrays of a tree. */
#include "flat.h"

#include <limits.h>
#include <stdlib.h>

static bool resize(void **array, size_t size, int32_t capacity) {
    void *resized = realloc(*array, size * (size_t)capacity);
    if (resized) *array = resized;
    return resized != NULL;
}

bool flat_resize(Flat *flat, int32_t capacity) {
    bool done = resize((void **)&flat->symbols, sizeof *flat->symbols, capacity)
        && resize((void **)&flat->fields, sizeof *flat->fields, capacity)
        && resize((void **)&flat->starts, sizeof *flat->starts, capacity)
        && resize((void **)&flat->ends, sizeof *flat->ends, capacity)
        && resize((void **)&flat->parents, sizeof *flat->parents, capacity)
        && resize((void **)&flat->afters, sizeof *flat->afters, capacity)
        && resize((void **)&flat->broken, sizeof *flat->broken, capacity);
    if (done || capacity < flat->capacity) flat->capacity = capacity;
    return done;
}

bool flat_reserve(Flat *flat, int32_t size) {
    int32_t capacity = flat->capacity;
    while (capacity < size && capacity <= INT_MAX / 2) capacity *= 2;
    return capacity >= size && (capacity == flat->capacity || flat_resize(flat, capacity));
}

void flat_release(Flat *flat) {
    free(flat->symbols);
    free(flat->fields);
    free(flat->starts);
    free(flat->ends);
    free(flat->parents);
    free(flat->afters);
    free(flat->broken);
}
