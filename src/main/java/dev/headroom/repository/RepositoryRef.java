package dev.headroom.repository;

/** A repository as one installation of the App sees it. */
public record RepositoryRef(long installationId, String owner, String name) {

    /** {@code owner/name}, as GitHub writes it. */
    public String fullName() {
        return owner + "/" + name;
    }
}
