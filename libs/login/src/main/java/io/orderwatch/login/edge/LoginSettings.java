package io.orderwatch.login.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where people and programs log in. */
@ConfigMapping(prefix = "orderwatch.login")
interface LoginSettings {

  /** Whether whoever asks must log in: people at the issuer, programs with a token of its. */
  @WithDefault("false")
  boolean enabled();

  /** The OIDC issuer, as it names itself in its tokens. */
  Optional<String> issuer();

  /** What the issuer knows this service as, and whom its tokens must be for. */
  Optional<String> clientId();

  /** The secret of that client; none for a public one. */
  Optional<String> clientSecret();

  /** What the cookies are encrypted with, 32 characters or more, the same for all pods. */
  Optional<String> cookieSecret();

  /** The claim of a token that says to which groups somebody belongs. */
  @WithDefault("groups")
  String groupsClaim();

  /** The claim of a token that says under which name his deeds are kept. */
  @WithDefault("preferred_username")
  String nameClaim();

  /** Whether browsers come by https, if only as far as a gateway. */
  @WithDefault("true")
  boolean https();

  /**
   * Where the issuer sends people who have logged out: an address of ours that it knows as one of
   * those. Without it they stay at its own page.
   */
  Optional<URI> afterLogout();
}
