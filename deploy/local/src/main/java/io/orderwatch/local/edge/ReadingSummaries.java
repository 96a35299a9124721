package io.orderwatch.local.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.Summary;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the set how it fares; what does not answer is left unknown. */
final class ReadingSummaries {

  private final WholeSet set;
  private final Http http = new Http();

  ReadingSummaries(WholeSet set) {
    this.set = set;
  }

  Summary read() {
    var cases = http.json(set.url(ServiceName.COMPLIANCE) + "/api/summary");
    var messages = http.json(set.url(ServiceName.NOTIFICATION) + "/api/summary");
    var buyers =
        http.json(set.simulator().map(Part::url).orElse("http://127.0.0.1") + "/simulator/summary");
    return new Summary(
        set.config().clock().now(),
        number(cases, "open"),
        number(cases, "opened"),
        instant(cases.path("nextDeadline")),
        number(messages, "sent"),
        number(buyers, "answered"),
        number(cases, "saved"),
        number(cases, "lost"),
        number(cases, "expired"));
  }

  private static OptionalLong number(JsonNode json, String field) {
    var value = json.path(field);
    return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
  }

  private static Optional<Instant> instant(JsonNode value) {
    try {
      return value.isTextual() ? Optional.of(Instant.parse(value.asText())) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
