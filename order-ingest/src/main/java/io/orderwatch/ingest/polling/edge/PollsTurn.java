package io.orderwatch.ingest.polling.edge;

import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Whether each page that was asked for comes back within its own limit, and somebody looks whose
 * turn it is. An Ozon or a database that is away lets a page fail in time, which is no reason to
 * restart; one that does not even fail hangs.
 */
@Liveness
class PollsTurn implements HealthCheck {

  /** A page waits for its turn, then for the answer, then for the database and its time-outs. */
  private static final Duration DATABASE = Duration.ofSeconds(90);

  private static final Duration SILENT = Duration.ofMinutes(2);

  private final Bounds bounds;
  private final Supplier<Duration> silence;
  private final Duration limit;

  @Inject
  PollsTurn(Bounds bounds, PollingStores polling, OzonSettings settings) {
    this(bounds, polling::silence, settings.timeout().multipliedBy(2).plus(DATABASE));
  }

  PollsTurn(Bounds bounds, Supplier<Duration> silence, Duration limit) {
    this.bounds = bounds;
    this.silence = silence;
    this.limit = limit;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("polls come back").up();
    response.withData("silent-ms", silence.get().toMillis());
    if (silence.get().compareTo(SILENT) > 0) {
      response.down();
    }
    bounds
        .inFlight()
        .forEach(
            (store, since) -> {
              if (since.compareTo(limit) > 0) {
                response.withData("store-" + store + "-ms", since.toMillis()).down();
              }
            });
    return response.build();
  }
}
