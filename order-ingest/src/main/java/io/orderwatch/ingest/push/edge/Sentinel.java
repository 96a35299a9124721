package io.orderwatch.ingest.push.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.push.Push;
import io.orderwatch.ingest.push.Standing;
import io.orderwatch.ingest.push.Standing.Verdict;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/**
 * Holds our answers to pushes against the rules by which Ozon ends them, of this process and by
 * type, for Ozon looks by type.
 */
@Default
@Wellness
@ApplicationScoped
class Sentinel implements HealthCheck {

  private static final int MOST = 500;

  private final MeterRegistry registry;
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();

  Sentinel(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * A push of somebody who knows the secret was answered.
   *
   * @param push null if it could not be read
   * @param status of HTTP
   * @param took real time
   */
  void answered(@Nullable Push push, int status, Duration took) {
    // Types come from outside: what is not known shares one name, or it could fill the memory.
    var type = push != null && push.known() ? push.type() : "other";
    Timer.builder("ozon.push.answer")
        .description("From when a push was there to its answer")
        .tag("type", type)
        .tag("outcome", status == 200 ? "ok" : status < 500 ? "refused" : "failed")
        .serviceLevelObjectives(
            Duration.ofMillis(50),
            Duration.ofMillis(250),
            Duration.ofMillis(1500),
            Duration.ofMillis(2500),
            Duration.ofSeconds(5))
        .register(registry)
        .record(took);
    standings.computeIfAbsent(type, this::watched).answered(now(), status == 200, took);
  }

  /** How long after a change Ozon told of it, by its own date of the change. */
  void lag(StoreId store, String type, Duration lag) {
    Timer.builder("ozon.push.lag")
        .description("From a change to the push that tells of it, by Ozon's date of the change")
        .tag("store", store.value())
        .tag("type", type)
        .serviceLevelObjectives(
            Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10))
        .register(registry)
        .record(lag.isNegative() ? Duration.ZERO : lag);
  }

  private static Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }

  private Standing watched(String type) {
    var standing = new Standing(MOST);
    Gauge.builder("ozon.push.standing", () -> standing.verdict(now()).level())
        .description("0 available, 1 unstable, 2 unavailable, 3 all pushes may be ended")
        .tag("type", type)
        .register(registry);
    return standing;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("pushes are answered").up();
    for (var each : new TreeMap<>(standings).entrySet()) {
      var verdict = each.getValue().verdict(now());
      response.withData(each.getKey(), verdict.name().toLowerCase(Locale.ROOT));
      if (verdict != Verdict.AVAILABLE) {
        response.down();
      }
    }
    return response.build();
  }
}
