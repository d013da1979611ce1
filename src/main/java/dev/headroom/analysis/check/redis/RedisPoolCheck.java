package dev.headroom.analysis.check.redis;

import dev.headroom.analysis.Check;
import dev.headroom.analysis.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.OptionField;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.analysis.check.TextMention;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Literals;
import java.util.Optional;
import java.util.Set;

/** A check that go-redis clients are given a pool size, and given it before they are made. */
public final class RedisPoolCheck implements Check {
    private static final String REDIS = "github.com/redis/go-redis";
    private static final Set<String> CONSTRUCTORS = Set.of(
            "NewClient",
            "NewClusterClient",
            "NewFailoverClient",
            "NewFailoverClusterClient",
            "NewUniversalClient",
            "NewRing");
    private static final Set<String> URL_PARSERS = Set.of("ParseURL", "ParseClusterURL", "ParseFailoverURL");

    @Override
    public String name() {
        return "redis-pool";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of("PoolSize", "pool_size");
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (!program.importsAny(Set.of(REDIS))) {
            return;
        }
        TextMention url = new TextMention(program, "pool_size");
        OptionField poolSize = new OptionField(program, "PoolSize", maker -> parsed(program, url, maker));
        for (GoFile file : program.files()) {
            if (!context.reportable(file) || TestSupport.servesTests(file)) {
                continue;
            }
            for (Node node : file.root().descendants()) {
                if (node.kind().equals("call_expression") && !node.broken() && constructs(program, node)) {
                    judge(context, poolSize, node);
                }
            }
        }
    }

    private static boolean constructs(Program program, Node call) {
        return program.types().callee(call) instanceof Callee.Outside outside
                && outside.receiver().isEmpty()
                && outside.packagePath().equals(REDIS)
                && CONSTRUCTORS.contains(outside.name());
    }

    /** Options that go-redis reads from a URL hold a pool size if the URL does. */
    private static OptionField.State parsed(Program program, TextMention url, Node maker) {
        boolean parser = program.types().callee(maker) instanceof Callee.Outside outside
                && outside.packagePath().equals(REDIS)
                && URL_PARSERS.contains(outside.name());
        if (!parser) {
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

    private static void judge(CheckContext context, OptionField poolSize, Node constructor) {
        Optional<Node> options = Code.argument(constructor, 0);
        if (options.isEmpty()) {
            return;
        }
        switch (poolSize.judge(options.get(), constructor)) {
            case SET -> context.clean(constructor);
            case UNKNOWN -> context.undecided(constructor, "the options come from outside of the service");
            case TOO_LATE -> report(context, constructor, options.get(), true);
            case UNSET ->
                report(
                        context,
                        constructor,
                        options.get(),
                        resized(context.program(), constructor).isPresent());
        }
    }

    /** An assignment to the size of a client's own options: the pool is made by then. */
    private static Optional<Node> resized(Program program, Node constructor) {
        return program.flow().from(constructor).calls("Options").stream()
                .flatMap(options -> program.flow().from(options).assignments("PoolSize").stream())
                .findFirst();
    }

    private static void report(CheckContext context, Node constructor, Node options, boolean late) {
        CheckContext.Report report = context.report(constructor)
                .with(
                        "constructor",
                        constructor.field("function").map(Node::text).orElse(""));
        if (late) {
            report.variant("after-creation");
            resized(context.program(), constructor)
                    .ifPresent(assignment -> report.related(assignment, "set here, when the pool exists already"));
        }
        fix(context, report, constructor, options);
        report.submit();
    }

    private static void fix(CheckContext context, CheckContext.Report report, Node constructor, Node options) {
        Optional<Node> literal = literal(context.program(), options);
        if (literal.isPresent() && context.reportable(context.program().fileOf(literal.get()))) {
            report.fix("literal", new FixSite.LiteralFields(literal.get()));
        } else if (options.kind().equals("identifier")) {
            Code.statement(constructor)
                    .ifPresent(statement -> report.with("options", options.text())
                            .fix("assignments", new FixSite.BeforeStatement(statement)));
        }
    }

    /** The one literal that makes the options. */
    private static Optional<Node> literal(Program program, Node options) {
        Set<Node> makers = program.flow().originsOf(options).makers();
        return makers.stream()
                .filter(maker -> makers.size() == 1)
                .filter(maker -> maker.kind().equals("composite_literal")
                        && Literals.field(maker, "PoolSize").isEmpty())
                .findFirst();
    }
}
