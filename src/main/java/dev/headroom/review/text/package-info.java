/** The words of reviews: inline comments, summaries, check runs, and the hidden marks that know them again. */
package dev.headroom.review.text;
