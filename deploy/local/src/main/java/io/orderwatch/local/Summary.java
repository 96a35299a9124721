package io.orderwatch.local;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How the set fares at one moment; what is not known is shown as a dash. */
public record Summary(
    Instant now,
    OptionalLong open,
    OptionalLong opened,
    Optional<Instant> nextDeadline,
    OptionalLong sent,
    OptionalLong answered,
    OptionalLong saved,
    OptionalLong lost,
    OptionalLong expired) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** One line for a log. */
  public String line() {
    return "%s UTC  cases open %s of %s, next dies in %s | reminders sent %s, buyers answered %s | orders saved %s, lost %s, expired %s"
        .formatted(
            TIME.format(now),
            text(open),
            text(opened),
            nextDies(),
            text(sent),
            text(answered),
            text(saved),
            text(lost),
            text(expired));
  }

  /** Several lines of always the same number. */
  public List<String> block() {
    return List.of(
        "  time in the set   %s UTC".formatted(TIME.format(now)),
        "  passport cases    %s open of %s, the next dies in %s"
            .formatted(text(open), text(opened), nextDies()),
        "  buyers            %s reminders sent, %s answered".formatted(text(sent), text(answered)),
        "  orders            %s saved, %s lost, %s expired"
            .formatted(text(saved), text(lost), text(expired)));
  }

  private String nextDies() {
    return nextDeadline.map(at -> span(Duration.between(now, at))).orElse("–");
  }

  private static String span(Duration left) {
    return left.isNegative()
        ? "0:00 h"
        : "%d:%02d h".formatted(left.toHours(), left.toMinutesPart());
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "–";
  }
}
