package dev.headroom.jobs;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;

/**
 * Something that the server does again and again, on one replica at a time.
 *
 * @param name never two of the same
 * @param every from the end of one turn to the begin of the next
 */
public record Chore(String name, Duration every, Runnable turn) {

    RecurringTask<Void> task() {
        return Tasks.recurring(name, Schedules.fixedDelay(every)).execute((instance, context) -> turn.run());
    }

    TaskInstance<Void> instance() {
        return new TaskInstance<>(name, RecurringTask.INSTANCE);
    }
}
