package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwatch.compliance.board.Act;
import io.orderwatch.compliance.board.Outcome;
import io.orderwatch.compliance.board.Outcome.End;
import io.orderwatch.contracts.PostingRef;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real socket, with the answers that logistics-service documents. */
class AskingLogisticsTest {

  private static final PostingRef REF = PostingRef.of("1001", "7-1");

  private record Asked(String path, String body, String groups) {}

  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final HttpServer server = server();
  private volatile int status;
  private volatile String answer = "";

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestURI().toString(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              String.valueOf(exchange.getRequestHeaders().getFirst("X-Groups"))));
      var bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Outcome ask(int code, String said, boolean sure) {
    status = code;
    answer = said;
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new AskingLogistics(Optional.of(base), Duration.ofSeconds(10))
        .ask(
            REF,
            Act.DELIVERY_WINDOW,
            new JsonObject().put("commandId", "c-1").put("requestedBy", "anna"),
            sure,
            Map.of("X-Groups", "operators"));
  }

  @Test
  void a_preview_is_asked_for_as_one_and_says_what_would_happen() {
    var outcome =
        ask(
            200,
            "{\"outcome\":\"tried\",\"note\":\"Never seen.\",\"consequence\":\"It cannot be undone.\"}",
            false);
    assertThat(outcome.note()).isEqualTo("Never seen.");
    assertThat(outcome.end()).isEqualTo(End.TRIED);
    assertThat(outcome.consequence()).isEqualTo("It cannot be undone.");
    assertThat(asked.remove())
        .isEqualTo(
            new Asked(
                "/api/postings/1001/7-1/delivery-window?preview=true",
                "{\"commandId\":\"c-1\",\"requestedBy\":\"anna\"}",
                "operators"));
  }

  @Test
  void a_refusal_tells_cause_and_alternative_also_of_a_preview() {
    var why =
        "\"code\":\"no-changes-left\",\"explanation\":\"Twice is all.\",\"alternative\":\"Ask support.\"";
    for (var sure : new boolean[] {true, false}) {
      var outcome = ask(sure ? 409 : 200, "{\"outcome\":\"refused\"," + why + "}", sure);
      assertThat(outcome)
          .isEqualTo(
              new Outcome(
                  REF.key(),
                  Act.DELIVERY_WINDOW,
                  End.REFUSED,
                  "no-changes-left",
                  null,
                  "Twice is all.",
                  "Ask support.",
                  null,
                  null,
                  false));
    }
    assertThat(asked.remove().path()).doesNotContain("preview");
  }

  @Test
  void what_a_second_person_has_to_approve_is_told_before_and_after() {
    assertThat(ask(200, "{\"outcome\":\"tried\",\"needsApproval\":true}", false).second()).isTrue();
    assertThat(ask(200, "{\"outcome\":\"tried\",\"needsApproval\":false}", false).second())
        .isFalse();
    assertThat(ask(200, "{\"outcome\":\"tried\"}", false).second()).as("an older one").isFalse();
    assertThat(ask(202, "{\"state\":\"proposed\"}", true).end()).isEqualTo(End.PROPOSED);
  }

  @Test
  void what_is_accepted_goes_on_and_what_is_done_is_done() {
    assertThat(ask(202, "{\"state\":\"executing\"}", true).end()).isEqualTo(End.ACCEPTED);
    assertThat(ask(202, "{\"state\":\"done\"}", true).end()).isEqualTo(End.DONE);
    assertThat(ask(200, "{\"outcome\":\"waits\"}", false).end()).isEqualTo(End.WAITS);
  }

  @Test
  void what_was_wrong_is_named_and_what_was_not_allowed_told() {
    var outcome =
        ask(400, "{\"violations\":[{\"field\":\"to\",\"message\":\"must be after from\"}]}", true);
    assertThat(outcome.end()).isEqualTo(End.REFUSED);
    assertThat(outcome.code()).isEqualTo("bad-input");
    assertThat(outcome.field()).isEqualTo("to");
    for (var named : Map.of("trackingNumber", "number", "comment", "why").entrySet()) {
      var wrong = ask(400, "{\"violations\":[{\"field\":\"" + named.getKey() + "\"}]}", true);
      assertThat(wrong.field()).as("as the form names it").isEqualTo(named.getValue());
    }
    assertThat(ask(400, "{}", true).field()).isEmpty();
    assertThat(ask(403, "{\"title\":\"Forbidden\"}", true).end()).isEqualTo(End.FORBIDDEN);
  }

  @Test
  void without_an_answer_it_is_unknown_whether_it_was_done() {
    assertThat(ask(500, "{}", true).end()).isEqualTo(End.UNKNOWN);
    assertThat(ask(202, "not what it should be", true).end()).isEqualTo(End.UNKNOWN);
    server.stop(0);
    var closed = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    assertThat(
            new AskingLogistics(Optional.of(closed), Duration.ofSeconds(10))
                .ask(REF, Act.CANCEL, new JsonObject(), true, Map.of())
                .end())
        .isEqualTo(End.UNKNOWN);
  }
}
