package io.orderwatch.ingest.entitlement.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.ingest.push.edge.PushMetrics;
import io.orderwatch.operations.edge.rest.Visitors;
import io.orderwatch.ozon.Store;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Our stores as they are written down, and what Ozon lets them do. Nothing of it is secret. */
@Path("/api/stores")
@Produces(MediaType.APPLICATION_JSON)
public class StoresApi {

  /**
   * One store.
   *
   * @param name ours
   * @param mode live or shadow
   * @param timeZone its IANA name
   * @param language in which its people are told
   * @param entitlement as it was published last; null before Ozon was asked
   * @param readUntil all that changed before then is known; where another process reads the store,
   *     up to five minutes more is; null before the first complete round
   * @param polledAt when a round of its postings last ended, however it did; null before the first
   * @param outcome of that round in a word: {@code complete}, or why not; null before the first
   * @param pushedAt when this process last took a push of it; null if none since it started
   */
  public record View(
      String store,
      String name,
      String mode,
      String timeZone,
      String language,
      @Nullable StoreEntitlement entitlement,
      @Nullable Instant readUntil,
      @Nullable Instant polledAt,
      @Nullable String outcome,
      @Nullable Instant pushedAt) {}

  /**
   * @param now by the clock of all services
   * @param stores all, or the one that was asked for
   * @param mistakes of the file of stores, by line and key; for who sees all stores
   */
  public record Stores(Instant now, List<View> stores, List<String> mistakes) {}

  private final OzonStores stores;
  private final Entitlements entitlements;
  private final Polls polls;
  private final PushMetrics pushes;
  private final Visitors visitors;
  private final HttpHeaders headers;
  private final ScaledClock clock;

  StoresApi(
      OzonStores stores,
      Entitlements entitlements,
      Polls polls,
      PushMetrics pushes,
      Visitors visitors,
      HttpHeaders headers,
      ScaledClock clock) {
    this.stores = stores;
    this.entitlements = entitlements;
    this.polls = polls;
    this.pushes = pushes;
    this.visitors = visitors;
    this.headers = headers;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "Our stores, what Ozon lets them do, and how fresh is what is known of them")
  public Stores stores(@QueryParam("store") @Nullable @Pattern(regexp = "[0-9]{1,20}") String store)
      throws SQLException {
    var polled = polls.all(Polls.POSTINGS);
    var everywhere = visitors.of(headers).stores().isEmpty();
    return new Stores(
        clock.now(),
        stores.all().stream()
            .filter(ozon -> store == null || store.equals(ozon.store().value()))
            .flatMap(ozon -> stores.store(ozon.store()).stream())
            .map(each -> view(each, polled.get(each.id().value())))
            .toList(),
        everywhere ? stores.mistakes().stream().map(Object::toString).toList() : List.of());
  }

  private View view(Store store, @Nullable Poll poll) {
    StoreId id = store.id();
    return new View(
        id.value(),
        store.name(),
        store.mode().name().toLowerCase(Locale.ROOT),
        store.timeZone().getId(),
        store.language(),
        entitlements.find(id).orElse(null),
        poll == null ? null : poll.mark(),
        poll == null ? null : poll.polledAt(),
        poll == null ? null : poll.outcome(),
        pushes.last(id).orElse(null));
  }
}
