/** A campaign in time: its days, phases, pace, and where it stands today. */
package dev.headroom.campaign.progress;
