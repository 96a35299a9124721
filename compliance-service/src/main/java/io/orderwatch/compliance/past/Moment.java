package io.orderwatch.compliance.past;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which the board is looked at, as somebody asked for it.
 *
 * @param at null if it cannot be read
 */
public record Moment(Kind kind, @Nullable Instant at) {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  public enum Kind {
    KNOWN,
    /** Nothing of that time is kept, or nothing was known yet. */
    TOO_EARLY,
    FUTURE,
    UNREADABLE;

    /** As texts write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param said as 2026-11-01T02:00:00Z, or without Z as a field of a form sends it: in UTC too
   * @param knownFrom from when on anything is kept; null if nothing is
   */
  public static Moment read(String said, @Nullable Instant knownFrom, Instant now) {
    return parsed(said.strip())
        .map(at -> new Moment(kind(at, knownFrom, now), at))
        .orElse(new Moment(Kind.UNREADABLE, null));
  }

  private static Kind kind(Instant at, @Nullable Instant knownFrom, Instant now) {
    if (at.isAfter(now)) {
      return Kind.FUTURE;
    }
    return knownFrom == null || at.isBefore(knownFrom) ? Kind.TOO_EARLY : Kind.KNOWN;
  }

  /** To the microsecond, as a database keeps it. */
  private static Optional<Instant> parsed(String said) {
    try {
      var at =
          said.endsWith("Z")
              ? Instant.parse(said)
              : LocalDateTime.parse(said).toInstant(ZoneOffset.UTC);
      return at.isBefore(FIRST) || at.isAfter(LAST)
          ? Optional.empty()
          : Optional.of(at.truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
