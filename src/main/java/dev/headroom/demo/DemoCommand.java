package dev.headroom.demo;

import dev.headroom.demo.Terminal.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headroom demo}: a review from the webhook to the comments, with a GitHub inside the process. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Show a whole review against a stand-in GitHub; nothing has to be set up.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the expected reviews were posted", "1:they were not"})
public final class DemoCommand implements Callable<Integer> {
    private final ServerLauncher launcher;

    @Spec
    private CommandSpec spec;

    @Option(names = "--keep-open", description = "Leave the server running and say how to send it more deliveries.")
    private boolean keepOpen;

    public DemoCommand(ServerLauncher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Terminal terminal = Terminal.standard(out, System.getenv());
        terminal.progress("starting the server …");
        try (DemoServer server = DemoServer.start(launcher)) {
            terminal.progress("");
            new DemoRun(server, terminal).tell();
            terminal.line();
            terminal.line(terminal.styled(Style.GOOD, "Both reviews were the expected ones."));
            if (keepOpen) {
                keepOpen(server, terminal);
            }
            return 0;
        } catch (DemoRun.Failure failure) {
            err.println("headroom demo: " + failure.getMessage());
            err.flush();
            return 1;
        }
    }

    private static void keepOpen(DemoServer server, Terminal terminal) throws InterruptedException {
        terminal.line();
        terminal.line("""
                The server goes on until it is interrupted. Send it more, from another terminal:

                  URL=%s
                  SECRET=%s
                  FILE=webhook-fixtures/check_run.rerequested.json
                  curl -i "$URL" -H 'Content-Type: application/json' \\
                    -H "X-GitHub-Event: $(basename "$FILE" | cut -d. -f1)" \\
                    -H "X-GitHub-Delivery: $(openssl rand -hex 16)" \\
                    -H "X-Hub-Signature-256: sha256=$(openssl dgst -sha256 -hmac "$SECRET" -r < "$FILE" | cut -d' ' -f1)" \\
                    --data-binary @"$FILE"

                The stand-in GitHub answers at %s. See webhook-fixtures/README.md.""".formatted(
                server.webhook(), server.webhookSecret(), server.gitHub().uri()));
        // The process ends by a signal, and with it by this hook.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
        new CountDownLatch(1).await();
    }
}
