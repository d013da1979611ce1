/** The examination of an installation: what is right, what is wrong, and what to do about it. */
package dev.headroom.doctor;
