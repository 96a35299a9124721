package io.orderwatch.logistics.request.edge;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderwatch.contracts.CancellationEvent;
import io.orderwatch.contracts.CancellationRequest;
import io.orderwatch.contracts.ShipmentCommand.AnswerCancellationRequest;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.request.CancellationRequests;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.logistics.shipment.edge.ShipmentFeature;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.StandInOzon;
import io.orderwatch.logistics.shipment.edge.StandInOzon.Fault;
import io.orderwatch.mailbox.edge.Feature;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.NotFoundException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class AnsweringFlowTest extends ShipmentFlow {

  private static final Duration LEAD = Duration.ofHours(12);
  private static final Instant DUE = NOW.plus(Duration.ofDays(3));

  @Override
  protected List<Feature<?>> features() {
    return List.of(
        ShipmentFeature.of(CancellingPolicy.PUBLISHED, FourEyes.OFF, meters),
        RequestFeature.of(LEAD));
  }

  private AnsweringAtOzon outlet() {
    return new AnsweringAtOzon(atOzon());
  }

  private static AnswerCancellationRequest answer(String id, boolean approve, String comment) {
    return new AnswerCancellationRequest(REF, id, 7, approve, comment, "anna");
  }

  private static CancellationRequest request(long version, String state) {
    return new CancellationRequest(REF, 7, version, state, "client", 508, NOW, DUE, null);
  }

  private List<RequestRow> rows() {
    try (var tx = database.getConnection()) {
      var found =
          RequestsRow.TABLE
              .lock(tx, List.of(REF.key()))
              .getOrDefault(REF.key(), CancellationRequests.NONE);
      return RequestsRow.rows(REF.key(), found).children();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_answer_is_given_once_though_Ozon_says_nothing_or_the_connection_breaks()
      throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.APPROVE, Fault.BREAKS_AFTER);
    hear(mailbox, answer("a1", true, ""), answer("a1", true, ""));
    awaitState("a1", "done");
    assertThat(ozon.answered).containsExactly("approved");
    hear(mailbox, answer("a2", false, "on its way"));
    awaitState("a2", "refused");
    assertThat(find("a2").code).isEqualTo("request-answered");
    assertThat(ozon.answered).containsExactly("approved");
    assertThat(published())
        .extracting(Published::event)
        .startsWith(new ShipmentEvent.CancellationAnswered(REF, "a1", 7, true))
        .hasSize(2);
  }

  @Test
  void what_never_reached_Ozon_is_sent_again_once() throws SQLException {
    ozon.fails(StandInOzon.REJECT, Fault.BREAKS_BEFORE);
    hear(running(outlet()), answer("a1", false, "on its way"));
    awaitState("a1", "done");
    assertThat(ozon.answered).containsExactly("rejected: on its way");
  }

  @Test
  void an_unknown_request_and_a_refusal_without_words_are_refused() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new AnswerCancellationRequest(REF, "a1", 99, true, "", "anna"));
    hear(mailbox, answer("a2", false, " "));
    awaitState("a1", "refused");
    assertThat(find("a1").code).isEqualTo("request-unknown");
    assertThat(find("a2").code).isEqualTo("answer-comment-missing");
    assertThat(ozon.answered).isEmpty();
  }

  @Test
  void its_clock_runs_and_says_once_that_an_answer_is_due() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new CancellationEvent.Requested(request(1, "on_approval")));
    assertThat(rows()).singleElement().matches(row -> DUE.equals(row.due) && !row.told);
    clock.set(DUE.minus(LEAD).plusSeconds(1));
    await().atMost(Duration.ofSeconds(20)).until(() -> !published().isEmpty());
    hear(mailbox, new CancellationEvent.Closed(request(2, "rejected")));
    assertThat(rows()).singleElement().matches(row -> row.due == null);
    assertThat(published())
        .extracting(Published::event)
        .containsExactly(new ShipmentEvent.CancellationAnswerDue(REF, 7, DUE));
  }

  @Test
  void by_rest_a_request_is_found_by_its_number_previewed_and_answered() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new CancellationEvent.Requested(request(1, "on_approval")));
    var api = api(asking(mailbox));
    var words = new RequestsApi.Answer(null, "on its way", "anna");
    assertThatThrownBy(() -> api.reject("8", null, false, "a1", words))
        .isInstanceOf(NotFoundException.class);
    assertThat(preview(api.reject("7", null, true, "a1", words).getEntity()).outcome())
        .isEqualTo("tried");
    assertThat(shipment(REF).commands()).isEmpty();
    var silent = new RequestsApi.Answer(null, null, "anna");
    assertThatThrownBy(() -> api.reject("7", null, false, "a0", silent))
        .isInstanceOf(HttpProblem.class);
    assertThat(api.reject("7", null, false, "a1", words).getStatus()).isEqualTo(202);
    awaitState("a1", "done");
    assertThat(ozon.answered).containsExactly("rejected: on its way");
    hear(mailbox, new CancellationEvent.Closed(request(2, "rejected")));
    assertThat(preview(api.approve("7", "1001", true, "a2", silent).getEntity()).code())
        .isEqualTo("request-answered");
  }

  private static Asking.Preview preview(Object entity) {
    return (Asking.Preview) entity;
  }

  private RequestsApi api(Asking asking) {
    return new RequestsApi(
        asking, (id, _) -> rows().stream().filter(row -> row.cancellationId == id).toList());
  }
}
