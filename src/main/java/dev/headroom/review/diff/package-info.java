/** The diff of a pull request, and where in it comments may stand. */
package dev.headroom.review.diff;
