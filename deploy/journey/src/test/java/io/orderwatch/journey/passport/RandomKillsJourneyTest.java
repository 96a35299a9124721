package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.local.edge.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same day, on a clock so slow that it lasts as long as the killing: again and again one of the
 * services, Kafka or PostgreSQL is killed without warning and started again. {@code
 * deploy/journey/containers} runs it.
 */
@Tag("containers")
class RandomKillsJourneyTest {

  private static final Duration STORY = Duration.ofHours(27);
  private static final Duration KILLING = Duration.parse(told("ORDERWATCH_KILLS_FOR", "PT10M"));
  private static final Duration EVERY = Duration.parse(told("ORDERWATCH_KILLS_EVERY", "PT20S"));
  private static final long SEED =
      Long.parseLong(told("ORDERWATCH_KILLS_SEED", Long.toString(System.nanoTime() % 1_000_000)));

  /** Something that can be killed and comes back with what it kept. */
  private record Victim(String name, Runnable kill, Runnable start) {}

  @Test
  void a_random_one_is_killed_again_and_again_and_nothing_is_lost_or_done_twice() {
    var rate = STORY.toSeconds() / (double) KILLING.plusSeconds(30).toSeconds();
    System.out.printf(
        "random kills for %s, one every %s, ORDERWATCH_KILLS_SEED=%d, time runs %.0f times as fast%n",
        KILLING, EVERY, SEED, rate);
    try (var journey = Journey.begin("random-kills", rate, "{}")) {
      var begun = System.nanoTime();
      var victims = victims(journey);
      var random = new Random(SEED);
      var killed = new TreeMap<String, Integer>();
      var cancelled = PassportDay.cancelSome(journey, PassportDay.POSTINGS);
      while (since(begun).plus(EVERY).compareTo(KILLING) < 0) {
        PassportDay.pause(EVERY);
        var victim = victims.get(random.nextInt(victims.size()));
        var from = System.nanoTime();
        journey.outage(victim.kill(), victim.start());
        killed.merge(victim.name(), 1, Integer::sum);
        System.out.printf(
            "%4d s: %s killed, serves again after %.1f s%n",
            since(begun).toSeconds(), victim.name(), since(from).toMillis() / 1e3);
      }
      System.out.println("killed: " + killed);
      assertThat(killed).isNotEmpty();
      journey.awaitEnd(PassportDay.POSTINGS);
      PassportDay.check(
          journey, PassportDay.POSTINGS, Duration.ofSeconds(60), Duration.ofSeconds(30), cancelled);
      assertThat(journey.set.services()).allMatch(service -> service.running() && service.ready());
      assertThat(journey.set.broker().running()).isTrue();
      assertThat(journey.set.database().running()).isTrue();
    }
  }

  private static List<Victim> victims(Journey journey) {
    var set = journey.set;
    var victims = new ArrayList<Victim>();
    for (Part part : set.services()) {
      victims.add(new Victim(part.name(), part::kill, part::start));
    }
    victims.add(new Victim("Kafka", set.broker()::kill, set.broker()::start));
    // to stop it is to cut its power
    victims.add(new Victim("PostgreSQL", set.database()::stop, set.database()::start));
    return victims;
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static String told(String variable, String otherwise) {
    var value = System.getenv(variable);
    return value == null || value.isBlank() ? otherwise : value;
  }
}
