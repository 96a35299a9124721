package io.orderwatch.operations.edge.rest;

import io.quarkiverse.resteasy.problem.validation.Violation;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. Who logged in here counts, or what the proxy at which people and programs log in says;
 * what the request says of itself counts only where nobody else says anything.
 */
@Singleton
public class Requester {

  private static final int LONGEST = 254;

  /** Who is asking, and how that is known. */
  @ConfigMapping(prefix = "orderwatch.requester")
  public interface Settings {

    /**
     * Headers in which a proxy says who asks, the first that is there counts; only for a proxy that
     * takes them away from whoever sends them. Without any, requestedBy of the body counts.
     */
    Optional<List<String>> headers();
  }

  private final Optional<Login> login;
  private final List<String> trusted;
  private final Function<String, @Nullable String> header;

  @Inject
  Requester(Settings settings, HttpHeaders headers, Instance<Login> logins) {
    this(
        settings.headers().orElse(List.of()),
        headers::getHeaderString,
        logins.stream().filter(Login::asked).findFirst());
  }

  Requester(
      List<String> trusted, Function<String, @Nullable String> header, Optional<Login> login) {
    this.login = login;
    this.trusted = trusted;
    this.header = header;
    if (login.isPresent() && !trusted.isEmpty()) {
      throw new IllegalArgumentException(
          "orderwatch.requester.headers are for a proxy that asks people to log in, and here the service asks itself");
    }
  }

  /**
   * @param trusted names of headers
   * @param header the value of a header of the request that is worked on; null if it has none
   */
  public Requester(List<String> trusted, Function<String, @Nullable String> header) {
    this(trusted, header, Optional.empty());
  }

  /**
   * @param said requestedBy of the body, validated
   */
  public String name(@Nullable String said) {
    var known = known();
    if (known.isPresent()) {
      return known.get();
    }
    if (said == null || said.isBlank()) {
      throw BadInput.inBody("requestedBy", "must say who asks");
    }
    return said.strip();
  }

  /** The login of this service; empty if it asks nobody itself. */
  Optional<Login> login() {
    return login;
  }

  /** Who logged in, or what a proxy says; empty if nobody says anything. */
  public Optional<String> known() {
    if (login.isPresent()) {
      return checked(login.get().name().map(String::strip), "Authorization");
    }
    return checked(said(), trusted.isEmpty() ? "" : trusted.getFirst());
  }

  private Optional<String> said() {
    return trusted.stream()
        .map(header)
        .filter(Objects::nonNull)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  private static Optional<String> checked(Optional<String> known, String from) {
    if (known.isPresent()
        && (known.get().length() > LONGEST
            || known.get().chars().anyMatch(Character::isISOControl))) {
      throw BadInput.of(Violation.In.header, from, "must be a name of at most 254 characters");
    }
    return known;
  }
}
