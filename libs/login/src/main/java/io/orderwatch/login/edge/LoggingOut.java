package io.orderwatch.login.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderwatch.operations.edge.rest.Login;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Ends the session here, and at the issuer where it has an address for that. */
@Path("/oauth2/logout")
@Singleton
@Blocking
class LoggingOut {

  private static final String ONLY_HERE =
      """
      You are logged out here. The issuer has no address for logging out: close the browser.
      您已在此处退出登录。登录提供方没有退出地址：请关闭浏览器。
      Вы вышли здесь. У провайдера входа нет адреса для выхода: закройте браузер.
      """;

  private final Login login;
  private final Optional<URI> after;
  private final SecurityIdentity identity;
  private final Instance<OidcSession> session;
  private final Instance<OidcConfigurationMetadata> issuer;

  LoggingOut(
      Login login,
      LoginSettings settings,
      SecurityIdentity identity,
      Instance<OidcSession> session,
      Instance<OidcConfigurationMetadata> issuer) {
    this.login = login;
    this.after = settings.afterLogout();
    this.identity = identity;
    this.session = session;
    this.issuer = issuer;
  }

  @GET
  @Operation(hidden = true)
  public Response logout() {
    if (!login.asked()) {
      throw new NotFoundException();
    }
    session.get().logout().await().indefinitely();
    var end = issuer.get().getEndSessionUri();
    return end == null
        ? Response.ok(ONLY_HERE, "text/plain; charset=utf-8").build()
        : Response.seeOther(at(end, identity.getCredential(IdTokenCredential.class))).build();
  }

  /** An issuer looks at where to send somebody only if it is told who he was. */
  private URI at(String end, @Nullable IdTokenCredential known) {
    if (known == null) {
      return URI.create(end);
    }
    var asked = new StringBuilder(end).append(end.contains("?") ? "&" : "?");
    asked.append("id_token_hint=").append(URLEncoder.encode(known.getToken(), UTF_8));
    after.ifPresent(
        back ->
            asked
                .append("&post_logout_redirect_uri=")
                .append(URLEncoder.encode(back.toString(), UTF_8)));
    return URI.create(asked.toString());
  }
}
