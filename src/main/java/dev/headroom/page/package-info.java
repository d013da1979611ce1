/** What pages for people are made of: safe HTML, the one stylesheet, and the words of a rule; values without input or output. */
package dev.headroom.page;
