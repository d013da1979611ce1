package dev.headroom.golang.attributes;

/** A pattern of one name: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, and a backslash ahead of a plain character. */
record NamePattern(String pattern) {

    boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = in;
            } else if (at < pattern.length() && one(at, name.charAt(in))) {
                at = next(at);
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Whether what begins in the pattern at an offset stands for the character. */
    private boolean one(int at, char c) {
        return switch (pattern.charAt(at)) {
            case '?' -> true;
            case '\\' -> at + 1 < pattern.length() && pattern.charAt(at + 1) == c;
            case '[' -> close(at) > 0 ? inClass(at + 1, close(at), c) : c == '[';
            default -> pattern.charAt(at) == c;
        };
    }

    private int next(int at) {
        return switch (pattern.charAt(at)) {
            case '\\' -> Math.min(at + 2, pattern.length());
            case '[' -> close(at) > 0 ? close(at) + 1 : at + 1;
            default -> at + 1;
        };
    }

    /** Where the class ends that begins at an offset; a bracket directly behind its beginning is part of it. */
    private int close(int at) {
        int first = at + 1;
        if (first < pattern.length() && negates(pattern.charAt(first))) {
            first++;
        }
        return pattern.indexOf(']', first + 1);
    }

    private static boolean negates(char c) {
        return c == '!' || c == '^';
    }

    private boolean inClass(int from, int to, char c) {
        boolean negative = negates(pattern.charAt(from));
        boolean found = false;
        int at = negative ? from + 1 : from;
        while (at < to) {
            boolean range = at + 2 < to && pattern.charAt(at + 1) == '-';
            char last = pattern.charAt(range ? at + 2 : at);
            found |= pattern.charAt(at) <= c && c <= last;
            at += range ? 3 : 1;
        }
        return found != negative;
    }
}
