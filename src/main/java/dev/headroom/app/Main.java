package dev.headroom.app;

import dev.headroom.cli.Headroom;
import dev.headroom.demo.DemoCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The program's entry: the command line with the commands that need the whole program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        int code = commandLine(out, err).execute(args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** All commands. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return Headroom.commandLine(
                out,
                err,
                List.of(
                        new Serve(),
                        new DoctorCommand(),
                        new JobsCommand(),
                        new ReplayCommand(),
                        new DemoCommand(new StandInLauncher())));
    }

    /** What is printed may be JSON and code, whatever the terminal's locale says. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }
}
