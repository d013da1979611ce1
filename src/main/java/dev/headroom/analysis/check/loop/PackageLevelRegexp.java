package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.NameResolution;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The move of a regular expression from a function to a variable of the package, which is compiled once. */
record PackageLevelRegexp(String name, String pattern, Node declaration, FixSite.Change change, String template) {

    /** What other languages know and Go does not: a variable of the package would panic before main begins. */
    private static final Pattern OTHER_DIALECT = Pattern.compile("\\(\\?(<?[=!]|>|#)|\\\\[1-9]");

    /** @param function the function of package regexp that is called */
    static Optional<PackageLevelRegexp> of(Node call, String function, Node pattern, Program program) {
        GoFile file = program.fileOf(call);
        Optional<Node> declaration = NameResolution.topLevel(call)
                .filter(node -> node.kind().equals("function_declaration")
                        || node.kind().equals("method_declaration"));
        if (declaration.isEmpty()
                || !ConstantText.global(pattern, program.types())
                || pattern.startLine() != pattern.endLine()
                || OTHER_DIALECT.matcher(pattern.text()).find()) {
            return Optional.empty();
        }
        String name = freeName(call, declaration.get(), file, program);
        return change(call, function, name)
                .map(change ->
                        new PackageLevelRegexp(name, pattern.text(), declaration.get(), change, template(function)));
    }

    void propose(CheckContext.Report report) {
        report.with("variable", name)
                .with("pattern", pattern)
                .fix(template, new FixSite.Together(new FixSite.BeforeDeclaration(declaration), List.of(change)));
    }

    private static String template(String function) {
        return function.endsWith("POSIX") ? "package-level-posix" : "package-level";
    }

    private static Optional<FixSite.Change> change(Node call, String function, String name) {
        if (function.startsWith("MustCompile")) {
            return Optional.of(new FixSite.Change(call, name));
        }
        if (!function.startsWith("Match")) {
            return Optional.empty();
        }
        List<Node> arguments = Expressions.arguments(call);
        return call.parent()
                .flatMap(Node::parent)
                .flatMap(Assignment::of)
                .filter(assignment -> assignment.right().equals(List.of(call))
                        && assignment.left().size() == 2
                        && assignment.left().get(1).text().equals("_")
                        && arguments.size() == 2)
                .map(assignment -> new FixSite.Change(
                        assignment.statement(),
                        assignment.target().text() + " " + assignment.operator() + " " + name + "." + function + "("
                                + arguments.get(1).text() + ")"));
    }

    /** A name that nothing in the package has, different for each of the function's expressions. */
    private static String freeName(Node call, Node declaration, GoFile file, Program program) {
        String receiver = declaration
                .field("receiver")
                .map(Node::text)
                .map(text -> text.replaceAll("\\[.*|\\)$", "").replaceAll(".*[^\\w]", ""))
                .orElse("");
        String function = declaration.field("name").map(Node::text).orElse("");
        String base = receiver.isEmpty() ? function : receiver + upper(function);
        String stem = base.substring(0, 1).toLowerCase(Locale.ROOT) + base.substring(1) + "Pattern";
        int number = 1;
        for (Node other : file.nodes("call_expression")) {
            boolean compiles = other.start() < call.start()
                    && other.start() >= declaration.start()
                    && other.field("function")
                            .map(Node::text)
                            .filter(text -> text.contains("ompile") || text.contains(".Match"))
                            .isPresent();
            number += compiles ? 1 : 0;
        }
        String name = number == 1 ? stem : stem + number;
        while (taken(name, file, program)) {
            number++;
            name = stem + number;
        }
        return name;
    }

    private static String upper(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static boolean taken(String name, GoFile file, Program program) {
        for (GoPackage pkg : program.packages()) {
            if (pkg.files().contains(file) && pkg.member(name).isPresent()) {
                return true;
            }
        }
        return file.nodes("identifier").stream().anyMatch(node -> node.text().equals(name));
    }
}
