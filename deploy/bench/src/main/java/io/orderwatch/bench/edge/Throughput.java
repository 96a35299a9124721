package io.orderwatch.bench.edge;

import io.orderwatch.bench.Figure;
import io.orderwatch.bench.Report;
import io.orderwatch.bench.Sizes;
import io.orderwatch.bench.Target.Bound;
import io.orderwatch.contracts.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;

/**
 * Records from Kafka to the published consequence. The clock runs from the moment the records
 * become visible to the moment the last consequence can be read; warm-up is a round of its own that
 * makes every posting known.
 */
final class Throughput {

  private static final String LIMIT = "bench.limit";

  /** What a contender has shown so far. */
  private static final class Shown {
    long next = 1;
    final List<Double> rates = new ArrayList<>();
    final List<Double> commits = new ArrayList<>();
    final List<Double> wal = new ArrayList<>();
    final List<Double> cpu = new ArrayList<>();
    String shares = "";
  }

  private final Stage stage;
  private final Sizes sizes;
  private final Report report;
  private final Postings postings;
  private final Map<String, Shown> shown = new HashMap<>();
  private final List<Double> producers = new ArrayList<>();
  private final List<Double> inserts = new ArrayList<>();

  Throughput(Stage stage, Sizes sizes, Report report) {
    this.stage = stage;
    this.sizes = sizes;
    this.report = report;
    this.postings = new Postings(sizes.keys());
  }

  void run(Path peerApplication)
      throws SQLException, IOException, InterruptedException, ExecutionException {
    for (var topic :
        List.of(
            LIMIT,
            MailboxContender.IN,
            Topic.POSTING_STATE.wireName(),
            PollContender.IN,
            PollContender.OUT,
            PeerContender.IN,
            PeerContender.OUT)) {
      stage.topic(topic);
    }
    try (var limits = stage.database("limits").filledPool(1, "");
        var bare = new BareMailbox(stage, sizes, postings);
        var load = stage.producer(Map.of("transactional.id", "bench-load"));
        var mailbox = new MailboxContender(stage);
        var poll = new PollContender(stage);
        var peer = new PeerContender(stage, peerApplication)) {
      load.initTransactions();
      var contenders = List.of(mailbox, poll, peer);
      for (var contender : contenders) {
        shown.put(contender.name(), new Shown());
        round(contender, load, 1);
        of(contender).rates.clear();
        of(contender).commits.clear();
        of(contender).wal.clear();
        of(contender).cpu.clear();
      }
      bare.warmUp();
      for (var round = 0; round < sizes.rounds(); round++) {
        for (var contender : round % 2 == 0 ? contenders : contenders.reversed()) {
          round(contender, load, sizes.versions());
        }
        bare.round();
        producers.add(Limits.producer(stage, LIMIT, sizes.producerRecords(), postings.size()));
        inserts.add(Limits.insert(limits, sizes.records(), postings.size()));
        Stage.settle(limits);
      }
      for (var contender : contenders) {
        Published.holds(stage, contender, of(contender).next - 1, sizes.keys());
      }
      tell(mailbox, poll, peer, bare);
    }
  }

  private Shown of(Contender contender) {
    return shown.computeIfAbsent(contender.name(), _ -> new Shown());
  }

  private void round(Contender contender, Producer<String, byte[]> load, int versions)
      throws SQLException, InterruptedException, ExecutionException {
    var so = of(contender);
    var records = (long) versions * sizes.keys();
    load.beginTransaction();
    postings.send(load, contender.in(), so.next, versions);
    Stage.settle(contender.database());
    var readable = stage.readable(contender.out());
    var before = Cost.now(contender.database());
    var used = Cpu.now(stage, contender.database(), contender.pid());
    var start = System.nanoTime();
    load.commitTransaction();
    stage.awaitReadable(contender.out(), readable + records);
    so.rates.add(Stopwatch.rate(contender.name(), records, start));
    var cpu = used.until(Cpu.now(stage, contender.database(), contender.pid()));
    so.cpu.add(cpu.each(records));
    so.shares = cpu.shares(records);
    var spent = before.until(Cost.now(contender.database()));
    so.commits.add((double) spent.commits() / records);
    so.wal.add((double) spent.walBytes() / records);
    Claim.holds(
        "published by the " + contender.name(),
        records,
        stage.readable(contender.out()) - readable);
    so.next += versions;
    Kept.holds(contender.database(), contender.name(), sizes, postings, so.next - 1);
  }

