package dev.headroom.app;

import dev.headroom.app.operator.DoctorCommand;
import dev.headroom.app.operator.JobsCommand;
import dev.headroom.app.operator.ReplayCommand;
import dev.headroom.cli.Headroom;
import dev.headroom.demo.DemoCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The program's entry: the command line with the commands that need the whole program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        int code = commandLine(out, err, args).execute(args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** The command that the arguments name, or all of them. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String... args) {
        Map<String, Supplier<?>> further = new LinkedHashMap<>();
        further.put("serve", Serve::new);
        further.put("doctor", DoctorCommand::new);
        further.put("jobs", JobsCommand::new);
        further.put("replay", ReplayCommand::new);
        further.put("demo", () -> new DemoCommand(new StandInLauncher()));
        return Headroom.commandLine(out, err, further, args);
    }

    /** What is printed may be JSON and code, whatever the terminal's locale says. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }
}
