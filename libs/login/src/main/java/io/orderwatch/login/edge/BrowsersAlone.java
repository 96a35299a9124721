package io.orderwatch.login.edge;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * A browser that goes to a page is sent to the issuer. Whatever else asks without a valid token or
 * session, a program, a script of the page, a form, cannot follow there and is told 401.
 */
@Singleton
class BrowsersAlone implements HttpAuthenticationMechanism {

  private static final int FIRST = DEFAULT_PRIORITY + 100;
  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  private final boolean asked;

  BrowsersAlone(LoginSettings settings) {
    this.asked = settings.enabled();
  }

  /** Nobody is known by this one. */
  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return asked && !goesToAPage(request)
        ? Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"))
        : Uni.createFrom().nullItem();
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext request) {
    if (!asked || goesToAPage(request)) {
      return Uni.createFrom().item(false);
    }
    request.response().putHeader("WWW-Authenticate", "Bearer");
    told(
        request,
        UNAUTHORIZED,
        "there is no valid login: load the page again, or send a valid token");
    return Uni.createFrom().item(true);
  }

  /** What quarkus-oidc ends without a word, or as a fault of ours. */
  void failed(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(BrowsersAlone::failed);
  }

  private static void failed(RoutingContext request) {
    switch (request.failure()) {
      case AuthenticationCompletionException _ when !request.response().ended() ->
          told(request, UNAUTHORIZED, "the issuer did not let you in: load the page to try again");
      case OIDCException _ when !request.response().ended() -> {
        request.response().putHeader("Retry-After", "5");
        told(request, UNAVAILABLE, "the issuer does not answer");
      }
      case null, default -> request.next();
    }
  }

  private static void told(RoutingContext request, int status, String detail) {
    var answer = request.response().setStatusCode(status);
    var problem =
        new JsonObject()
            .put("status", status)
            .put("title", answer.getStatusMessage())
            .put("detail", detail);
    answer.putHeader("Content-Type", "application/problem+json").end(problem.encode());
  }

  private static boolean goesToAPage(RoutingContext request) {
    var accepted = request.request().getHeader("Accept");
    return request.request().method().equals(HttpMethod.GET)
        && request.request().getHeader("Authorization") == null
        && request.request().getHeader("HX-Request") == null
        && accepted != null
        && accepted.contains("text/html");
  }

  @Override
  public int getPriority() {
    return FIRST;
  }
}
