package io.orderwatch.compliance.health.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.health.Ended;
import io.orderwatch.compliance.health.FaultIndex;
import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.health.Fee;
import io.orderwatch.compliance.health.KnownRating;
import io.orderwatch.compliance.health.Reconciliation;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.health.ToldHealth;
import io.orderwatch.compliance.rules.Rule;
import io.orderwatch.compliance.rules.Zone;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.operations.edge.rest.Refuses;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a store stands, reckoned from its postings; Ozon's own figure is the one that counts. */
@Path("/api/stores")
public class HealthApi {

  /**
   * The index by one of two readings of what it is divided by.
   *
   * @param shipments all, or remaining without those that were cancelled at the seller's fault
   * @param faults cancellations at the seller's fault
   * @param of shipments they are divided by
   * @param percent the index; null if there are no shipments
   * @param zone of it
   * @param budget how many more can be cancelled today without leaving the zone
   */
  public record Standing(
      String shipments, int faults, int of, @Nullable BigDecimal percent, Zone zone, int budget) {}

  /**
   * @param roubles what Ozon took, in roubles, without fees that are not known
   * @param yuan the same in yuan; null if no rate is known
   * @param unknown how many cancellations have a fee that is not known: no price, or no rate
   */
  public record Fees(BigDecimal roubles, @Nullable BigDecimal yuan, int unknown) {}

  /**
   * @param end how it ended, as the rule packs call it, or unknown
   * @param counted whether Ozon says that it counts
   */
  public record Difference(String posting, String end, boolean counted) {}

  /**
   * What Ozon itself says, from /v1/rating/index/fbs/info and /posting/list.
   *
   * @param readAt when order-ingest read it
   * @param index in per cent; null where Ozon gives none
   * @param from first day of what Ozon counts; null where it gives none
   * @param until last day of it; null where it gives none
   * @param costs what Ozon took; null where it gives none
   * @param errors how many postings Ozon counts
   * @param complete whether all that Ozon listed were read
   * @param differences every point in which the twin says something else
   */
  public record Ozons(
      Instant readAt,
      @Nullable BigDecimal index,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable Money costs,
      int errors,
      boolean complete,
      List<Reconciliation.Difference> differences) {}

  /**
   * What the index comes to if nothing more is cancelled.
   *
   * @param day that it is reckoned for
   * @param percent the index; null if there are no shipments
   * @param zone of it
   */
  public record Expected(LocalDate day, @Nullable BigDecimal percent, String zone) {}

  /**
   * @param today the day of these figures, in Ozon's calendar
   * @param from first day of the window
   * @param until last day of the window
   * @param zone by the reading of Ozon's worked example
   * @param budget how many more can be cancelled today without leaving the zone, by the stricter
   *     reading
   * @param before the index at which the zone ends, in per cent
   * @param standings the index by both readings of what it is divided by
   * @param fees what cancellations of the window cost
   * @param forecast of the days to come
   * @param differences cancellations of which Ozon's word is not what its rules say
   * @param ozon Ozon's own figures held against these; null as long as none were read
   * @param pack the rule pack of today
   * @param rules those that these figures rest on
   */
  public record Health(
      String store,
      LocalDate today,
      LocalDate from,
      LocalDate until,
      Zone zone,
      int budget,
      BigDecimal before,
      List<Standing> standings,
      Fees fees,
      List<Expected> forecast,
      List<Difference> differences,
      @Nullable Ozons ozon,
      String pack,
      List<Rule> rules) {}

  private static final String UNHEARD = "no posting of this store was ever heard of";

  private final StoreBooks books;
  private final ScaledClock clock;

  HealthApi(StoreBooks books, ScaledClock clock) {
    this.books = books;
    this.clock = clock;
  }

  /** The error index, its zone, the fees so far and how many cancellations are left. */
  @GET
  @Path("/{store}/health")
  @Refuses(status = 404, because = UNHEARD)
  public Health health(@PathParam("store") StoreId store) {
    var health =
        books.health(store.value(), clock.now()).orElseThrow(() -> new NotFoundException(UNHEARD));
    var pack = health.pack();
    var window = StoreHealth.window(health.today(), pack);
    var zone = health.index(Reading.ALL).zone(pack);
    var fees = health.fees();
    return new Health(
        store.value(),
        health.today(),
        window[0],
        window[1],
        zone,
        health.budget(),
        health.next(Reading.ALL).zone(pack).upTo(),
        List.of(standing(health, Reading.ALL), standing(health, Reading.REMAINING)),
        new Fees(fees.roubles(), Fee.in("CNY", fees.roubles(), pack).orElse(null), fees.unknown()),
        health.forecast(ToldHealth.DAYS_AHEAD).stream()
            .map(each -> expected(each.day(), each.index(), health))
            .toList(),
        health.disputed().stream().map(HealthApi::difference).toList(),
        KnownRatingRow.<KnownRatingRow>findByIdOptional(store.value())
            .map(KnownRatingRow::known)
            .map(known -> ozons(known, health))
            .orElse(null),
        pack.name(),
        Stream.of("index.window", "index.ends-before", "zone." + zone.name(), "fee.cap", "rate.CNY")
            .map(pack.rules()::get)
            .filter(Objects::nonNull)
            .toList());
  }

  private static Standing standing(StoreHealth health, Reading reading) {
    var index = health.index(reading);
    return new Standing(
        reading.name().toLowerCase(Locale.ROOT),
        index.faults(),
        index.shipments(),
        index.percent().orElse(null),
        index.zone(health.pack()),
        health.next(reading).budget(health.pack(), reading));
  }

  private static Ozons ozons(KnownRating.Known known, StoreHealth health) {
    var rating = known.rating();
    return new Ozons(
        known.at(),
        rating.index(),
        rating.from(),
        rating.until(),
        rating.costs(),
        rating.errors().size(),
        rating.complete(),
        Reconciliation.of(health, rating));
  }

  private static Expected expected(LocalDate day, FaultIndex index, StoreHealth health) {
    return new Expected(
        day, index.percent().orElse(null), index.zone(health.packs().on(day)).name());
  }

  private static Difference difference(Ended ended) {
    return new Difference(
        ended.posting(), ended.end().map(each -> each.word()).orElse("unknown"), ended.flagged());
  }
}
