package io.orderwatch.operations.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesSpec {

  private static final int LONGEST = 20;

  @Test
  void a_body_is_its_lines_however_it_arrives() throws IOException {
    var random = new Random(7);
    for (var run = 0; run < 300; run++) {
      var lines = new ArrayList<String>();
      for (var i = random.nextInt(40); i > 0; i--) {
        lines.add("x".repeat(random.nextInt(LONGEST + 3)));
      }
      var body = String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
      var expected = new ArrayList<>(List.of(body.split("\n", -1)));
      if (expected.getLast().isEmpty()) {
        expected.removeLast(); // what ends with a line's end has no line after it
      }
      assertThat(read(arriving(body, random)))
          .isEqualTo(expected.stream().map(LinesSpec::taken).toList());
    }
  }

  @Test
  void nothing_is_no_line_and_an_empty_line_is_one() throws IOException {
    assertThat(read(arriving("", new Random(1)))).isEmpty();
    assertThat(read(arriving("\n\na", new Random(1)))).containsExactly("", "", "a");
  }

  @Test
  void a_line_that_never_ends_takes_no_more_memory_than_the_longest() throws IOException {
    var endless = 200L * 1024 * 1024;
    var body =
        new InputStream() {
          private long left = endless;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            if (left <= 0) {
              return -1;
            }
            left -= length;
            return length;
          }
        };
    var before = allocated();
    var line = new Lines(body, LONGEST).next().orElseThrow();
    assertThat(line.text()).isNull();
    assertThat(allocated() - before).isLessThan(1024 * 1024);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static List<String> read(InputStream body) throws IOException {
    var lines = new Lines(body, LONGEST);
    var read = new ArrayList<String>();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      assertThat(line.get().number()).isEqualTo(read.size() + 1);
      var text = line.get().text();
      read.add(text == null ? "too long" : new String(text, UTF_8));
    }
    return read;
  }

  private static String taken(String line) {
    return line.length() > LONGEST ? "too long" : line;
  }

  /** In pieces of any size. */
  private static InputStream arriving(String body, Random random) {
    return new ByteArrayInputStream(body.getBytes(UTF_8)) {
      @Override
      public int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(length, 1 + random.nextInt(30)));
      }
    };
  }
}
