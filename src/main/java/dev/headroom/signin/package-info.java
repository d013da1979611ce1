/** Who people are and what they may see: sign-in with GitHub, sessions and access, without input or output of their own. */
package dev.headroom.signin;
