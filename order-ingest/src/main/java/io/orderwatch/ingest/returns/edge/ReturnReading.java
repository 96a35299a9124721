package io.orderwatch.ingest.returns.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.life.edge.DatabaseLife;
import io.orderwatch.ingest.polling.Oddity;
import io.orderwatch.ingest.polling.edge.Bounds;
import io.orderwatch.ingest.polling.edge.Ended;
import io.orderwatch.ingest.polling.edge.Paging;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.ingest.polling.edge.StoreReading;
import io.orderwatch.ingest.polling.edge.Telling;
import io.orderwatch.ingest.polling.edge.Unreadable;
import io.orderwatch.ingest.posting.edge.PostingSettings;
import io.orderwatch.ingest.returns.KnownReturn.Seen;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.ozon.OzonReturn;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A store's returns: those of FBS and FBO whose status changed since the mark, those of rFBS that
 * are open, and those of rFBS that were open and are not shown as such any more. Of a new or
 * changed one of rFBS the single method tells the actions.
 */
@Singleton
public class ReturnReading implements StoreReading {

  private static final String NAME = "returns";

  /** All of Ozon's groups but Approved and Rejected (seller-api.md 8.2). */
  private static final List<String> OPEN = List.of("New", "Delivering", "Checkout", "Arbitration");

  /** Those that vanished and are asked for one by one in one round; the rest is in the next. */
  private static final int MOST = 50;

  private record Row(PostingNumber posting, String status, String group, boolean actionsKnown) {}

  /** What a round of rFBS found. */
  private record Found(Set<Long> shown, List<OzonReturn> undetailed) {
    Found() {
      this(new HashSet<>(), new ArrayList<>());
    }
  }

  private final Mailbox mailbox;
  private final Polls polls;
  private final Unreadable unreadable;
  private final ScaledClock clock;
  private final Bounds bounds;
  private final DataSource database;
  private final PostingSettings settings;
  private final Telling telling;

