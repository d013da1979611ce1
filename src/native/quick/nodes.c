/* The tree while it is made: nodes linked to their children and siblings. One of the parts of quick_parser.c. */

static int32_t node(P *p, int kind) {
    if (p->size == p->capacity) {
        if (p->capacity > INT32_MAX / 2) give_up(p);
        Made *more = realloc(p->made, sizeof *more * (size_t)p->capacity * 2);
        if (!more) give_up(p);
        p->made = more;
        p->capacity *= 2;
    }
    p->made[p->size] = (Made){.first = NONE, .last = NONE, .next = NONE, .symbol = p->nodes[kind]};
    return p->size++;
}

static void check(P *p, bool usual) {
    if (!usual) give_up(p);
}

static int32_t leaf(P *p, uint16_t symbol, uint32_t start, uint32_t end) {
    int32_t made = node(p, 0);
    p->made[made].symbol = symbol;
    p->made[made].start = start;
    p->made[made].end = end;
    return made;
}

static void add(P *p, int32_t parent, int field, int32_t child) {
    Made *to = &p->made[parent];
    if (to->first == NONE) {
        to->first = child;
        to->start = p->made[child].start;
    } else {
        p->made[to->last].next = child;
    }
    to->last = child;
    to->end = p->made[child].end;
    p->made[child].field = p->fields[field];
}

static void put_comments(P *p, int32_t parent) {
    int32_t comment = p->now.comments, last = p->now.last_comment;
    while (comment != NONE) {
        /* Behind the last may follow one that was read to look ahead. */
        int32_t next = comment == last ? NONE : p->made[comment].next;
        p->made[comment].next = NONE;
        add(p, parent, F_NOTHING, comment);
        comment = next;
    }
    p->now.comments = p->now.last_comment = NONE;
}

/* Parses a child and adds it. The comments before it are the parent's: they must be put before the child takes a token. */
#define PUT(parent, field, parsed) (put_comments(p, parent), add(p, parent, field, (parsed)))

static bool is(P *p, int32_t made, int kind) {
    return p->made[made].symbol == p->nodes[kind];
}
