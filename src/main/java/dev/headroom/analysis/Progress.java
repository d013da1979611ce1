package dev.headroom.analysis;

/** Somebody who wants to know how far an analysis is. Told by any number of threads, possibly out of order. */
@FunctionalInterface
public interface Progress {
    /** Nobody. */
    Progress UNWATCHED = (done, total) -> {};

    /** So many of the programs are done. */
    void tell(int done, int total);
}
