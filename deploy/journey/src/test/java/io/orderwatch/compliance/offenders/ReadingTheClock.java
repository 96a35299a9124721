package io.orderwatch.compliance.offenders;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Planted: a rule that gives another answer every time, in each of its methods. */
public final class ReadingTheClock {

  private ReadingTheClock() {}

  static Instant instant() {
    return Instant.now();
  }

  static Supplier<Instant> reference() {
    return Instant::now;
  }

  static Supplier<LocalDate> lambda() {
    return () -> LocalDate.now(ZoneId.of("Europe/Moscow"));
  }

  static ZonedDateTime given(Clock clock) {
    return ZonedDateTime.now(clock);
  }

  static Clock system() {
    return Clock.systemUTC();
  }

  static Instant asked(Clock clock) {
    return clock.instant();
  }

  static ZoneId zone() {
    return ZoneId.systemDefault();
  }

  static long millis() {
    return System.currentTimeMillis();
  }

  static long nanos() {
    return System.nanoTime();
  }

  static UUID id() {
    return UUID.randomUUID();
  }

  static double dice() {
    return Math.random();
  }

  static Random random() {
    return new Random();
  }

  static int local() {
    return ThreadLocalRandom.current().nextInt();
  }

  static void shuffled(List<String> cards) {
    Collections.shuffle(cards);
  }
}
