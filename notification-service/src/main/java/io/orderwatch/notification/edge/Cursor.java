package io.orderwatch.notification.edge;

import io.orderwatch.operations.edge.rest.BadInput;
import io.quarkiverse.resteasy.problem.validation.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a page of a list that is ordered by time ended.
 *
 * @param name what comes after the time, so that no two are the same
 */
public record Cursor(Instant at, String name) {

  public static final Cursor BEGIN = new Cursor(Instant.EPOCH, "");

  /** After all, where a list begins with the latest. */
  public static final Cursor END = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), "");

  /** What {@link #parse} may take. */
  public static final String PATTERN = "[A-Za-z0-9_-]{0,400}";

  /**
   * @param text empty for the beginning
   */
  public static Cursor parse(String text) {
    if (text.isEmpty()) {
      return BEGIN;
    }
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
      if (parts[1].indexOf('\0') >= 0) {
        throw new IllegalArgumentException("no name");
      }
      return new Cursor(
          Instant.ofEpochSecond(0, Math.multiplyExact(Long.parseLong(parts[0]), 1000L)), parts[1]);
    } catch (RuntimeException e) {
      throw BadInput.of(Violation.In.query, "cursor", "must be one that this list gave");
    }
  }

  /** Microseconds, as the database keeps them. */
  public String text() {
    var micros =
        Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((micros + " " + name).getBytes(StandardCharsets.UTF_8));
  }
}
