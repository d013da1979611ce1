package dev.headroom.golang.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.golang.syntax.ParseRefusedException;
import dev.headroom.golang.types.GoFile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns that are wrong or too much, and code that is. */
class PatternLimitsTest extends Patterns {
    @Test
    void codeThatDidNotParseStillMatchesAndSaysSo() {
        GoFile file = file("package p\nfunc f() { a() }\nfunc g( { a() := }\n");

        assertThat(Pattern.compile("a()", Map.of()).in(file.root(), file))
                .extracting(match -> match.node().broken())
                .contains(false);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '\u0007', delimiterString = "¦", textBlock = """
            $X            ¦ The pattern $X matches everything.
            $_; $$$       ¦ The pattern $_; $$$ matches everything.
            $$$           ¦ The pattern $$$ matches everything.
            f($x)         ¦ The pattern has $x, but metavariables are written $_, $$$ or in capitals like $DB.
            f($Xa)        ¦ The pattern has $Xa, but metavariables are written $_, $$$ or in capitals like $DB.
            f($)          ¦ The pattern has $, but metavariables are written $_, $$$ or in capitals like $DB.
            f(${max})     ¦ The pattern has ${max}, which is no parameter of its rule.
            f($$$ARGS)    ¦ $$$ takes no name, but the pattern says $$$ARGS.
            f(            ¦ The pattern f( does not parse as Go: neither as an expression or statements, nor as a declaration or type.
            } func g() {  ¦ The pattern } func g() { does not parse as Go: neither as an expression or statements, nor as a declaration or type.
            import "fmt"  ¦ The pattern import "fmt" does not parse as Go: neither as an expression or statements, nor as a declaration or type.
            // nothing    ¦ The pattern // nothing does not parse as Go: neither as an expression or statements, nor as a declaration or type.
            """)
    void saysWhatIsWrongWithAPattern(String pattern, String message) {
        assertThatThrownBy(() -> Pattern.compile(pattern, Map.of()))
                .isInstanceOf(PatternException.class)
                .hasMessage(message);
    }

    @Test
    void refusesPatternsWithoutMeasure() {
        assertThatThrownBy(() -> Pattern.compile(" \n", Map.of())).hasMessage("The pattern is empty.");
        assertThatThrownBy(() -> Pattern.compile("f(" + "1, ".repeat(4_000) + ")", Map.of()))
                .hasMessage("The pattern is longer than 8192 characters.");
        assertThatThrownBy(() -> Pattern.compile("(".repeat(500) + "x" + ")".repeat(500), Map.of()))
                .hasMessage("The pattern is nested deeper than 100 levels.");
    }

    @Test
    @Timeout(20)
    void severalRestsCannotTakeForever() {
        GoFile file = function("f(" + "a, ".repeat(3_000) + "b)");
        Pattern hard = Pattern.compile("f($$$, $A, $$$, $B, $$$, $B, $$$, $A, $$$, c, $$$)", Map.of());

        assertThatThrownBy(() -> hard.in(file.root(), file))
                .isInstanceOf(ParseRefusedException.class)
                .hasMessage("too repetitive to look for patterns in");
        assertThat(Pattern.compile("f($$$, b)", Map.of()).in(file.root(), file)).hasSize(1);
    }

    @Test
    @Timeout(20)
    void deepCodeCostsNoStack() {
        GoFile file = function("sql.Open(" + "(".repeat(1_900) + "1" + ")".repeat(1_900) + ", 2)");

        assertThat(texts("sql.Open($A, $B)", file)).hasSize(1);
    }
}
