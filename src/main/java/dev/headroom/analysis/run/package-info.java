/** One program examined by every rule: which rules are in force there, what they report, what is accepted as it is. */
package dev.headroom.analysis.run;
