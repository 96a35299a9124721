package io.orderwatch.ingest.rating.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.StoreRating;
import io.orderwatch.contracts.StoreRating.RatingError;
import io.orderwatch.ingest.polling.Oddity;
import io.orderwatch.ingest.polling.edge.Bounds;
import io.orderwatch.ingest.polling.edge.Ended;
import io.orderwatch.ingest.polling.edge.Paging;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.ingest.polling.edge.StoreReading;
import io.orderwatch.ingest.rating.KnownRating.Seen;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.ozon.OzonRating;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.edge.OzonSeller;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store's error index as Ozon itself reckons it, and the postings that it counts. Ozon reckons it
 * once a day; a store that may not ask is asked again an hour later.
 */
@Singleton
public class RatingReading implements StoreReading {

  private static final String NAME = "rating";

  /** The newest; more than these no record of a topic should hold. */
  private static final int MOST = 2000;

  /** Ozon's days, which no page names a zone of; where it gives no period these days are asked. */
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  private static final int DAYS = 14;
  private static final Duration REFUSED = Duration.ofHours(1);
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** How Ozon's rating is read. Durations of the clock that all services share. */
  @ConfigMapping(prefix = "orderwatch.ingest.rating")
  public interface Settings {

    /** From the start of one round to the start of the next. */
    @WithDefault("P1D")
    Duration every();
  }

  private final Mailbox mailbox;
  private final Polls polls;
  private final ScaledClock clock;
  private final Bounds bounds;
  private final Settings settings;

  public RatingReading(
      Mailbox mailbox, Polls polls, ScaledClock clock, Bounds bounds, Settings settings) {
    this.mailbox = mailbox;
    this.polls = polls;
    this.clock = clock;
    this.bounds = bounds;
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public Ended read(OzonSeller ozon, Lease lease, Pause pause)
      throws SQLException, InterruptedException {
    var start = now();
    var pages = new Paging(ozon, mailbox.tracing(), clock, bounds, pause);
    var read = new ArrayList<OzonRating>();
    var ended =
        pages.<OzonRating>read(
            "poll-rating",
            _ -> ozon.ratingIndex().map(each -> new Page<>(List.of(each), "", false)),
            (page, _) -> {
              read.addAll(page.items());
              return List.of();
            });
    if (ended.complete()) {
      var faults = new ArrayList<OzonRating.Fault>();
      ended = faults(ozon, pages, read.getFirst(), start, faults);
      if (ended.complete()) {
        tell(projected(ozon.store(), read.getFirst(), faults), start, lease);
      }
    }
    var poll = new Poll(ended.complete() ? start : null, now(), ended.outcome(), pages.odd());
    polls.ended(ozon.store(), NAME, poll, lease);
    return patient(ended);
  }

  /** What is refused is not refused for a moment: a role, a subscription, a country. */
  private Ended patient(Ended ended) {
    var real = clock.real(REFUSED, LEAST);
    return ended.outcome().startsWith("refused_") && real.compareTo(ended.hold()) > 0
        ? new Ended(ended.outcome(), real)
        : ended;
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static Ended faults(
      OzonSeller ozon, Paging pages, OzonRating rating, Instant now, List<OzonRating.Fault> faults)
      throws SQLException, InterruptedException {
    var today = LocalDate.ofInstant(now, MOSCOW);
    var from = begin(rating.from(), today.minusDays(DAYS));
    var to = begin(rating.until(), today.minusDays(1)).plus(Duration.ofDays(1));
    return pages.<OzonRating.Fault>read(
        "poll-rating",
        cursor -> ozon.ratingFaults(from, to, cursor),
        (page, _) -> {
          faults.addAll(page.items());
          return Oddity.of(page, "posting_number");
        });
  }

  private static Instant begin(@Nullable LocalDate day, LocalDate otherwise) {
    return (day == null ? otherwise : day).atStartOfDay(MOSCOW).toInstant();
  }

  private static StoreRating projected(
      StoreId store, OzonRating rating, List<OzonRating.Fault> faults) {
    var errors =
        faults.stream()
            .sorted(
                Comparator.comparing(
                        OzonRating.Fault::at, Comparator.nullsLast(Comparator.reverseOrder()))
                    .thenComparing(each -> each.posting().value()))
            .distinct()
            .limit(MOST)
            .map(
                each ->
                    new RatingError(
                        each.posting().value(),
                        each.type(),
                        each.at(),
                        each.chargePercent(),
                        each.charge(),
                        each.grace()))
            .toList();
    return new StoreRating(
        store,
        rating.index(),
        rating.from(),
        rating.until(),
        rating.costs(),
        errors,
        faults.size() <= MOST);
  }

  private void tell(StoreRating rating, Instant askedAt, Lease lease) throws SQLException {
    var input = new Input(rating.key(), "read@" + askedAt, askedAt, new Seen(rating));
    bounds.connection(() -> mailbox.tell(RatingFeature.NAME, List.of(input), Optional.of(lease)));
  }
}
