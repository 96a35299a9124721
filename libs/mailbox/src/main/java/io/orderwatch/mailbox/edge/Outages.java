package io.orderwatch.mailbox.edge;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What this process knows of the servers that it needs. */
public record Outages(Outage database, Outage kafka) {

  /** As {@link Outage#met}, of either server. */
  public boolean met(Throwable failure) {
    if (ofKafka(failure)) {
      kafka.failed(failure.toString());
      return true;
    }
    return database.met(failure);
  }

  /** Whether it says that Kafka cannot be used now, and not that it refuses what was asked. */
  public static boolean ofKafka(Throwable failure) {
    for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof java.util.concurrent.TimeoutException
          || each instanceof TimeoutException
          || each instanceof DisconnectException
          || each instanceof NetworkException
          || each instanceof AuthenticationException) {
        return true;
      }
    }
    return false;
  }

  /** Nobody has met a failure yet. */
  public static Outages none() {
    var log = Logger.getLogger(Outage.class);
    return new Outages(new Outage("the database", log), new Outage("Kafka", log));
  }
}
