package dev.headroom.analysis.check.redis;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.OptionField;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.analysis.check.TextMention;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import java.util.Optional;
import java.util.Set;

/** A check that go-redis clients are given a pool size, and given it before they are made. */
public final class RedisPoolCheck implements Check {
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
        if (!program.importsAny(Set.of(KnownLibraries.REDIS))) {
            return;
        }
        RedisClients clients = new RedisClients(program);
        TextMention url = new TextMention(program, "pool_size");
        OptionField poolSize = new OptionField(program, "PoolSize", maker -> clients.set(url, maker));
        for (GoFile file : program.files()) {
            if (!context.reportable(file)) {
                continue;
            }
            for (Node node : file.nodes("call_expression")) {
                if (!node.broken() && clients.constructs(node) && !TestSupport.servesTests(file, node)) {
                    judge(context, poolSize, node);
                }
            }
        }
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
        Program program = context.program();
        Optional<Node> literal = new RedisClients(program).literal(options, "PoolSize");
        if (literal.filter(node -> program.fileOf(node).equals(program.fileOf(constructor)))
                .isPresent()) {
            report.fix("literal", new FixSite.LiteralFields(literal.get()));
        } else if (Expressions.named(options)) {
            Code.statement(constructor)
                    .ifPresent(statement -> report.with("options", options.text())
                            .fix("assignments", new FixSite.BeforeStatement(statement)));
        }
    }
}