  public ReturnReading(
      Mailbox mailbox,
      Polls polls,
      Unreadable unreadable,
      ScaledClock clock,
      Bounds bounds,
      DataSource database,
      PostingSettings settings,
      DatabaseLife life) {
    this.mailbox = mailbox;
    this.polls = polls;
    this.unreadable = unreadable;
    this.clock = clock;
    this.bounds = bounds;
    this.database = database;
    this.settings = settings;
    this.telling = new Telling(mailbox, bounds, life, ReturnFeature.NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration every() {
    return settings.returnsEvery();
  }

  @Override
  public Ended read(OzonSeller ozon, Lease lease, Pause pause)
      throws SQLException, InterruptedException {
    var start = now();
    var from = from(ozon.store(), start);
    var pages = new Paging(ozon, mailbox.tracing(), clock, bounds, pause);
    var ended =
        pages.<OzonReturn>read(
            "poll-returns",
            lastId -> ozon.returns(from, start, lastId),
            (page, askedAt) -> {
              tell(ozon.store(), page.items(), askedAt, lease);
              return odd(ozon.store(), page, "id", askedAt);
            });
    if (ended.odd() || ended.complete()) {
      ended = ended.and(rfbs(ozon, pages, lease));
    }
    var poll = new Poll(ended.complete() ? start : null, now(), ended.outcome(), pages.odd());
    polls.ended(ozon.store(), NAME, poll, lease);
    return ended;
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
  }

  private Instant from(StoreId store, Instant now) throws SQLException {
    return polls
        .find(store, NAME)
        .map(Poll::mark)
        .map(mark -> (mark.isAfter(now) ? now : mark).minus(settings.overlap()))
        .orElse(now.minus(settings.returnsLookBack()));
  }

  private Ended rfbs(OzonSeller ozon, Paging pages, Lease lease)
      throws SQLException, InterruptedException {
    var open = open(ozon.store());
    var found = new Found();
    var ended = list(ozon, pages, OPEN, null, open, found, lease);
    if (ended.complete()) {
      var vanished = new HashMap<>(open);
      vanished.keySet().removeAll(found.shown());
      for (var each : vanished.values().stream().limit(MOST).toList()) {
        ended = ended.and(list(ozon, pages, List.of("All"), each.posting(), open, found, lease));
      }
    }
    for (var each : found.undetailed()) {
      ended = ended.and(detailed(ozon, each, lease));
    }
    return ended;
  }

  private Ended list(
      OzonSeller ozon,
      Paging pages,
      List<String> groups,
      @org.jspecify.annotations.Nullable PostingNumber posting,
      Map<Long, Row> known,
      Found found,
      Lease lease)
      throws SQLException, InterruptedException {
    return pages.<OzonReturn>read(
        "poll-returns",
        lastId -> ozon.rfbsReturns(groups, posting, lastId),
        (page, askedAt) -> {
          var told = new ArrayList<OzonReturn>();
          for (var each : page.items()) {
            found.shown().add(each.id());
            if (detailed(known.get(each.id()), each)) {
              told.add(each);
            } else {
              found.undetailed().add(each);
            }
          }
          tell(ozon.store(), told, askedAt, lease);
          return odd(ozon.store(), page, "return_id", askedAt);
        });
  }

  /** Whether nothing changed since the single method was asked. */
  private static boolean detailed(@org.jspecify.annotations.Nullable Row known, OzonReturn shown) {
    return known != null
        && known.actionsKnown()
        && known.status().equals(shown.status())
        && known.group().equals(shown.group());
  }

  /** A refusal is told without actions; what may be known later waits for the next round. */
  private Ended detailed(OzonSeller ozon, OzonReturn listed, Lease lease)
      throws SQLException, InterruptedException {
    return bounds.page(
        ozon.store(),
        () -> {
          var askedAt = now();
          return switch (ozon.rfbsReturn(listed.id())) {
            case Reply.Ok<OzonReturn>(var single) -> {
              tell(ozon.store(), List.of(listed.with(single)), askedAt, lease);
              yield Ended.COMPLETE;
            }
            case Reply.Refused<OzonReturn> _ -> {
              tell(ozon.store(), List.of(listed), askedAt, lease);
              yield Ended.COMPLETE;
            }
            case Reply.Throttled<OzonReturn>(var after) -> new Ended("throttled", after);
            case Reply.Doubtful<OzonReturn> _, Reply.Unavailable<OzonReturn> _ ->
                new Ended("incomplete", Duration.ZERO);
          };
        });
  }

  private List<Oddity> odd(StoreId store, Page<OzonReturn> page, String number, Instant askedAt) {
    var odd = new ArrayList<>(Oddity.of(page, number));
    page.items().forEach(each -> odd.addAll(Oddity.ofTimes(each.posting(), each.implausible())));
    unreadable.note(store, odd, askedAt);
    return odd;
  }

  private void tell(StoreId store, List<OzonReturn> shown, Instant askedAt, Lease lease)
      throws SQLException {
    if (shown.isEmpty()) {
      return;
    }
    var inputs =
        shown.stream()
            .map(
                each ->
                    new Input(
                        store + ":return-" + each.scheme() + "-" + each.id(),
                        "read@" + askedAt,
                        askedAt,
                        new Seen(Projection.of(store, each))))
            .toList();
    telling.tell(store, inputs, Optional.of(lease));
  }

  /** Those of rFBS that were open when last shown, by Ozon's number. */
  private Map<Long, Row> open(StoreId store) throws SQLException {
    return bounds.connection(
        () -> {
          try (var connection = database.getConnection();
              var select =
                  connection.prepareStatement(
                      """
                      select return_id, posting, status, group_state, actions_known
                        from known_return where store = ? and scheme = 'rfbs' and open""")) {
            select.setString(1, store.value());
            try (var rows = select.executeQuery()) {
              var open = new HashMap<Long, Row>();
              while (rows.next()) {
                open.put(
                    rows.getLong(1),
                    new Row(
                        new PostingNumber(rows.getString(2)),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getBoolean(5)));
              }
              return open;
            }
          }
        });
  }
}
