package dev.headroom.analysis.check.redis;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.OptionField;
import dev.headroom.analysis.check.TextMention;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Literals;
import java.util.Optional;
import java.util.Set;

/** What the checks of go-redis have in common: how its clients and their options are made. */
final class RedisClients {
    private static final Set<String> CONSTRUCTORS = Set.of(
            "NewClient",
            "NewClusterClient",
            "NewFailoverClient",
            "NewFailoverClusterClient",
            "NewUniversalClient",
            "NewRing");
    private static final Set<String> URL_PARSERS = Set.of("ParseURL", "ParseClusterURL", "ParseFailoverURL");

    private final Program program;

    RedisClients(Program program) {
        this.program = program;
    }

    boolean constructs(Node call) {
        return program.types().callee(call) instanceof Callee.Outside outside
                && outside.receiver().isEmpty()
                && outside.packagePath().equals(KnownLibraries.REDIS)
                && CONSTRUCTORS.contains(outside.name());
    }

    private boolean parsesUrl(Node call) {
        return program.types().callee(call) instanceof Callee.Outside outside
                && outside.packagePath().equals(KnownLibraries.REDIS)
                && URL_PARSERS.contains(outside.name());
    }

    /** What options hold that a call reads from a URL, which has a setting if it says its name. */
    OptionField.State set(TextMention url, Node maker) {
        if (!parsesUrl(maker)) {
            return OptionField.State.UNKNOWN;
        }
        return Code.argument(maker, 0)
                .map(text -> switch (url.in(text)) {
                    case SAID -> OptionField.State.SET;
                    // As with connection strings of databases: a URL from outside is not where a team keeps such a
                    // decision.
                    case NOT_SAID, NOT_IN_PROGRAM -> OptionField.State.UNSET;
                    case UNKNOWN -> OptionField.State.UNKNOWN;
                })
                .orElse(OptionField.State.UNKNOWN);
    }

    /** Whether a call is a method of a client, a pipeline or an interface of go-redis. */
    boolean command(Node call) {
        return program.types().callee(call) instanceof Callee.Outside outside
                && outside.packagePath().equals(KnownLibraries.REDIS)
                && !outside.receiver().isEmpty();
    }

    /** The one literal that makes the options, where it lacks a field. */
    Optional<Node> literal(Node options, String lacking) {
        Set<Node> makers = program.flow().originsOf(options).makers();
        return makers.stream()
                .filter(maker -> makers.size() == 1)
                .filter(maker -> maker.kind().equals("composite_literal")
                        && Literals.field(maker, lacking).isEmpty())
                .findFirst();
    }

    /** Whether a file imports the ninth version or a later one, which no longer heeds deadlines unasked. */
    static boolean ninth(GoFile file) {
        return file.importPaths().stream()
                .anyMatch(path -> path.startsWith(KnownLibraries.REDIS + "/v")
                        || path.startsWith("github.com/go-redis/redis/v9"));
    }
}
