package io.orderwatch.logistics.shipment.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.approval.edge.FourEyesSettings;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.cancelling.edge.CancellingSettings;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipment.Shipment.Heard;
import io.orderwatch.logistics.shipment.Shipment.Heard.Asked;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import io.orderwatch.logistics.ticket.Supportable;
import io.orderwatch.logistics.wording.Language;
import io.orderwatch.logistics.wording.edge.Readers;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Requester;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings what people ask for by REST to {@link Shipment}, and its answer back. */
@Singleton
public class Asking {

  /** What a command id is made of. */
  public static final String ID = "[0-9A-Za-z._:-]{1,64}";

  public static final String PLAIN = "[^\\p{Cntrl}]*";

  /** How the cursor of a list begins that goes from posting to posting; none is the first page. */
  public static final String CURSOR = "|[0-9]{1,20}:[0-9A-Za-z][0-9A-Za-z_-]{0,63}/";

  /** What a cursor must be. */
  public static final String GIVEN = "must be one that this list gave";

  /**
   * Who asks, in which way.
   *
   * @param commandId from the body
   * @param idempotencyKey from the header; the two are one if both are given
   * @param preview only say what would happen
   */
  public record Call(
      PostingRef ref,
      @Nullable String commandId,
      @Nullable String idempotencyKey,
      boolean preview) {

    public static Call of(
        StoreId store,
        PostingNumber posting,
        @Nullable String commandId,
        @Nullable String idempotencyKey,
        @Nullable Boolean preview) {
      return new Call(
          new PostingRef(store, posting), commandId, idempotencyKey, Boolean.TRUE.equals(preview));
    }
  }

