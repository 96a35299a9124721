package io.orderwatch.ingest.importing.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.backing.edge.quarkus.OwnProcess;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the whole service holds while it takes an upload that is far larger than its memory: a
 * process of its own. No test of the build, for it takes minutes; see {@code deploy/bench/import}.
 */
class LargeImport {

  private static final long BYTES = Integer.getInteger("orderwatch.megabytes", 1024) * 1_048_576L;
  private static final int ITEMS = Integer.getInteger("orderwatch.items", 40);
  private static final String HEAP = System.getProperty("orderwatch.heap", "256m");
  private static final String END = "\r\n";

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  private Path folder;

  @Test
  void measured() throws Exception {
    var services = BackingServices.shared();
    var database = services.database().fresh();
    database.createSchema("ingest");
    try (var process =
        new OwnProcess(
            services,
            database,
            "ingest",
            HEAP,
            folder.resolve("log"),
            Map.of("ORDERWATCH_INGEST_IMPORT_STORES", "2001"))) {
      var door = new Door(process.management());
      await()
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .until(() -> door.ask("GET /q/health/ready", null).statusCode() == 200);
      say("at rest: %s", process.memory());
      upload(process);
      assertThat(process.isAlive()).isTrue();
    }
  }

  private static void upload(OwnProcess process) throws Exception {
    var lines = BYTES / posting(0).length();
    var begun = System.nanoTime();
    try (var socket = new Socket(process.url().getHost(), process.url().getPort())) {
      var sending =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      send(new BufferedOutputStream(socket.getOutputStream(), 65_536), lines);
                    } catch (IOException e) {
                      say("sending ended: %s", e); // what was answered tells the rest
                    }
                  });
      var in = new BufferedInputStream(socket.getInputStream(), 65_536);
      assertThat(line(in)).startsWith("HTTP/1.1 200");
      var header = line(in);
      while (!header.isEmpty()) {
        header = line(in);
      }
      var answers = new BufferedReader(new InputStreamReader(new Chunks(in), US_ASCII));
      var taken = 0L;
      while (taken < lines) {
        var line = answers.readLine();
        assertThat(line).as("after %d of %d lines", taken, lines).isNotNull();
        assertThat(line).contains("\"outcome\":\"taken\"");
        taken++;
        if (taken % (lines / 4) == 0) {
          say("after %d lines: %s", taken, process.memory());
        }
      }
      sending.join();
      var seconds = (System.nanoTime() - begun) / 1e9;
      say(
          "%d lines of %d bytes taken in %.0f s, %.0f a second, heap at most %s",
          lines, posting(0).length(), seconds, lines / seconds, HEAP);
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var read = in.read(); read != '\n' && read >= 0; read = in.read()) {
      line.append((char) read);
    }
    return line.toString().strip();
  }

  /** A body that comes in chunks, whose ends may fall anywhere. */
  private static final class Chunks extends InputStream {

    private final InputStream in;
    private int left;

    Chunks(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      if (left == 0) {
        var size = line(in);
        left = Integer.parseInt(size.isEmpty() ? line(in) : size, 16);
      }
      if (left == 0) {
        return -1;
      }
      var read = in.read(into, from, Math.min(most, left));
      left -= Math.max(0, read);
      return read;
    }
  }

  private static void send(OutputStream out, long lines) throws IOException {
    out.write(
        ("POST /api/postings/import HTTP/1.1" + END + "Host: orderwatch" + END).getBytes(US_ASCII));
    out.write(("Content-Type: application/x-ndjson" + END).getBytes(US_ASCII));
    out.write(("Transfer-Encoding: chunked" + END + END).getBytes(US_ASCII));
    for (var line = 0L; line < lines; line++) {
      var posting = posting(line).getBytes(US_ASCII);
      out.write((Integer.toHexString(posting.length) + END).getBytes(US_ASCII));
      out.write(posting);
      out.write(END.getBytes(US_ASCII));
    }
    out.write(("0" + END + END).getBytes(US_ASCII));
    out.flush();
  }

  private static String posting(long number) {
    var items =
        IntStream.range(0, ITEMS)
            .mapToObj(
                item ->
                    "{\"sku\":%d,\"offer\":\"KB-%04d\",\"quantity\":1,\"price\":{\"amount\":389.50,\"currency\":\"CNY\"}}"
                        .formatted(1_486_200_000 + item, item))
            .collect(Collectors.joining(","));
    return """
    {"store":"2001","posting":"import-%09d-1","asOf":"2026-11-20T09:14:03Z","status":"awaiting_deliver","items":[%s]}
    """
        .formatted(number, items);
  }

  private static void say(String text, Object... figures) {
    System.out.printf("import: " + text + "%n", figures);
  }
}
