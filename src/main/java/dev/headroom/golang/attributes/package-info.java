/** What a repository's {@code .gitattributes} say of its files. */
package dev.headroom.golang.attributes;
