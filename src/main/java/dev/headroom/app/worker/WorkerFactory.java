package dev.headroom.app.worker;

import dev.headroom.delivery.Worker;
import dev.headroom.github.GitHubApp;
import dev.headroom.store.Database;
import java.time.Clock;

/** Makes the one who does the work, once there is a way to GitHub and a database. */
@FunctionalInterface
public interface WorkerFactory {
    Worker make(GitHubApp gitHub, Database database, Clock clock);
}
