package io.orderwatch.ingest.cancellation.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.cancellation.KnownRequest.Seen;
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
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.ozon.OzonCancellationRequest;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * A store's requests to cancel: those that wait for an answer, and what became of those that waited
 * and are not shown as such any more. Ozon's list knows no time, so one that is made and answered
 * between two rounds is not seen.
 */
@Singleton
public class RequestReading implements StoreReading {

  private static final String NAME = "cancellations";

  /** How many postings are asked for at once; Ozon names no limit. */
  private static final int AT_ONCE = 50;

  private final Mailbox mailbox;
  private final Polls polls;
  private final Unreadable unreadable;
  private final ScaledClock clock;
  private final Bounds bounds;
  private final DataSource database;
  private final PostingSettings settings;
  private final Telling telling;

  public RequestReading(
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
    this.telling = new Telling(mailbox, bounds, life, RequestFeature.NAME);
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
    var pages = new Paging(ozon, mailbox.tracing(), clock, bounds, pause);
    var vanished = open(ozon.store());
    var shown = new HashSet<String>();
    var ended = list(ozon, pages, "ON_APPROVAL", List.of(), shown, lease);
    if (ended.complete()) {
      vanished.removeAll(shown);
      var asked = vanished.stream().map(PostingNumber::new).toList();
      for (var first = 0; first < asked.size() && ended.complete(); first += AT_ONCE) {
        var some = asked.subList(first, Math.min(first + AT_ONCE, asked.size()));
        ended = list(ozon, pages, "ALL", some, shown, lease);
      }
    }
    var poll = new Poll(ended.complete() ? start : null, now(), ended.outcome(), pages.odd());
    polls.ended(ozon.store(), NAME, poll, lease);
    return ended;
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
  }

  private Ended list(
      OzonSeller ozon,
      Paging pages,
      String state,
      List<PostingNumber> postings,
      Set<String> shown,
      Lease lease)
      throws SQLException, InterruptedException {
    return pages.<OzonCancellationRequest>read(
        "poll-cancellations",
        lastId -> ozon.cancellationRequests(state, postings, lastId),
        (page, askedAt) -> {
          page.items().forEach(each -> shown.add(each.posting().value()));
          tell(ozon.store(), page.items(), askedAt, lease);
          return odd(ozon.store(), page, askedAt);
        });
  }

  private List<Oddity> odd(StoreId store, Page<OzonCancellationRequest> page, Instant askedAt) {
    var odd = new ArrayList<>(Oddity.of(page, "cancellation_id"));
    page.items().forEach(each -> odd.addAll(Oddity.ofTimes(each.posting(), each.implausible())));
    unreadable.note(store, odd, askedAt);
    return odd;
  }

  private void tell(
      StoreId store, List<OzonCancellationRequest> shown, Instant askedAt, Lease lease)
      throws SQLException {
    if (shown.isEmpty()) {
      return;
    }
    var inputs =
        shown.stream()
            .map(
                each ->
                    new Input(
                        store + ":cancellation-" + each.id(),
                        "read@" + askedAt,
                        askedAt,
                        new Seen(Projection.of(store, each))))
            .toList();
    telling.tell(store, inputs, Optional.of(lease));
  }

  /** The postings with a request that waited for an answer when it was last shown. */
  private Set<String> open(StoreId store) throws SQLException {
    return bounds.connection(
        () -> {
          try (var connection = database.getConnection();
              var select =
                  connection.prepareStatement(
                      "select posting from known_request where store = ? and open")) {
            select.setString(1, store.value());
            try (var rows = select.executeQuery()) {
              var open = new TreeSet<String>();
              while (rows.next()) {
                open.add(rows.getString(1));
              }
              return open;
            }
          }
        });
  }
}
