/** The documents that are written from rules and formats. */
package dev.headroom.cli.docs;
