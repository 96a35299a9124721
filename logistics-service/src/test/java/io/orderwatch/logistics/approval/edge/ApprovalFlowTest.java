package io.orderwatch.logistics.approval.edge;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentEvent.CancelRefused;
import io.orderwatch.contracts.ShipmentEvent.Cancelled;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.approval.edge.ApprovalsApi.Approval;
import io.orderwatch.logistics.approval.edge.ApprovalsApi.Decline;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.cancelling.edge.CancellingApi;
import io.orderwatch.logistics.cancelling.edge.CancellingPosting;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.edge.Asking.Preview;
import io.orderwatch.logistics.shipment.edge.ShipmentCommandRow;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Outlet;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.NotFoundException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ApprovalFlowTest extends ShipmentFlow {

  @BeforeEach
  void cancelsNeedTwo() {
    fourEyes = new FourEyes(Set.of("cancel"), Set.of(), Duration.ofHours(8));
  }

  @Test
  void a_cancel_by_rest_is_done_when_another_person_has_approved_it() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new PostingEvent.Received(Samples.packing(1)));
    var asked = cancel(mailbox, false);
    assertThat(asked.word()).isEqualTo("proposed");
    assertThat(asked.approveUntil).isEqualTo(NOW.plus(Duration.ofHours(8)));
    assertThat(asked.comment()).isEqualTo("sold out");
    assertThat(asked.consequence()).contains("cannot be undone");
    assertThat(ozon.asked).isEmpty();

    var answer = approve(mailbox, "boris");
    assertThat(answer.approvedBy()).isEqualTo("boris");
    awaitState("c1", "done");
    assertThat(ozon.ledger).containsExactly(352L);
    assertThat(find("c1").approvedBy()).isEqualTo("boris");
    assertThat(find("c1").decidedBecause()).isEqualTo("I looked");
    assertThat(find("c1").comment()).as("not kept any longer").isNull();
    assertThat(steps())
        .containsExactly("ACCEPTED", "PROPOSED anna", "APPROVED boris", "CHECKED", "EXECUTING");
    assertThat(published())
        .extracting(Published::event)
        .containsExactly(new Cancelled(REF, "c1", 352));
    assertThat(approve(mailbox, "boris").word()).as("the same again").isEqualTo("done");
    assertThat(ozon.ledger).hasSize(1);
  }

  @Test
  void a_cancel_by_kafka_waits_for_a_person_too() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, Samples.cancel("c1"), Samples.cancel("c1"));
    assertThat(find("c1").word()).isEqualTo("proposed");
    approve(mailbox, "boris");
    awaitState("c1", "done");
    assertThat(ozon.ledger).hasSize(1);
    hear(mailbox, Samples.cancel("c1"));
    assertThat(find("c1").word()).isEqualTo("done");
  }

  @Test
  void a_preview_says_that_a_second_person_is_needed() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new PostingEvent.Received(Samples.packing(1)));
    assertThat(preview(mailbox))
        .matches(Preview::needsApproval)
        .matches(it -> it.outcome().equals("tried"));
    fourEyes = FourEyes.OFF;
    assertThat(preview(mailbox).needsApproval()).isFalse();
    fourEyes = new FourEyes(Set.of("cancel"), Set.of("1002"), Duration.ofHours(8));
    assertThat(preview(mailbox).needsApproval()).as("in another store").isFalse();
    fourEyes = new FourEyes(Set.of("cancel"), Set.of(), Duration.ofHours(8));
    hear(mailbox, new PostingEvent.Changed(Samples.posting(2, "delivered", "", "ozon"), "", ""));
    assertThat(preview(mailbox).needsApproval()).as("refused anyway").isFalse();
  }

  @Test
  void two_approvals_at_the_same_instant_from_two_processes_cancel_it_once() throws Exception {
    var one = running(outlet());
    var other = running(outlet());
    hear(one, new PostingEvent.Received(Samples.packing(1)));
    cancel(one, false);
    var answers =
        atOnce(() -> approve(one, "boris").approvedBy(), () -> approve(other, "vera").approvedBy());
    assertThat(answers).as("one approved it, and both are told who").containsAnyOf("boris", "vera");
    assertThat(Set.copyOf(answers)).hasSize(1);
    awaitState("c1", "done");
    assertThat(ozon.ledger).containsExactly(352L);
    assertThat(published()).hasSize(1);
    assertThat(steps()).filteredOn(step -> step.startsWith("APPROVED")).hasSize(1);
  }

  @Test
  void of_an_approval_and_a_decline_at_once_one_wins_and_the_other_is_told_409() throws Exception {
    var one = running(outlet());
    var other = running(outlet());
    cancel(one, false);
    var answers =
        atOnce(() -> said(() -> approve(one, "boris")), () -> said(() -> decline(other, "vera")));
    assertThat(answers)
        .isIn(List.of("proceeds", "approved-before"), List.of("declined", "refused"));
    if (answers.contains("proceeds")) {
      awaitState("c1", "done");
      assertThat(ozon.ledger).hasSize(1);
    } else {
      assertThat(find("c1").code).isEqualTo("declined");
      assertThat(ozon.asked).isEmpty();
    }
  }

  @Test
  void who_asked_cannot_approve_it_but_may_withdraw_it() throws SQLException {
    var mailbox = running(outlet());
    cancel(mailbox, false);
    for (var name : List.of("anna", " Anna")) {
      assertThat(refused(() -> approve(mailbox, name))).isEqualTo("same-person");
    }
    assertThat(find("c1").word()).isEqualTo("proposed");
    var withdrawn = decline(mailbox, "anna");
    assertThat(withdrawn.word()).isEqualTo("refused");
    assertThat(withdrawn.declinedBy()).isEqualTo("anna");
    assertThat(withdrawn.decidedBecause()).isEqualTo("a mistake");
    assertThat(published())
        .extracting(Published::event)
        .containsExactly(
            new CancelRefused(
                REF, "c1", "declined", "A person declined it before anything was done."));
    assertThat(decline(mailbox, "anna").declinedBy()).as("the same again").isEqualTo("anna");
    assertThat(refused(() -> approve(mailbox, "boris"))).isEqualTo("declined");
    assertThat(ozon.asked).isEmpty();
  }

  @Test
  void what_nobody_approves_is_refused_when_the_time_is_over() throws SQLException {
    var mailbox = running(outlet());
    cancel(mailbox, false);
    clock.tick(Duration.ofHours(8).minusSeconds(1));
    assertThat(find("c1").word()).isEqualTo("proposed");
    clock.tick(Duration.ofSeconds(1));
    awaitState("c1", "refused");
    assertThat(find("c1").code).isEqualTo("not-approved");
    assertThat(refused(() -> approve(mailbox, "boris"))).isEqualTo("not-approved");
    assertThat(refused(() -> decline(mailbox, "boris"))).isEqualTo("not-approved");
    assertThat(ozon.asked).isEmpty();
  }

  @Test
  void a_restart_between_the_two_persons_loses_nothing() throws SQLException {
    var first = running(outlet());
    cancel(first, false);
    first.close();
    var second = running(outlet());
    approve(second, "boris");
    awaitState("c1", "done");
    assertThat(ozon.ledger).hasSize(1);
  }

  @Test
  void a_process_that_died_with_the_approval_in_hand_leaves_one_cancel() throws SQLException {
    var first = running(); // nothing is called here
    cancel(first, false);
    approve(first, "boris");
    first.close();
    running(outlet());
    awaitState("c1", "done");
    assertThat(ozon.ledger).hasSize(1);
  }

  @Test
  void a_posting_that_ends_before_anybody_looks_is_left_alone() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new PostingEvent.Received(Samples.packing(1)));
    cancel(mailbox, false);
    var delivered = Samples.posting(2, "delivered", "posting_delivered", "non_integrated");
    hear(mailbox, new PostingEvent.Changed(delivered, "delivering", "posting_in_courier_service"));
    assertThat(find("c1").code).isEqualTo("already-delivered");
    assertThat(refused(() -> approve(mailbox, "boris"))).isEqualTo("already-delivered");
    assertThat(ozon.asked).isEmpty();
  }

  @Test
  void what_ozon_shows_at_the_last_moment_is_held_against_it_still() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new PostingEvent.Received(Samples.packing(1)));
    cancel(mailbox, false);
    ozon.status = "delivering";
    ozon.substatus = "posting_on_way_to_city";
    ozon.integration = "ozon";
    approve(mailbox, "boris");
    awaitState("c1", "refused");
    assertThat(find("c1").code).isEqualTo("ozon-logistics-in-transit");
    assertThat(find("c1").approvedBy()).isEqualTo("boris");
    assertThat(ozon.ledger).isEmpty();
  }

  @Test
  void only_cancels_that_overrule_the_passport_guard_if_that_is_what_was_set() throws SQLException {
    fourEyes = new FourEyes(Set.of("override"), Set.of(), Duration.ofHours(8));
    var mailbox = running(outlet());
    hear(mailbox, new Cancel(REF, "c2", 352, "", "anna", "the buyer asked us to"));
    assertThat(find("c2").word()).isEqualTo("proposed");
    hear(mailbox, Samples.cancel("c1"));
    awaitState("c1", "done");
  }

  @Test
  void a_command_that_nobody_proposed_or_gave_is_not_approved() throws SQLException {
    fourEyes = FourEyes.OFF;
    var mailbox = running(outlet());
    cancel(mailbox, false);
    awaitState("c1", "done");
    assertThat(refused(() -> approve(mailbox, "boris"))).isEqualTo("not-proposed");
    assertThat(refused(() -> decline(mailbox, "boris"))).isEqualTo("not-proposed");
    assertThatThrownBy(
            () -> approvals(mailbox).approve(REF.store(), REF.posting(), "none", approval("boris")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () ->
                approvals(mailbox)
                    .decline(REF.store(), REF.posting(), "none", new Decline("no", "boris")))
        .isInstanceOf(NotFoundException.class);
  }

  private Outlet<?> outlet() {
    return new CancellingPosting(_ -> Optional.of(ozon.seller()), true, CancellingPolicy.PUBLISHED);
  }

  private ShipmentCommandRow cancel(Mailbox mailbox, boolean preview) throws SQLException {
    return (ShipmentCommandRow) asked(mailbox, preview);
  }

  private Preview preview(Mailbox mailbox) throws SQLException {
    return (Preview) asked(mailbox, true);
  }

  private Object asked(Mailbox mailbox, boolean preview) throws SQLException {
    var ask = new CancellingApi.Ask(null, 352L, "sold out", "anna", null);
    return new CancellingApi(asking(mailbox))
        .cancel(REF.store(), REF.posting(), preview, "c1", ask)
        .getEntity();
  }

  private static Approval approval(String by) {
    return new Approval("I looked", by);
  }

  private ShipmentCommandRow approve(Mailbox mailbox, String by) throws SQLException {
    return approvals(mailbox).approve(REF.store(), REF.posting(), "c1", approval(by));
  }

  private ShipmentCommandRow decline(Mailbox mailbox, String by) throws SQLException {
    return approvals(mailbox)
        .decline(REF.store(), REF.posting(), "c1", new Decline("a mistake", by));
  }

  /** How it went on, or the code of the problem. */
  private static String said(Callable<ShipmentCommandRow> asks) throws Exception {
    try {
      return asks.call().word().equals("refused") ? "refused" : "proceeds";
    } catch (HttpProblem problem) {
      return String.valueOf(problem.getParameters().get("code"));
    }
  }

  private static String refused(ThrowingCallable asks) {
    var codes = new ArrayList<String>();
    assertThatThrownBy(asks)
        .isInstanceOfSatisfying(
            HttpProblem.class,
            problem -> {
              assertThat(problem.getStatusCode()).isEqualTo(409);
              codes.add(String.valueOf(problem.getParameters().get("code")));
            });
    return codes.getFirst();
  }

  /** Both at the same instant; the answers in this order. */
  private static List<String> atOnce(Callable<String> one, Callable<String> other)
      throws InterruptedException, ExecutionException {
    var together = new CyclicBarrier(2);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var asked = new ArrayList<Future<String>>();
      for (var each : List.of(one, other)) {
        asked.add(
            threads.submit(
                () -> {
                  together.await();
                  return each.call();
                }));
      }
      return List.of(asked.getFirst().get(), asked.getLast().get());
    }
  }

  /** How far the command was said to be, and by whom. */
  private List<String> steps() throws SQLException {
    return told().stream()
        .map(Published::event)
        .filter(CommandProgressed.class::isInstance)
        .map(CommandProgressed.class::cast)
        .map(step -> step.by() == null ? step.state().name() : step.state() + " " + step.by())
        .toList();
  }
}
