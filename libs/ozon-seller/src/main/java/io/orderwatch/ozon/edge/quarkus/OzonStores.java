package io.orderwatch.ozon.edge.quarkus;

import static java.util.Comparator.comparing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
import io.orderwatch.ozon.Drift;
import io.orderwatch.ozon.Store;
import io.orderwatch.ozon.Store.Mode;
import io.orderwatch.ozon.edge.CallListener;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.Secret;
import io.orderwatch.ozon.edge.StoresFile.Mistake;
import io.orderwatch.ozon.edge.Turnstile;
import io.orderwatch.ozon.edge.quarkus.StoresLoaded.Ours;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Our stores, each with its line to Ozon: those of the short form, and those of a file, which go
 * before them and are read again when the file changes. A mistake in the file takes away no store
 * that was there before; only what is not named any more is no longer ours.
 */
@Singleton
public class OzonStores {

  private static final Logger LOG = Logger.getLogger(OzonStores.class);

  /** How often it is looked whether the file has changed (real time). */
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** A store, and what calls for it go through. */
  private record Line(Ours ours, Turnstile turnstile, OzonSeller seller) {}

  private final OzonSettings settings;
  private final CallListener listener;
  private final Mode usual;
  private final Map<StoreId, Ours> shortForm;
  private final @Nullable StoresLoaded file;
  private final @Nullable Thread watching;
  private final List<Consumer<StoreId>> greeting = new ArrayList<>();
  private volatile Map<String, Line> lines = Map.of();
  private volatile List<OzonSeller> sellers = List.of();
  private volatile List<Mistake> mistakes = List.of();

  public OzonStores(
      OzonSettings settings, MailboxSettings mailbox, ScaledClock clock, MeterRegistry meters) {
    this(
        settings,
        Optional.empty(),
        Optional.empty(),
        mailbox,
        clock,
        meters,
        OpenTelemetry.noop(),
        new Drifts(meters, clock));
  }

  @Inject
  OzonStores(
      OzonSettings settings,
      StoresSettings stores,
      MailboxSettings mailbox,
      ScaledClock clock,
      MeterRegistry meters,
      OpenTelemetry telemetry,
      Drifts drifts) {
    this(
        settings,
        stores.file().filter(file -> !file.isBlank()).map(Path::of),
        stores.mode().filter(mode -> !mode.isBlank()).map(OzonStores::mode),
        mailbox,
        clock,
        meters,
        telemetry,
        drifts);
  }

  OzonStores(
      OzonSettings settings,
      Optional<Path> file,
      Optional<Mode> mode,
      MailboxSettings mailbox,
      ScaledClock clock,
      MeterRegistry meters,
      OpenTelemetry telemetry,
      Drifts drifts) {
    check(settings, mailbox, clock);
    var metrics = new OzonCallMetrics(meters);
    var spans = new CallSpans(telemetry);
    this.settings = settings;
    this.listener =
        new CallListener() {
          @Override
          public void ended(String method, String code, Duration took) {
            metrics.ended(method, code, took);
            spans.ended(method, code, took);
          }

          @Override
          public void drifted(Set<Drift> found) {
            drifts.note(found);
          }
        };
    this.usual = mode.orElse(real(settings) ? Mode.SHADOW : Mode.LIVE);
    this.shortForm = shortForm(settings);
    UnaryOperator<@Nullable String> environment = System::getenv;
    this.file = file.map(path -> new StoresLoaded(path, environment, usual)).orElse(null);
    take(shortForm);
    reload();
    this.watching = this.file == null ? null : Thread.ofVirtual().name("stores").start(this::watch);
    Gauge.builder("stores.file.mistakes", () -> mistakes.size()).register(meters);
  }

  private static Mode mode(String word) {
    return switch (word.strip()) {
      case "live" -> Mode.LIVE;
      case "shadow" -> Mode.SHADOW;
      default -> throw new IllegalArgumentException("orderwatch.stores.mode is live or shadow");
    };
  }

  private static void check(OzonSettings settings, MailboxSettings mailbox, ScaledClock clock) {
    if (settings.timeout().multipliedBy(2).compareTo(mailbox.settling()) > 0) {
      throw new IllegalStateException(
          "orderwatch.ozon.timeout=%s is more than half of orderwatch.mailbox.settling=%s: a call would be looked back for while it may still be made"
              .formatted(settings.timeout(), mailbox.settling()));
    }
    if (!clock.isReal() && real(settings)) {
      throw new IllegalStateException(
          "a scaled clock is for the simulator: at "
              + OzonSettings.OWN_HOST
              + " unset orderwatch.clock");
    }
  }

