package dev.headroom.analysis.check;

import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.TestingCode;
import java.util.List;
import java.util.regex.Pattern;

/** Tells code that only serves tests, though its file is none: doubles, containers and servers for tests. */
public final class TestSupport {
    private static final List<String> PACKAGES = List.of(
            "testing/fstest",
            "testing/iotest",
            "testing/quick",
            "net/http/httptest",
            "github.com/stretchr/testify",
            "github.com/DATA-DOG/go-sqlmock",
            "github.com/alicebob/miniredis",
            "github.com/go-redis/redismock",
            "github.com/pashagolub/pgxmock",
            "github.com/ory/dockertest",
            "github.com/testcontainers/testcontainers-go",
            "github.com/onsi/ginkgo");

    private static final Pattern FOLDER = Pattern.compile(
            "(^|/)(tests?|testing|testutils?|testhelpers?|testfixtures|testsupport|mocks?|fakes?|e2e)/");

    private static final Pattern DOUBLE = Pattern.compile("(^|/)([^/]*_)?(mocks?|fakes?|stubs?)(_[^/]*)?\\.go$");

    private TestSupport() {}

    /**
     * What a file is there for.
     *
     * @param whole whether all of it serves tests
     * @param doubles whether it uses packages that stand in for others in tests
     */
    private record Purpose(boolean whole, boolean doubles) {
        static Purpose of(GoFile file) {
            return new Purpose(
                    file.test()
                            || TestingCode.isWhole(file)
                            || FOLDER.matcher(file.path()).find()
                            || DOUBLE.matcher(file.path()).find(),
                    file.importPaths().stream().anyMatch(path -> ImportPath.within(PACKAGES, path)));
        }
    }

    private static Purpose purpose(GoFile file) {
        return file.once(Purpose.class, Purpose::of);
    }

    /** Whether a file serves tests, or holds anything that does. */
    public static boolean servesTests(GoFile file) {
        Purpose purpose = purpose(file);
        return purpose.whole() || purpose.doubles();
    }

    /**
     * Whether a place serves tests: its file does, or the innermost block around it uses a double. A constructor for tests
     * stands in one file with that for the service, {@code case "miniredis"} in one switch with {@code case "cluster"}.
     */
    public static boolean servesTests(GoFile file, Node place) {
        Purpose purpose = purpose(file);
        if (purpose.whole() || !purpose.doubles()) {
            return purpose.whole();
        }
        List<Node> functions = file.nodes("function_declaration", "method_declaration");
        long ofTests = functions.stream()
                .filter(function -> namesDouble(function, file))
                .count();
        return 2 * ofTests >= functions.size()
                || place.enclosing("block", "expression_case", "default_case", "type_case", "communication_case")
                        .filter(block -> namesDouble(block, file))
                        .isPresent();
    }

    private static boolean namesDouble(Node code, GoFile file) {
        for (Node node : code.descendants()) {
            if (node.kind().equals("identifier") || node.kind().equals("package_identifier")) {
                String path = file.imports().get(node.text());
                if (path != null && ImportPath.within(PACKAGES, path)) {
                    return true;
                }
            }
        }
        return false;
    }
}
