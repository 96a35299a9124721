package io.orderwatch.ingest.posting.edge;

import static java.util.stream.Collectors.toMap;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.ingest.polling.edge.Unreadable;
import io.orderwatch.ingest.posting.edge.KnownPostingRow.Count;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** What is known, for people and dashboards. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class PostingApi {

  /**
   * @param stores all of them
   */
  public record Summary(Instant now, List<Store> stores) {}

  /**
   * One store at a glance.
   *
   * @param postings how many are known
   * @param awaitingPassport how many of them await the buyer's passport data
   * @param lastPollAt when the last round ended; null before the first
   * @param lastPollOutcome {@code complete}, or why not; null before the first
   * @param lastPollOdd what of Ozon's answers could not be read in it, and how often; which
   *     postings it was says {@code /api/unreadable}
   */
  public record Store(
      String store,
      long postings,
      long awaitingPassport,
      @Nullable Instant lastPollAt,
      @Nullable String lastPollOutcome,
      List<String> lastPollOdd) {}

  private static final String UNSHOWN = "Ozon has not shown this posting of this store";

  private static final int MOST = 1000;
  private static final String PLAIN = "[^\\p{Cntrl}]{0,100}";

  /** The key of a posting. */
  private static final String CURSOR = "[0-9]{1,20}:[0-9A-Za-z][0-9A-Za-z_-]{0,63}";

  private final Polls polls;
  private final PostingSearch search;
  private final Unreadable unreadable;
  private final OzonStores stores;
  private final ScaledClock clock;

  PostingApi(
      Polls polls,
      PostingSearch search,
      Unreadable unreadable,
      OzonStores stores,
      ScaledClock clock) {
    this.polls = polls;
    this.search = search;
    this.unreadable = unreadable;
    this.stores = stores;
    this.clock = clock;
  }

  @GET
  @Path("/summary")
  @Operation(summary = "Each store: how many postings are known, and how its last poll went")
  public Summary summary() throws SQLException {
    var last = polls.all(Polls.POSTINGS);
    var counts = KnownPostingRow.counts().stream().collect(toMap(Count::store, count -> count));
    var names = new TreeSet<>(last.keySet());
    names.addAll(counts.keySet());
    stores.all().forEach(ozon -> names.add(ozon.store().value()));
    return new Summary(
        clock.now(),
        names.stream()
            .map(
                name ->
                    store(name, counts.getOrDefault(name, new Count(name, 0, 0)), last.get(name)))
            .toList());
  }

  /** Of this process, since it started; at most 1,000 entries. */
  @GET
  @Path("/unreadable")
  @Operation(summary = "What of Ozon's answers could not be read, and where")
  public List<Unreadable.Entry> unreadable() {
    return unreadable.all();
  }

  /**
   * By key, up to {@code limit} at once.
   *
   * @param status Ozon's word
   * @param substatus Ozon's word
   * @param since ISO-8601: last changed then or later
   * @param cursor of the part before
   */
  @GET
  @Path("/postings")
  @Operation(summary = "Postings by store, status, substatus and when they last changed")
  @APIResponse(
      responseCode = "200",
      description = "A part of the list.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PostingSearch.Part.class)),
        @Content(mediaType = "text/csv")
      })
  public PostingSearch.Part postings(
      @QueryParam("store") @Nullable @Pattern(regexp = "[0-9]{1,20}") String store,
      @QueryParam("status") @Nullable @Pattern(regexp = PLAIN) String status,
      @QueryParam("substatus") @Nullable @Pattern(regexp = PLAIN) String substatus,
      @QueryParam("since") @Nullable Instant since,
      @QueryParam("cursor")
          @Nullable
          @Pattern(regexp = CURSOR, message = "must be one that this list gave")
          String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(MOST) int limit)
      throws SQLException {
    return search.find(new PostingSearch.Wanted(store, status, substatus, since, cursor, limit));
  }

  /** The same for spreadsheets; the header Next-Cursor leads on. */
  @GET
  @Path("/postings")
  @Produces("text/csv;qs=0.5")
  @Operation(hidden = true)
  public Response csv(
      @QueryParam("store") @Nullable @Pattern(regexp = "[0-9]{1,20}") String store,
      @QueryParam("status") @Nullable @Pattern(regexp = PLAIN) String status,
      @QueryParam("substatus") @Nullable @Pattern(regexp = PLAIN) String substatus,
      @QueryParam("since") @Nullable Instant since,
      @QueryParam("cursor")
          @Nullable
          @Pattern(regexp = CURSOR, message = "must be one that this list gave")
          String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(MOST) int limit)
      throws SQLException {
    var part = postings(store, status, substatus, since, cursor, limit);
    var answer =
        Response.ok(Csv.of(part.postings(), PostingSearch.Found.class), "text/csv;charset=UTF-8");
    return part.cursor() == null
        ? answer.build()
        : answer.header("Next-Cursor", part.cursor()).build();
  }

  /** The oldest version comes first, each with what changed against the one before. */
  @GET
  @Path("/postings/{store}/{posting}/history")
  @Refuses(status = 404, because = UNSHOWN)
  @Operation(summary = "A posting's versions")
  public List<PostingSearch.Version> history(
      @PathParam("store") StoreId store, @PathParam("posting") PostingNumber posting)
      throws SQLException {
    var history = search.history(new PostingRef(store, posting));
    if (history.isEmpty()) {
      throw new NotFoundException(UNSHOWN);
    }
    return history;
  }

  /** The posting.state.v1 that was published last. */
  @GET
  @Path("/postings/{store}/{posting}")
  @APIResponseSchema(PostingState.class)
  @Refuses(status = 404, because = UNSHOWN)
  @Operation(summary = "A posting as Ozon last showed it")
  public byte[] posting(
      @PathParam("store") StoreId store, @PathParam("posting") PostingNumber posting) {
    return KnownPostingRow.<KnownPostingRow>findByIdOptional(new PostingRef(store, posting).key())
        .map(row -> row.snapshot)
        .orElseThrow(() -> new NotFoundException(UNSHOWN));
  }

  private static Store store(String name, Count count, @Nullable Poll poll) {
    return new Store(
        name,
        count.postings(),
        count.awaiting(),
        poll == null ? null : poll.polledAt(),
        poll == null ? null : poll.outcome(),
        poll == null ? List.of() : poll.odd());
  }
}
