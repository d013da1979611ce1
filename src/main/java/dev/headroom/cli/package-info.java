/** The command line: the engine of the App for a tree of files on this machine. */
package dev.headroom.cli;
