/** The files that a command is about, and the Git repository around them; read and never written. */
package dev.headroom.cli.tree;