  private static boolean real(OzonSettings settings) {
    return OzonSettings.OWN_HOST.equals(settings.url().getHost());
  }

  private Map<StoreId, Ours> shortForm(OzonSettings settings) {
    var stores = new TreeMap<StoreId, Ours>(comparing(StoreId::value));
    for (var entry : settings.keys().orElse("").split(";", -1)) {
      if (!entry.isBlank()) {
        var store = store(entry.strip());
        var key = entry.strip().substring(store.value().length() + 1);
        stores.put(store, new Ours(Store.of(store, usual), new Secret(key), null));
      }
    }
    return stores;
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

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        try {
          reload();
        } catch (RuntimeException e) {
          LOG.errorf("the file of stores is not read: %s", e.getClass().getSimpleName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void stop() {
    if (watching != null) {
      watching.interrupt();
    }
  }

  /** Reads the file if it has changed. */
  final synchronized void reload() {
    var content = file == null ? null : file.changed();
    if (content == null) {
      return;
    }
    mistakes = List.copyOf(content.mistakes());
    mistakes.forEach(mistake -> LOG.warnf("the file of stores: %s", mistake));
    if (!content.readable()) {
      LOG.infof("no file of stores can be read now: %d stores are ours as before", lines.size());
      return;
    }
    var next = new TreeMap<StoreId, Ours>(comparing(StoreId::value));
    next.putAll(shortForm);
    for (var store : content.named()) {
      var before = lines.get(store.value());
      if (before != null) {
        next.put(store, before.ours());
      }
    }
    next.putAll(content.stores());
    take(next);
  }

  private synchronized void take(Map<StoreId, Ours> ours) {
    var before = lines;
    var next = new TreeMap<String, Line>();
    ours.forEach((id, each) -> next.put(id.value(), line(each, before.get(id.value()))));
    lines = next;
    sellers = next.values().stream().map(Line::seller).toList();
    tell(before, next);
    next.values().stream()
        .map(line -> line.ours().store().id())
        .filter(id -> !before.containsKey(id.value()))
        .forEach(id -> greeting.forEach(each -> each.accept(id)));
  }

  /** Calls that wait their turn keep it: a store's quota is one, whatever becomes of its key. */
  private Line line(Ours ours, @Nullable Line before) {
    if (before != null && before.ours().equals(ours)) {
      return before;
    }
    var id = ours.store().id();
    var rate = rate(ours);
    var turnstile =
        before != null && rate == rate(before.ours())
            ? before.turnstile()
            : Turnstile.of(rate, (int) Math.ceil(rate));
    var seller =
        new OzonSeller(
            settings.url(), id, ours.key().value(), turnstile, settings.timeout(), listener);
    var shadow = ours.store().mode() == Mode.SHADOW;
    return new Line(ours, turnstile, shadow ? seller.inShadow() : seller);
  }

  private double rate(Ours ours) {
    var own = ours.store().policy().callsPerSecond();
    return own == null ? settings.callsPerSecond() : own;
  }

  private static void tell(Map<String, Line> before, Map<String, Line> next) {
    next.forEach(
        (id, line) -> {
          var mode = line.ours().store().mode();
          var known = before.get(id);
          if (known == null ? mode == Mode.SHADOW : known.ours().store().mode() != mode) {
            LOG.infof(
                mode == Mode.SHADOW
                    ? "store %s is in shadow: everything is decided, nothing is sent"
                    : "store %s is live",
                id);
          }
        });
    before.keySet().stream()
        .filter(id -> !next.containsKey(id))
        .forEach(id -> LOG.infof("store %s is not ours any more", id));
  }

  /** Empty for a store that is not ours. */
  public Optional<OzonSeller> find(StoreId store) {
    return Optional.ofNullable(lines.get(store.value())).map(Line::seller);
  }

  /** As it is written down; empty for a store that is not ours. */
  public Optional<Store> store(StoreId store) {
    return Optional.ofNullable(lines.get(store.value())).map(line -> line.ours().store());
  }

  /** The last part of the path of its pushes; empty if it has none of its own. */
  public Optional<Secret> pushSecret(StoreId store) {
    return Optional.ofNullable(lines.get(store.value())).map(line -> line.ours().pushSecret());
  }

  public Collection<OzonSeller> all() {
    return sellers;
  }

  /** What is wrong with the file of stores; nothing of it is secret. */
  public List<Mistake> mistakes() {
    return mistakes;
  }

  /** Is told of each store, once: of those there are now, and of each that comes later. */
  public synchronized void each(Consumer<StoreId> told) {
    greeting.add(told);
    sellers.forEach(seller -> told.accept(seller.store()));
  }
}
