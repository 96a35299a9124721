package io.orderwatch.logistics.shipment.edge;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed.State;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment.Order;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import io.orderwatch.logistics.shipment.Shipment.Verdict;
import io.orderwatch.logistics.ticket.Ticket;
import io.orderwatch.logistics.wording.Language;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A command and what became of it. */
@Entity
@Immutable
@Table(name = "shipment_command")
public class ShipmentCommandRow extends PanacheEntityBase {

  /** What the column says; "open" is all that has not ended. */
  private static final Set<String> ENDS = Set.of("open", "done", "refused");

  @Id @JsonIgnore public String id = "";
  @JsonIgnore public String key = "";

  /** Chosen by who asked, or made. */
  @Column(name = "command_id")
  public String commandId = "";

  /** Its word, for example cancel. */
  public String action = "";

  /** open, done or refused; people are told the {@link #word}. */
  @JsonIgnore public String state = "";

  /** How far an open one is; null for one that ended, or that is older than this column. */
  @JsonIgnore public @Nullable String progress;

  /** How long it may wait if it comes too early; null if it may not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonProperty("until")
  @Column(name = "wait_until")
  public @Nullable Instant waitUntil;

  @JsonIgnore public String details = "";

  /** Until when a second person may approve it, UTC; only while it is proposed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Column(name = "approve_until")
  public @Nullable Instant approveUntil;

  /** The wire name of the command as it came; null unless it is proposed. */
  @JsonIgnore
  @Column(name = "proposed_type")
  public @Nullable String proposedType;

  /** Its data; null likewise. */
  @JsonIgnore
  @Column(name = "proposed_data")
  public @Nullable String proposedData;

  /** Whether a second person approved it, else he declined it; null if none has said anything. */
  @JsonIgnore public @Nullable Boolean approved;

  @JsonIgnore
  @Column(name = "decided_by")
  public @Nullable String decidedBy;

  /** When a second person approved or declined it, UTC; null if none has. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Column(name = "decided_at")
  public @Nullable Instant decidedAt;

  @JsonIgnore
  @Column(name = "decided_why")
  public @Nullable String decidedWhy;

  /** Who asked. */
  @Column(name = "requested_by")
  public String requestedBy = "";

  /** When it was asked, UTC. */
  @Column(name = "asked_at")
  public Instant askedAt = Instant.EPOCH;

  /** When it ended, UTC; null as long as it has not. */
  @Column(name = "settled_at")
  public @Nullable Instant settledAt;

  /** Why refused or waiting, for programs; null if it is neither, or why it waits is not known. */
  public @Nullable String code;

  /** The same for people, in English. */
  @JsonIgnore public @Nullable String explanation;

  /** In which people are told. */
  @Transient @JsonIgnore private Language language = Language.EN;

  /** The request to Ozon's support that was drafted for it, as /api/tickets knows it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Column(name = "ticket_id")
  public @Nullable String ticketId;

  @JsonIgnore
  @Column(name = "ticket_state")
  public @Nullable String ticketState;

  @JsonIgnore
  @Column(name = "ticket_number")
  public @Nullable String ticketNumber;

  @JsonIgnore
  @Column(name = "ticket_before")
  public @Nullable String ticketBefore;

  @JsonIgnore
  @Column(name = "ticket_drafted_at")
  public @Nullable Instant ticketDraftedAt;

  @JsonIgnore
  @Column(name = "ticket_since")
  public @Nullable Instant ticketSince;

  static Optional<ShipmentCommandRow> find(PostingRef ref, String commandId) {
    return findByIdOptional(id(ref.key(), commandId));
  }

  /** The same, read anew: within one request a command is read, changed and read again. */
  public static Optional<ShipmentCommandRow> now(PostingRef ref, String commandId) {
    getEntityManager().clear();
    return find(ref, commandId);
  }

  /** The command that this ticket was drafted for, read anew. */
  public static Optional<ShipmentCommandRow> ofTicket(String ticketId) {
    getEntityManager().clear(); // within one request a ticket is read, changed and read again
    return find("ticketId", ticketId).firstResultOptional();
  }

  /**
   * Commands with tickets, by the ids of these.
   *
   * @param posting of that store alone; null for all
   * @param after the id of the last one that was seen; "" for the first page
   */
  public static List<ShipmentCommandRow> ofTickets(
      @Nullable String store,
      @Nullable PostingNumber posting,
      @Nullable String state,
      String after,
      int limit) {
    var wanted = new TreeMap<String, String>();
    if (posting == null) {
      put(wanted, "key like", store == null ? null : store + ":%");
    } else {
      put(wanted, "key =", store + ":" + posting);
    }
    put(wanted, "ticketState =", state);
    return page("ticketId", after, wanted, limit);
  }

