package io.orderwatch.ozon.edge.quarkus;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
import io.orderwatch.ozon.edge.CallListener;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.Turnstile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/** Our stores, each with its line to Ozon. */
@Singleton
public class OzonStores {

  private final TreeMap<String, OzonSeller> stores = new TreeMap<>();

  public OzonStores(
      OzonSettings settings, MailboxSettings mailbox, ScaledClock clock, MeterRegistry meters) {
    this(settings, mailbox, clock, meters, OpenTelemetry.noop());
  }

  @Inject
  OzonStores(
      OzonSettings settings,
      MailboxSettings mailbox,
      ScaledClock clock,
      MeterRegistry meters,
      OpenTelemetry telemetry) {
    if (settings.timeout().multipliedBy(2).compareTo(mailbox.settling()) > 0) {
      throw new IllegalStateException(
          "orderwatch.ozon.timeout=%s is more than half of orderwatch.mailbox.settling=%s: a call would be looked back for while it may still be made"
              .formatted(settings.timeout(), mailbox.settling()));
    }
    if (!clock.isReal() && OzonSettings.OWN_HOST.equals(settings.url().getHost())) {
      throw new IllegalStateException(
          "a scaled clock is for the simulator: at "
              + OzonSettings.OWN_HOST
              + " unset orderwatch.clock");
    }
    var metrics = new OzonCallMetrics(meters);
    var spans = new CallSpans(telemetry);
    CallListener listener =
        (method, code, took) -> {
          metrics.ended(method, code, took);
          spans.ended(method, code, took);
        };
    for (var entry : settings.keys().orElse("").split(";", -1)) {
      if (!entry.isBlank()) {
        var store = store(entry.strip());
        stores.put(
            store.value(),
            line(settings, store, entry.strip().substring(store.value().length() + 1), listener));
      }
    }
  }

  /** The message does not show the entry, for it holds a key. */
  private static StoreId store(String entry) {
    var equals = entry.indexOf('=');
    if (equals < 1 || equals == entry.length() - 1) {
      throw new IllegalArgumentException(
          "orderwatch.ozon.keys is written <Client-Id>=<Api-Key>;<Client-Id>=<Api-Key>");
    }
    return new StoreId(entry.substring(0, equals));
  }

  private static OzonSeller line(
      OzonSettings settings, StoreId store, String key, CallListener listener) {
    var turnstile =
        Turnstile.of(settings.callsPerSecond(), (int) Math.ceil(settings.callsPerSecond()));
    return new OzonSeller(settings.url(), store, key, turnstile, settings.timeout(), listener);
  }

  /** Empty for a store that is not ours. */
  public Optional<OzonSeller> find(StoreId store) {
    return Optional.ofNullable(stores.get(store.value()));
  }

  public Collection<OzonSeller> all() {
    return stores.values();
  }
}
