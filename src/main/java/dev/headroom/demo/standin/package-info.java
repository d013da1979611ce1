/** A GitHub on 127.0.0.1, as strict as the real one where the App could go wrong. */
package dev.headroom.demo.standin;
