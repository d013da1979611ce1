/** The examples that rules bring along, as tests of them. */
package dev.headroom.analysis.example;
