package dev.headroom.bench;

import dev.headroom.app.Pace;
import dev.headroom.app.StandInLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, with the settings of its environment and no pauses between writes; tells its port. */
final class Replica {
    private final Process process;
    private final int port;

    private Replica(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(
                "port " + new StandInLauncher(Pace.eager()).launch(System.getenv()).port());
        TimeUnit.DAYS.sleep(1);
    }

    /** Starts one with this environment and the options and classes of this process. */
    static Replica start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseG1GC",
                "-XX:G1PeriodicGCInterval=60000",
                "-XX:TrimNativeHeapInterval=5000",
                "-Xss8m",
                "-Xms24m",
                "-Xmx768m",
                "-Dheadroom.natives=" + System.getProperty("headroom.natives", ""),
                "-cp",
                System.getProperty("java.class.path"),
                Replica.class.getName());
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        for (String line : (Iterable<String>) process.inputReader().lines()::iterator) {
            if (line.startsWith("port ")) {
                Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(_ -> {}));
                return new Replica(process, Integer.parseInt(line.substring("port ".length())));
            }
        }
        throw new IllegalStateException("The replica did not start.");
    }

    int port() {
        return port;
    }

    /** The memory that it holds, in megabytes; Linux tells it. */
    long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum()
                / 1024;
    }

    /** Kills it as the system does that is out of memory. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
