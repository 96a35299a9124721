package io.orderwatch.local.edge;

import io.orderwatch.local.doctor.Skew;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Compares this clock with a server's, by the date of any answer; says nothing of who asks. */
final class AskingTheTime {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private AskingTheTime() {}

  static Optional<Skew> of(URI base, InstantSource clock) {
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request =
          HttpRequest.newBuilder(base)
              .timeout(PATIENCE)
              .method("HEAD", BodyPublishers.noBody())
              .build();
      var asked = clock.instant();
      var answer = client.send(request, BodyHandlers.discarding());
      var answered = clock.instant();
      return answer
          .headers()
          .firstValue("Date")
          .flatMap(AskingTheTime::date)
          .map(theirs -> Skew.of(asked, answered, theirs));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Instant> date(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
