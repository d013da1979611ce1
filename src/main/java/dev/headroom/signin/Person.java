package dev.headroom.signin;

/**
 * A person on GitHub.
 *
 * @param id GitHub's, which stays when the login changes
 */
public record Person(long id, String login) {}
