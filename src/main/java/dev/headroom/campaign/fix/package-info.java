/** Pull requests with a service's safe fixes: asked for, opened, kept true. */
package dev.headroom.campaign.fix;
