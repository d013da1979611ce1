package dev.headroom.analysis.finding;

/** A place that explains a finding, with what it has to do with it: one step of a call path, one of several calls. */
public record RelatedPlace(Place place, String message) {}
