/** Reports kept from one analysis to the next, by what the programs and rules contain. */
package dev.headroom.analysis.memory;
