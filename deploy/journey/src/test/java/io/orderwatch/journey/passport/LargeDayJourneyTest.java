package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of twenty thousand orders in fifty stores and buyers of every kind, on a fast clock: in the
 * end cases and ledger agree. Three quarters of an hour on two cores, so it is not part of {@code
 * verify}:
 *
 * <pre>{@code
 * ./mvnw -pl deploy/journey -am verify -Dexcluded.tags=containers -Dit.test=LargeDayJourneyTest \
 *   -Dtest=HouseTest -Dsurefire.failIfNoSpecifiedTests=false -Dorderwatch.postings=20000 -Dorderwatch.stores=50
 * }</pre>
 */
@Tag("measure")
class LargeDayJourneyTest {

  /** How many orders two cores take in a second, with all that follows. */
  private static final double ORDERS_A_SECOND = 40;

  /** Two thirds of what services grant, on the clock of the whole day. */
  private static final Duration YOUNG = Duration.ofHours(1);

  /**
   * A reading of a store rests twice as long as it took: with four hundred open postings in each of
   * fifty stores two cores came back to a store after up to half an hour of the story.
   */
  private static final Duration UNSEEN = Duration.ofMinutes(32);

  /** The same, real time, where readings are short. */
  private static final Duration UNSEEN_AT_LEAST = Duration.ofSeconds(20);

  private static final Duration ARRIVING = Duration.ofHours(6);
  private static final Duration DAY = Duration.ofHours(36);

  private final int postings = Integer.getInteger("orderwatch.postings", 20_000);
  private final ManyStores stores = ManyStores.of(Integer.getInteger("orderwatch.stores", 50));

  @Test
  void cases_and_ledger_agree_on_every_order(@TempDir Path keys) throws IOException {
    var rate = Journey.paced(Math.min(700, ARRIVING.toSeconds() * ORDERS_A_SECOND / postings));
    var story = Journey.story(postings, stores.inScenario() + ",", YOUNG, "{}");
    try (var journey = Journey.begin("large", rate, story, settings(keys))) {
      var cancelled = PassportDay.cancelSome(journey, postings);
      journey.awaitEnd(postings, Duration.ofSeconds(Math.round(DAY.toSeconds() / rate)));
      assertThat(
              PassportDay.check(journey, postings, Duration.ofSeconds(30), unseen(rate), cancelled))
          .as("buyers who had to hear the last step of the ladder")
          .isGreaterThan(postings / 50);
    }
  }

  private static Duration unseen(double rate) {
    var real = Duration.ofMillis(Math.round(UNSEEN.toMillis() / rate));
    return real.compareTo(UNSEEN_AT_LEAST) > 0 ? real : UNSEEN_AT_LEAST;
  }

  private Map<String, String> settings(Path keys) throws IOException {
    var settings = new HashMap<>(stores.settings(keys));
    // of the story; fifty stores read all the time would be two cores' whole work
    settings.put("ORDERWATCH_INGEST_POLL_EVERY", "PT10M");
    settings.put("ORDERWATCH_INGEST_POLL_WAITING_EVERY", "PT5M");
    return settings;
  }
}
