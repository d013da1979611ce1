/** A campaign to look at: dashboard, heatmap, burndown, tables for spreadsheets. */
package dev.headroom.campaign.page;
