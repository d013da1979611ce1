/** The way from a server that knows nothing to an App that is registered on GitHub. */
package dev.headroom.setup;
