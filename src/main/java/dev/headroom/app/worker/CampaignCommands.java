package dev.headroom.app.worker;

import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.book.CampaignRecord.Status;
import dev.headroom.campaign.fix.FixBook;
import dev.headroom.campaign.fix.FixRequest;
import dev.headroom.command.CommandReader;
import dev.headroom.command.CommandRequest;
import dev.headroom.command.CommandWriter;
import dev.headroom.command.Reaction;
import dev.headroom.delivery.CampaignDeliveries;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.repository.RepositoryRef;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people with write access ask of a campaign in comments. */
final class CampaignCommands {
    private final CommandReader reader;
    private final CommandWriter writer;
    private final CampaignBook book;
    private final FixBook fixes;
    private final Clock clock;

    CampaignCommands(CommandReader reader, CommandWriter writer, CampaignBook book, FixBook fixes, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.book = book;
        this.fixes = fixes;
        this.clock = clock;
    }

    /** Whether a request is about the campaign and nothing else. */
    static boolean areAsked(CommandRequest request) {
        return CampaignDeliveries.aboutCampaign(request.lines());
    }

    /** Carries the commands out, of several that steer the last, and says in a reaction whether that was done. */
    Outcome carryOut(CommandRequest request) {
        RepositoryRef repository = request.pullRequest().repository();
        List<String[]> lines =
                request.lines().stream().map(CampaignCommands::words).toList();
        Optional<Status> wanted = status(lines.getLast());
        List<String> targets = lines.stream()
                .filter(words -> words.length == 3 && words[1].equalsIgnoreCase("fix"))
                .map(words -> words[2])
                .distinct()
                .toList();
        boolean done = (wanted.isPresent() || !targets.isEmpty()) && reader.mayWrite(repository, request.sender());
        if (done) {
            wanted.ifPresent(status -> book.steer(repository, status));
            targets.forEach(target -> fixes.ask(
                    repository,
                    new FixRequest(
                            request.mark() + "-" + targets.indexOf(target),
                            request.pullRequest().number(),
                            target,
                            clock.instant())));
        }
        writer.react(request.pullRequest(), request.origin(), done ? Reaction.THUMBS_UP : Reaction.CONFUSED);
        return done
                ? Outcome.done("the campaign was steered").followedBy(new Work.AuditRepository(repository))
                : Outcome.done("the campaign goes on as it was");
    }

    private static String[] words(String line) {
        return line.strip().split("\\s+", 4);
    }

    private static Optional<Status> status(String[] words) {
        return switch (words.length == 2 ? words[1].toLowerCase(Locale.ROOT) : "") {
            case "start" -> Optional.of(Status.ACTIVE);
            case "pause" -> Optional.of(Status.PAUSED);
            case "stop" -> Optional.of(Status.STOPPED);
            default -> Optional.empty();
        };
    }
}
