/** What earlier checks said, kept for as long as nothing that it depends on has changed. */
package dev.headroom.cli.memory;
