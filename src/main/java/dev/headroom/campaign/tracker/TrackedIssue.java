package dev.headroom.campaign.tracker;

/**
 * An issue of the App as it is on GitHub.
 *
 * @param id for sub-issues
 * @param nodeId for GraphQL
 * @param unwanted whether it was closed as not planned
 */
public record TrackedIssue(int number, long id, String nodeId, String body, boolean open, boolean unwanted) {}
