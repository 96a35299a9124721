package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.quarkus.Incoming;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Whether the mailbox's threads still take turns and its calls come back. An outage of the database
 * or the broker lets them fail or wait, which is no reason to restart; one that does not even fail
 * for two minutes hangs.
 */
@Liveness
class MailboxTurns implements HealthCheck {

  private static final Duration HANGS = Duration.ofMinutes(2);

  private final Mailbox mailbox;
  private final Instance<Incoming> incoming;

  /**
   * @param incoming none in a service that reads no topic
   */
  MailboxTurns(Mailbox mailbox, Instance<Incoming> incoming) {
    this.mailbox = mailbox;
    this.incoming = incoming;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("mailbox turns").up();
    mailbox
        .silence()
        .forEach(
            (loop, silence) -> {
              response.withData(loop + "-silent-ms", silence.toMillis());
              // The relay waits for the broker as long as it takes.
              if (silence.compareTo(HANGS) > 0 && !loop.equals("mailbox-relay")) {
                response.down();
              }
            });
    if (incoming.isResolvable()) {
      var busy = incoming.get().busy();
      response.withData("incoming-busy-ms", busy.toMillis());
      if (busy.compareTo(HANGS) > 0) {
        response.down();
      }
    }
    return response.build();
  }
}
