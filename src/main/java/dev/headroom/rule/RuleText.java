package dev.headroom.rule;

/**
 * What a finding says.
 *
 * @param title a few words without a full stop
 * @param message one or two sentences
 */
public record RuleText(Template title, Template message) {}
