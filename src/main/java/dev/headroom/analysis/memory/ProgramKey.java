package dev.headroom.analysis.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Sha256;
import dev.headroom.analysis.run.ActiveRule;
import dev.headroom.golang.ProgramOutline;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Writes keys: digests of all that the reports of rules about a program depend on. */
public final class ProgramKey {
    private final MessageDigest base = Sha256.start();
    private final List<SourceFile> beside;

    /**
     * @param engine what tells this build of Headroom from others
     * @param files all of the analysis: tests and profiles are read beside the code
     */
    public ProgramKey(
            String engine,
            Collection<ActiveRule> rules,
            List<String> hotPaths,
            boolean testsRead,
            Collection<SourceFile> files) {
        add(base, ReportCodec.VERSION + "\0" + engine + "\0" + testsRead + "\0" + String.join("\0", hotPaths));
        for (ActiveRule rule : rules) {
            add(base, rule.rule().id() + "\0" + rule.rule().digest() + "\0" + rule.severity());
            add(base, new TreeMap<>(rule.params()) + "\0" + rule.exclude());
        }
        this.beside = files.stream()
                .filter(file -> file.path().endsWith("_test.go") || file.path().endsWith(".pgo"))
                .toList();
    }

    /** The key of a program. */
    public String of(ProgramOutline program) {
        MessageDigest digest = copy(base);
        add(digest, program.name() + "\0" + program.root() + "\0" + program.service());
        add(
                digest,
                program.module()
                        .map(module -> module.path() + "\0" + module.folder() + "\0" + module.goVersion())
                        .orElse(""));
        program.describe(text -> add(digest, text), file -> digest.update(file.digest()));
        for (SourceFile file : beside) {
            if (program.near(file.path())) {
                add(digest, file.path());
                digest.update(file.digest());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The key of a trial of fixes.
     *
     * @param catalogue all rules: those that are off can still be named by suppressions
     * @param files all of the analysis, whatever part of them the trial is about
     * @param before what was said of them
     */
    public String ofTrial(
            RuleCatalogue catalogue,
            List<String> serviceRoots,
            Collection<SourceFile> files,
            Analysis before,
            List<Finding> tried) {
        MessageDigest digest = copy(base);
        add(digest, "trial");
        catalogue.rules().forEach(rule -> add(digest, rule.id() + "\0" + rule.digest()));
        add(digest, String.join("\0", serviceRoots));
        for (SourceFile file : files) {
            add(digest, file.path());
            digest.update(file.digest());
        }
        before.skipped().forEach(file -> add(digest, file.path() + "\0" + file.reason()));
        before.findings().forEach(finding -> add(digest, finding.rule() + "\0" + finding.place()));
        add(digest, "tried");
        tried.forEach(finding -> add(digest, finding.rule() + "\0" + finding.place() + "\0" + finding.fix()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }
}
