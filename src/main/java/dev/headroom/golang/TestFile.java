package dev.headroom.golang;

import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is known of a {@code _test.go} file. It is no part of a program: its head is read, and its benchmarks are looked
 * through for names, without parsing.
 *
 * @param path relative to the repository's root
 * @param imports the import paths
 * @param benchmarked every name that a function {@code BenchmarkX} says
 * @param unkeyed the names before braces whose first value has no key, among them structs made by position
 */
public record TestFile(String path, List<String> imports, Set<String> benchmarked, Set<String> unkeyed) {
    private static final Pattern BENCHMARK = Pattern.compile("(?m)^func Benchmark\\w*\\(");
    private static final Pattern UNKEYED = Pattern.compile("\\b(\\w++)\\{[\\s{]*+(?!\\w++\\s*+:)[^\\s{}]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    public TestFile {
        imports = List.copyOf(imports);
        benchmarked = Set.copyOf(benchmarked);
        unkeyed = Set.copyOf(unkeyed);
    }

    /** Reads a file. */
    public static TestFile read(SourceFile file) {
        GoHeader header = GoHeader.read(file.content());
        String text = new String(file.content(), StandardCharsets.ISO_8859_1);
        Set<String> names = new HashSet<>();
        Matcher benchmark = BENCHMARK.matcher(text);
        for (int from = 0; benchmark.find(from); ) {
            // gofmt puts the brace that ends a function at the beginning of a line.
            int end = text.indexOf("\n}", benchmark.end());
            from = end < 0 ? text.length() : end;
            NAME.matcher(text.substring(benchmark.end(), from)).results().forEach(name -> names.add(name.group()));
        }
        return new TestFile(
                file.path(),
                header.imports().stream().map(GoHeader.Import::path).toList(),
                names,
                UNKEYED.matcher(text).results().map(literal -> literal.group(1)).collect(Collectors.toSet()));
    }
}
