package io.orderwatch.notification.people.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.notification.edge.Csv;
import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.notification.people.Alerting;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.operations.edge.rest.Requester;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** What the seller's people were told of, by which channels, and who answered. Times are UTC. */
@Path("/api/alerts")
public class AlertsApi {

  private static final String UNKNOWN = "There is no such alert.";
  private static final String ID = "[0-9]{1,20}-[a-z-]{1,20}-[0-9]{1,20}";

  /** What can be said of an alert. */
  public enum State {
    /** Nobody has answered. */
    OPEN,
    /** Somebody takes care of it. */
    ACKED,
    /** What it was about concerns nobody any more. */
    OVER
  }

  /**
   * @param id of the alert, ours
   * @param kind what it is about
   * @param state whether somebody answered
   * @param raised when
   * @param level of the routes, 1 for the first
   * @param due the earliest of its subjects; null if nothing presses
   * @param subjects how many
   * @param channels each with what became of the letter, for example {@code 1 duty delivered}
   * @param ackedBy who takes care of it; null as long as nobody does
   * @param ackedAt since when
   */
  public record View(
      String id,
      String store,
      Alerting.Kind kind,
      State state,
      Instant raised,
      int level,
      @Nullable Instant due,
      int subjects,
      List<String> channels,
      @Nullable String ackedBy,
      @Nullable Instant ackedAt) {}

  /**
   * @param alerts in the order in which they were raised
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Page(List<View> alerts, @Nullable String next) {}

  /**
   * @param requestedBy who takes care of it, unless a proxy says so
   */
  public record Ack(
      @Nullable @Size(max = 254) @Pattern(regexp = "[^\\p{Cntrl}]*") String requestedBy) {}

  private static final String ALL =
      """
      select id, store, kind, state, raised_at, level, due_at, subjects, acked_by, acked_at,
             (select coalesce(array_agg(d.level || ' ' || split_part(split_part(d.key, '~', 2), ':', 1) || ' ' || d.state
                                        order by d.level, d.key), '{}')
                from delivery d where d.letter = a.id) as channels
        from alert a
      """;

  private final DataSource database;
  private final Requester requester;
  private final ScaledClock clock;

  AlertsApi(DataSource database, Requester requester, ScaledClock clock) {
    this.database = database;
    this.requester = requester;
    this.clock = clock;
  }

  /**
   * What the seller's people were told of, in the order in which it was raised.
   *
   * @param state whether somebody answered
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
  @APIResponseSchema(Page.class)
  public Response alerts(
      @QueryParam("store") @Nullable @Pattern(regexp = "[0-9]{1,20}") String store,
      @QueryParam("state") @Nullable State state,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = Cursor.PATTERN) String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
      @HeaderParam("Accept") @Nullable String accept)
      throws SQLException {
    var page = page(store, state, cursor, limit);
    return Csv.answer(accept, page, page.next(), () -> table(page));
  }

  private Page page(@Nullable String store, @Nullable State state, String cursor, int limit)
      throws SQLException {
    var from = Cursor.parse(cursor);
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                ALL
                    + """
                      where (?::text is null or store = ?) and (?::text is null or state = ?)
                        and (raised_at, id) > (?, ?) and kind = any (?)
                      order by raised_at, id limit ?""")) {
      var word = state == null ? null : state.name().toLowerCase(Locale.ROOT);
      select.setString(1, store);
      select.setString(2, store);
      select.setString(3, word);
      select.setString(4, word);
      select.setObject(5, AlertBook.utc(from.at()));
      select.setString(6, from.name());
      select.setArray(7, AlertBook.known(connection));
      select.setInt(8, limit);
      try (var row = select.executeQuery()) {
        var found = new ArrayList<View>();
        while (row.next()) {
          found.add(view(row));
        }
        return new Page(
            found,
            found.size() < limit
                ? null
                : new Cursor(found.getLast().raised(), found.getLast().id()).text());
      }
    }
  }

  private static String table(Page page) {
    return Csv.of(
        List.of(
            "id",
            "store",
            "kind",
            "state",
            "raised",
            "level",
            "due",
            "subjects",
            "channels",
            "ackedBy",
            "ackedAt"),
        page.alerts().stream()
            .map(
                each ->
                    new @Nullable Object[] {
                      each.id(),
                      each.store(),
                      each.kind(),
                      each.state(),
                      each.raised(),
                      each.level(),
                      each.due(),
                      each.subjects(),
                      String.join("; ", each.channels()),
                      each.ackedBy(),
                      each.ackedAt()
                    }));
  }

  /**
   * Somebody takes care of it: it goes to no further level. The first one's name stays.
   *
   * @param id of the alert, ours
   */
  @POST
  @Path("/{id}/ack")
  @Refuses(status = 404, because = UNKNOWN)
  @Produces(MediaType.APPLICATION_JSON)
  public View ack(@PathParam("id") @Pattern(regexp = ID) String id, @NotNull @Valid Ack ack)
      throws SQLException {
    var by = requester.name(ack.requestedBy());
    try (var connection = database.getConnection()) {
      try (var update =
          connection.prepareStatement(
              "update alert set state = 'acked', acked_by = ?, acked_at = ? where id = ? and acked_by is null and kind = any (?)")) {
        update.setString(1, by);
        update.setObject(2, AlertBook.utc(clock.now()));
        update.setString(3, id);
        update.setArray(4, AlertBook.known(connection));
        update.executeUpdate();
      }
      try (var select = connection.prepareStatement(ALL + "where id = ? and kind = any (?)")) {
        select.setString(1, id);
        select.setArray(2, AlertBook.known(connection));
        try (var row = select.executeQuery()) {
          if (!row.next()) {
            throw new NotFoundException(UNKNOWN);
          }
          return view(row);
        }
      }
    }
  }

  private static View view(ResultSet row) throws SQLException {
    return new View(
        row.getString("id"),
        row.getString("store"),
        Alerting.Kind.valueOf(row.getString("kind")),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Objects.requireNonNull(at(row, "raised_at")),
        row.getInt("level"),
        at(row, "due_at"),
        row.getInt("subjects"),
        List.of((String[]) row.getArray("channels").getArray()),
        row.getString("acked_by"),
        at(row, "acked_at"));
  }

  private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
