/** The durable record of campaigns, as values and a port. */
package dev.headroom.campaign.book;
