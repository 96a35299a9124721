package io.orderwatch.local.edge;

import io.orderwatch.clock.ScaledClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;

/** The set's time at its last stop, so that kept data never sees time run backwards. */
record KeptTime(Path file) {

  static KeptTime in(Path data) {
    return new KeptTime(data.resolve("time"));
  }

  /** A clock that goes on where the last one stopped, or at the machine's time if none did. */
  ScaledClock resumed(double speed) {
    var machine = Clock.systemUTC();
    var now = machine.instant();
    return new ScaledClock(now, stopped(now), speed, ZoneOffset.UTC, machine);
  }

  void remember(Instant now) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, now.toString());
    } catch (IOException e) {
      throw new CannotStart("cannot write " + file + ": " + e.getMessage());
    }
  }

  private Instant stopped(Instant otherwise) {
    if (!Files.exists(file)) {
      return otherwise;
    }
    try {
      return Instant.parse(Files.readString(file).strip());
    } catch (IOException | DateTimeException e) {
      throw new CannotStart(
          file + " does not hold a time: delete " + file.getParent() + " to begin anew");
    }
  }
}
