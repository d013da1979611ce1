package dev.headroom.web;

/**
 * An answer to GitHub or to a person.
 *
 * @param message one sentence
 */
record Answer(int status, String message) {}
