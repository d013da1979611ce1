/** The reading and judging of a pull request's code at the merge base and at the head. */
package dev.headroom.review.examination;
