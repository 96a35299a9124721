package io.orderwatch.ingest.entitlement.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.entitlement.Entitlement.Said;
import io.orderwatch.ingest.polling.edge.Bounds;
import io.orderwatch.ingest.polling.edge.Ended;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.ingest.polling.edge.StoreReading;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.ozon.ApiKey;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.SellerInfo;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store's key and subscription, at the start and once a day. */
@Singleton
public class EntitlementReading implements StoreReading {

  static final String NAME = "entitlement";

  private static final Set<Refusal> OF_THE_KEY =
      Set.copyOf(EnumSet.of(Refusal.WRONG_KEY, Refusal.KEY_DEACTIVATED));

  private final Mailbox mailbox;
  private final Polls polls;
  private final ScaledClock clock;
  private final Bounds bounds;

  public EntitlementReading(Mailbox mailbox, Polls polls, ScaledClock clock, Bounds bounds) {
    this.mailbox = mailbox;
    this.polls = polls;
    this.clock = clock;
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public Ended read(OzonSeller ozon, Lease lease, Pause pause)
      throws SQLException, InterruptedException {
    var start = now();
    var ended = bounds.page(ozon.store(), () -> key(ozon, lease).and(subscription(ozon, lease)));
    var mark = ended.complete() ? start : null;
    polls.ended(ozon.store(), NAME, new Poll(mark, now(), ended.outcome(), List.of()), lease);
    return ended;
  }

  /** As fine as the database keeps it. */
  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
  }

  private Ended key(OzonSeller ozon, Lease lease) throws SQLException {
    var askedAt = now();
    var reply = ozon.apiKey();
    if (reply instanceof Reply.Ok<ApiKey>(var key)) {
      var missing = key.missing(OzonSeller.METHODS);
      tell(new Said.Key(ozon.store(), key.expiresAt(), missing), askedAt, lease);
      return Ended.COMPLETE;
    }
    if (reply instanceof Reply.Refused<ApiKey>(var why, _, _) && OF_THE_KEY.contains(why)) {
      tell(new Said.KeyRefused(ozon.store()), askedAt, lease);
    }
    return new Ended(Ended.word(reply), hold(reply));
  }

  private Ended subscription(OzonSeller ozon, Lease lease) throws SQLException {
    var askedAt = now();
    var reply = ozon.sellerInfo();
    return switch (reply) {
      case Reply.Ok<SellerInfo>(var info) -> {
        tell(
            new Said.Subscription(
                ozon.store(), info.subscription(), info.said() ? info.mayWriteToBuyers() : null),
            askedAt,
            lease);
        yield Ended.COMPLETE;
      }
      // A key may lack this method: then the subscription stays unknown, and the round is over.
      case Reply.Refused<SellerInfo>(var why, _, _) when why == Refusal.ROLE_MISSING ->
          Ended.COMPLETE;
      case Reply.Refused<SellerInfo> _,
          Reply.Throttled<SellerInfo> _,
          Reply.Unavailable<SellerInfo> _,
          Reply.Doubtful<SellerInfo> _ ->
          new Ended(Ended.word(reply), hold(reply));
    };
  }

  private static Duration hold(Reply<?> reply) {
    return reply instanceof Reply.Throttled<?>(var after) ? after : Duration.ZERO;
  }

  private void tell(Said said, Instant askedAt, Lease lease) throws SQLException {
    StoreId store = said.store();
    var cause = "read@" + askedAt + "/" + said.getClass().getSimpleName();
    var input = new Input(store.value(), cause, askedAt, said);
    bounds.connection(
        () -> mailbox.tell(EntitlementFeature.NAME, List.of(input), Optional.of(lease)));
  }
}
