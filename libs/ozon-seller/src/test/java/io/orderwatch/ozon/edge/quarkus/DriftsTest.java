package io.orderwatch.ozon.edge.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.clock.SettableClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
import io.orderwatch.ozon.Drift;
import io.orderwatch.ozon.Drift.Kind;
import io.orderwatch.ozon.edge.quarkus.Drifts.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftsTest {

  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");

  private record Given(
      URI url, Optional<String> keys, Duration timeout, double callsPerSecond, boolean send)
      implements OzonSettings {}

  private record Waiting(
      Duration lease, int batch, Duration settling, Optional<Instant> lookingBackUntil)
      implements MailboxSettings {}

  private final SettableClock machine = new SettableClock(AT);
  private final ScaledClock clock =
      new ScaledClock(Instant.EPOCH, Instant.EPOCH, 1, ZoneOffset.UTC, machine);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Drifts drifts = new Drifts(registry, clock);

  private double gauge(String kind) {
    return registry.get("ozon.drift").tag("kind", kind).gauge().value();
  }

  @Test
  void every_kind_is_counted_from_nothing_on() {
    for (var kind : Set.of("new-field", "other-type", "vanished", "new-word")) {
      assertThat(gauge(kind)).isZero();
    }
  }

  @Test
  void a_place_is_one_sample_however_often_it_is_met() {
    var one = new Drift("/v1/a", "b.c", Kind.VANISHED);
    drifts.note(Set.of(one));
    machine.tick(Duration.ofMinutes(1));
    drifts.note(Set.of(one, new Drift("/v1/a", "b", Kind.OTHER_TYPE)));
    drifts.note(Set.of());
    assertThat(drifts.all())
        .containsExactly(
            new Sample("/v1/a", "b", "other-type", 1, AT.plusSeconds(60), AT.plusSeconds(60)),
            new Sample("/v1/a", "b.c", "vanished", 2, AT, AT.plusSeconds(60)));
    assertThat(gauge("vanished")).isEqualTo(1);
  }

  @Test
  void no_more_than_a_thousand_places_are_kept() {
    for (var i = 0; i < 1500; i++) {
      drifts.note(Set.of(new Drift("/v1/a", "b" + i, Kind.NEW_FIELD)));
    }
    assertThat(drifts.all()).hasSize(1000);
  }

  @Test
  void an_answer_that_is_made_otherwise_is_noticed_where_it_is_read() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body =
                "{\"returns\":[],\"has_next\":\"canary\",\"more\":[\"canary\"]}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    try {
      var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      var stores =
          new OzonStores(
              new Given(url, Optional.of("1001=key"), Duration.ofSeconds(10), 12, false),
              Optional.empty(),
              Optional.empty(),
              new Waiting(Duration.ofSeconds(5), 1000, Duration.ofSeconds(30), Optional.empty()),
              clock,
              registry,
              OpenTelemetry.noop(),
              drifts);
      var reply = stores.find(new StoreId("1001")).orElseThrow().returns(AT, AT, "");
      assertThat(reply.ok()).isPresent();
    } finally {
      server.stop(0);
    }
    assertThat(drifts.all())
        .extracting(each -> each.method() + " " + each.path() + " " + each.kind())
        .containsExactly("/v1/returns/list has_next other-type", "/v1/returns/list more new-field");
  }
}
