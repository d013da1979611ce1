/** Issues as GitHub has them: the port to them, and the marks and bodies by which the App knows its own. */
package dev.headroom.campaign.tracker;
