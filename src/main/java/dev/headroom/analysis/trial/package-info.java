/** Fixes tried by analysing what they would make of the code, before anybody is shown them. */
package dev.headroom.analysis.trial;
