package io.orderwatch.ingest.posting.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Vocabulary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  public void words(OzonPosting posting) {
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
}
