package io.orderwatch.login.edge;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/**
 * Without the issuer nobody new gets in; all else goes on, so a person looks and nothing restarts.
 */
@Wellness
@Singleton
class IssuerAnswers implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int OK = 200;

  private final Optional<URI> discovery;
  private @Nullable HttpClient client;

  IssuerAnswers(LoginSettings settings) {
    this.discovery =
        settings
            .issuer()
            .filter(_ -> settings.enabled())
            .map(issuer -> issuer.replaceFirst("/*$", "/.well-known/openid-configuration"))
            .map(URI::create);
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("issuer of the login answers");
    return discovery.isEmpty()
        ? response.up().withData("login", "off").build()
        : response.status(answers(discovery.get())).build();
  }

  private synchronized boolean answers(URI address) {
    var asking = client;
    if (asking == null) {
      asking = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      client = asking;
    }
    try {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      return asking.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
