/** What an analysis says: findings with their places and fingerprints, verdicts of services, files left out. */
package dev.headroom.analysis.finding;
