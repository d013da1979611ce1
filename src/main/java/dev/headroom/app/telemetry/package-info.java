/** Figures for Prometheus and spans for OpenTelemetry. */
package dev.headroom.app.telemetry;
