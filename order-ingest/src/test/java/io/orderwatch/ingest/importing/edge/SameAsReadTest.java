package io.orderwatch.ingest.importing.edge;

import static io.orderwatch.ingest.posting.edge.FakeOzon.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.ingest.importing.edge.Importing.Accepted;
import io.orderwatch.ingest.posting.edge.FakeOzon;
import io.orderwatch.ingest.posting.edge.Ingest;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SameAsReadTest {

  private record Given(
      URI url, Optional<String> keys, Duration timeout, double callsPerSecond, boolean send)
      implements OzonSettings {}

  private record Named(Optional<Set<String>> stores) implements ImportSettings {}

  private Ingest ingest;
  private FakeOzon ozon;
  private Importing importing;

  @BeforeEach
  void start() throws Exception {
    ingest = new Ingest();
    ozon = new FakeOzon();
    importing =
        new Importing(
            ingest.mailbox,
            ingest.database,
            ingest.bounds,
            stores(ozon.url(), ingest.clock, ingest),
            new Named(Optional.of(Set.of("2001"))),
            ingest.metrics,
            ingest.registry,
            ingest.clock);
  }

  private static OzonStores stores(URI url, io.orderwatch.clock.ScaledClock clock, Ingest ingest) {
    MailboxSettings usual = Ingest.Waiting.USUAL;
    return new OzonStores(
        new Given(url, Optional.of("1001=key"), Duration.ofSeconds(10), 12, false),
        usual,
        clock,
        ingest.registry);
  }

  @AfterEach
  void stop() {
    ozon.close();
    ingest.close();
  }

  private static ImportedPosting line(String number, String status, Instant asOf) {
    return new ImportedPosting(
        "2001",
        number,
        asOf,
        "0132112277-0102",
        status,
        "posting_created",
        "aggregator",
        List.of("can_create_chat", "cancel"),
        "",
        Instant.parse("2026-11-01T08:00:00Z"),
        Instant.parse("2026-11-04T09:00:00Z"),
        Instant.parse("2026-12-01T20:00:00Z"),
        List.of(
            new ImportedPosting.Item(
                827098843L,
                "SK-58",
                1,
                new ImportedPosting.Price(new java.math.BigDecimal("35.220"), "CNY"))),
        null,
        null,
        null);
  }

  @Test
  void what_is_imported_makes_the_same_events_as_what_is_read() throws Exception {
    for (var status : List.of("awaiting_packaging", "delivering", "delivering", "delivered")) {
      ozon.answers(
          FakeOzon.UNFULFILLED,
          page(false, "", FakeOzon.posting("1-1", status, "posting_created")));
      ingest.read(ingest.reading(), ozon);
      ingest.machine.tick(Duration.ofMinutes(2));
    }
    var read = ingest.outbox();
    var asOf = Instant.parse("2026-11-01T10:00:00Z");
    for (var status : List.of("awaiting_packaging", "delivering", "delivering", "delivered")) {
      importing.keep(List.of(importing.accept(line("1-1", status, asOf))));
      asOf = asOf.plus(Duration.ofMinutes(2));
    }
    var imported = ingest.outbox().subList(read.size(), ingest.outbox().size());
    assertThat(imported)
        .extracting(row -> row.type() + row.payload().replace("2001:", "1001:"))
        .isEqualTo(read.stream().map(row -> row.type() + row.payload()).toList());
    assertThat(ozon.asked).noneMatch(asked -> asked.body().contains("2001"));
  }

  @Test
  void any_order_any_doubling_and_any_batches_end_with_the_newest_and_a_second_upload_adds_nothing()
      throws Exception {
    var random = new Random(12);
    var statuses = List.of("awaiting_packaging", "awaiting_deliver", "delivering", "driver_pickup");
    for (var run = 0; run < 15; run++) {
      var number = "any-" + run;
      var lines = new ArrayList<Accepted>();
      var begin = Instant.parse("2026-10-01T00:00:00Z");
      var most = 2 + random.nextInt(8);
      for (var i = 0; i < most; i++) {
        var line = line(number, statuses.get(random.nextInt(4)), begin.plusSeconds(60L * i));
        lines.add(importing.accept(line));
        if (random.nextBoolean()) {
          lines.add(importing.accept(line));
        }
      }
      var newest = lines.getLast();
      for (var upload = 0; upload < 3; upload++) {
        java.util.Collections.shuffle(lines, random);
        var before = ingest.outbox().size();
        for (var from = 0; from < lines.size(); ) {
          var to = Math.min(lines.size(), from + 1 + random.nextInt(4));
          importing.keep(lines.subList(from, to));
          from = to;
        }
        var events = ingest.outbox().subList(before, ingest.outbox().size());
        if (upload > 0) {
          assertThat(events).as("run %s", run).isEmpty();
        } else {
          assertThat(events.getLast().payload())
              .as("run %s", run)
              .contains("\"status\":\"" + newest.shown().status() + "\"");
          assertThat(events.getLast().key()).isEqualTo(PostingRef.of("2001", number).key());
        }
      }
    }
  }
}
