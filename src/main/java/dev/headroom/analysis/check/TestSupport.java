package dev.headroom.analysis.check;

import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.TestingCode;
import java.util.List;
import java.util.regex.Pattern;

/** Tells code that only serves tests, though its file is none: doubles, containers and servers for tests. */
public final class TestSupport {
    private static final String MINIREDIS = "github.com/alicebob/miniredis";
    private static final List<String> PACKAGES = List.of(
            "testing/fstest",
            "testing/iotest",
            "testing/quick",
            "net/http/httptest",
            "github.com/stretchr/testify",
            "github.com/DATA-DOG/go-sqlmock",
            MINIREDIS,
            "github.com/go-redis/redismock",
            "github.com/pashagolub/pgxmock",
            "github.com/ory/dockertest",
            "github.com/testcontainers/testcontainers-go",
            "github.com/onsi/ginkgo");

    private static final Pattern FOLDER = Pattern.compile(
            "(^|/)(tests?|testing|testutils?|testhelpers?|testfixtures|testsupport|mocks?|fakes?|e2e)/");

    private static final Pattern DOUBLE = Pattern.compile("(^|/)([^/]*_)?(mocks?|fakes?|stubs?)(_[^/]*)?\\.go$");

    /** A tag of the user's own, without which the file is not built. */
    private static final Pattern TAG =
            Pattern.compile("^(//go:build|// ?\\+build)\\s+(\\w*e2e\\w*|\\w*_?tests?|testing|integration)\\s*$");

    private TestSupport() {}

    /**
     * What a file is there for.
     *
     * @param whole whether all of it serves tests
     * @param miniredis whether it uses a Redis in memory, as services do too
     */
    private record Purpose(boolean whole, boolean miniredis) {
        static Purpose of(GoFile file) {
            boolean doubles = file.importPaths().stream()
                    .anyMatch(path -> ImportPath.within(PACKAGES, path) && !path.startsWith(MINIREDIS));
            return new Purpose(
                    doubles
                            || file.test()
                            || TestingCode.isWhole(file)
                            || FOLDER.matcher(file.path()).find()
                            || DOUBLE.matcher(file.path()).find()
                            || file.buildConstraints().stream()
                                    .anyMatch(line -> TAG.matcher(line).matches()),
                    file.importPaths().stream().anyMatch(path -> path.startsWith(MINIREDIS)));
        }
    }

    private static Purpose purpose(GoFile file) {
        return file.once(Purpose.class, Purpose::of);
    }

    /** Whether a file serves tests, or holds anything that does. */
    public static boolean servesTests(GoFile file) {
        Purpose purpose = purpose(file);
        return purpose.whole() || purpose.miniredis();
    }

    /**
     * Whether a place serves tests: its file does, or the innermost block around it uses a Redis in memory. A client of one
     * stands in one file with that of the service, {@code case "memory"} in one switch with {@code case "cluster"}.
     */
    public static boolean servesTests(GoFile file, Node place) {
        Purpose purpose = purpose(file);
        if (purpose.whole() || !purpose.miniredis()) {
            return purpose.whole();
        }
        List<Node> functions = file.nodes("function_declaration", "method_declaration");
        long ofTests = functions.stream()
                .filter(function -> usesMiniredis(function, file))
                .count();
        return 2 * ofTests >= functions.size()
                || place.enclosing("block", "expression_case", "default_case", "type_case", "communication_case")
                        .filter(block -> usesMiniredis(block, file))
                        .isPresent();
    }

    private static boolean usesMiniredis(Node code, GoFile file) {
        for (Node node : code.descendants()) {
            if (node.kind().equals("identifier") || node.kind().equals("package_identifier")) {
                String path = file.imports().get(node.text());
                if (path != null && path.startsWith(MINIREDIS)) {
                    return true;
                }
            }
        }
        return false;
    }
}
