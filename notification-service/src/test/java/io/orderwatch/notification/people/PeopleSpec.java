package io.orderwatch.notification.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleSpec {

  private static final Map<String, String> WRITTEN =
      Map.ofEntries(
          Map.entry("channel.duty", "webhook"),
          Map.entry("channel.duty.url", "https://example.org/hook"),
          Map.entry("channel.duty.secret", "s3cret"),
          Map.entry("channel.boss", "mail"),
          Map.entry("channel.boss.to", "boss@example.org"),
          Map.entry("store.*.language", "ru"),
          Map.entry("store.*.routes", "duty"),
          Map.entry("store.1001.routes", "duty, boss; boss"),
          Map.entry("store.1001.zone", "Asia/Shanghai"),
          Map.entry("store.1001.quiet", "22:00-08:00"),
          Map.entry("store.1001.window", "PT15M"),
          Map.entry("store.1001.digest", "09:00"));

  @Test
  void a_store_has_what_is_said_of_it_and_else_what_is_said_of_all() {
    var people = People.of(WRITTEN);
    var zone = ZoneId.of("Asia/Shanghai");
    var own = people.of("1001").orElseThrow();
    assertThat(own)
        .isEqualTo(
            new People.Store(
                Language.RU,
                zone,
                List.of(List.of("duty", "boss"), List.of("boss")),
                new Alerting.Policy(
                    Duration.ofMinutes(15),
                    Duration.ofHours(2),
                    Duration.ofMinutes(30),
                    new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0), zone),
                    2),
                Optional.of(LocalTime.of(9, 0))));
    assertThat(people.at(own, 2)).extracting(People.Channel::name).containsExactly("boss");
    assertThat(people.at(own, 3)).isEmpty();
    assertThat(people.of("2002").orElseThrow().routes()).containsExactly(List.of("duty"));
    assertThat(People.NOBODY.of("1001")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "channel.duty, pigeon, channel.duty",
    "channel.duty.secret, '', needs secret",
    "channel.boss.to, '', needs to",
    "channel.x.url, https://example.org, must say one of",
    "store.1001.routes, nobody, there is no channel nobody",
    "store.1001.zone, Mars, store.1001.zone",
    "store.1001.quiet, 22:00, store.1001.quiet",
    "store.1001.window, PT0S, at least PT1S",
    "store.1001.colour, red, nobody knows",
    "store.shop.routes, duty, nobody knows",
  })
  void a_mistake_is_named_and_stops_the_start(String name, String value, String said) {
    var wrong = new HashMap<>(WRITTEN);
    wrong.put(name, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> People.of(wrong))
        .withMessageContaining(said);
  }

  @Test
  void a_secret_is_in_no_text() {
    assertThat(People.of(WRITTEN).toString()).doesNotContain("s3cret");
  }
}
