package io.orderwatch.notification.reminder.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.operations.edge.DeadlineGauge;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** What is counted of the messages: what became of each, and whom none has reached. */
@Singleton
public class ReminderMetrics {

  static final String UNREACHED =
      """
      (select r.key, max(s.deadline_at) as deadline_at
         from reminder r join reminder_step s on s.key = r.key and s.round = r.round
        where r.state = 'open' group by r.key having not bool_or(s.state = 'sent')) unreached""";

  static final String CAPPED = "messages.capped";

  private final MeterRegistry meters;

  ReminderMetrics(MeterRegistry meters) {
    this.meters = meters;
    meters.counter(CAPPED);
  }

  void start(
      @Observes StartupEvent event,
      Vertx vertx,
      DataSource database,
      ScaledClock clock,
      OzonStores stores) {
    var unreached = new DeadlineGauge(meters, database, "reminders.unreached", UNREACHED);
    stores.each(unreached::with);
    unreached.keep(vertx, clock);
  }

  public void count(Effect effect) {
    if (effect instanceof Effect.Publish(MessageEvent event, _, _)) {
      switch (event) {
        case MessageEvent.Sent e -> count(e.step(), "sent");
        case MessageEvent.Suppressed e -> {
          count(e.step(), "suppressed");
          held(e.reason());
        }
        case MessageEvent.Failed e -> count(e.step(), "failed");
        case MessageEvent.AwaitingOperator e -> {
          count(e.step(), "awaiting-operator");
          held(e.reason());
        }
        case MessageEvent.NoticeSent e -> count(e.situation(), "sent");
        case MessageEvent.NoticeNotSent e -> count(e.situation(), "not-sent");
        case MessageEvent.NoticeAwaitingOperator e -> {
          count(e.situation(), "awaiting-operator");
          held(e.reason());
        }
        case MessageEvent.Read _, MessageEvent.Answered _ -> {}
      }
    }
  }

  /** What was held back because its buyer has had as many messages as he is to have. */
  private void held(String reason) {
    if (reason.equals(Obstacle.BUYER_CAP_REACHED.word())) {
      meters.counter(CAPPED).increment();
    }
  }

  private void count(int step, String outcome) {
    meters.counter("reminders", "step", "" + step, "outcome", outcome).increment();
  }

  private void count(String situation, String outcome) {
    meters.counter("notices", "situation", situation, "outcome", outcome).increment();
  }
}
