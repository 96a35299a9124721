package io.orderwatch.mailbox.edge;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 attributes in Kafka's binary mode: headers beside the data. Kept in the outbox
 * one a line.
 */
final class Envelope {

  static final String ID = "ce_id";
  static final String TYPE = "ce_type";
  static final String TIME = "ce_time";
  static final String TRACE = "traceparent";

  /** Before Kafka, and after what anything of ours still reckons with, nothing has happened. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private Envelope() {}

  static String of(
      UUID id, String type, Instant at, String source, String subject, @Nullable String trace) {
    var lines = of(id, type, at, source, subject);
    return trace == null ? lines : lines + '\n' + TRACE + ": " + trace;
  }

  private static String of(UUID id, String type, Instant at, String source, String subject) {
    return "ce_specversion: 1.0\n"
        + ("ce_id: " + id + '\n')
        + ("ce_source: /orderwatch/" + source + '\n')
        + ("ce_type: " + type + '\n')
        + ("ce_time: " + at + '\n')
        + ("ce_subject: " + subject + '\n')
        + ("ce_dataschema: https://orderwatch.io/schemas/" + type + ".json\n")
        + "content-type: application/json";
  }

  static Headers headers(String lines) {
    var headers = new RecordHeaders();
    lines
        .lines()
        .forEach(
            line -> {
              var colon = line.indexOf(": ");
              headers.add(
                  line.substring(0, colon),
                  line.substring(colon + 2).getBytes(StandardCharsets.UTF_8));
            });
    return headers;
  }

  static @Nullable String header(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : text(header);
  }

  /** The event's id; where it has none of its own, one made from its position. */
  static UUID id(Headers headers, String position) {
    var id = header(headers, ID);
    try {
      return UUID.fromString(id == null ? "" : id);
    } catch (IllegalArgumentException e) {
      return UUID.nameUUIDFromBytes((id == null ? position : id).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * When it happened; where the record does not say so, or names a time at which nothing can have
   * happened, its own time, and {@code otherwise} where that is none either.
   *
   * @param timestamp of the record, in milliseconds since 1970; anybody may have set it
   */
  static Instant at(Headers headers, long timestamp, Instant otherwise) {
    return parsed(header(headers, TIME))
        .or(() -> plausible(Instant.ofEpochMilli(timestamp)))
        .orElse(otherwise);
  }

  /** The same, of a record whose own time was not kept. */
  static Instant at(Headers headers, Instant otherwise) {
    return parsed(header(headers, TIME)).orElse(otherwise);
  }

  private static Optional<Instant> parsed(@Nullable String time) {
    try {
      return time == null ? Optional.empty() : plausible(Instant.parse(time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> plausible(Instant at) {
    return at.isBefore(FIRST) || at.isAfter(LAST) ? Optional.empty() : Optional.of(at);
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
