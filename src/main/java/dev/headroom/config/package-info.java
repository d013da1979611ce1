/** What a repository sets in {@code .github/headroom.yml}, read strictly. */
package dev.headroom.config;
