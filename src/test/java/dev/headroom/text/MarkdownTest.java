package dev.headroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void textOfARepositoryOnlyShowsItself() {
        assertThat(Markdown.text("ask @acme/team or a@b.c about #12, GH-3 and acme/widget#4", 200))
                .isEqualTo("ask @<!-- -->acme/team or a@<!-- -->b.c about #<!-- -->12, GH<!-- -->-3"
                        + " and acme/widget#<!-- -->4");
        assertThat(Markdown.text("see https://evil.example and www.evil.example", 200))
                .isEqualTo("see https:<!-- -->//evil.example and www<!-- -->.evil.example");
        assertThat(Markdown.text("[x](javascript:1) ![y](z) <img src=x> <!-- a --> **b** _c_ a_b ~~d~~ | &lt;", 200))
                .isEqualTo("\\[x\\](javascript:1) !\\[y\\](z) \\<img src=x\\> \\<!-- a --\\> \\*\\*b\\*\\* \\_c\\_ a_b"
                        + " \\~\\~d\\~\\~ \\| \\&lt;");
        assertThat(Markdown.text("# title", 200)).isEqualTo("\\# title");
        assertThat(Markdown.text("- item", 200)).isEqualTo("\\- item");
        assertThat(Markdown.text("1. item", 200)).isEqualTo("1\\. item");
        assertThat(Markdown.text("one\n\n> two\n```go", 200)).isEqualTo("one \\> two \\`\\`\\`go");
    }

    @Test
    void whatStandsInBackticksIsCode() {
        assertThat(Markdown.text("set `MaxConns` or `a|b` first", 200)).isEqualTo("set `MaxConns` or `a|b` first");
        assertThat(Markdown.text("one ` alone", 200)).isEqualTo("one \\` alone");
        assertThat(Markdown.text("`@acme/team`", 200)).isEqualTo("`@acme/team`");
    }

    @Test
    void codeEndsWhereItEnds() {
        assertThat(Markdown.code("a.go:1")).isEqualTo("`a.go:1`");
        assertThat(Markdown.code("a`b``c")).isEqualTo("```a`b``c```");
        assertThat(Markdown.code("`a`")).isEqualTo("`` `a` ``");
        assertThat(Markdown.code("a\n\n# b")).isEqualTo("`a # b`");
        assertThat(Markdown.code(" ")).isEqualTo("` `");
        assertThat(Markdown.cell("a|b")).isEqualTo("`a\\|b`");
        assertThat(Markdown.code("x".repeat(300))).hasSize(202).endsWith("…`");
    }

    @Test
    void aFenceIsLongerThanAnyInside() {
        assertThat(Markdown.block("suggestion", "a\n```\n````\n")).isEqualTo("`````suggestion\na\n```\n````\n`````");
        assertThat(Markdown.block("suggestion", "a")).isEqualTo("```suggestion\na\n```");
        assertThat(Markdown.block("suggestion", "")).isEqualTo("```suggestion\n```");
    }

    @Test
    void onlyWebAddressesAreLinked() {
        assertThat(Markdown.link("Documentation", "https://pkg.go.dev/database/sql#DB"))
                .contains("[Documentation](https://pkg.go.dev/database/sql#DB)");
        assertThat(Markdown.link("x", "javascript:alert(1)")).isEmpty();
        assertThat(Markdown.link("x", "https://a.b/) [evil](https://c")).isEmpty();
        assertThat(Markdown.link("x", "http://a.b/")).isEmpty();
    }

    @Test
    void charactersThatTurnTextAroundAreLeftOut() {
        assertThat(Markdown.code("a\u202eb\u2066c\u001b[31m")).isEqualTo("`abc[31m`");
        assertThat(Markdown.plain("a\u202eb\u0007", 10)).isEqualTo("ab");
    }

    @Test
    void aListTellsHowMuchItLeavesOut() {
        assertThat(Markdown.list(List.of("aaa", "bbb", "ccc"), 12, item -> item))
                .isEqualTo("""
                - aaa
                - bbb
                - and 1 more""");
        assertThat(Markdown.list(List.of("aaa"), 12, item -> item)).isEqualTo("- aaa");
    }

    @Test
    void paragraphsKeepTheirShape() {
        assertThat(Markdown.paragraphs("First <b>.\nStill first.\n\n\n\n- one @a\n  still\n- two\n", 200))
                .isEqualTo("""
                First \\<b\\>. Still first.

                - one @<!-- -->a still
                - two""");
    }
}
