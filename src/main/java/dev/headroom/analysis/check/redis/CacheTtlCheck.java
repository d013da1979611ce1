package dev.headroom.analysis.check.redis;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.Durations;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Variable;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A check that what is put into a cache leaves it again: entries of Redis, and entries of maps. */
public final class CacheTtlCheck implements Check {
    private static final Set<String> COMMANDS = Set.of("Set", "SetNX", "SetXX");
    private static final Set<String> LIMITS = Set.of("TTL", "ExpireAt", "KeepTTL");
    private static final Pattern EXPIRING = Pattern.compile("P?Expire(At)?(NX|XX|GT|LT)?");

    @Override
    public String name() {
        return "cache-ttl";
    }

    @Override
    public void examine(CheckContext context) {
        new GrowingMaps(context).examine();
        if (context.program().importsAny(Set.of(KnownLibraries.REDIS))) {
            new Entries(context).examine();
        }
    }

    /** The entries that are put into Redis. */
    private static final class Entries {
        private final CheckContext context;
        private final Program program;
        private final RedisClients clients;
        private final Durations durations;
        private final Set<Node> reported = new HashSet<>();
        /** The calls by which anything is given a time to live, by the files they stand in. */
        private @Nullable Map<GoFile, List<Node>> expiring;

        Entries(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.clients = new RedisClients(program);
            this.durations = new Durations(program.types());
        }

        void examine() {
            for (GoFile file : program.files()) {
                if (context.reportable(file) && !TestSupport.servesTests(file)) {
                    for (Node call : file.nodes("call_expression")) {
                        if (!call.broken() && clients.command(call)) {
                            examine(call);
                        }
                    }
                }
            }
        }

        private void examine(Node call) {
            String name = ((Callee.Outside) program.types().callee(call)).name();
            List<Node> arguments = Expressions.arguments(call);
            if (COMMANDS.contains(name) && (arguments.size() == 3 || arguments.size() == 4)) {
                expiration(call, arguments.getLast());
            } else if (name.equals("SetArgs") && arguments.size() == 4) {
                settings(call, arguments.getLast());
            }
        }

        private void expiration(Node call, Node expiration) {
            Optional<Duration> constant = durations.constant(expiration);
            if (constant.isPresent()) {
                // A negative one is redis.KeepTTL.
                if (constant.get().isZero() && !expires(call)) {
                    report(call, expiration);
                } else {
                    context.clean(call);
                }
            } else if (isParameter(expiration)) {
                given(call, expiration);
            } else {
                context.clean(call);
            }
        }

        private boolean isParameter(Node expression) {
            return expression.kind().equals("identifier")
                    && program.types()
                            .variable(expression)
                            .filter(variable -> variable.kind() == Variable.Kind.PARAMETER)
                            .isPresent();
        }

        /** A function that is told how long entries live is right; who tells it that they live for ever is not. */
        private void given(Node call, Node parameter) {
            Variable variable = program.types().variable(parameter).orElseThrow();
            boolean reconsidered =
                    variable.uses().stream().anyMatch(use -> Code.assigned(use).isPresent() || compared(use));
            Optional<Function> function = program.calls().functionOf(variable.node());
            if (reconsidered || function.isEmpty() || expires(call)) {
                context.clean(call);
                return;
            }
            int position = function.get().position(variable);
            boolean forEver = false;
            for (Call caller : program.calls().callersOf(function.get())) {
                Optional<Node> given = Code.argument(caller.site(), position)
                        .filter(argument -> caller.kind() != Call.Kind.CLOSURE && caller.kind() != Call.Kind.REFERENCE);
                Optional<Duration> constant = given.flatMap(durations::constant);
                GoFile file = program.fileOf(caller.site());
                if (constant.filter(Duration::isZero).isPresent()
                        && context.reportable(file)
                        && !TestSupport.servesTests(file)
                        && !expires(caller.site())) {
                    report(caller.site(), given.orElseThrow());
                    forEver = true;
                }
            }
            if (!forEver) {
                context.clean(call);
            }
        }

        private static boolean compared(Node use) {
            return use.parent()
                    .filter(parent -> parent.kind().equals("binary_expression"))
                    .flatMap(parent -> parent.field("operator"))
                    .filter(operator -> operator.text().matches("[<>=!]=?"))
                    .isPresent();
        }

        private void settings(Node call, Node settings) {
            boolean literal = settings.kind().equals("composite_literal");
            if (!literal || Literals.positional(settings)) {
                context.undecided(call, "the settings of the command are not seen");
            } else if (LIMITS.stream()
                            .anyMatch(field -> Literals.field(settings, field).isPresent())
                    || expires(call)) {
                context.clean(call);
            } else {
                context.report(call).with("call", name(call)).submit();
            }
        }

        /** Whether the function gives the same key a time to live by a command of its own. */
        private boolean expires(Node call) {
            List<Node> arguments = Expressions.arguments(call);
            Set<String> written = new HashSet<>();
            arguments.stream().limit(2).map(Node::text).forEach(written::add);
            Optional<Function> function = program.calls().functionOf(call);
            Optional<Node> body = function.flatMap(Function::body);
            return body.isPresent()
                    && expiring().getOrDefault(program.fileOf(call), List.of()).stream()
                            .filter(other -> body.get().start() <= other.start()
                                    && other.end() <= body.get().end())
                            .flatMap(other -> Expressions.arguments(other).stream())
                            .map(Node::text)
                            .anyMatch(written::contains);
        }

        private Map<GoFile, List<Node>> expiring() {
            Map<GoFile, List<Node>> known = expiring;
            if (known == null) {
                known = new HashMap<>();
                for (GoFile file : program.files()) {
                    List<Node> found = file.nodes("call_expression").stream()
                            .filter(Entries::expiring)
                            .toList();
                    if (!found.isEmpty()) {
                        known.put(file, found);
                    }
                }
                expiring = known;
            }
            return known;
        }

        private static boolean expiring(Node call) {
            return call.field("function")
                    .flatMap(callee -> callee.field("field"))
                    .filter(name -> EXPIRING.matcher(name.text()).matches())
                    .isPresent();
        }

        private void report(Node call, Node expiration) {
            if (!reported.add(call)) {
                return;
            }
            CheckContext.Report report = context.report(call).with("call", name(call));
            List<String> others = Expressions.arguments(call).stream()
                    .filter(argument -> !argument.equals(expiration))
                    .map(Node::text)
                    .toList();
            boolean last = Expressions.arguments(call).getLast().equals(expiration);
            if (last && others.stream().noneMatch(argument -> argument.contains("\n"))) {
                report.with("arguments", String.join(", ", others)).fix("ttl", new FixSite.Replace(call));
            }
            report.submit();
        }

        private static String name(Node call) {
            return call.field("function").map(Node::text).orElse("");
        }
    }
}
