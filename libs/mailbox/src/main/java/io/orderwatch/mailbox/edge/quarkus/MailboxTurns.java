package io.orderwatch.mailbox.edge.quarkus;

import io.orderwatch.mailbox.edge.Mailbox;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Whether the mailbox's threads still take turns. An outage of the database or the broker lets them
 * fail or wait, which is no reason to restart; one that does not even fail for two minutes hangs.
 */
@Liveness
class MailboxTurns implements HealthCheck {

  private static final Duration HANGS = Duration.ofMinutes(2);

  private final Mailbox mailbox;

  MailboxTurns(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("mailbox turns").up();
    mailbox
        .silence()
        .forEach(
            (loop, silence) -> {
              response.withData(loop + "-silent-ms", silence.toMillis());
              if (silence.compareTo(HANGS) > 0 && !loop.equals("mailbox-relay")) {
                response.down();
              }
            });
    return response.build();
  }
}