  /**
   * Commands by their rows' ids: store by store, posting by posting.
   *
   * @param after the row's id of the last one that was seen; "" for the first page
   */
  static List<ShipmentCommandRow> all(
      @Nullable String store,
      @Nullable String state,
      @Nullable String action,
      String after,
      int limit) {
    var wanted = new TreeMap<String, String>();
    put(wanted, "key like", store == null ? null : store + ":%");
    put(wanted, ENDS.contains(String.valueOf(state)) ? "state =" : "progress =", state);
    put(wanted, "action =", action);
    return page("id", after, wanted, limit);
  }

  /** All of one posting, the first asked first. */
  static List<ShipmentCommandRow> of(PostingRef ref) {
    return list("key", Sort.by("askedAt").and("id"), ref.key());
  }

  private static void put(Map<String, String> wanted, String what, @Nullable String value) {
    if (value != null) {
      wanted.put(what, value);
    }
  }

  private static List<ShipmentCommandRow> page(
      String by, String after, Map<String, String> wanted, int limit) {
    var where = new StringBuilder(by + " > :after");
    var parameters = Parameters.with("after", after);
    for (var each : wanted.entrySet()) {
      var name = "p" + parameters.map().size();
      where.append(" and ").append(each.getKey()).append(" :").append(name);
      parameters.and(name, each.getValue());
    }
    return find(where.toString(), Sort.by(by), parameters).page(0, limit).list();
  }

  static String id(String key, String commandId) {
    return key + "/" + commandId;
  }

  public static ShipmentCommandRow of(String key, String commandId, Standing standing) {
    return switch (standing) {
      case Standing.Proposed(var order, var given, var until) ->
          proposed(row(key, commandId, "open", order, null, null), given, until);
      case Standing.Open(var order, var state) ->
          open(row(key, commandId, "open", order, null, null), state);
      case Standing.Waiting(var order, var code) ->
          open(
              row(key, commandId, "open", order, code.isEmpty() ? null : code, null),
              State.WAITING);
      case Standing.Done(var order, var at) -> row(key, commandId, "done", order, null, at);
      case Standing.Refused(var order, var code, var at) ->
          row(key, commandId, "refused", order, code, at);
      case Standing.Unheard _ -> throw new IllegalStateException("what was never asked has no row");
    };
  }

  private static ShipmentCommandRow open(ShipmentCommandRow row, State state) {
    row.progress = word(state);
    return row;
  }

  private static ShipmentCommandRow proposed(
      ShipmentCommandRow row, ShipmentCommand given, Instant until) {
    row.approveUntil = until;
    row.proposedType = Wire.type(given);
    row.proposedData = new String(Wire.encode(given), StandardCharsets.UTF_8);
    return open(row, State.PROPOSED);
  }

  static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The same with the ticket that was drafted for it. */
  public static ShipmentCommandRow of(
      String key, String commandId, Standing standing, @Nullable Ticket ticket) {
    var row = of(key, commandId, standing);
    if (ticket != null) {
      row.ticketId = Ticket.id(PostingRef.parse(key), commandId);
      row.ticketState = ticket.word();
      row.ticketNumber = ticket.number();
      row.ticketBefore = ticket.draft().before();
      row.ticketDraftedAt = ticket.draft().at();
      row.ticketSince = ticket.since();
    }
    return row;
  }

  private static ShipmentCommandRow row(
      String key,
      String commandId,
      String state,
      Order order,
      @Nullable String code,
      @Nullable Instant settledAt) {
    var row = new ShipmentCommandRow();
    row.id = id(key, commandId);
    row.key = key;
    row.commandId = commandId;
    row.action = order.action().word();
    row.state = state;
    row.details = new String(Wire.write((Record) order.action()), StandardCharsets.UTF_8);
    row.requestedBy = order.requestedBy();
    row.askedAt = order.at();
    row.waitUntil = order.until();
    var verdict = order.verdict();
    if (verdict != null) {
      row.approved = verdict.approved();
      row.decidedBy = verdict.by();
      row.decidedAt = verdict.at();
      row.decidedWhy = verdict.why();
    }
    row.settledAt = settledAt;
    row.code = code;
    row.explanation = code == null ? null : Refusal.explain(code);
    return row;
  }

  /** What the command asks for. */
  public Action asked() {
    return Actions.read(action, details);
  }

