/** One call to GitHub: address, credentials, limits, cached answers, and what a refusal means. */
package dev.headroom.github.call;
