package io.orderwatch.logistics.ticket.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.logistics.shipment.Shipment.Heard.OfTicket;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.logistics.shipment.edge.ShipmentCommandRow;
import io.orderwatch.logistics.shipment.edge.ShipmentFeature;
import io.orderwatch.logistics.ticket.Supportable;
import io.orderwatch.logistics.ticket.Ticket;
import io.orderwatch.logistics.ticket.TicketText;
import io.orderwatch.logistics.wording.Language;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Refuses;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests to Ozon's support: to read, to file in the cabinet, and to say so. Times are UTC.
 */
@Path("/api/tickets")
public class TicketsApi {

  private static final String STATES = "drafted|filed|stale|done|dropped";
  private static final String ID = "[0-9a-f-]{36}";
  private static final String UNKNOWN = "No such ticket was drafted.";

  /**
   * A ticket with all that the cabinet asks for.
   *
   * @param id of the ticket, ours
   * @param commandId the command that it was drafted for
   * @param kind what is asked of the support
   * @param state drafted, filed, stale, done or dropped
   * @param since since when it is in its state
   * @param number Ozon's; "" as long as it was not filed
   * @param draftedAt when it was drafted
   * @param before what Ozon showed when it was drafted; "" for nothing
   * @param wanted what is to be there in its place
   * @param code why the command was refused; null if it was not
   * @param texts where to file it and what to write, by language
   */
  public record View(
      String id,
      String store,
      String posting,
      String commandId,
      Kind kind,
      String state,
      Instant since,
      String number,
      Instant draftedAt,
      String before,
      String wanted,
      @Nullable String code,
      Map<Language, TicketText> texts) {

    /** Empty if the command has none. */
    static Optional<View> of(ShipmentCommandRow row) {
      return row.ticket()
          .flatMap(
              ticket ->
                  row.asked() instanceof Supportable action
                      ? Optional.of(of(row, ticket, action))
                      : Optional.empty());
    }

    private static View of(ShipmentCommandRow row, Ticket ticket, Supportable action) {
      var ref = PostingRef.parse(row.key);
      var texts = new TreeMap<Language, TicketText>();
      for (var language : Language.values()) {
        texts.put(language, TicketText.of(language, ref, action, ticket.draft()));
      }
      return new View(
          Ticket.id(ref, row.commandId),
          row.store(),
          row.posting(),
          row.commandId,
          action.kind(),
          ticket.word(),
          ticket.since(),
          ticket.number(),
          ticket.draft().at(),
          ticket.draft().before(),
          action.wanted(),
          row.code,
          texts);
    }
  }

  /**
   * @param tickets in the order of their ids
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Page(List<View> tickets, @Nullable String next) {}

  /**
   * @param number Ozon's number of the ticket
   */
  public record Filing(
      @NotBlank @Size(max = 40) @Pattern(regexp = "[^\\p{Cntrl}]*") String number) {}

  private static final String STORE = "[0-9]{1,20}";

  private final Mailbox mailbox;
  private final Function<String, Optional<ShipmentCommandRow>> tickets;
  private final Clock clock;

  @Inject
  TicketsApi(Mailbox mailbox, ScaledClock clock) {
    this(mailbox, ShipmentCommandRow::ofTicket, clock.asClock());
  }

  TicketsApi(Mailbox mailbox, Function<String, Optional<ShipmentCommandRow>> tickets, Clock clock) {
    this.mailbox = mailbox;
    this.tickets = tickets;
    this.clock = clock;
  }

  /**
   * The requests to Ozon's support. In an order that does not change, so that a cursor stays right.
   *
   * @param posting of that store alone
   * @param state in which they are
   */
  @GET
  public Page tickets(
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store,
      @QueryParam("posting") @Nullable PostingNumber posting,
      @QueryParam("state") @Nullable @Pattern(regexp = STATES) String state,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = "|" + ID, message = Asking.GIVEN)
          String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit) {
    if (posting != null && store == null) {
      throw BadInput.of(Violation.In.query, "store", "must say whose posting it is");
    }
    var found = ShipmentCommandRow.ofTickets(store, posting, state, cursor, limit);
    return new Page(
        found.stream().flatMap(row -> View.of(row).stream()).toList(),
        found.size() < limit ? null : found.getLast().ticketId);
  }

  /**
   * A request to Ozon's support.
   *
   * @param id of the ticket, ours
   */
  @GET
  @Path("/{id}")
  @Refuses(status = 404, because = UNKNOWN)
  public View ticket(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store) {
    return view(id, store);
  }

  /**
   * A person has filed it in the cabinet.
   *
   * @param id of the ticket, ours
   */
  @POST
  @Path("/{id}/filed")
  @Refuses(status = 404, because = UNKNOWN)
  @Refuses(status = 409, because = "It is done or dropped, or filed by another number.")
  public View filed(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store,
      @NotNull @Valid Filing filing)
      throws SQLException {
    var number = filing.number().strip();
    var now = tell(id, store, "filed/" + number, new Ticket.Heard.FiledAs(number));
    if (!now.state().equals("filed") || !now.number().equals(number)) {
      throw tooLate(now);
    }
    return now;
  }

  /**
   * Nobody wants it any more.
   *
   * @param id of the ticket, ours
   */
  @POST
  @Path("/{id}/dropped")
  @Refuses(status = 404, because = UNKNOWN)
  @Refuses(status = 409, because = "It is done.")
  public View dropped(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store)
      throws SQLException {
    var now = tell(id, store, "dropped", new Ticket.Heard.GivenUp());
    if (!now.state().equals("dropped")) {
      throw tooLate(now);
    }
    return now;
  }

  private View tell(String id, @Nullable String store, String what, Ticket.Heard heard)
      throws SQLException {
    var row = row(id, store);
    var told = new OfTicket(PostingRef.parse(row.key), row.commandId, heard);
    mailbox.tell(
        ShipmentFeature.NAME,
        List.of(new Input(row.key, "ticket/" + id + "/" + what, clock.instant(), told)),
        Optional.empty());
    return view(id, store);
  }

  private View view(String id, @Nullable String store) {
    return View.of(row(id, store)).orElseThrow(TicketsApi::unknown);
  }

  /**
   * @param store null for whatever store
   */
  private ShipmentCommandRow row(String id, @Nullable String store) {
    return tickets
        .apply(id)
        .filter(row -> store == null || store.equals(PostingRef.parse(row.key).store().value()))
        .orElseThrow(TicketsApi::unknown);
  }

  private static NotFoundException unknown() {
    return new NotFoundException(UNKNOWN);
  }

  private static HttpProblem tooLate(View now) {
    return HttpProblem.builder()
        .withTitle("Too late")
        .withStatus(409)
        .withDetail("The ticket is " + now.state() + ".")
        .with("code", "ticket-" + now.state())
        .build();
  }
}