  private void tell(
      MailboxContender mailbox, PollContender poll, PeerContender peer, BareMailbox bare)
      throws SQLException, InterruptedException {
    var ours = rate(mailbox, "Mailbox, Kafka to Kafka with relay");
    var polled = rate(poll, "JDBC, a transaction per poll, Kafka to Kafka");
    var theirs = rate(peer, "Peer, a transaction per record, Kafka to Kafka");
    var producer =
        new Figure(
            "limit-producer", "Limit: ProducerPerformance, acks=all", "records/s", producers);
    var insert = new Figure("limit-insert", "Limit: JDBC unnest insert by 1000", "rows/s", inserts);
    var toPoll = ours.over(polled, "mailbox-over-poll", "Mailbox ÷ JDBC by poll");
    var toPeer = ours.over(theirs, "mailbox-over-peer", "Mailbox ÷ peer");
    var toSql = ours.over(bare.accepted(), "mailbox-over-sql", "Mailbox ÷ its SQL without Kafka");
    var toProducer =
        bare.relayed().over(producer, "relay-over-producer", "Relay ÷ ProducerPerformance");
    List.of(
            ours,
            polled,
            theirs,
            bare.accepted(),
            bare.relayed(),
            producer,
            insert,
            toPoll,
            toPeer,
            toSql,
            toProducer)
        .forEach(report::add);
    var ourCpu = costs(mailbox, "Mailbox");
    var polledCpu = costs(poll, "JDBC by poll");
    var theirCpu = costs(peer, "Peer");
    report.add(polledCpu.over(ourCpu, "cpu-poll-over-mailbox", "CPU of JDBC by poll ÷ of mailbox"));
    report.add(theirCpu.over(ourCpu, "cpu-peer-over-mailbox", "CPU of peer ÷ CPU of mailbox"));
    report.aim(toPoll, Bound.AT_LEAST, 0.9);
    report.aim(toPeer, Bound.AT_LEAST, 5);
    report.aim(toPeer, Bound.AT_LEAST, 8);
    report.aim(toSql, Bound.AT_LEAST, 0.8);
    report.aim(toProducer, Bound.AT_LEAST, 0.8);
    bare.cost(report);
    report.setting(
        "throughput",
        "%,d records a round about %,d postings, event and state %,d bytes each, state as jsonb, a timer set by every tenth, one event out; %d partitions"
            .formatted(sizes.records(), sizes.keys(), postings.size(), Stage.PARTITIONS));
    report.setting(
        "mailbox",
        "two consumers, max.poll.records 2000, on average %.0f records a poll = a transaction; pool 12; relay producer acks=all linger.ms=2 batch.size=131072"
            .formatted(mailbox.recordsPerPoll()));
    report.setting(
        "JDBC by poll",
        "this process, plain JDBC, two consumers, max.poll.records 2000, a poll = a transaction, each table written once as a set, pool 4, the peer's relay");
    report.setting(
        "peer",
        "own process, plain JDBC under @Transactional @Blocking, %d consumers (concurrency), throttled commits, max.poll.records 500, pool 16, delete-as-you-go relay by 1000 with the same producer settings"
            .formatted(PeerContender.CONSUMERS));
    report.setting(
        "ProducerPerformance",
        "%,d records of the same size, own process, acks=all linger.ms=2 batch.size=131072"
            .formatted(sizes.producerRecords()));
  }

  private Figure rate(Contender contender, String title) {
    return new Figure(contender.name(), title, "records/s", of(contender).rates);
  }

  /** What a record costs; processor time is returned. */
  private Figure costs(Contender contender, String title) {
    var name = contender.name();
    var so = of(contender);
    var cpu = new Figure(name + "-cpu", title + ", CPU per record", "µs", so.cpu);
    report.add(
        new Figure(name + "-commits", title + ", writing transactions per record", "", so.commits));
    report.add(new Figure(name + "-wal", title + ", WAL per record", "bytes", so.wal));
    report.add(cpu);
    report.setting("CPU per record, " + name, so.shares + " (last round)");
    return cpu;
  }
}
