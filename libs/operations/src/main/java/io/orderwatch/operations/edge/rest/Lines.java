package io.orderwatch.operations.edge.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The lines of a body as they arrive, in memory that does not grow with it. Of a line that is too
 * long only that it was there is kept. One thread only.
 */
public final class Lines {

  /**
   * @param number counted from 1
   * @param text without the line's end; null if it is too long
   */
  public record Line(long number, byte @org.jspecify.annotations.Nullable [] text) {}

  private final InputStream body;
  private final int longest;
  private final byte[] buffer = new byte[8192];
  private int from;
  private int to;
  private long number;

  /**
   * @param longest line that is taken, in bytes
   */
  public Lines(InputStream body, int longest) {
    this.body = body;
    this.longest = longest;
  }

  /** The next line; waits until it has arrived in whole. Empty at the end. */
  public Optional<Line> next() throws IOException {
    var line = new ByteArrayOutputStream(256);
    var any = false;
    var tooLong = false;
    while (arrived()) {
      any = true;
      var end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      tooLong |= line.size() + end - from > longest;
      if (!tooLong) {
        line.write(buffer, from, end - from);
      }
      var ended = end < to;
      from = ended ? end + 1 : end;
      if (ended) {
        break;
      }
    }
    return any
        ? Optional.of(new Line(++number, tooLong ? null : line.toByteArray()))
        : Optional.empty();
  }

  /** Whether nothing more has arrived, so that whoever sends may be waiting for answers. */
  public boolean idle() throws IOException {
    return from == to && body.available() <= 0;
  }

  /** Whether there is a byte to take; waits for it. */
  private boolean arrived() throws IOException {
    if (from < to) {
      return true;
    }
    from = 0;
    to = Math.max(0, body.read(buffer));
    return to > 0;
  }
}
