package io.orderwatch.backing.edge;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * An OIDC issuer in this process, at which people log in to services: with discovery, a login page,
 * keys, code flow with PKCE, refreshing and logging out. It is not there until it {@link #arrives}.
 */
public final class Issuer implements AutoCloseable {

  /** What the service is called here. */
  public static final String CLIENT = "orderwatch";

  private static final String OURS = "ours";
  private static final String FOREIGN = "foreign";
  private static final Duration USUAL = Duration.ofHours(1);

  private final int port = FreePorts.any();
  private boolean up;
  private volatile Duration lifetime = USUAL;
  private volatile boolean forgotten;
  private final MockOAuth2Server server =
      new MockOAuth2Server(
          new OAuth2Config(
              true,
              null,
              null,
              false,
              new OAuth2TokenProvider(),
              Set.of(new Sessions()),
              new NettyWrapper()));

  /** The sessions of those who log in at the page. */
  private final class Sessions extends DefaultOAuth2TokenCallback {
    Sessions() {
      super(OURS);
    }

    @Override
    public List<String> audience(TokenRequest request) {
      return List.of("somebody-else");
    }

    @Override
    public long tokenExpiry() {
      if (forgotten) {
        throw new OAuth2Exception(OAuth2Error.INVALID_GRANT, "the session has ended");
      }
      return lifetime.toSeconds();
    }
  }

  /** What a service must be told so that people log in to it here, by plain http. */
  public Map<String, String> settings() {
    return Map.of(
        "orderwatch.login.enabled", "true",
        "orderwatch.login.issuer", address(),
        "orderwatch.login.client-id", CLIENT,
        "orderwatch.login.client-secret", "not-looked-at-by-this-issuer",
        "orderwatch.login.cookie-secret", "0123456789abcdef0123456789abcdef",
        "orderwatch.login.https", "false");
  }

  /** From now on it answers. */
  public void arrives() {
    server.start(port);
    up = true;
  }

  public String address() {
    return "http://localhost:" + port + "/" + OURS;
  }

  /** For how long tokens are good that people get from now on. */
  public void lifetime(Duration each) {
    lifetime = each;
  }

  /** Renews nobody's tokens any more, or does so again. */
  public void forgets(boolean everybody) {
    forgotten = everybody;
  }

  /** A token for a program of that name. */
  public String token(String name, String... groups) {
    return token(OURS, CLIENT, name, USUAL, groups);
  }

  /** One whose time is over. */
  public String expired(String name, String... groups) {
    return token(OURS, CLIENT, name, USUAL.negated(), groups);
  }

  /** One for another service. */
  public String forAnother(String name, String... groups) {
    return token(OURS, "another-service", name, USUAL, groups);
  }

  /** One that another issuer made. */
  public String foreign(String name, String... groups) {
    return token(FOREIGN, CLIENT, name, USUAL, groups);
  }

  private String token(
      String issuer, String audience, String name, Duration lasting, String... groups) {
    return server
        .issueToken(
            issuer,
            "program",
            new DefaultOAuth2TokenCallback(
                issuer,
                "subject-of-" + name,
                "JWT",
                List.of(audience),
                Map.of("preferred_username", name, "groups", List.of(groups)),
                lasting.toSeconds()))
        .serialize();
  }

  @Override
  public void close() {
    if (up) {
      server.shutdown();
    }
  }
}
