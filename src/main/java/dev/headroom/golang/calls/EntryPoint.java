package dev.headroom.golang.calls;

/** Why a function is run by something other than a call within the program. */
public enum EntryPoint {
    MAIN("the program starts here"),
    INIT("runs before main"),
    COMMAND("a command of the command line"),
    HANDLER("handles requests"),
    SERVER_METHOD("implements a server interface"),
    CONSUMER("handles messages"),
    GOROUTINE("runs in a goroutine of its own");

    private final String why;

    EntryPoint(String why) {
        this.why = why;
    }

    /** Whether it runs for each request or message. */
    public boolean perRequest() {
        return servesRequests() || this == CONSUMER;
    }

    /** Whether a client waits for what it answers. */
    public boolean servesRequests() {
        return this == HANDLER || this == SERVER_METHOD;
    }

    /** The end of a sentence: "… handles requests". */
    public String why() {
        return why;
    }
}
