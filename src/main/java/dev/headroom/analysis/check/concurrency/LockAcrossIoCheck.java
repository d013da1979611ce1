package dev.headroom.analysis.check.concurrency;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.analysis.check.database.Queries;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A check of what runs between Lock and Unlock of a mutex: no call that waits for a database or another service. */
public final class LockAcrossIoCheck implements Check {
    private static final int MAX_DEPTH = 2;

    @Override
    public String name() {
        return "lock-held-across-io";
    }

    @Override
    public void examine(CheckContext context) {
        if (context.program().importsAny(Set.of("sync"))) {
            new Examination(context).run();
        }
    }

    private static final class Examination {
        private final CheckContext context;
        private final Program program;
        private final Types types;
        private final Queries queries;
        private final Map<Function, Optional<Node>> waits = new HashMap<>();

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.types = program.types();
            this.queries = new Queries(types);
        }

        void run() {
            for (GoFile file : program.files()) {
                if (!context.reportable(file) || TestSupport.servesTests(file)) {
                    continue;
                }
                for (Node call : file.nodes("call_expression")) {
                    if (!call.broken() && mutexMethod(call, "Lock")) {
                        judge(call);
                    }
                }
            }
        }

        private boolean mutexMethod(Node call, String method) {
            boolean named = call.field("function")
                    .flatMap(function -> function.field("field"))
                    .filter(name -> name.text().equals(method))
                    .isPresent();
            return named
                    && types.callee(call) instanceof Callee.Outside outside
                    && outside.packagePath().equals("sync")
                    && (outside.receiver().equals("Mutex") || outside.receiver().equals("RWMutex"));
        }

        private void judge(Node lock) {
            Optional<Function> function = program.calls().functionOf(lock);
            Optional<Node> statement = lock.parent();
            if (function.isEmpty()
                    || statement
                            .filter(each -> each.kind().equals("expression_statement"))
                            .isEmpty()) {
                return;
            }
            String mutex = Expressions.receiver(lock).map(Node::text).orElse("");
            List<Node> siblings =
                    statement.flatMap(Node::parent).map(Node::namedChildren).orElse(List.of());
            int next = siblings.indexOf(statement.get()) + 1;
            for (Node held : siblings.subList(Math.min(next, siblings.size()), siblings.size())) {
                if (held.kind().equals("defer_statement")) {
                    continue;
                }
                boolean unlocks = unlocks(held, mutex);
                Optional<Node> io = unlocks ? beforeUnlock(held, mutex) : waitsIn(held, function.get(), 0);
                if (io.isPresent()) {
                    report(lock, mutex, io.get());
                    return;
                }
                if (unlocks) {
                    break;
                }
            }
            context.clean(lock);
        }

        private boolean unlocks(Node statement, String mutex) {
            for (Node node : statement.descendants()) {
                if (node.kind().equals("call_expression") && mutexMethod(node, "Unlock") && on(node, mutex)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean on(Node call, String mutex) {
            return Expressions.receiver(call)
                    .filter(operand -> operand.text().equals(mutex))
                    .isPresent();
        }

        /** What a statement waits for before it unlocks the mutex for the first time. */
        private Optional<Node> beforeUnlock(Node statement, String mutex) {
            for (Node node : statement.descendants()) {
                if (!node.kind().equals("call_expression")) {
                    continue;
                }
                if (mutexMethod(node, "Unlock") && on(node, mutex)) {
                    return Optional.empty();
                }
                if (waits(node, 0)) {
                    return Optional.of(node);
                }
            }
            return Optional.empty();
        }

        private Optional<Node> waitsIn(Node code, Function function, int depth) {
            for (Node node : code.descendants()) {
                if (node.kind().equals("call_expression")
                        && program.calls()
                                .functionOf(node)
                                .filter(function::equals)
                                .isPresent()
                        && !started(node)
                        && waits(node, depth)) {
                    return Optional.of(node);
                }
            }
            return Optional.empty();
        }

        private static boolean started(Node call) {
            return call.parent()
                    .filter(parent -> parent.kind().equals("go_statement")
                            || parent.kind().equals("defer_statement"))
                    .isPresent();
        }

        private boolean waits(Node call, int depth) {
            if (queries.of(call).isPresent()) {
                return true;
            }
            return switch (types.callee(call)) {
                case Callee.Outside outside ->
                    outside.isMethod("net/http", "Client", "Do", "Get", "Post", "PostForm", "Head")
                            || outside.isFunction("net/http", "Get", "Post", "PostForm", "Head");
                case Callee.Inside(Function function) ->
                    depth < MAX_DEPTH && !function.abstractMethod() && inside(function, depth + 1);
                default -> false;
            };
        }

        private boolean inside(Function function, int depth) {
            Optional<Node> known = waits.get(function);
            if (known == null) {
                waits.put(function, Optional.empty());
                known = function.body().flatMap(body -> waitsIn(body, function, depth));
                waits.put(function, known);
            }
            return known.isPresent();
        }

        private void report(Node lock, String mutex, Node io) {
            context.report(io)
                    .with("call", Code.calledName(io))
                    .with("mutex", mutex)
                    .related(lock, "locked here")
                    .submit();
        }
    }
}
