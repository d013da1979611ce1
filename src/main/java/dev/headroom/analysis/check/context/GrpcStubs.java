package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells packages out of sight that protoc-gen-go-grpc wrote from the SDKs of clouds, whose clients look alike: a stub is
 * made of a connection alone, and its package is named as such packages are.
 */
final class GrpcStubs {
    private static final Pattern NAMED =
            Pattern.compile("(?i)(.*/)?([\\w-]*pb|[\\w-]*proto[\\w-]*|[\\w-]*grpc[\\w-]*|gen)(/.*)?");
    private static final Pattern CONNECTION = Pattern.compile("(?i).*(conn|dial).*|cc");

    private final Program program;
    private @Nullable Set<String> packages;

    GrpcStubs(Program program) {
        this.program = program;
    }

    boolean in(String packagePath) {
        return NAMED.matcher(packagePath).matches() || packages().contains(packagePath);
    }

    private Set<String> packages() {
        if (packages == null) {
            packages = new HashSet<>();
            for (GoFile file : program.files()) {
                for (Node call : file.nodes("call_expression")) {
                    if (Expressions.calledName(call).endsWith("Client")
                            && Expressions.arguments(call).size() == 1
                            && program.types().callee(call) instanceof Callee.Outside outside
                            && outside.receiver().isEmpty()
                            && Code.argument(call, 0).filter(this::connection).isPresent()) {
                        packages.add(outside.packagePath());
                    }
                }
            }
        }
        return packages;
    }

    private boolean connection(Node argument) {
        GoType type = program.types().typeOf(argument);
        return type.is("google.golang.org/grpc", "ClientConn")
                || type.is("google.golang.org/grpc", "ClientConnInterface")
                || CONNECTION.matcher(argument.text()).matches();
    }
}
