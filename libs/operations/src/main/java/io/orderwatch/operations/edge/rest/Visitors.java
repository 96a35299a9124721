package io.orderwatch.operations.edge.rest;

import io.orderwatch.operations.Visitor;
import io.quarkus.runtime.Startup;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is here and what he may do, by his login here, or by what the proxy says at which people and
 * programs log in. Where there is neither, nobody is asked and everybody may everything. Filters
 * are made before settings are read: this is made after that, at the start.
 */
@Startup
@ApplicationScoped
public class Visitors {

  /** Which groups may do what. */
  @ConfigMapping(prefix = "orderwatch.roles")
  public interface Settings {

    /**
     * The header in which a proxy says to which groups whoever asks belongs, with commas; only for
     * a proxy that takes it away from whoever sends it. Without it everybody may everything.
     */
    Optional<String> header();

    /**
     * What groups may do, written {@code lookers=viewer;staff=operator;night=operator@1001+1002}:
     * viewer, operator or admin, in all stores or in some.
     */
    @WithDefault("orderwatch-viewers=viewer;orderwatch-operators=operator;orderwatch-admins=admin")
    String groups();
  }

  private final Optional<String> header;
  private final Map<String, Visitor.Grant> granted;
  private final Requester requester;

  Visitors(Settings settings, Requester requester) {
    this.header = settings.header();
    this.granted = Visitor.granted(settings.groups());
    this.requester = requester;
    if (header.isPresent() && login().isPresent()) {
      throw new IllegalArgumentException(
          "orderwatch.roles.header is for a proxy that asks people to log in, and here the service asks itself");
    }
  }

  /** Whether anybody is asked who he is. */
  public boolean asked() {
    return header.isPresent() || login().isPresent();
  }

  /** The login of this service; empty if it asks nobody itself. */
  public Optional<Login> login() {
    return requester.login();
  }

  /** Headers by which another service of ours, which asks as we do, knows who asks. */
  public Map<String, String> passedOn(HttpHeaders headers) {
    return login()
        .map(Login::passedOn)
        .orElseGet(
            () ->
                header
                    .flatMap(
                        name ->
                            Optional.ofNullable(headers.getHeaderString(name))
                                .map(said -> Map.of(name, said)))
                    .orElse(Map.of()));
  }

  /**
   * The headers by which another of our services knows that this one may look, at all stores: for
   * what it asks for on its own, and shows each visitor his part of.
   */
  public Map<String, String> ourselves() {
    return header
        .flatMap(name -> Visitor.looker(granted).map(group -> Map.of(name, group)))
        .orElse(Map.of());
  }

  /** Who sent the request with these headers. */
  public Visitor of(HttpHeaders headers) {
    var name = requester.known().orElse(null);
    if (login().isPresent()) {
      return Visitor.of(name, login().get().groups(), granted);
    }
    if (header.isEmpty()) {
      return new Visitor(name, Visitor.anyone().grants());
    }
    var groups = headers.getHeaderString(header.get());
    return Visitor.of(name, groups == null ? List.of() : List.of(groups.split(",", -1)), granted);
  }
}
