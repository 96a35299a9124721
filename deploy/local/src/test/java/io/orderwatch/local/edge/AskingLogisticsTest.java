package io.orderwatch.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.orderwatch.local.Arguments;
import io.orderwatch.local.Ports;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.Wish;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person reads who asks; the answers are those of logistics-service, as its README says. */
class AskingLogisticsTest {

  private static final String POSTING = "/api/postings/1001/0001-1";

  private final Ports ports = StandIns.ports();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> said = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void it_waits_until_the_command_is_done() throws IOException {
    var looks = new AtomicInteger();
    var logistics = server(ServiceName.LOGISTICS);
    answer(logistics, POSTING + "/tracking-number", 202, () -> "{}");
    answer(
        logistics,
        POSTING + "/commands/",
        200,
        () -> looks.incrementAndGet() < 3 ? "{\"state\":\"open\"}" : "{\"state\":\"done\"}");
    assertThat(ask(new Wish.Track("RB123456785CN"))).isZero();
    assertThat(said).hasSize(3).endsWith("open …", "done: Ozon shows it");
    assertThat(asked).singleElement().asString().contains("\"trackingNumber\":\"RB123456785CN\"");
  }

  @Test
  void a_refusal_tells_its_cause_the_alternative_and_the_ticket() throws IOException {
    var logistics = server(ServiceName.LOGISTICS);
    answer(
        logistics,
        POSTING + "/cancel",
        409,
        () ->
            "{\"code\":\"cancel-not-offered\",\"explanation\":\"Not now. Wait.\",\"alternative\":\"Wait.\",\"ticketId\":\"t-1\"}");
    assertThat(ask(new Wish.Cancel())).isOne();
    assertThat(said)
        .startsWith("refused: cancel-not-offered", "  Not now.", "  instead: Wait.")
        .last()
        .asString()
        .contains("/api/tickets/t-1");
    assertThat(asked).singleElement().asString().contains("\"reasonId\":402");
  }

  @Test
  void a_later_delivery_is_later_than_what_is_promised() throws IOException {
    answer(
        server(ServiceName.INGEST),
        POSTING,
        200,
        () -> "{\"posting\":{\"promised\":\"2026-12-01T15:00:00Z\"}}");
    answer(
        server(ServiceName.LOGISTICS),
        POSTING + "/delivery-window",
        409,
        () -> "{\"title\":\"Refused\",\"violations\":[{\"field\":\"to\",\"message\":\"is odd\"}]}");
    assertThat(ask(new Wish.Extend(2))).isOne();
    assertThat(said).containsExactly("refused: Refused", "  to is odd");
    assertThat(asked)
        .last()
        .asString()
        .contains("\"from\":\"2026-12-03T07:00:00Z\",\"to\":\"2026-12-03T15:00:00Z\"");
  }

  @Test
  void what_is_not_done_in_time_goes_on_and_it_is_said_where_to_look() throws IOException {
    var logistics = server(ServiceName.LOGISTICS);
    answer(logistics, POSTING + "/cancel", 202, () -> "{}");
    answer(logistics, POSTING + "/commands/", 200, () -> "{\"state\":\"open\"}");
    assertThat(ask(new Wish.Cancel())).isOne();
    assertThat(said)
        .last()
        .asString()
        .startsWith("not done yet; it goes on.")
        .contains("/commands/");
  }

  @Test
  void a_set_that_does_not_run_and_a_wrong_reference_are_said_plainly() {
    assertThat(ask(new Wish.Cancel())).isOne();
    assertThat(said).last().asString().startsWith("no answer from this set");
    assertThat(asking().ask(new Arguments.Ask(ports.base(), "nonsense", new Wish.Cancel())))
        .isEqualTo(2);
    assertThat(said).last().asString().startsWith("cancel of what?");
  }

  private int ask(Wish wish) {
    return asking().ask(new Arguments.Ask(ports.base(), "1001:0001-1", wish));
  }

  private AskingLogistics asking() {
    return new AskingLogistics(ports, Duration.ofSeconds(2), said::add);
  }

  private HttpServer server(ServiceName service) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of(service));
    var server = HttpServer.create(address, 0);
    servers.add(server);
    server.start();
    return server;
  }

  private void answer(
      HttpServer server, String path, int status, java.util.function.Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (!text.isEmpty()) {
            asked.add(text);
          }
          var bytes = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
