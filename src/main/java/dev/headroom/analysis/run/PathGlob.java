package dev.headroom.analysis.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern of paths: {@code *} and {@code ?} stay within one folder, {@code **} crosses them, and a folder stands for all
 * below it. Matching takes time in proportion to glob and path, whoever wrote them.
 */
public final class PathGlob {
    private static final String ANY_FOLDERS = "**/";
    private static final String ANYTHING = "**";
    private static final String ANY_NAME = "*";

    private final List<String> tokens = new ArrayList<>();

    public PathGlob(String glob) {
        String rest = glob.replaceFirst("^\\./", "").replaceFirst("/+$", "");
        while (!rest.isEmpty()) {
            String token = rest.startsWith(ANY_FOLDERS)
                    ? ANY_FOLDERS
                    : rest.startsWith(ANYTHING) ? ANYTHING : rest.substring(0, 1);
            tokens.add(token);
            rest = rest.substring(token.length());
        }
    }

    @Override
    public String toString() {
        return String.join("", tokens);
    }

    /** Whether a path is one of those meant. */
    public boolean matches(String path) {
        BitSet states = new BitSet();
        states.set(0);
        skipEmpty(states, true);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/' && states.get(tokens.size())) {
                return true;
            }
            BitSet next = new BitSet();
            for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
                step(state, c, next);
            }
            skipEmpty(next, c == '/');
            states = next;
        }
        return states.get(tokens.size());
    }

    private void step(int state, char c, BitSet next) {
        if (state == tokens.size()) {
            return;
        }
        switch (tokens.get(state)) {
            case ANY_FOLDERS, ANYTHING -> next.set(state);
            case ANY_NAME -> next.set(state, c != '/' || next.get(state));
            case "?" -> next.set(state + 1, c != '/' || next.get(state + 1));
            default -> next.set(state + 1, tokens.get(state).charAt(0) == c || next.get(state + 1));
        }
    }

    /** Stars may stand for nothing, those of folders only where a folder's name may begin. */
    private void skipEmpty(BitSet states, boolean atName) {
        for (int state = states.nextSetBit(0);
                state >= 0 && state < tokens.size();
                state = states.nextSetBit(state + 1)) {
            String token = tokens.get(state);
            if (token.equals(ANYTHING) || token.equals(ANY_NAME) || (token.equals(ANY_FOLDERS) && atName)) {
                states.set(state + 1);
            }
        }
    }
}
