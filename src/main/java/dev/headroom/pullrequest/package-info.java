/** A pull request on GitHub: what is read of it, and what a review or a check run writes to it. */
package dev.headroom.pullrequest;
