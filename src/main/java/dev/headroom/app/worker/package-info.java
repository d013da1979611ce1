/** The work behind deliveries, put together: reviews, campaigns, and the configurations that they go by. */
package dev.headroom.app.worker;
