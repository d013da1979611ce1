package dev.headroom.golang.attributes;

import java.util.Map;
import java.util.Optional;

/**
 * A line of {@code .gitattributes}.
 *
 * @param values by attribute; empty where the line takes back what was said before
 */
record AttributeLine(PathPattern pattern, Map<String, Optional<Boolean>> values) {}
