/** The forms of a check's output: for people, for machines, for GitHub Actions, as a patch. */
package dev.headroom.cli.report;