  /** Empty if none was drafted. */
  public Optional<Ticket> ticket() {
    if (ticketState == null || ticketDraftedAt == null || ticketSince == null) {
      return Optional.empty();
    }
    var draft = new Ticket.Draft(String.valueOf(ticketBefore), ticketDraftedAt);
    var number = String.valueOf(ticketNumber);
    return Optional.of(
        switch (ticketState) {
          case "drafted" -> new Ticket.Drafted(draft);
          case "filed" -> new Ticket.Filed(draft, number, ticketSince);
          case "stale" -> new Ticket.Stale(draft, number, ticketSince);
          case "done" -> new Ticket.Done(draft, number, ticketSince);
          case "dropped" -> new Ticket.Dropped(draft, number, ticketSince);
          default -> throw new IllegalStateException("no ticket is " + ticketState);
        });
  }

  /** Whether it asks for just this. */
  boolean asks(Action asked) {
    return action.equals(asked.word()) && asked().equals(asked);
  }

  Standing standing() {
    var order = new Order(asked(), requestedBy, askedAt, waitUntil, verdict());
    if (state.equals("open")) {
      var progressed =
          progress == null ? State.ACCEPTED : State.valueOf(progress.toUpperCase(Locale.ROOT));
      if (progressed == State.PROPOSED) {
        return new Standing.Proposed(order, given(), requireNonNull(approveUntil));
      }
      return progressed == State.WAITING
          ? new Standing.Waiting(order, code == null ? "" : code)
          : new Standing.Open(order, progressed);
    }
    var at = settledAt == null ? askedAt : settledAt;
    return state.equals("done")
        ? new Standing.Done(order, at)
        : new Standing.Refused(order, code == null ? "" : code, at);
  }

  private @Nullable Verdict verdict() {
    return approved == null || decidedAt == null
        ? null
        : new Verdict(
            approved, String.valueOf(decidedBy), decidedAt, decidedWhy == null ? "" : decidedWhy);
  }

  /** The command as it came. */
  private ShipmentCommand given() {
    var data = requireNonNull(proposedData).getBytes(StandardCharsets.UTF_8);
    var kept = Wire.decode(requireNonNull(proposedType), data).orElseThrow();
    if (kept instanceof ShipmentCommand command) {
      return command;
    }
    throw new IllegalStateException(proposedType + " is no command");
  }

  /** Whether a second person has to approve it. */
  @JsonIgnore
  public boolean isProposed() {
    return word(State.PROPOSED).equals(progress);
  }

  /** accepted, proposed, waiting, checked, executing, unknown, done or refused */
  @JsonProperty("state")
  public String word() {
    if (!state.equals("open")) {
      return state;
    }
    return progress == null ? word(State.ACCEPTED) : progress;
  }

  /** The same row for whoever reads that language. */
  public ShipmentCommandRow in(Language language) {
    this.language = language;
    return this;
  }

  /** Why refused or waiting, for people. */
  @JsonProperty("explanation")
  public @Nullable String explained() {
    return code == null || language == Language.EN ? explanation : Refusal.explain(code, language);
  }

  /** Who approved it as the second person; null if nobody has. */
  @JsonProperty("approvedBy")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public @Nullable String approvedBy() {
    return Boolean.TRUE.equals(approved) ? decidedBy : null;
  }

  /** Who declined it, perhaps he who had asked; null if nobody has. */
  @JsonProperty("declinedBy")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public @Nullable String declinedBy() {
    return Boolean.FALSE.equals(approved) ? decidedBy : null;
  }

  /** Why it was approved or declined, in the person's own words; null for none. */
  @JsonProperty("decidedBecause")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public @Nullable String decidedBecause() {
    return decidedWhy == null || decidedWhy.isEmpty() ? null : decidedWhy;
  }

  /** What follows if it is approved, and what of it cannot be undone; only while it is proposed. */
  @JsonProperty("consequence")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public @Nullable String consequence() {
    return isProposed() ? asked().consequence(language) : null;
  }

  /** What Ozon is to be told with it; only while it is proposed, for it is not kept longer. */
  @JsonProperty("comment")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public @Nullable String comment() {
    var said = proposedData == null ? "" : new JsonObject(proposedData).getString("comment", "");
    return said.isEmpty() ? null : said;
  }

  /** What can be done instead of what was refused; null for nothing. */
  @JsonProperty("alternative")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public @Nullable String alternative() {
    return code == null
        ? null
        : Refusal.of(code)
            .map(each -> each.alternative(language))
            .filter(each -> !each.isEmpty())
            .orElse(null);
  }

  @JsonProperty("store")
  public String store() {
    return PostingRef.parse(key).store().value();
  }

  @JsonProperty("posting")
  public String posting() {
    return PostingRef.parse(key).posting().value();
  }

  /** What belongs to the action, for example a cancellation's {@code reasonId}. */
  @JsonAnyGetter
  public Map<String, Object> more() {
    return new JsonObject(details).getMap();
  }
}
