/** A person's terminal: streams, columns, progress, and refusals in one sentence. */
package dev.headroom.cli.terminal;
