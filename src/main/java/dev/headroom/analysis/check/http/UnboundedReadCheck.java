package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check that the bodies of requests a program serves are not read into memory whatever their size. */
public final class UnboundedReadCheck implements Check {

    @Override
    public String name() {
        return "unbounded-read";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of("MaxBytesReader", "MaxBytesHandler", "LimitReader", "BodyLimit", "RequestSize");
    }

    @Override
    public void examine(CheckContext context) {
        if (context.program().importsAny(Set.of(KnownLibraries.HTTP, KnownLibraries.GIN, KnownLibraries.ECHO))) {
            new Examination(context).run();
        }
    }

    private static final class Examination {
        private final CheckContext context;
        private final Program program;
        private final BodyReaders readers;
        private final BodyLimits limits;
        private final ServedRequests requests;
        private final Set<Node> judged = new HashSet<>();

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.readers = new BodyReaders(program);
            this.limits = new BodyLimits(program, readers);
            this.requests = new ServedRequests(program);
        }

        void run() {
            for (GoFile file : program.files()) {
                if (context.reportable(file) && !TestSupport.servesTests(file)) {
                    for (Node node : file.nodes("selector_expression", "call_expression")) {
                        if (!node.broken()) {
                            examine(node);
                        }
                    }
                }
            }
        }

        private void examine(Node node) {
            if (node.kind().equals("call_expression")) {
                if (program.types().callee(node) instanceof Callee.Outside outside
                        && outside.isMethod(KnownLibraries.GIN, "Context", "GetRawData")) {
                    decide(node, node, true);
                }
            } else if (BodyLimits.body(program, node) && !Flow.assigned(node)) {
                body(node);
            }
        }

        private void body(Node body) {
            ServedRequests.Answer served = requests.serves(body.field("operand").orElseThrow());
            if (served == ServedRequests.Answer.NO) {
                return;
            }
            Flow flow = program.flow().from(body);
            List<Node> reads = readers.of(flow);
            if (reads.isEmpty() && readers.bounded(flow)) {
                context.clean(body);
            }
            for (Node read : reads) {
                decide(read, body, served == ServedRequests.Answer.YES);
            }
        }

        private void decide(Node read, Node body, boolean served) {
            GoFile file = program.fileOf(read);
            if (!context.reportable(file) || !judged.add(read)) {
                return;
            }
            switch (limits.at(read, body)) {
                case BOUNDED -> context.clean(read);
                case UNCLEAR -> context.undecided(read, "the length of the request is asked for");
                case NONE -> {
                    if (served) {
                        report(read, body);
                    } else {
                        context.undecided(read, "it is not seen where the request comes from");
                    }
                }
            }
        }

        private void report(Node read, Node body) {
            CheckContext.Report report = context.report(read).with("read", name(read));
            if (!program.fileOf(read).equals(program.fileOf(body)) || read.startLine() != body.startLine()) {
                report.related(body, "the body of the request");
            }
            Optional<Node> statement = Code.statement(read);
            if (!read.equals(body) && statement.isPresent() && Statements.holds(statement.get(), body)) {
                Node request = body.field("operand").orElseThrow();
                requests.writer(request)
                        .ifPresent(writer -> report.with("request", request.text())
                                .with("writer", writer)
                                .fix("bounded", new FixSite.BeforeStatement(statement.get())));
            }
            report.submit();
        }

        private static String name(Node call) {
            return call.field("function").map(Node::text).orElse("");
        }
    }
}
