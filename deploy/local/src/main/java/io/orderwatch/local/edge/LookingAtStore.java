package io.orderwatch.local.edge;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.doctor.Skew;
import io.orderwatch.local.doctor.StoreSeen;
import io.orderwatch.ozon.ApiKey;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.CallListener;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.Turnstile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks Ozon what a store's key may do and what it shows; only reads, by a client in shadow. */
final class LookingAtStore {

  /** As order-ingest looks: whatever is not finished. */
  private static final Duration BACK = Duration.ofDays(90);

  private static final Duration AHEAD = Duration.ofDays(180);
  private static final Duration LONGEST = Duration.ofDays(350);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What failed sooner may have been a moment's. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final int MOST_PAGES = 30;
  private static final double CALLS_PER_SECOND = 5;

  private final Ozon.Real ozon;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final OzonSeller seller;
  private Instant asked = Instant.EPOCH;
  private Optional<Skew> skew = Optional.empty();

  /**
   * @param clock this machine's
   */
  LookingAtStore(Ozon.Real ozon, Map<String, String> environment, InstantSource clock) {
    this.ozon = ozon;
    this.environment = environment;
    this.clock = clock;
    this.seller =
        new OzonSeller(
                URI.create(ozon.url()),
                new StoreId(ozon.clientId()),
                ozon.apiKey(),
                Turnstile.of(CALLS_PER_SECOND, (int) CALLS_PER_SECOND),
                PATIENCE,
                watch())
            .inShadow();
  }

  private CallListener watch() {
    return new CallListener() {
      @Override
      public void ended(String method, String code, Duration took) {}

      @Override
      public void dated(Instant date) {
        var proof = Skew.of(asked, clock.instant(), date);
        skew = Optional.of(skew.map(proof::sharper).orElse(proof));
      }
    };
  }

  /** Whether the store can be reached and read at all, by one call. */
  StoreSeen briefly() {
    var way = Reaching.to(URI.create(ozon.url()), environment);
    if (!way.reached()) {
      return StoreSeen.unreached(way);
    }
    var key = ask(seller::apiKey);
    return new StoreSeen(
        way, skew, Optional.of(key), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** All that can be asked; a key that is refused is not asked with again. */
  StoreSeen wholly() {
    var seen = briefly();
    if (seen.key().isEmpty() || refused(seen.key().get())) {
      return seen;
    }
    var subscription = ask(seller::sellerInfo);
    var now = clock.instant();
    var unfulfilled =
        counted(MOST_PAGES, cursor -> seller.unfulfilled(now.minus(BACK), now.plus(AHEAD), cursor));
    var hour = now.minus(Duration.ofHours(1));
    var changed = counted(1, cursor -> seller.changed(now.minus(LONGEST), now, hour, now, cursor));
    return new StoreSeen(
        seen.way(),
        skew,
        seen.key(),
        Optional.of(subscription),
        Optional.of(unfulfilled),
        Optional.of(changed));
  }

  private static boolean refused(Reply<ApiKey> key) {
    return key instanceof Reply.Refused<ApiKey> && !key.refusedFor(Refusal.ROLE_MISSING);
  }

  private Reply<StoreSeen.Postings> counted(
      int most, Function<String, Reply<Page<OzonPosting>>> list) {
    var count = 0;
    var awaiting = 0;
    var unreadable = 0;
    var cursor = "";
    for (var pages = 0; pages < most; pages++) {
      var from = cursor;
      var reply = ask(() -> list.apply(from));
      if (!(reply instanceof Reply.Ok<Page<OzonPosting>>(var page))) {
        return reply.map(_ -> new StoreSeen.Postings(0, 0, 0, false));
      }
      count += page.items().size();
      awaiting += (int) page.items().stream().filter(LookingAtStore::awaits).count();
      unreadable += page.unreadable();
      if (!page.hasNext()) {
        return new Reply.Ok<>(
            new StoreSeen.Postings(count, awaiting, unreadable, page.brokenOff()));
      }
      cursor = page.cursor();
    }
    return new Reply.Ok<>(new StoreSeen.Postings(count, awaiting, unreadable, true));
  }

  private static boolean awaits(OzonPosting posting) {
    return posting.substatus().equals(Posting.AWAITING_PASSPORT);
  }

  /** Once more after a failure of a moment: nothing is changed by it. */
  private <T> Reply<T> ask(Supplier<Reply<T>> question) {
    var from = System.nanoTime();
    asked = clock.instant();
    var reply = question.get();
    var brief = System.nanoTime() - from < MOMENT.toNanos();
    if (brief && (reply instanceof Reply.Doubtful<T> || reply instanceof Reply.Unavailable<T>)) {
      asked = clock.instant();
      return question.get();
    }
    return reply;
  }
}
