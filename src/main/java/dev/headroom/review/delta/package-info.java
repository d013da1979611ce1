/** What a change introduces, leaves and mends of findings, and what people have ignored of them. */
package dev.headroom.review.delta;
