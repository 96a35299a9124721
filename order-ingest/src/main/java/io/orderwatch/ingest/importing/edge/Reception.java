package io.orderwatch.ingest.importing.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.orderwatch.ingest.importing.edge.ImportApi.Result;
import io.orderwatch.ingest.importing.edge.Importing.Accepted;
import io.orderwatch.ingest.importing.edge.Uploads.Upload;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Bodies;
import io.orderwatch.operations.edge.rest.Lines;
import io.orderwatch.operations.edge.rest.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One upload on its way in: what has arrived is kept together, then answered line by line. Neither
 * the body nor the answer is ever held in whole. One thread only.
 */
final class Reception {

  private static final Logger LOG = Logger.getLogger(Reception.class);

  /** Lines, and bytes of lines, that are kept in one transaction. */
  private static final int MOST = 500;

  private static final int LARGEST = 1 << 20;

  /** A line that waits to be answered. */
  private sealed interface Waiting {

    record Taken(long line, Accepted accepted) implements Waiting {}

    record Refused(long line, HttpProblem problem) implements Waiting {}
  }

  private final Importing importing;
  private final Uploads uploads;
  private final Bodies bodies;
  private final @Nullable String key;
  private final Supplier<Instant> now;
  private final OutputStream results;
  private final MessageDigest digest = sha256();
  private final List<Waiting> waiting = new ArrayList<>();
  private int bytes;
  private long last;

  /**
   * @param key that names the upload; null for none
   */
  Reception(
      Importing importing,
      Uploads uploads,
      Bodies bodies,
      @Nullable String key,
      Supplier<Instant> now,
      OutputStream results) {
    this.importing = importing;
    this.uploads = uploads;
    this.bodies = bodies;
    this.key = key;
    this.now = now;
    this.results = results;
  }

  /**
   * @param first line of the body
   * @param lines what follows
   */
  void answer(Lines.Line first, Lines lines) throws IOException {
    Optional<Upload> before;
    try {
      before = key == null ? Optional.empty() : uploads.find(key);
    } catch (SQLException e) {
      write(Result.of(first.number(), unavailable()));
      return;
    }
    for (var next = Optional.of(first); next.isPresent(); next = lines.next()) {
      var line = next.get();
      last = line.number();
      digest.update(line.text() == null ? new byte[] {0} : line.text());
      digest.update((byte) '\n');
      if (before.isPresent() && last <= before.get().lines()) {
        if (!repeated(line, before.get())) {
          return;
        }
      } else {
        take(line);
      }
      var idle = lines.idle();
      if ((idle || waiting.size() >= MOST || bytes >= LARGEST) && !keep()) {
        return;
      }
      if (idle) {
        results.flush();
      }
    }
    if (before.isPresent() && last < before.get().lines()) {
      write(Result.of(last, otherBody()));
    } else {
      keep();
    }
  }

  /** Returns whether to go on. */
  private boolean repeated(Lines.Line line, Upload before) throws IOException {
    if (last == before.lines() && !MessageDigest.isEqual(reached().digest(), before.digest())) {
      write(Result.of(last, otherBody()));
      return false;
    }
    if (!blank(line)) {
      importing.count("repeated", 1);
      write(Result.repeated(last));
    }
    return true;
  }

  private static boolean blank(Lines.Line line) {
    return line.text() != null && new String(line.text(), US_ASCII).isBlank();
  }

  private void take(Lines.Line line) {
    if (blank(line)) {
      return;
    }
    try {
      if (line.text() == null) {
        throw BadInput.inBody("line", "must have at most " + ImportApi.LONGEST_LINE + " bytes");
      }
      bytes += line.text().length;
      var accepted = importing.accept(bodies.read(line.text(), ImportedPosting.class));
      waiting.add(new Waiting.Taken(last, accepted));
    } catch (HttpProblem problem) {
      waiting.add(new Waiting.Refused(last, problem));
    } catch (WebApplicationException e) {
      waiting.add(new Waiting.Refused(last, Problems.of(e)));
    } catch (RuntimeException e) {
      LOG.errorf("a line to import failed: %s", e.getClass().getName());
      waiting.add(
          new Waiting.Refused(last, HttpProblem.valueOf(Response.Status.INTERNAL_SERVER_ERROR)));
    }
  }

  /** Keeps and answers what waits; returns whether to go on. */
  private boolean keep() throws IOException {
    var versions = kept();
    for (var each : waiting) {
      switch (each) {
        case Waiting.Refused(var line, var problem) -> {
          importing.count("refused", 1);
          write(Result.of(line, problem));
        }
        case Waiting.Taken(var line, var accepted) -> {
          if (versions.isEmpty()) {
            write(Result.of(line, unavailable()));
            return false;
          }
          write(Result.taken(line, accepted, versions.get()));
        }
      }
    }
    waiting.clear();
    bytes = 0;
    return true;
  }

  /** The versions of what was kept, by key; empty if it could not be. */
  private Optional<Map<String, Long>> kept() {
    var accepted = new ArrayList<Accepted>();
    for (var each : waiting) {
      if (each instanceof Waiting.Taken taken) {
        accepted.add(taken.accepted());
      }
    }
    try {
      var versions = importing.keep(accepted);
      if (key != null) {
        uploads.reached(key, reached());
      }
      return Optional.of(versions);
    } catch (SQLException | RuntimeException e) {
      // What was kept and is not noted as such is sent again, and repeats nothing.
      LOG.warnf("an import stops at line %d: %s", last, e.getClass().getName());
      return Optional.empty();
    }
  }

  private Upload reached() {
    try {
      return new Upload(last, ((MessageDigest) digest.clone()).digest(), now.get());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(Result result) throws IOException {
    results.write(bodies.write(result));
    results.write('\n');
  }

  private static HttpProblem otherBody() {
    return HttpProblem.builder()
        .withTitle("Another body")
        .withStatus(Response.Status.CONFLICT)
        .withDetail("Other lines were sent with this key before: nothing of these was looked at.")
        .with("code", "idempotency-key-reused")
        .build();
  }

  /** Something is away: what was answered stands, this line and what follows may be sent again. */
  static HttpProblem unavailable() {
    return HttpProblem.builder()
        .withTitle("Not now")
        .withStatus(Response.Status.SERVICE_UNAVAILABLE)
        .withDetail("Nothing was kept from this line on: send it and the following again.")
        .build();
  }
}
