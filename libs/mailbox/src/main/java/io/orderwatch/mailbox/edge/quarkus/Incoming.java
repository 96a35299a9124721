package io.orderwatch.mailbox.edge.quarkus;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Outage;
import io.orderwatch.mailbox.edge.Trouble;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * What the service subscribes to. A poll is acknowledged when its transaction is committed; while
 * the database cannot be used it is tried again and Kafka waits.
 */
@ApplicationScoped
public class Incoming {

  private static final Duration MOST = Duration.ofSeconds(2);

  private final Mailbox mailbox;
  private final Outage outage;
  private final MeterRegistry meters;
  private final Trouble trouble = new Trouble("reading", Logger.getLogger(Incoming.class));
  private final Map<Thread, Long> triedAt = new ConcurrentHashMap<>();
  private final Map<Thread, Long> handedOverAt = new ConcurrentHashMap<>();
  private volatile boolean open = true;

  Incoming(Mailbox mailbox, MeterRegistry meters) {
    this.mailbox = mailbox;
    this.outage = mailbox.outages().database();
    this.meters = meters;
  }

  /** How long the transaction that has been running longest has been running; zero without one. */
  public Duration busy() {
    var now = System.nanoTime();
    return Duration.ofNanos(
        triedAt.values().stream().mapToLong(since -> now - since).max().orElse(0));
  }

  /** How long the records that were handed over first have been waiting; zero without any. */
  public Duration waiting() {
    var now = System.nanoTime();
    return Duration.ofNanos(
        handedOverAt.values().stream().mapToLong(since -> now - since).max().orElse(0));
  }

  @org.eclipse.microprofile.reactive.messaging.Incoming("mailbox")
  @Blocking
  void accept(ConsumerRecords<String, byte[]> poll) throws InterruptedException {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>(poll.count());
    poll.forEach(records::add);
    handedOverAt.put(Thread.currentThread(), System.nanoTime());
    try {
      work(records);
    } finally {
      triedAt.remove(Thread.currentThread());
      handedOverAt.remove(Thread.currentThread());
    }
    records.forEach(
        record -> meters.counter("mailbox.records", "topic", record.topic()).increment());
  }

  private void work(List<ConsumerRecord<String, byte[]>> records) throws InterruptedException {
    for (var pause = Duration.ofMillis(50); open; pause = longer(pause)) {
      triedAt.put(Thread.currentThread(), System.nanoTime());
      try {
        mailbox.accept(records);
        trouble.over();
        return;
      } catch (SQLException e) {
        if (!outage.met(e)) {
          trouble.came("the database cannot be used: " + e.getMessage());
        }
        Thread.sleep(pause);
      }
    }
    throw new IllegalStateException("stopping: these records are read again after the next start");
  }

  private static Duration longer(Duration pause) {
    var next = pause.multipliedBy(2);
    return next.compareTo(MOST) > 0 ? MOST : next;
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    open = false;
  }
}
