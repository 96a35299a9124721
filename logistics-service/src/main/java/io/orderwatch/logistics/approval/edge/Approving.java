package io.orderwatch.logistics.approval.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.shipment.Shipment.Heard;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.logistics.shipment.edge.ShipmentCommandRow;
import io.orderwatch.logistics.shipment.edge.ShipmentFeature;
import io.orderwatch.logistics.wording.edge.Readers;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Brings what a second person says of a command to its shipment, and the answer back. */
@Singleton
public class Approving {

  static final String UNKNOWN = "No such command was given for this posting.";

  private final Mailbox mailbox;
  private final BiFunction<PostingRef, String, Optional<ShipmentCommandRow>> commands;
  private final Function<Instant, Function<ShipmentCommand, Heard.Asked>> again;
  private final Clock clock;
  private final Readers readers;

  @Inject
  Approving(Mailbox mailbox, Asking asking, ScaledClock clock, Readers readers) {
    this(mailbox, ShipmentCommandRow::now, asking::again, clock.asClock(), readers);
  }

  /**
   * @param commands as they are now
   * @param again reads a command that was kept, as it would be asked for at a time
   */
  public Approving(
      Mailbox mailbox,
      BiFunction<PostingRef, String, Optional<ShipmentCommandRow>> commands,
      Function<Instant, Function<ShipmentCommand, Heard.Asked>> again,
      Clock clock,
      Readers readers) {
    this.mailbox = mailbox;
    this.commands = commands;
    this.again = again;
    this.clock = clock;
    this.readers = readers;
  }

  /**
   * The command as it goes on; what was approved before is answered likewise, and done once.
   *
   * @throws HttpProblem 409 for who asked for it himself, and if it is over or needs no approval
   */
  public ShipmentCommandRow approve(PostingRef ref, String id, String by, String why)
      throws SQLException {
    if (FourEyes.same(found(ref, id).requestedBy, by)) {
      throw samePerson();
    }
    var at = clock.instant();
    tell(ref, id, "approved", at, new Heard.Approved(ref, id, by, why, again.apply(at)));
    var now = found(ref, id).in(readers.language());
    if (now.word().equals("refused")) {
      throw Asking.refusal(now);
    }
    if (now.approvedBy() == null) {
      throw notProposed();
    }
    return now;
  }

  /**
   * The command, refused; what was declined before is answered likewise.
   *
   * @throws HttpProblem 409 if it was approved, is over otherwise or needs no approval
   */
  public ShipmentCommandRow decline(PostingRef ref, String id, String by, String why)
      throws SQLException {
    found(ref, id);
    tell(ref, id, "declined", clock.instant(), new Heard.Declined(ref, id, by, why));
    var now = found(ref, id).in(readers.language());
    if (now.declinedBy() != null) {
      return now;
    }
    if (now.approvedBy() != null) {
      throw approvedBefore();
    }
    throw now.word().equals("refused") ? Asking.refusal(now) : notProposed();
  }

  private void tell(PostingRef ref, String id, String what, Instant at, Heard heard)
      throws SQLException {
    var cause = "command/" + ref.key() + "/" + id + "/" + what;
    mailbox.tell(
        ShipmentFeature.NAME, List.of(new Input(ref.key(), cause, at, heard)), Optional.empty());
  }

  private ShipmentCommandRow found(PostingRef ref, String id) {
    return commands.apply(ref, id).orElseThrow(() -> new NotFoundException(UNKNOWN));
  }

  private HttpProblem samePerson() {
    return problem(
        "same-person",
        readers
            .language()
            .of(
                "Who asked for it cannot approve it: a second person has to.",
                "Тот, кто отправил запрос, не может подтвердить его сам: нужен второй человек.",
                "提交请求的人不能自己批准，须由第二个人批准。"));
  }

  private HttpProblem approvedBefore() {
    return problem(
        "approved-before",
        readers
            .language()
            .of(
                "It was approved before, and goes on.",
                "Запрос уже подтверждён и выполняется.",
                "该请求此前已获批准，正在执行。"));
  }

  private HttpProblem notProposed() {
    return problem(
        "not-proposed",
        readers
            .language()
            .of(
                "This command needs nobody's approval.",
                "Этот запрос не требует подтверждения.",
                "该请求无需批准。"));
  }

  /** Of what is asked now; the command itself stays as it is. */
  private static HttpProblem problem(String code, String explanation) {
    return HttpProblem.builder()
        .withTitle("Not so")
        .withStatus(409)
        .withDetail(explanation)
        .with("code", code)
        .with("explanation", explanation)
        .build();
  }
}