  /**
   * What would happen if a command were given now. Nothing is planned, and Ozon is not asked: it
   * may show something newer when the command's turn comes.
   *
   * @param action its word, for example cancel
   * @param outcome tried, waits or refused
   * @param code why it waits or is refused, in a word for programs; null if it is tried
   * @param explanation the same for people
   * @param alternative what can be done instead, for people; null for nothing
   * @param consequence what follows if it is done, and what of it cannot be undone
   * @param seenVersion of the posting that this rests on; null if it was never seen
   * @param note that it was never seen, for people; null if it was
   * @param needsApproval whether a second person has to approve it before it is tried or waits
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Preview(
      String action,
      String outcome,
      @Nullable String code,
      @Nullable String explanation,
      @Nullable String alternative,
      String consequence,
      @Nullable Long seenVersion,
      @Nullable String note,
      boolean needsApproval) {

    static Preview of(
        Asked asked, Optional<Refusal> against, Shipment shipment, Instant at, Language language) {
      var waits = shipment.waits(asked, against, at);
      var outcome = against.isPresent() ? "refused" : "tried";
      return of(
          asked.action(),
          waits ? "waits" : outcome,
          against,
          shipment.posting(),
          asked.proposal() != null && (waits || against.isEmpty()),
          language);
    }

    static Preview of(
        Supportable action, Optional<Refusal> against, @Nullable Posting seen, Language language) {
      return of(action, against.isPresent() ? "refused" : "tried", against, seen, false, language);
    }

    private static Preview of(
        Action action,
        String outcome,
        Optional<Refusal> against,
        @Nullable Posting seen,
        boolean needsApproval,
        Language language) {
      return new Preview(
          action.word(),
          outcome,
          against.map(Refusal::code).orElse(null),
          against.map(each -> each.explanation(language)).orElse(null),
          against
              .map(each -> each.alternative(language))
              .filter(each -> !each.isEmpty())
              .orElse(null),
          action.consequence(language),
          seen == null ? null : seen.version(),
          seen == null ? unseen(language) : null,
          needsApproval);
    }

    /** The two minutes are those for which Ozon's word that it knows no such posting is doubted. */
    private static String unseen(Language language) {
      return language.of(
          "This posting was never seen here, so nothing of it is known yet: is its number right? Asked for"
              + " nevertheless, it is refused after some two minutes if Ozon does not know it either.",
          "Это отправление здесь ещё не встречалось, и о нём ничего не известно: верен ли номер? Если всё же"
              + " отправить запрос, а Ozon такого отправления тоже не знает, через пару минут придёт отказ.",
          "本系统从未见过该货件，对它一无所知：编号是否正确？如仍提交而 Ozon 也没有该货件，约两分钟后会被拒绝。");
    }
  }

  private final Mailbox mailbox;
  private final Function<PostingRef, Shipment> shipments;
  private final Predicate<StoreId> ours;
  private final Clock clock;
  private final Actions actions;
  private final Requester requester;
  private final Readers readers;

  @Inject
  Asking(
      Mailbox mailbox,
      OzonStores stores,
      ScaledClock clock,
      CancellingSettings cancelling,
      FourEyesSettings fourEyes,
      Requester requester,
      Readers readers) {
    this(
        mailbox,
        ShipmentRow::shipment,
        store -> stores.find(store).isPresent(),
        clock.asClock(),
        cancelling.policy(),
        fourEyes.policy(),
        requester,
        readers);
  }

  public Asking(
      Mailbox mailbox,
      Function<PostingRef, Shipment> shipments,
      Predicate<StoreId> ours,
      Clock clock,
      CancellingPolicy cancelling,
      FourEyes fourEyes,
      Requester requester,
      Readers readers) {
    this.mailbox = mailbox;
    this.shipments = shipments;
    this.ours = ours;
    this.clock = clock;
    this.actions = new Actions(cancelling, fourEyes);
    this.requester = requester;
    this.readers = readers;
  }

  /**
   * 202 with what became of it so far, or a preview with 200; 409 with a code if a rule or Ozon
   * refused.
   *
   * @param command makes it, given its id
   */
  public Response ask(Call call, Function<String, ShipmentCommand> command) throws SQLException {
    return ask(call, command, Optional::empty);
  }

  /**
   * The same of something that is known of beside the posting.
   *
   * @param against what speaks against it by what is known there; for the preview alone, as the
   *     fresh read decides
   */
  public Response ask(
      Call call, Function<String, ShipmentCommand> command, Supplier<Optional<Refusal>> against)
      throws SQLException {
    var ref = ours(call);
    var given = command.apply(id(call));
    var cause = "command/" + ref.key() + "/" + given.commandId();
    var at = clock.instant();
    var asked = actions.asked(given, cause, at).orElseThrow();
    if (call.preview()) {
      var shipment = shipments.apply(ref);
      var speaks = asked.against().apply(shipment).or(against);
      return Response.ok(Preview.of(asked, speaks, shipment, at, readers.language())).build();
    }
    mailbox.tell(
        ShipmentFeature.NAME, List.of(new Input(ref.key(), cause, at, given)), Optional.empty());
    return answer(ref, asked.id(), asked.action());
  }

  /**
   * The same for what only Ozon's support can do: it is done when the ticket is drafted.
   *
   * @param against what speaks against it, by what is known of the posting
   */
  public Response raise(
      Call call,
      String requestedBy,
      Supportable action,
      Function<Shipment, Optional<Refusal>> against)
      throws SQLException {
    var ref = ours(call);
    if (call.preview()) {
      var shipment = shipments.apply(ref);
      return Response.ok(
              Preview.of(action, against.apply(shipment), shipment.posting(), readers.language()))
          .build();
    }
    var raised = new Heard.Raised(ref, id(call), requestedBy, action, against);
    mailbox.tell(
        ShipmentFeature.NAME,
        List.of(
            new Input(
                ref.key(), "command/" + ref.key() + "/" + raised.id(), clock.instant(), raised)),
        Optional.empty());
    return answer(ref, raised.id(), action);
  }

  /** Reads a command that was kept, as it would be asked for at this time. */
  public Function<ShipmentCommand, Asked> again(Instant at) {
    return actions.again(at);
  }

  private PostingRef ours(Call call) {
    if (!ours.test(call.ref().store())) {
      throw HttpProblem.builder()
          .withTitle("Not Found")
          .withStatus(Response.Status.NOT_FOUND)
          .withDetail(Refusal.UNKNOWN_STORE.explanation(readers.language()))
          .with("code", Refusal.UNKNOWN_STORE.code())
          .with("explanation", Refusal.UNKNOWN_STORE.explanation(readers.language()))
          .with("field", Refusal.UNKNOWN_STORE.field())
          .build();
    }
    return call.ref();
  }

  private Response answer(PostingRef ref, String id, Action action) {
    var shipment = shipments.apply(ref);
    var standing = shipment.commands().getOrDefault(id, new Standing.Unheard());
    var ticket = shipment.tickets().get(id);
    var found = ShipmentCommandRow.of(ref.key(), id, standing, ticket).in(readers.language());
    if (!found.asks(action)) {
      throw HttpProblem.builder()
          .withTitle("Command id used before")
          .withStatus(422)
          .withDetail("This command id was used for something else.")
          .with("code", "command-id-reused")
          .with("field", "commandId")
          .build();
    }
    if (found.state.equals("refused")) {
      throw refusal(found);
    }
    return Response.accepted(found).header(HttpHeaders.LOCATION, location(ref, found)).build();
  }

  /** What a command that was refused is answered with. */
  public static HttpProblem refusal(ShipmentCommandRow found) {
    var problem =
        HttpProblem.builder()
            .withTitle("Refused")
            .withStatus(409)
            .withDetail(found.explained())
            .with("code", String.valueOf(found.code))
            .with("explanation", String.valueOf(found.explained()))
            .with("commandId", found.commandId);
    if (found.alternative() != null) {
      problem.with("alternative", found.alternative());
    }
    Refusal.of(String.valueOf(found.code))
        .map(Refusal::field)
        .filter(field -> !field.isEmpty())
        .ifPresent(field -> problem.with("field", field));
    if (found.ticketId != null) {
      problem.with("ticketId", found.ticketId);
    }
    return problem.build();
  }

  private static String id(Call call) {
    var id = call.commandId() == null ? call.idempotencyKey() : call.commandId();
    if (call.idempotencyKey() != null && !call.idempotencyKey().equals(id)) {
      throw BadInput.of(
          Violation.In.header, "Idempotency-Key", "must be the commandId, if both are given");
    }
    return id == null ? UUID.randomUUID().toString() : id;
  }

  /** A path: behind a gateway this service does not know by which scheme people come. */
  private static String location(PostingRef ref, ShipmentCommandRow found) {
    return "/api/postings/%s/%s/commands/%s".formatted(ref.store(), ref.posting(), found.commandId);
  }

  /** 400 for one without the other, and for a time that is past. */
  public void requireUntil(@Nullable String waitFor, @Nullable Instant until) {
    if (waitFor == null && until == null) {
      return;
    }
    if (waitFor == null) {
      throw BadInput.inBody("waitFor", "must be " + ShipmentCommand.OFFERED + " with until");
    }
    if (until == null || !until.isAfter(clock.instant())) {
      throw BadInput.inBody("until", "must be a later time with waitFor");
    }
  }

  /**
   * Who asks, as whoever logged him in says; 400 if nobody says anything.
   *
   * @param said requestedBy of the body
   */
  public String requestedBy(@Nullable String said) {
    return requester.name(said);
  }
}
