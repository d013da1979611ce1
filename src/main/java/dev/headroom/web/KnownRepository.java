package dev.headroom.web;

import java.util.Optional;

/**
 * A repository in the list of a person.
 *
 * @param newest when work for it ended last
 * @param campaign whether it was audited
 */
public record KnownRepository(String name, Optional<String> newest, boolean campaign) {}
