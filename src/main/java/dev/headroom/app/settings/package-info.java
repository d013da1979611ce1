/** What the server is told before it starts: environment, file, and what the setup has stored. */
package dev.headroom.app.settings;
