package dev.headroom.web;

import dev.headroom.delivery.Backlog;
import dev.headroom.delivery.WorkOverview;
import java.util.List;

/**
 * The server as an admin sees it.
 *
 * @param csrf for the forms
 */
public record ServerStatus(
        String parser,
        Backlog backlog,
        List<Upkeep.Limit> limits,
        List<WorkOverview.Received> deliveries,
        List<WorkOverview.GivenUp> givenUp,
        String csrf) {}
