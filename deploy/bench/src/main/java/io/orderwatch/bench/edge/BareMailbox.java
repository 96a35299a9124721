package io.orderwatch.bench.edge;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.bench.Figure;
import io.orderwatch.bench.Report;
import io.orderwatch.bench.Sizes;
import io.orderwatch.bench.Target.Bound;
import io.orderwatch.contracts.Topic;
import io.orderwatch.mailbox.edge.Engine;
import io.orderwatch.mailbox.edge.Inbox;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Leases;
import io.orderwatch.mailbox.edge.Relay;
import io.orderwatch.mailbox.edge.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/**
 * The mailbox's parts one after the other on one thread: the inbox on records that are there
 * already, then the relay alone.
 */
final class BareMailbox implements AutoCloseable {

  static final String SERVICE = "bench-bare";
  private static final int POLL = 2000;
  private static final String OUT = Topic.POSTING_STATE.wireName();

  private final Stage stage;
  private final Sizes sizes;
  private final Postings postings;
  private final AgroalDataSource database;
  private final Producer<String, byte[]> producer;
  private final List<Lease> leases = new ArrayList<>();
  private final List<Double> accepted = new ArrayList<>();
  private final List<Double> relayed = new ArrayList<>();
  private long next = 1;

  BareMailbox(Stage stage, Sizes sizes, Postings postings) throws SQLException {
    this.stage = stage;
    this.sizes = sizes;
    this.postings = postings;
    database = stage.database("bare").filledPool(4, "");
    producer = stage.producer(Map.of());
    Stage.executeResource(database, "/db/mailbox/V0001__mailbox.sql");
    Stage.execute(database, WatchedPostings.TABLE);
    var taking = new Leases(database, SERVICE, Duration.ofHours(1));
    for (var shard = 0; shard < Sql.SHARDS; shard++) {
      leases.add(taking.take("shard-" + shard).orElseThrow());
    }
  }

  void warmUp() throws SQLException, InterruptedException, ExecutionException {
    round(1);
    accepted.clear();
    relayed.clear();
  }

  void round() throws SQLException, InterruptedException, ExecutionException {
    round(sizes.versions());
  }

  private void round(int versions) throws SQLException, InterruptedException, ExecutionException {
    var polls = postings.polls("bench.bare", next, versions, POLL);
    var records = (long) versions * sizes.keys();
    var before = stage.readable(OUT);
    Stage.settle(database);
    var start = System.nanoTime();
    accept(database, polls);
    accepted.add(Stopwatch.rate("inbox alone", records, start));
    next += versions;
    Kept.holds(database, "inbox alone", sizes, postings, next - 1);
    Stage.settle(database);
    start = System.nanoTime();
    relay(database, records);
    relayed.add(Stopwatch.rate("relay alone", records, start));
    Claim.holds("sent by the relay alone", records, stage.readable(OUT) - before);
  }

  private static void accept(DataSource database, List<List<ConsumerRecord<String, byte[]>>> polls)
      throws SQLException {
    var engine = new Engine(SERVICE, List.of(WatchedPostings.FEATURE), Clock.systemUTC());
    var inbox = new Inbox(database, engine, () -> {});
    for (var poll : polls) {
      inbox.accept(poll);
    }
  }

  private void relay(DataSource over, long records) throws SQLException, InterruptedException {
    var relay = new Relay(over, producer);
    var sent = 0L;
    for (short shard = 0; shard < Sql.SHARDS; shard++) {
      sent += relay.relay(shard, leases.get(shard));
    }
    Claim.holds("acknowledged to the relay alone", records, sent);
  }

  Figure accepted() {
    return new Figure(
        "inbox", "Mailbox SQL without Kafka (Inbox.accept alone)", "records/s", accepted);
  }

  Figure relayed() {
    return new Figure("relay", "Relay alone, outbox to Kafka", "records/s", relayed);
  }

  /** Counted once, in a round that is not timed: the pages it writes to were imaged just before. */
  void cost(Report report) throws SQLException, InterruptedException {
    var records = (double) sizes.records();
    Stage.settle(database);
    accept(database, postings.polls("bench.bare", next, sizes.versions(), POLL));
    relay(database, sizes.records());
    next += sizes.versions();
    var polls = postings.polls("bench.bare", next, sizes.versions(), POLL);
    var counting = new Counting();
    var counted = counting.over(database);
    var before = Cost.now(database);
    accept(counted, polls);
    var between = Cost.now(database);
    relay(counted, sizes.records());
    var after = Cost.now(database);
    next += sizes.versions();
    Kept.holds(database, "inbox alone, counted", sizes, postings, next - 1);
    var statements =
        new Figure(
            "statements",
            "Mailbox path, SQL statements per event (inbox + relay)",
            "",
            List.of(counting.statements() / records));
    var commits =
        new Figure(
            "commits",
            "Mailbox path, commits per event (inbox + relay)",
            "",
            List.of(counting.commits() / records));
    report.add(statements);
    report.add(commits);
    report.add(
        new Figure(
            "wal-inbox",
            "Mailbox path, WAL per event, inbox",
            "bytes",
            List.of(before.until(between).walBytes() / records)));
    report.add(
        new Figure(
            "wal-relay",
            "Mailbox path, WAL per event, relay",
            "bytes",
            List.of(between.until(after).walBytes() / records)));
    report.aim(statements, Bound.AT_MOST, 0.05);
    report.aim(commits, Bound.AT_MOST, 0.01);
  }

  @Override
  public void close() {
    producer.close();
    database.close();
  }
}
