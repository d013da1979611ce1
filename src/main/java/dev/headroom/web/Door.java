package dev.headroom.web;

import dev.headroom.signin.Access;
import dev.headroom.signin.SignIn;

/** Where people come in: who they are, and what they may see. */
public record Door(SignIn signIn, Access access) {}
