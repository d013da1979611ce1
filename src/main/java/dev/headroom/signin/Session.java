package dev.headroom.signin;

/**
 * A person who is signed in.
 *
 * @param idHash as the book knows it
 * @param csrf what forms of this session must carry
 */
public record Session(String idHash, Person person, UserToken token, String csrf) {}
