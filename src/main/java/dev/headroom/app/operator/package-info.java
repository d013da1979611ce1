/** The commands of whoever runs a server: doctor, jobs, replay. */
package dev.headroom.app.operator;
