package io.orderwatch.compliance.passport.edge;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderwatch.mailbox.edge.Mailbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A process of the service without its framework: the passport rule and the mailbox, set as in
 * production. Says {@code ready} when it knows its shards, and ends with its standard input.
 */
public final class TellingProcess {

  private TellingProcess() {}

  /**
   * @param arguments URL, user and password of the database, Kafka's address, a name of its own
   */
  public static void main(String[] arguments) throws Exception {
    try (var database = pool(arguments[0], arguments[1], arguments[2]);
        var producer =
            new KafkaProducer<>(
                Map.<String, Object>of(
                    "bootstrap.servers",
                    arguments[3],
                    "acks",
                    "all",
                    "linger.ms",
                    2,
                    "batch.size",
                    131_072),
                new StringSerializer(),
                new ByteArraySerializer());
        var mailbox =
            new Mailbox(
                database,
                producer,
                Clock.systemUTC(),
                List.of(
                    PassportFeature.of(
                        OneInstantTest.POLICY, new PassportMetrics(new SimpleMeterRegistry()))),
                List.of(),
                new Mailbox.Settings(
                    "compliance-service",
                    arguments[4],
                    Duration.ofSeconds(5),
                    1000,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30)))) {
      mailbox.start();
      while (!mailbox.knowsItsShards()) {
        Thread.sleep(50);
      }
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // until whoever started it closes it
      }
    }
  }

  private static AgroalDataSource pool(String url, String user, String password) throws Exception {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(10)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(
                            connections ->
                                connections
                                    .jdbcUrl(url)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password)))));
  }
}
