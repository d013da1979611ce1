/** The words of campaigns: tracking issue, issues of services, weekly comments. */
package dev.headroom.campaign.text;
