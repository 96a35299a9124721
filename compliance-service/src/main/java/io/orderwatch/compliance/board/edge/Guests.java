package io.orderwatch.compliance.board.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderwatch.operations.Role;
import io.orderwatch.operations.Visitor;
import io.orderwatch.operations.edge.rest.Login;
import io.orderwatch.operations.edge.rest.Visitors;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at the page: as he logged in, or with demo logins as he chose. A form is his own if it
 * brings back the value of a cookie that only pages of ours are given.
 */
@Singleton
class Guests {

  private static final String LOGIN = "orderwatch-login";
  private static final String FORM = "orderwatch-form";
  private static final HexFormat HEX = HexFormat.of();

  /** A form is too old, or comes from elsewhere. */
  static final class NotOwn extends ForbiddenException {
    private static final long serialVersionUID = 1;

    private NotOwn() {
      super("this form is not of this page: load the page again");
    }
  }

  private final Visitors visitors;
  private final Map<String, Visitor.Grant> logins;
  private final HttpHeaders headers;
  private final RoutingContext request;
  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  Guests(Visitors visitors, BoardSettings settings, HttpHeaders headers, RoutingContext request) {
    this.visitors = visitors;
    this.logins = settings.demoLogins().map(Visitor::granted).orElse(Map.of());
    this.headers = headers;
    this.request = request;
    var bytes = new byte[32];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** Names that may be chosen; none without demo logins, or where people log in. */
  List<String> logins() {
    return visitors.asked() ? List.of() : List.copyOf(logins.keySet());
  }

  /**
   * Who asks.
   *
   * @throws ForbiddenException if he has that role nowhere
   */
  Visitor with(Role least) {
    var visitor = visitor();
    if (!visitor.is(least)) {
      throw new ForbiddenException(visitor.refusal(least));
    }
    return visitor;
  }

  /** Who asks; empty if he cannot be named, for what is said of him is no name. */
  Optional<Visitor> known() {
    try {
      return Optional.of(visitor());
    } catch (HttpProblem _) {
      return Optional.empty();
    }
  }

  /** Whether who looks has logged in here, and can log out. */
  boolean loggedIn() {
    return visitors.login().isPresent();
  }

  /** How long who looks may look on without being asked again; empty if nobody is asked. */
  Optional<Duration> left() {
    return visitors
        .login()
        .flatMap(Login::until)
        .map(until -> Duration.between(Instant.now(), until))
        .map(left -> left.isPositive() ? left : Duration.ofMillis(1));
  }

  private Visitor visitor() {
    if (logins().isEmpty()) {
      return visitors.of(headers);
    }
    var name = name();
    var grant = name == null ? null : logins.get(name);
    // Who has not chosen yet looks on.
    return grant == null
        ? new Visitor(null, List.of(new Visitor.Grant(Role.VIEWER, java.util.Set.of())))
        : new Visitor(name, List.of(grant));
  }

  private @Nullable String name() {
    var cookie = request.request().getCookie(LOGIN);
    if (cookie == null) {
      return null;
    }
    var dot = cookie.getValue().lastIndexOf('.');
    var name = dot < 0 ? "" : cookie.getValue().substring(0, dot);
    return logins.containsKey(name) && same(cookie.getValue(), signed(name)) ? name : null;
  }

  /** Logs in under that name from now on; out if there is no such name. */
  void login(String name) {
    give(LOGIN, logins().contains(name) ? signed(name) : "");
  }

  private String signed(String name) {
    try {
      var mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return name + "." + HEX.formatHex(mac.doFinal(name.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a form of this browser brings back. */
  String token() {
    var known = request.request().getCookie(FORM);
    if (known != null && known.getValue().matches("[0-9a-f]{32}")) {
      return known.getValue();
    }
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var token = HEX.formatHex(bytes);
    give(FORM, token);
    return token;
  }

  /**
   * @throws NotOwn if a form comes from elsewhere
   */
  void own(@Nullable String token) {
    var cookie = request.request().getCookie(FORM);
    var site = headers.getHeaderString("Sec-Fetch-Site");
    if (cookie == null
        || token == null
        || !same(token, cookie.getValue())
        || (site != null && !site.equals("same-origin"))) {
      throw new NotOwn();
    }
  }

  private void give(String name, String value) {
    request
        .response()
        .addCookie(
            Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(
                    request.request().isSSL()
                        || visitors.login().map(Login::byHttps).orElse(false)));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
