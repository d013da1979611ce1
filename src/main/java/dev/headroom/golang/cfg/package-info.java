/** Control flow inside of a function: which step may run after which, and what is known on the way. */
package dev.headroom.golang.cfg;
