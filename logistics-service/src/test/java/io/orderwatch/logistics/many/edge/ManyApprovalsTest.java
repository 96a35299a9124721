package io.orderwatch.logistics.many.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand.OpenDispute;
import io.orderwatch.logistics.edge.Outside;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many approvals in one body. That these need a second person is said at {@code DoorsTest}. */
@QuarkusTest
class ManyApprovalsTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @Test
  void what_was_asked_line_by_line_is_approved_line_by_line() {
    var asked =
        IntStream.rangeClosed(1, 3)
            .mapToObj(
                number ->
                    new JsonObject()
                        .put("action", "report-progress")
                        .put("store", "1001")
                        .put("posting", "approvals-" + number)
                        .put("commandId", "a" + number)
                        .put("state", "sent")
                        .put("requestedBy", "anna"))
            .toList();
    assertThat(outside().many(asked))
        .extracting(each -> each.getString("state"))
        .containsOnly("proposed");
    var results =
        outside()
            .approvals(
                List.of(
                    approval("approvals-1", "a1", "boris"),
                    approval("approvals-2", "a2", "Anna"),
                    "nonsense",
                    approval("approvals-3", "none", "boris"),
                    approval("approvals-3", "a\\u0000", "boris"),
                    approval("approvals-3", "a3", ""),
                    approval("approvals-1", "a1", "boris"),
                    approval("approvals-3", "a3", "boris")));
    assertThat(results)
        .extracting(ManyApprovalsTest::said)
        .containsExactly(
            "1 taken a1",
            "2 409 same-person",
            "3 400 null body",
            "4 404 null",
            "5 400 null commandId",
            "6 400 null requestedBy",
            "7 taken a1",
            "8 taken a3");
    assertThat(state("approvals-2", "a2")).isEqualTo("proposed");
    assertThat(
            new Door(service)
                .ask(
                    "POST /api/postings/1001/approvals-2/commands/a2/decline",
                    "{\"reason\":\"a mistake\",\"requestedBy\":\"anna\"}")
                .statusCode())
        .isEqualTo(200);
    Outside.awaitUntil(() -> state("approvals-1", "a1").equals("refused"));
    assertThat(new Door(service).ask("GET /api/postings/1001/approvals-1/commands/a1", null).body())
        .as("nothing is sent from here")
        .contains("sending-switched-off", "\"approvedBy\":\"boris\"");
  }

  @Test
  void a_command_by_kafka_is_proposed_and_listed_too() {
    var ref = PostingRef.of("1001", "approvals-4");
    Outside.tell(List.of(new OpenDispute(ref, "k1", "lost", "erp")));
    Outside.awaitUntil(() -> state("approvals-4", "k1").equals("proposed"));
    assertThat(new Door(service).ask("GET /api/commands?state=proposed", null).body())
        .contains("\"k1\"", "\"requestedBy\":\"erp\"");
    assertThat(outside().approvals(List.of(approval("approvals-4", "k1", "boris"))))
        .singleElement()
        .satisfies(result -> assertThat(said(result)).isEqualTo("1 taken k1"));
  }

  private static String approval(String posting, String id, String by) {
    return "{\"store\":\"1001\",\"posting\":\"%s\",\"commandId\":\"%s\",\"requestedBy\":\"%s\"}"
        .formatted(posting, id, by);
  }

  private String state(String posting, String id) {
    var answer =
        new Door(service).ask("GET /api/postings/1001/" + posting + "/commands/" + id, null);
    return answer.statusCode() == 200 ? new JsonObject(answer.body()).getString("state") : "";
  }

  /** What went on is taken, whatever has become of it since. */
  private static String said(JsonObject result) {
    var line = result.getInteger("line") + " ";
    var problem = result.getJsonObject("problem");
    if (problem == null || "sending-switched-off".equals(problem.getString("code"))) {
      return line + "taken " + result.getString("commandId");
    }
    var violations = problem.getJsonArray("violations", new JsonArray());
    return line
        + problem.getInteger("status")
        + " "
        + problem.getString("code")
        + (violations.isEmpty() ? "" : " " + violations.getJsonObject(0).getString("field"));
  }

  private Outside outside() {
    return new Outside(service);
  }
}
