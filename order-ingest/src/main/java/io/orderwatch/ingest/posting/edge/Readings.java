package io.orderwatch.ingest.posting.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ingest.life.edge.DatabaseLife;
import io.orderwatch.ingest.polling.Oddity;
import io.orderwatch.ingest.polling.edge.Bounds;
import io.orderwatch.ingest.polling.edge.Ended;
import io.orderwatch.ingest.polling.edge.Paging;
import io.orderwatch.ingest.polling.edge.StoreReading;
import io.orderwatch.ingest.polling.edge.Telling;
import io.orderwatch.ingest.polling.edge.Unreadable;
import io.orderwatch.ingest.posting.KnownPosting.Seen;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.LogMarks;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was read from Ozon, by whomever, goes to the postings by this one way. */
@Singleton
public class Readings {

  static final String AFTER_A_PUSH = "reread@";

  private final Mailbox mailbox;
  private final OzonMetrics metrics;
  private final Unreadable unreadable;
  private final ScaledClock clock;
  private final Bounds bounds;
  private final Telling telling;

  Readings(
      Mailbox mailbox,
      OzonMetrics metrics,
      Unreadable unreadable,
      ScaledClock clock,
      Bounds bounds,
      DatabaseLife life) {
    this.mailbox = mailbox;
    this.metrics = metrics;
    this.unreadable = unreadable;
    this.clock = clock;
    this.bounds = bounds;
    this.telling = new Telling(mailbox, bounds, life, PostingFeature.NAME);
  }

  /**
   * To be taken before Ozon is asked. As fine as the database keeps it, or it would not compare.
   */
  Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** The pages of a round. */
  Paging paging(OzonSeller ozon, StoreReading.Pause pause) {
    return new Paging(ozon, mailbox.tracing(), clock, bounds, pause);
  }

  /** Reads one posting and tells what it is now, if it can be read. */
  public Reply<OzonPosting> reread(OzonSeller ozon, PostingNumber number)
      throws SQLException, InterruptedException {
    return bounds.page(ozon.store(), () -> single(ozon, number));
  }

  private Reply<OzonPosting> single(OzonSeller ozon, PostingNumber number) throws SQLException {
    try (var step = mailbox.tracing().asked("reread", ozon.store().value());
        var _ = LogMarks.of(ozon.store() + ":" + number, step.trace())) {
      var askedAt = now();
      var reply = ozon.posting(number);
      step.outcome(Ended.word(reply));
      if (reply instanceof Reply.Ok<OzonPosting>(var posting)) {
        unreadable.note(ozon.store(), Oddity.of(posting), askedAt);
        tell(List.of(posting), askedAt, Optional.empty());
      }
      return reply;
    }
  }

  /**
   * Keeps what a page shows; returns when it is committed. What is odd in it is counted, and shown
   * to people.
   *
   * @param askedAt from {@link #now()} before the call
   * @return what is odd in it
   */
  List<Oddity> keep(OzonSeller ozon, Page<OzonPosting> page, Instant askedAt, Lease lease)
      throws SQLException {
    metrics.unreadable(ozon.store(), page.unreadable());
    var odd = new ArrayList<>(Oddity.of(page, "posting_number"));
    page.items().forEach(posting -> odd.addAll(Oddity.of(posting)));
    unreadable.note(ozon.store(), odd, askedAt);
    tell(page.items(), askedAt, Optional.of(lease));
    return odd;
  }

  /**
   * Returns when it is committed, or was not needed.
   *
   * @param shown of one store
   * @param askedAt from {@link #now()} before the call
   */
  void tell(List<OzonPosting> shown, Instant askedAt, Optional<Lease> lease) throws SQLException {
    if (shown.isEmpty()) {
      return;
    }
    shown.forEach(metrics::words);
    var cause = (lease.isPresent() ? "read@" : AFTER_A_PUSH) + askedAt;
    var inputs =
        shown.stream()
            .map(
                posting ->
                    new Input(
                        posting.ref().key(), cause, askedAt, new Seen(Projection.of(posting))))
            .toList();
    telling.tell(shown.getFirst().ref().store(), inputs, lease);
  }
}
