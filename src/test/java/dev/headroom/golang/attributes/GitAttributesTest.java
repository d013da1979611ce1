package dev.headroom.golang.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitAttributesTest {

    @ParameterizedTest
    @CsvSource({
        "*.pb.go,         a/b/x.pb.go,     true",
        "*.pb.go,         a/b/x.go,        false",
        "gen,             gen/x.go,        false",
        "gen/,            gen/x.go,        false",
        "gen/**,          gen/x.go,        true",
        "gen/**,          gen/a/b/x.go,    true",
        "gen/**,          a/gen/x.go,      false",
        "gen/*.go,        gen/x.go,        true",
        "gen/*.go,        gen/a/x.go,      false",
        "gen/*.go,        a/gen/x.go,      false",
        "/x.go,           x.go,            true",
        "/x.go,           a/x.go,          false",
        "x.go,            a/x.go,          true",
        "**/gen/**,       a/gen/b/x.go,    true",
        "**/gen/**,       gen/x.go,        true",
        "**/gen/**,       gen,             false",
        "**/gen/*.go,     a/b/gen/x.go,    true",
        "a/**/x.go,       a/x.go,          true",
        "a/**/x.go,       a/b/c/x.go,      true",
        "a/**/b/**/x.go,  a/b/b/c/x.go,    true",
        "a**/x.go,        a/b/x.go,        false",
        "a**/x.go,        abc/x.go,        true",
        "a/?.go,          a/x.go,          true",
        "a/[w-y].go,      a/x.go,          true",
        "a/[!w-y].go,     a/x.go,          false",
        "a/[]x].go,       a/].go,          true",
        "a/\\*.go,        a/x.go,          false",
        "a/\\*.go,        a/*.go,          true",
        "!x.go,           a/x.go,          false",
    })
    void patternsAreGits(String pattern, String path, boolean matches) {
        assertThat(attributes(".gitattributes", pattern + " linguist-generated")
                        .generated(path)
                        .isPresent())
                .isEqualTo(matches);
    }

    @Test
    void laterLinesAndDeeperFoldersOverrule() {
        GitAttributes attributes = attributes(
                ".gitattributes",
                """
                # what tools write
                *.go text linguist-generated=true
                a/*.go -linguist-generated
                b/*.go !linguist-generated
                "with \\"blank\\" x.go" linguist-vendored
                """,
                "a/deep/.gitattributes",
                "x.go linguist-generated=false\n",
                "c/.gitattributes",
                "/x.go -diff\n");

        assertThat(attributes.generated("main.go")).contains(true);
        assertThat(attributes.generated("a/x.go")).contains(false);
        assertThat(attributes.generated("a/deep/x.go")).contains(false);
        assertThat(attributes.generated("a/deep/y.go")).contains(true);
        assertThat(attributes.generated("b/x.go")).isEmpty();
        assertThat(attributes.generated("c/x.go")).contains(true);
        assertThat(attributes.vendored("d/with \"blank\" x.go")).contains(true);
        assertThat(attributes.vendored("main.go")).isEmpty();
    }

    @Test
    void macrosOfTheRootStandForWhatTheySet() {
        GitAttributes attributes = attributes(
                "a/.gitattributes",
                "x.go ogen\ny.go mine\n[attr]mine linguist-vendored\n",
                ".gitattributes",
                "[attr]ogen linguist-generated -diff\n");

        assertThat(attributes.generated("a/x.go")).contains(true);
        assertThat(attributes.vendored("a/y.go")).isEmpty();
    }

    private static GitAttributes attributes(String... pathsAndTexts) {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.add(new SourceFile(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8)));
        }
        return new GitAttributes(files);
    }
}
