package dev.headroom.app.settings;

import java.util.List;

/** Settings that the server cannot start with; each problem is one sentence that names the setting and holds no secret. */
public final class WrongSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public WrongSettings(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
