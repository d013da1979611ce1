/** How texts for people are written: foreign text made harmless, figures, days, and links to the pages of rules. */
package dev.headroom.text;
