package io.orderwatch.backing.edge.quarkus;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.orderwatch.backing.edge.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.HashMap;
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
 * An OIDC issuer in this process, at which the service that a test starts lets people log in: with
 * discovery, a login page, keys, code flow with PKCE, refreshing and logging out. With the argument
 * {@code late} it is not there until {@link #arrives}; others are further properties of the
 * service. A test's field of this type is set to it.
 */
public final class Issuer implements QuarkusTestResourceLifecycleManager {

  /** What the service is called here. */
  public static final String CLIENT = "orderwatch";

  private static final String OURS = "ours";
  private static final String FOREIGN = "foreign";
  private static final Duration USUAL = Duration.ofHours(1);

  private final Map<String, String> given = new HashMap<>();
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

  /** After others, whose settings of a proxy do not go with a login. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public void init(Map<String, String> arguments) {
    given.putAll(arguments);
  }

  @Override
  public Map<String, String> start() {
    if (given.remove("late") == null) {
      arrives();
    }
    var properties = new HashMap<String, String>();
    properties.put("orderwatch.login.enabled", "true");
    properties.put("orderwatch.login.issuer", address());
    properties.put("orderwatch.login.client-id", CLIENT);
    properties.put("orderwatch.login.client-secret", "not-looked-at-by-this-issuer");
    properties.put("orderwatch.login.cookie-secret", "0123456789abcdef0123456789abcdef");
    properties.put("orderwatch.login.https", "false");
    properties.put("orderwatch.requester.headers", "");
    properties.putAll(given);
    return properties;
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
  public void inject(TestInjector test) {
    test.injectIntoFields(this, new TestInjector.MatchesType(Issuer.class));
  }

  @Override
  public void stop() {
    if (up) {
      server.shutdown();
    }
  }
}
