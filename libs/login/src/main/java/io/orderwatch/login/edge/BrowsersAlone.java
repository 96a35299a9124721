package io.orderwatch.login.edge;

import io.orderwatch.operations.edge.rest.ProblemPage;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * A browser that goes to a page is sent to the issuer. Whatever else asks without a valid token or
 * session, a program, a script of the page, a form, cannot follow there and is told 401. Where the
 * issuer lets nobody in or does not answer, people see a page if the service has one for it.
 */
@Singleton
class BrowsersAlone implements HttpAuthenticationMechanism {

  private static final int FIRST = DEFAULT_PRIORITY + 100;
  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  private final boolean asked;
  private final Instance<ProblemPage> pages;

  BrowsersAlone(LoginSettings settings, Instance<ProblemPage> pages) {
    this.asked = settings.enabled();
    this.pages = pages;
  }

  /** Nobody is known by this one. */
  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return asked && !ProblemPage.visited(request.request())
        ? Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"))
        : Uni.createFrom().nullItem();
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext request) {
    if (!asked || ProblemPage.visited(request.request())) {
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
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
  }

  private void failed(RoutingContext request) {
    switch (request.failure()) {
      case AuthenticationCompletionException _ when !request.response().ended() ->
          ended(request, UNAUTHORIZED, "the issuer did not let you in: load the page to try again");
      case OIDCException _ when !request.response().ended() -> {
        request.response().putHeader("Retry-After", "5");
        ended(request, UNAVAILABLE, "the issuer does not answer");
      }
      case null, default -> request.next();
    }
  }

  private void ended(RoutingContext request, int status, String detail) {
    if (!ProblemPage.shown(pages, request, status)) {
      told(request, status, detail);
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

  @Override
  public int getPriority() {
    return FIRST;
  }
}
