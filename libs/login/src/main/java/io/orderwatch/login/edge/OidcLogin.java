package io.orderwatch.login.edge;

import io.orderwatch.operations.edge.rest.Login;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who logged in at the issuer, by the token that came with the request or stands in its cookie. */
@Singleton
class OidcLogin implements Login {

  private static final int LEAST = 32;

  /** Seconds since 1970, set by quarkus-oidc. */
  private static final String ENDS = "quarkus.identity.expire-time";

  private final boolean asked;
  private final boolean https;
  private final SecurityIdentity identity;

  OidcLogin(LoginSettings settings, SecurityIdentity identity) {
    this.asked = settings.enabled();
    this.https = settings.https();
    this.identity = identity;
    if (asked) {
      needed("issuer", settings.issuer());
      needed("client-id", settings.clientId());
      if (needed("cookie-secret", settings.cookieSecret()).length() < LEAST) {
        throw new IllegalArgumentException(
            "orderwatch.login.cookie-secret must be %d characters or more".formatted(LEAST));
      }
    }
  }

  private static String needed(String name, Optional<String> value) {
    return value.orElseThrow(
        () ->
            new IllegalArgumentException(
                "orderwatch.login.enabled=true needs orderwatch.login." + name));
  }

  @Override
  public boolean asked() {
    return asked;
  }

  @Override
  public Optional<String> name() {
    return identity.isAnonymous()
        ? Optional.empty()
        : Optional.of(identity.getPrincipal().getName());
  }

  @Override
  public Set<String> groups() {
    return identity.getRoles();
  }

  @Override
  public Optional<Instant> until() {
    return Optional.ofNullable(identity.<Long>getAttribute(ENDS)).map(Instant::ofEpochSecond);
  }

  @Override
  public boolean byHttps() {
    return https;
  }

  /** An ID token where a browser asks: whatever the issuer makes of access tokens, it is for us. */
  @Override
  public Map<String, String> passedOn() {
    return Stream.of(IdTokenCredential.class, AccessTokenCredential.class)
        .flatMap(kind -> Stream.ofNullable(identity.getCredential(kind)))
        .findFirst()
        .map(TokenCredential::getToken)
        .map(token -> Map.of("Authorization", "Bearer " + token))
        .orElse(Map.of());
  }
}
