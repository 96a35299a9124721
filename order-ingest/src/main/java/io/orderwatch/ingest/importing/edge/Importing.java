package io.orderwatch.ingest.importing.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.polling.edge.Bounds;
import io.orderwatch.ingest.posting.KnownPosting.Imported;
import io.orderwatch.ingest.posting.edge.OzonMetrics;
import io.orderwatch.ingest.posting.edge.PostingFeature;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What is imported goes the way of what is read: one projection, one rule, the same events. */
@Singleton
public class Importing {

  /** Another system's clock may be ahead of ours (by the clock of all services). */
  private static final Duration AHEAD = Duration.ofMinutes(10);

  private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  /** A line that may be kept. */
  record Accepted(OzonPosting shown, Instant asOf) {

    String key() {
      return shown.ref().key();
    }

    private Input input() {
      return new Input(key(), "import@" + asOf, asOf, new Imported(Projection.of(shown)));
    }
  }

  private final Mailbox mailbox;
  private final DataSource database;
  private final Bounds bounds;
  private final OzonStores polled;
  private final Set<String> imported;
  private final OzonMetrics words;
  private final MeterRegistry registry;
  private final ScaledClock clock;

  Importing(
      Mailbox mailbox,
      DataSource database,
      Bounds bounds,
      OzonStores polled,
      ImportSettings settings,
      OzonMetrics words,
      MeterRegistry registry,
      ScaledClock clock) {
    this.mailbox = mailbox;
    this.database = database;
    this.bounds = bounds;
    this.polled = polled;
    this.imported = settings.stores().orElse(Set.of());
    this.words = words;
    this.registry = registry;
    this.clock = clock;
    // From zero on: an increase from nothing would be none.
    List.of("taken", "refused", "repeated").forEach(outcome -> count(outcome, 0));
  }

  /**
   * Whether it may be kept.
   *
   * @throws HttpProblem that says why not
   */
  Accepted accept(ImportedPosting line) {
    refuse(line.store());
    plausible("asOf", line.asOf());
    if (line.asOf().isAfter(clock.now().plus(AHEAD))) {
      throw BadInput.inBody("asOf", "must not be in the future");
    }
    plausible("inProcessAt", line.inProcessAt());
    plausible("shipmentDate", line.shipmentDate());
    plausible("promised", line.promised());
    if (line.zone() != null && !ZONES.contains(line.zone())) {
      throw BadInput.inBody("zone", "must be the IANA name of a time zone");
    }
    return new Accepted(line.shown(), line.asOf().truncatedTo(ChronoUnit.MICROS));
  }

  /** A store is either read from Ozon or imported: two truths would undo each other. */
  private void refuse(String store) {
    if (polled.find(new StoreId(store)).isPresent()) {
      throw conflict("store-is-polled", "This store is read from Ozon: nothing of it is imported.");
    }
    if (!imported.contains(store)) {
      throw conflict(
          "store-is-not-imported", "This store is not named in orderwatch.ingest.import.stores.");
    }
  }

  private static HttpProblem conflict(String code, String detail) {
    return HttpProblem.builder()
        .withTitle("Refused")
        .withStatus(Response.Status.CONFLICT)
        .withDetail(detail)
        .with("code", code)
        .build();
  }

  private static void plausible(String field, @Nullable Instant at) {
    if (at != null && (at.isBefore(EARLIEST) || !at.isBefore(LATEST))) {
      throw BadInput.inBody(field, "must be a moment of the years 2015 to 2099");
    }
  }

  /**
   * Returns when all of it is committed.
   *
   * @return by key, the version that is the newest now
   */
  Map<String, Long> keep(List<Accepted> lines) throws SQLException {
    if (lines.isEmpty()) {
      return Map.of();
    }
    lines.forEach(line -> words.words(line.shown()));
    var inputs = lines.stream().map(Accepted::input).toList();
    var versions =
        bounds.connection(
            () -> {
              mailbox.tell(PostingFeature.NAME, inputs, Optional.empty());
              return versions(lines);
            });
    count("taken", lines.size());
    return versions;
  }

  void count(String outcome, int lines) {
    registry.counter("ingest.imported", "outcome", outcome).increment(lines);
  }

  private Map<String, Long> versions(List<Accepted> lines) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select key, version from known_posting where key = any(?)")) {
      select.setArray(
          1,
          connection.createArrayOf(
              "text", lines.stream().map(Accepted::key).distinct().toArray(String[]::new)));
      try (var rows = select.executeQuery()) {
        var versions = new HashMap<String, Long>();
        while (rows.next()) {
          versions.put(rows.getString(1), rows.getLong(2));
        }
        return versions;
      }
    }
  }
}
