package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Literals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check that a transport which keeps many idle connections may keep more than two of them to one host. */
public final class IdleConnectionsCheck implements Check {
    private static final String TOGETHER = "MaxIdleConns";
    private static final String PER_HOST = "MaxIdleConnsPerHost";

    @Override
    public String name() {
        return "http-idle-connections";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of(PER_HOST);
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (!program.importsAny(Set.of(KnownLibraries.HTTP))) {
            return;
        }
        Transports transports = new Transports(program);
        Set<Node> attributed = new HashSet<>();
        for (GoFile file : program.files()) {
            if (!file.importPaths().contains(KnownLibraries.HTTP)) {
                continue;
            }
            for (Transports.Transport transport : transports.in(file)) {
                attributed.addAll(transport.flow().assignments(TOGETHER));
                attributed.addAll(transport.flow().assignments(PER_HOST));
                if (context.reportable(file) && !TestSupport.servesTests(file)) {
                    judge(context, transport);
                }
            }
        }
        for (GoFile file : program.files()) {
            if (context.reportable(file) && !TestSupport.servesTests(file)) {
                for (Node selector : file.nodes("selector_expression")) {
                    if (!attributed.contains(selector) && limitsTogether(program, selector)) {
                        assigned(context, selector, attributed);
                    }
                }
            }
        }
    }

    private static void judge(CheckContext context, Transports.Transport transport) {
        List<Node> together = transport.values(TOGETHER);
        if (together.isEmpty()) {
            return;
        }
        boolean right = (transport.literal() && Literals.positional(transport.node()))
                || !transport.values(PER_HOST).isEmpty()
                || transport.values("DisableKeepAlives").stream()
                        .anyMatch(value -> !value.text().equals("false"))
                || few(together)
                || few(transport.values("MaxConnsPerHost"));
        if (right) {
            context.clean(transport.node());
            return;
        }
        boolean inLiteral = transport.literal()
                && Literals.field(transport.node(), TOGETHER).isPresent();
        if (inLiteral) {
            context.report(transport.node())
                    .fix("literal", new FixSite.LiteralFields(transport.node()))
                    .submit();
        } else {
            transport.flow().assignments(TOGETHER).stream()
                    .filter(target -> context.reportable(context.program().fileOf(target)))
                    .findFirst()
                    .ifPresent(target -> report(context, target));
        }
    }

    /** Whether every number given is one that two connections a host suffice for; none of them where there is none. */
    private static boolean few(List<Node> values) {
        return !values.isEmpty()
                && values.stream()
                        .allMatch(value ->
                                value.text().equals("1") || value.text().equals("2"));
    }

    /** Whether a selector is {@code transport.MaxIdleConns}, given a number. */
    private static boolean limitsTogether(Program program, Node selector) {
        return selector.field("field")
                        .filter(field -> field.text().equals(TOGETHER))
                        .isPresent()
                && Code.assigned(selector).isPresent()
                && selector.field("operand")
                        .map(program.types()::typeOf)
                        .filter(type -> type.is(KnownLibraries.HTTP, "Transport"))
                        .isPresent();
    }

    /** A transport that is made out of sight is judged by what the same function sets of it. */
    private static void assigned(CheckContext context, Node target, Set<Node> attributed) {
        Program program = context.program();
        List<Node> alike = new ArrayList<>();
        for (Node selector : program.flow().selectors(PER_HOST)) {
            if (!attributed.contains(selector)
                    && program.fileOf(selector).equals(program.fileOf(target))
                    && Code.assigned(selector).isPresent()) {
                alike.add(selector);
            }
        }
        if (!alike.isEmpty() || few(Code.assigned(target).map(List::of).orElse(List.of()))) {
            context.clean(target);
        } else if (ownedByCaller(program, target)) {
            context.undecided(target, "whoever makes the transport may set MaxIdleConnsPerHost");
        } else {
            report(context, target);
        }
    }

    /** Whether the transport comes from somewhere that may have set more of it: anything but the default transport. */
    private static boolean ownedByCaller(Program program, Node target) {
        Node operand = target.field("operand").orElse(target);
        return program.flow().originsOf(operand).makers().stream()
                .noneMatch(maker -> maker.text().endsWith("DefaultTransport")
                        || (program.types().callee(maker) instanceof Callee.Outside outside
                                && outside.isMethod(KnownLibraries.HTTP, "Transport", "Clone")));
    }

    private static void report(CheckContext context, Node target) {
        CheckContext.Report report = context.report(target);
        Optional<Node> statement = Code.statement(target);
        Optional<Node> operand = target.field("operand");
        if (statement.isPresent()
                && operand.filter(node -> node.startLine() == node.endLine()).isPresent()) {
            report.with("transport", operand.get().text())
                    .fix("assignment", new FixSite.AfterStatement(statement.get()));
        }
        report.submit();
    }
}
