/** What the rules say of every service of a default branch, and to whom each service belongs. */
package dev.headroom.campaign.audit;
