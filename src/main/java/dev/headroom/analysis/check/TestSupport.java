package dev.headroom.analysis.check;

import dev.headroom.golang.module.ImportPath;
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

    public static boolean servesTests(GoFile file) {
        return file.test()
                || TestingCode.isWhole(file)
                || FOLDER.matcher(file.path()).find()
                || DOUBLE.matcher(file.path()).find()
                || file.importPaths().stream().anyMatch(path -> ImportPath.within(PACKAGES, path));
    }
}
