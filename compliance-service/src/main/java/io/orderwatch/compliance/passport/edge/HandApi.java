package io.orderwatch.compliance.passport.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.Hand.What;
import io.orderwatch.compliance.passport.Holder;
import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.operations.edge.rest.Requester;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person may do about the reminders of a case, and who has it in hand. Each answers with the
 * case; 409 with a code if it cannot be done. The same again changes nothing. Times are UTC.
 */
@Path("/api")
@Refuses(status = 404, because = PassportApi.NO_CASE)
@Refuses(status = 409, because = "It cannot be done: see its code.")
@Refuses(status = 422, because = "The id was used for another order.")
public class HandApi {

  private static final String ID = "[0-9A-Za-z._:-]{1,64}";
  private static final String PLAIN = "[^\\p{Cntrl}]*";

  /**
   * @param commandId chosen by who asks: the same id is carried out once; else one is made
   * @param until no reminder comes before; within the time that is left
   * @param reason why; nothing about a person, please
   * @param requestedBy who asks; of no account where a proxy says it
   */
  public record Snooze(
      @Nullable @Pattern(regexp = ID) String commandId,
      @NotNull Instant until,
      @Nullable @Size(max = 500) @Pattern(regexp = PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = PLAIN) String requestedBy) {}

  /** As {@link Snooze}; a reason must be given. */
  public record Stop(
      @Nullable @Pattern(regexp = ID) String commandId,
      @NotBlank @Size(max = 500) @Pattern(regexp = PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = PLAIN) String requestedBy) {}

  /** As {@link Snooze}. */
  public record Ask(
      @Nullable @Pattern(regexp = ID) String commandId,
      @Nullable @Size(max = 500) @Pattern(regexp = PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = PLAIN) String requestedBy) {}

  /**
   * As {@link Snooze}.
   *
   * @param to who has the case from then on, at most 80 characters
   */
  public record HandOver(
      @Nullable @Pattern(regexp = ID) String commandId,
      @NotNull String to,
      @Nullable @Size(max = 500) @Pattern(regexp = PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = PLAIN) String requestedBy) {}

  private final Mailbox mailbox;
  private final PassportPolicy policy;
  private final Requester requester;
  private final ScaledClock clock;

  HandApi(Mailbox mailbox, PassportPolicy policy, Requester requester, ScaledClock clock) {
    this.mailbox = mailbox;
    this.policy = policy;
    this.requester = requester;
    this.clock = clock;
  }

  /** No reminder comes before the time. */
  @POST
  @Path("/cases/{store}/{posting}/snooze")
  public CaseView snooze(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @NotNull @Valid Snooze ask)
      throws SQLException {
    return order(
        new PostingRef(store, posting),
        What.SNOOZE,
        new Ask(ask.commandId(), ask.reason(), ask.requestedBy()),
        ask.until());
  }

  /** No reminder comes until they are resumed. */
  @POST
  @Path("/cases/{store}/{posting}/stop")
  public CaseView stop(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @NotNull @Valid Stop ask)
      throws SQLException {
    return order(
        new PostingRef(store, posting),
        What.STOP,
        new Ask(ask.commandId(), ask.reason(), ask.requestedBy()),
        null);
  }

  /** The ladder goes on where it stands. */
  @POST
  @Path("/cases/{store}/{posting}/resume")
  public CaseView resume(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @NotNull @Valid Ask ask)
      throws SQLException {
    return order(new PostingRef(store, posting), What.RESUME, ask, null);
  }

  /** The next step comes now, whatever the hour. */
  @POST
  @Path("/cases/{store}/{posting}/send-now")
  public CaseView sendNow(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @NotNull @Valid Ask ask)
      throws SQLException {
    return order(new PostingRef(store, posting), What.SEND_NOW, ask, null);
  }

  /** Somebody looks after the case from then on, until it is over; the reminders go on. */
  @POST
  @Path("/cases/{store}/{posting}/hand-over")
  public CaseView handOver(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @NotNull @Valid HandOver ask)
      throws SQLException {
    var to = Holder.read(ask.to()).orElseThrow(() -> BadInput.inBody("to", Holder.RULE));
    return order(
        new PostingRef(store, posting),
        What.HAND_OVER,
        new Ask(ask.commandId(), ask.reason(), ask.requestedBy()),
        null,
        to);
  }

  /** He who asks looks after the case himself. */
  @POST
  @Path("/cases/{store}/{posting}/take")
  public CaseView take(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @NotNull @Valid Ask ask)
      throws SQLException {
    var to =
        Holder.read(requester.name(ask.requestedBy()))
            .orElseThrow(() -> BadInput.inBody("requestedBy", Holder.RULE));
    return order(new PostingRef(store, posting), What.HAND_OVER, ask, null, to);
  }

  /** Nobody looks after the case any more. */
  @POST
  @Path("/cases/{store}/{posting}/let-go")
  public CaseView letGo(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @NotNull @Valid Ask ask)
      throws SQLException {
    return order(new PostingRef(store, posting), What.LET_GO, ask, null);
  }

  private CaseView order(PostingRef ref, What what, Ask ask, @Nullable Instant until)
      throws SQLException {
    return order(ref, what, ask, until, null);
  }

  private CaseView order(
      PostingRef ref, What what, Ask ask, @Nullable Instant until, @Nullable String to)
      throws SQLException {
    var by = requester.name(ask.requestedBy());
    var id = ask.commandId() == null ? UUID.randomUUID().toString() : ask.commandId();
    var why = ask.reason() == null ? "" : ask.reason().strip();
    // as the database keeps it: the same order must be known again
    var kept = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    var order = new Hand.Order(id, what, clock.now(), by, why, kept, to);
    mailbox.tell(
        PassportFeature.NAME,
        List.of(new Input(ref.key(), "hand/" + ref.key() + "/" + id, order.at(), order)),
        Optional.empty());
    var row =
        PassportCaseRow.<PassportCaseRow>findByIdOptional(ref.key())
            .orElseThrow(() -> new NotFoundException(PassportApi.NO_CASE));
    refuse(row.passportCase(PassportOrderRow.list("key", ref.key())), order);
    return CaseView.of(row, policy, clock.now());
  }

  /** What was not carried out is told with its reason; what was has none. */
  private void refuse(PassportCase.Opened passportCase, Hand.Order order) {
    var against = Hand.against(passportCase, order, policy);
    if (against.isPresent()) {
      throw problem("Refused", 409, against.get().code(), against.get().explanation());
    }
    var done = passportCase.file().hand().order(order.id());
    if (done.isPresent() && !done.get().asks(order)) {
      throw HttpProblem.builder()
          .withTitle("Command id used before")
          .withStatus(422)
          .withDetail("This command id was used for something else.")
          .with("code", "command-id-reused")
          .with("field", "commandId")
          .build();
    }
  }

  private static HttpProblem problem(String title, int status, String code, String detail) {
    return HttpProblem.builder()
        .withTitle(title)
        .withStatus(status)
        .withDetail(detail)
        .with("code", code)
        .build();
  }
}
