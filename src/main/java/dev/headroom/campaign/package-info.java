/** The campaign against the faults of a whole fleet: audit, history, plan and texts, as values without input or output. */
package dev.headroom.campaign;
