package dev.headroom.doctor;

import java.util.List;

/** A look at one thing that has to be right. */
@FunctionalInterface
public interface Check {
    List<Diagnosis> look();
}
