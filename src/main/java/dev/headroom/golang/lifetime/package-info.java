/** How long what a function acquires lives: whether it is given back on every path. */
package dev.headroom.golang.lifetime;
