package io.orderwatch.mailbox.edge.quarkus;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Outages;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.mailbox.edge.Tracing;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's mailbox, made of the beans it finds; starts last and ends first. */
@ApplicationScoped
class RunningMailbox {

  /** Longer than a transaction that arms timers may take (real time). */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  @Produces
  @Singleton
  Producer<String, byte[]> producer(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    var settings = new HashMap<>(kafka);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("linger.ms", 2);
    settings.put("batch.size", 131_072);
    settings.put("max.request.size", 2_097_152);
    // A record that were given up while later ones went through would come after them: rather wait
    // for the broker.
    settings.put("delivery.timeout.ms", Integer.MAX_VALUE);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @Produces
  @Singleton
  Mailbox mailbox(
      DataSource database,
      Producer<String, byte[]> producer,
      ScaledClock clock,
      @All List<Feature<?>> features,
      @All List<Outlet<?>> outlets,
      MailboxSettings settings,
      Tracing tracing,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    var mailbox =
        new Mailbox(
            database,
            producer,
            clock.asClock(),
            features,
            outlets,
            new Mailbox.Settings(
                service,
                service + "/" + UUID.randomUUID(),
                settings.lease(),
                settings.batch(),
                Duration.ofNanos(Math.round(MARGIN.toNanos() * clock.rate())),
                settings.settling()),
            tracing);
    settings.lookingBackUntil().ifPresent(mailbox::lookBackUntil);
    return mailbox;
  }

  @Produces
  @Singleton
  Outages outages(Mailbox mailbox) {
    return mailbox.outages();
  }

  void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event, Mailbox mailbox) {
    mailbox.start();
  }

  void stop(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event,
      Mailbox mailbox,
      Producer<String, byte[]> producer) {
    mailbox.close();
    producer.close(Duration.ofSeconds(5));
  }
}
