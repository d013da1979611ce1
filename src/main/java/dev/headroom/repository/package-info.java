/** A repository on GitHub as features see it: its name, trees, blobs, differences and configuration, behind ports. */
package dev.headroom.repository;
