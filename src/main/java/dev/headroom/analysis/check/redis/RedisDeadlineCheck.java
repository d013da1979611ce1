package dev.headroom.analysis.check.redis;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.Durations;
import dev.headroom.analysis.check.OptionField;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.analysis.check.TextMention;
import dev.headroom.analysis.check.context.ContextTimeouts;
import dev.headroom.analysis.check.context.IoCalls;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Literals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A check that go-redis was told to heed the deadlines it is given, where they are shorter than its own timeouts. */
public final class RedisDeadlineCheck implements Check {
    private static final String SETTING = "ContextTimeoutEnabled";
    private static final Duration STANDARD = Duration.ofSeconds(3);
    private static final Duration EVER = Duration.ofDays(365);
    private static final int MAX_RELATED = 10;

    @Override
    public String name() {
        return "redis-deadline";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of(SETTING);
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (program.files().stream().anyMatch(RedisClients::ninth)) {
            new Examination(context).run();
        }
    }

    /** A command with a deadline. */
    private record Command(Node call, Duration deadline) {}

    private static final class Examination {
        private final CheckContext context;
        private final Program program;
        private final RedisClients clients;
        private final Durations durations;
        private final ContextTimeouts timeouts;
        private final OptionField heeds;
        private final Map<Node, List<Command>> byClient = new LinkedHashMap<>();

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.clients = new RedisClients(program);
            this.durations = new Durations(program.types());
            this.timeouts = new ContextTimeouts(program);
            TextMention url = new TextMention(program, "context_timeout_enabled");
            this.heeds = new OptionField(program, SETTING, maker -> clients.set(url, maker));
        }

        void run() {
            List<Node> constructors = new ArrayList<>();
            for (GoFile file : program.files()) {
                boolean looked = !TestSupport.servesTests(file) && !file.generated();
                for (Node call : looked ? file.nodes("call_expression") : List.<Node>of()) {
                    if (call.broken()) {
                        continue;
                    }
                    if (clients.command(call)) {
                        command(call);
                    } else if (RedisClients.ninth(file) && clients.constructs(call)) {
                        constructors.add(call);
                    }
                }
            }
            for (Node constructor : constructors) {
                if (context.reportable(program.fileOf(constructor))) {
                    judge(constructor, byClient.getOrDefault(constructor, List.of()));
                }
            }
        }

        private void command(Node call) {
            Callee.Outside callee = (Callee.Outside) program.types().callee(call);
            Optional<Node> given = Code.argument(call, 0);
            if (IoCalls.BLOCKING_COMMANDS.contains(callee.name()) || given.isEmpty()) {
                return;
            }
            Optional<Duration> deadline = timeouts.shortest(given.get());
            if (deadline.isPresent()) {
                for (Node constructor : makers(call)) {
                    byClient.computeIfAbsent(constructor, key -> new ArrayList<>())
                            .add(new Command(call, deadline.get()));
                }
            }
        }

        /** The calls that may have made the client that a command is sent with, by way of its pipelines. */
        private Set<Node> makers(Node command) {
            Set<Node> found = new LinkedHashSet<>();
            Optional<Node> client = Expressions.receiver(command);
            for (int i = 0; i < 3 && client.isPresent(); i++) {
                Origins origins = program.flow().originsOf(client.get());
                origins.makers().stream().filter(clients::constructs).forEach(found::add);
                client = origins.makers().stream()
                        .filter(maker -> maker.kind().equals("call_expression") && clients.command(maker))
                        .findFirst()
                        .flatMap(Expressions::receiver);
            }
            return found;
        }

        private void judge(Node constructor, List<Command> commands) {
            Optional<Node> options = Code.argument(constructor, 0);
            if (options.isEmpty()) {
                return;
            }
            switch (heeds.judge(options.get(), constructor)) {
                case SET -> context.clean(constructor);
                case UNKNOWN -> context.undecided(constructor, "the options come from outside of the service");
                case TOO_LATE, UNSET -> unheeding(constructor, options.get(), commands);
            }
        }

        private void unheeding(Node constructor, Node options, List<Command> commands) {
            Optional<Duration> own = timeout(options);
            if (own.isEmpty()) {
                context.undecided(constructor, "the client's own timeout is not a constant");
                return;
            }
            List<Command> cut = commands.stream()
                    .filter(command -> command.deadline().compareTo(own.get()) < 0)
                    .toList();
            if (cut.isEmpty()) {
                context.clean(constructor);
            } else {
                report(constructor, options, cut, own.get());
            }
        }

        /** How long the client waits for an answer at least, whichever of its options it is made of. */
        private Optional<Duration> timeout(Node options) {
            Optional<Duration> shortest = Optional.empty();
            for (Node maker : program.flow().originsOf(options).makers()) {
                if (maker.kind().equals("nil")) {
                    continue;
                }
                Optional<Duration> own = timeoutOf(maker);
                if (own.isEmpty()) {
                    return Optional.empty();
                }
                shortest = Stream.concat(shortest.stream(), own.stream()).min(Duration::compareTo);
            }
            return shortest;
        }

        /** The longer of its two timeouts; {@link #EVER} where it was told to wait for ever. */
        private Optional<Duration> timeoutOf(Node maker) {
            List<Node> values = new ArrayList<>();
            for (String field : List.of("ReadTimeout", "WriteTimeout")) {
                if (maker.kind().equals("composite_literal")) {
                    Literals.field(maker, field).ifPresent(values::add);
                }
                program.flow()
                        .from(maker)
                        .assignments(field)
                        .forEach(target -> Code.assigned(target).ifPresent(values::add));
            }
            Duration longest = values.isEmpty() ? STANDARD : Duration.ZERO;
            for (Node value : values) {
                Optional<Duration> constant = durations.constant(value);
                if (constant.isEmpty()) {
                    return Optional.empty();
                }
                Duration effective = constant.get().isZero() ? STANDARD : constant.get();
                if (effective.isNegative()) {
                    effective = EVER;
                }
                longest = effective.compareTo(longest) > 0 ? effective : longest;
            }
            return Optional.of(longest);
        }

        private void report(Node constructor, Node options, List<Command> cut, Duration own) {
            Command shortest = cut.stream()
                    .min((one, other) -> one.deadline().compareTo(other.deadline()))
                    .orElseThrow();
            boolean endless = own.compareTo(EVER) >= 0;
            CheckContext.Report report = context.report(constructor)
                    .with(
                            "constructor",
                            constructor.field("function").map(Node::text).orElse(""))
                    .with("deadline", Durations.words(shortest.deadline()))
                    .with("timeout", endless ? "ever" : Durations.words(own));
            cut.stream()
                    .limit(MAX_RELATED)
                    .forEach(command -> report.related(
                            command.call(),
                            "is given " + Durations.words(command.deadline()) + ", which do not cut it short"));
            Optional<Node> literal = clients.literal(options, SETTING)
                    .filter(node -> program.fileOf(node).equals(program.fileOf(constructor)));
            if (literal.isPresent()) {
                report.fix("literal", new FixSite.LiteralFields(literal.get()));
            } else if (options.kind().equals("identifier")) {
                Code.statement(constructor)
                        .ifPresent(statement -> report.with("options", options.text())
                                .fix("assignment", new FixSite.BeforeStatement(statement)));
            }
            report.submit();
        }
    }
}
