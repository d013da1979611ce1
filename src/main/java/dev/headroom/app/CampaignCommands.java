package dev.headroom.app;

import dev.headroom.campaign.CampaignBook;
import dev.headroom.campaign.CampaignRecord.Status;
import dev.headroom.command.CommandReader;
import dev.headroom.command.CommandRequest;
import dev.headroom.command.CommandWriter;
import dev.headroom.command.Reaction;
import dev.headroom.delivery.CampaignDeliveries;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.review.RepositoryRef;
import java.util.Locale;
import java.util.Optional;

/** What people with write access ask of a campaign in comments. */
final class CampaignCommands {
    private final CommandReader reader;
    private final CommandWriter writer;
    private final CampaignBook book;

    CampaignCommands(CommandReader reader, CommandWriter writer, CampaignBook book) {
        this.reader = reader;
        this.writer = writer;
        this.book = book;
    }

    /** Whether a request is about the campaign and nothing else. */
    static boolean areAsked(CommandRequest request) {
        return CampaignDeliveries.aboutCampaign(request.lines());
    }

    /** Carries the last of the commands out, and says in a reaction whether that was done. */
    Outcome carryOut(CommandRequest request) {
        RepositoryRef repository = request.pullRequest().repository();
        Optional<Status> wanted = status(request.lines().getLast());
        boolean done = wanted.isPresent() && reader.mayWrite(repository, request.sender());
        if (done) {
            book.steer(repository, wanted.get());
        }
        writer.react(request.pullRequest(), request.origin(), done ? Reaction.THUMBS_UP : Reaction.CONFUSED);
        return done
                ? Outcome.done("the campaign was steered").followedBy(new Work.AuditRepository(repository))
                : Outcome.done("the campaign goes on as it was");
    }

    private static Optional<Status> status(String line) {
        String[] words = line.strip().toLowerCase(Locale.ROOT).split("\\s+", 3);
        return switch (words.length == 2 ? words[1] : "") {
            case "start" -> Optional.of(Status.ACTIVE);
            case "pause" -> Optional.of(Status.PAUSED);
            case "stop" -> Optional.of(Status.STOPPED);
            default -> Optional.empty();
        };
    }
}
