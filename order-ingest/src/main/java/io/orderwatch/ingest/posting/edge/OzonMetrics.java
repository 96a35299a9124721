package io.orderwatch.ingest.posting.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.Vocabulary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What is counted of reading Ozon. Numbers and Ozon's own words only. */
@Singleton
public class OzonMetrics {

  private static final Logger LOG = Logger.getLogger(OzonMetrics.class);
  private static final int MOST_WORDS = 1000;
  private static final List<String> DATES =
      List.of("in_process_at", "shipment_date", "delivery_date_begin", "delivery_date_end");

  private final MeterRegistry registry;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  OzonMetrics(MeterRegistry registry) {
    this.registry = registry;
    // From zero on: an increase from nothing would be none.
    Vocabulary.FIELDS.forEach(field -> registry.counter("unknown.enum", "field", field));
    DATES.forEach(field -> registry.counter("ozon.implausible.dates", "field", field));
  }

  void unreadable(StoreId store, int entries) {
    if (entries > 0) {
      registry.counter("ozon.unreadable.entries", "store", store.value()).increment(entries);
    }
  }

  /** Counts times that cannot be and words that are not known; tells of each word once. */
  void words(OzonPosting posting) {
    posting
        .implausible()
        .forEach(field -> registry.counter("ozon.implausible.dates", "field", field).increment());
    for (var word : Vocabulary.unknownIn(posting)) {
      var field = word.substring(0, word.indexOf('='));
      registry.counter("unknown.enum", "field", field).increment();
      if (unknown.size() < MOST_WORDS && unknown.add(word)) {
        LOG.warnf("Ozon uses a word that is not known: %s", word.replaceAll("[^ -~]", "?"));
      }
    }
  }

  /** How long ago the last complete round began. */
  void pollAge(StoreId store, Supplier<Duration> age) {
    io.micrometer.core.instrument.Gauge.builder(
            "ozon.poll.age.seconds", () -> age.get().toMillis() / 1000.0)
        .tag("store", store.value())
        .register(registry);
  }

  static String outcome(Reply<?> reply) {
    return switch (reply) {
      case Reply.Ok<?> _ -> "ok";
      case Reply.Refused<?>(var refusal, _, _) ->
          "refused_" + refusal.name().toLowerCase(Locale.ROOT);
      case Reply.Throttled<?> _ -> "throttled";
      case Reply.Unavailable<?> _ -> "unavailable";
      case Reply.Doubtful<?> _ -> "doubtful";
    };
  }
}
