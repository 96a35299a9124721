package io.orderwatch.logistics.cancelling.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.edge.CommandsApi;
import io.orderwatch.logistics.shipment.edge.ShipmentCommandRow;
import io.orderwatch.logistics.shipment.edge.ShipmentFeature;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.ozon.CancelReason;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks for cancellations and tells what became of them so far. */
@Path("/api")
public class CancellingApi {

  private static final String ID = "[0-9A-Za-z._:-]{1,64}";
  private static final String PLAIN = "[^\\p{Cntrl}]*";

  /**
   * What to cancel a posting with.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param reasonId one of the reasons that Ozon allows for this posting
   * @param comment goes to Ozon and is needed for reason 402; nothing about a person, please
   * @param override why to cancel although the buyer's passport data is only awaited
   */
  public record Ask(
      @Nullable @Pattern(regexp = ID) String commandId,
      @NotNull @Positive Long reasonId,
      @Nullable @Size(max = 500) @Pattern(regexp = PLAIN) String comment,
      @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN) String requestedBy,
      @Nullable @Size(max = 500) @Pattern(regexp = PLAIN) String override) {}

  private final Mailbox mailbox;
  private final BiFunction<PostingRef, String, Optional<ShipmentCommandRow>> commands;
  private final Predicate<StoreId> ours;
  private final Clock clock;

  @Inject
  CancellingApi(Mailbox mailbox, OzonStores stores, ScaledClock clock) {
    this(mailbox, CommandsApi::find, store -> stores.find(store).isPresent(), clock.asClock());
  }

  CancellingApi(
      Mailbox mailbox,
      BiFunction<PostingRef, String, Optional<ShipmentCommandRow>> commands,
      Predicate<StoreId> ours,
      Clock clock) {
    this.mailbox = mailbox;
    this.commands = commands;
    this.ours = ours;
    this.clock = clock;
  }

  /** 202 with what became of it so far; 409 with a code if a rule or Ozon refuses. */
  @POST
  @Path("/postings/{store}/{posting}/cancel")
  public Response cancel(
      @PathParam("store") String store,
      @PathParam("posting") String posting,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = ID) String idempotencyKey,
      @NotNull @Valid Ask ask)
      throws SQLException {
    var ref = CommandsApi.ref(store, posting);
    if (!ours.test(ref.store())) {
      throw new NotFoundException(Refusal.UNKNOWN_STORE.explanation());
    }
    var command = command(ref, idempotencyKey, ask);
    var cause = "command/" + ref.key() + "/" + command.commandId();
    mailbox.tell(
        ShipmentFeature.NAME,
        List.of(new Input(ref.key(), cause, clock.instant(), command)),
        Optional.empty());
    var found = commands.apply(ref, command.commandId()).orElseThrow();
    if (!same(found, command)) {
      throw HttpProblem.builder()
          .withTitle("Command id used before")
          .withStatus(422)
          .withDetail("This command id was used for something else.")
          .with("code", "command-id-reused")
          .build();
    }
    if (found.state.equals("refused")) {
      throw HttpProblem.builder()
          .withTitle("Not cancelled")
          .withStatus(409)
          .withDetail(found.explanation)
          .with("code", String.valueOf(found.code))
          .with("explanation", String.valueOf(found.explanation))
          .with("commandId", found.commandId)
          .build();
    }
    return Response.accepted(found).location(location(ref, found)).build();
  }

  private static Cancel command(PostingRef ref, @Nullable String idempotencyKey, Ask ask) {
    var id = ask.commandId() == null ? idempotencyKey : ask.commandId();
    if (idempotencyKey != null && !idempotencyKey.equals(id)) {
      throw bad("commandId and Idempotency-Key differ.");
    }
    long reasonId = ask.reasonId();
    var comment = ask.comment() == null ? "" : ask.comment().strip();
    if (reasonId == CancelReason.OTHER && comment.isEmpty()) {
      throw bad(Refusal.COMMENT_MISSING.explanation());
    }
    return new Cancel(
        ref,
        id == null ? UUID.randomUUID().toString() : id,
        reasonId,
        comment,
        ask.requestedBy(),
        ask.override() == null ? "" : ask.override().strip());
  }

  private static boolean same(ShipmentCommandRow found, Cancel command) {
    return found.action.equals(Cancelling.WORD)
        && found.more().get("reasonId") instanceof Number reason
        && reason.longValue() == command.reasonId();
  }

  private static URI location(PostingRef ref, ShipmentCommandRow found) {
    return URI.create(
        "/api/postings/%s/%s/commands/%s".formatted(ref.store(), ref.posting(), found.commandId));
  }

  private static HttpProblem bad(String why) {
    return HttpProblem.builder().withTitle("Bad Request").withStatus(400).withDetail(why).build();
  }
}
