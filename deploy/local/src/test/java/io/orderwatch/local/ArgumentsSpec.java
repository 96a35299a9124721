package io.orderwatch.local;

import static io.orderwatch.local.Ozon.Real.AT_OZON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsSpec {

  @Test
  void with_nothing_said_a_day_takes_three_minutes_and_nothing_is_kept() {
    assertThat(parse())
        .isEqualTo(
            new Arguments.Run(
                480,
                new Ports(8080),
                false,
                Optional.empty(),
                Optional.empty(),
                new Ozon.Simulated("living"),
                false,
                false));
  }

  @Test
  void every_option_is_heard() {
    assertThat(
            parse(
                "--speed",
                "60",
                "--port",
                "9000",
                "--keep",
                "--data",
                "d",
                "--seconds",
                "30",
                "--plain"))
        .isEqualTo(
            new Arguments.Run(
                60,
                new Ports(9000),
                true,
                Optional.of("d"),
                Optional.of(30L),
                new Ozon.Simulated("living"),
                false,
                true));
    assertThat(((Arguments.Run) parse("--containers")).containers()).isTrue();
  }

  @Test
  void ozon_itself_runs_in_real_time_and_nothing_is_sent_unless_that_is_said() {
    var key = Map.of("OZON_API_KEY", "secret");
    var run = (Arguments.Run) Arguments.parse(List.of("--ozon", "123"), key);
    assertThat(run.speed()).isEqualTo(1);
    assertThat(run.ozon()).isEqualTo(new Ozon.Real(AT_OZON, "123", "secret", false));
    var sending = (Arguments.Run) Arguments.parse(List.of("--ozon", "123", "--send"), key);
    assertThat(sending.ozon()).isEqualTo(new Ozon.Real(AT_OZON, "123", "secret", true));
  }

  @Test
  void a_proxy_or_a_stand_in_of_ones_own_may_take_ozons_place_in_real_time() {
    assertThat(at("http://127.0.0.1:9000"))
        .isEqualTo(
            new Arguments.Run(
                1,
                new Ports(8080),
                false,
                Optional.empty(),
                Optional.empty(),
                new Ozon.Real("http://127.0.0.1:9000", "123", "secret", false),
                false,
                false));
    assertThat(((Arguments.Run) at(" ")).ozon())
        .isEqualTo(new Ozon.Real(AT_OZON, "123", "secret", false));
    assertThat(((Arguments.Run) parse(Map.of("ORDERWATCH_OZON_URL", "http://127.0.0.1:9"))).ozon())
        .isEqualTo(new Ozon.Simulated("living"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:9000", "ftp://a", "http://", "http://a/proxy", "http://a b", "http:x"})
  void an_address_that_cannot_be_ozons_is_refused(String url) {
    assertThat(((Arguments.Mistake) at(url)).line())
        .startsWith("ORDERWATCH_OZON_URL takes http(s)://host:port, not " + url);
  }

  @Test
  void the_key_is_never_shown() {
    assertThat(new Ozon.Real(AT_OZON, "123", "secret", true).toString()).doesNotContain("secret");
  }

  @Test
  void what_makes_no_sense_is_refused_in_one_line() {
    assertThat(mistake("--sped")).startsWith("there is no --sped");
    assertThat(mistake("--speed")).startsWith("--speed needs a value");
    assertThat(mistake("--speed", "fast")).startsWith("--speed takes a number from 1 to 100000");
    assertThat(mistake("--speed", "NaN")).startsWith("--speed takes a number from 1 to 100000");
    assertThat(mistake("--port", "80")).startsWith("the base port must lie between 1024 and");
    assertThat(mistake("--port", "8080.5")).startsWith("--port takes a whole number");
    assertThat(mistake("--seconds", "0")).startsWith("--seconds takes a number from 1");
    assertThat(mistake("--data", "d")).startsWith("--data goes with --keep");
    assertThat(mistake("--send")).startsWith("--send goes with --ozon");
    assertThat(mistake("--ozon", "123")).startsWith("--ozon needs the store's key in OZON_API_KEY");
    assertThat(mistake("--ozon", "123", "--speed", "2")).startsWith("--speed does not go with");
    assertThat(mistake("--keep", "--containers"))
        .startsWith("--keep does not go with --containers");
    assertThat(mistake("--sped")).doesNotContain("\n");
  }

  @Test
  void the_doctor_is_asked_about_the_machine_or_about_a_store_too() {
    assertThat(parse("doctor"))
        .isEqualTo(
            new Arguments.Doctor(
                new Ports(8080), new Ozon.Simulated("living"), AT_OZON, false, false));
    assertThat(
            parse(
                Map.of("OZON_API_KEY", "secret", "ORDERWATCH_OZON_URL", "http://127.0.0.1:9"),
                "--port",
                "9000",
                "doctor",
                "--ozon",
                "123",
                "--json",
                "--plain"))
        .isEqualTo(
            new Arguments.Doctor(
                new Ports(9000),
                new Ozon.Real("http://127.0.0.1:9", "123", "secret", false),
                "http://127.0.0.1:9",
                true,
                true));
    assertThat(mistake("doctor", "--speed", "5")).startsWith("--speed does not go with doctor");
    assertThat(mistake("doctor", "tail", "t")).startsWith("tail does not go with doctor");
    assertThat(mistake("doctor", "--ozon", "123")).startsWith("--ozon needs the store's key");
    assertThat(mistake("--json")).startsWith("--json goes with doctor");
    assertThat(Usage.TEXT).contains("./run doctor", "--json");
  }

  @Test
  void a_client_id_and_a_key_that_cannot_be_are_refused_and_the_key_is_not_shown() {
    for (var wrong : List.of("12a", "", "123456789012345678901", "１２３")) {
      assertThat(mistaken(Map.of("OZON_API_KEY", "secret"), "--ozon", wrong))
          .startsWith("--ozon takes a Client-Id, which is digits only");
    }
    for (var wrong : List.of("se cret", "secret\n", "se\u0000cret", "sеcret")) {
      assertThat(mistaken(Map.of("OZON_API_KEY", wrong), "--ozon", "123"))
          .startsWith("OZON_API_KEY holds characters")
          .doesNotContain(wrong);
    }
  }

  @Test
  void help_and_the_small_commands_are_heard() {
    assertThat(parse("--help")).isEqualTo(new Arguments.Help());
    assertThat(parse("tail", "ozon.passports.v1", "--port", "9000"))
        .isEqualTo(new Arguments.Tail(9000, "ozon.passports.v1"));
    assertThat(parse("cancel", "1001:0001-1"))
        .isEqualTo(new Arguments.Ask(8080, "1001:0001-1", new Wish.Cancel()));
    assertThat(parse("track", "1001:0001-1", "LP1", "--port", "9000"))
        .isEqualTo(new Arguments.Ask(9000, "1001:0001-1", new Wish.Track("LP1")));
    assertThat(parse("extend", "1001:0001-1", "2"))
        .isEqualTo(new Arguments.Ask(8080, "1001:0001-1", new Wish.Extend(2)));
    assertThat(mistake("extend", "1001:0001-1", "soon")).startsWith("extend takes a number from 1");
    assertThat(mistake("track", "1001:0001-1")).startsWith("track needs a value");
    for (var word : List.of("./run cancel", "./run track", "./run extend")) {
      assertThat(Usage.TEXT).contains(word);
    }
  }

  static Arguments parse(String... words) {
    return parse(Map.of(), words);
  }

  static Arguments parse(Map<String, String> environment, String... words) {
    return Arguments.parse(List.of(words), environment);
  }

  static Arguments at(String url) {
    return parse(Map.of("OZON_API_KEY", "secret", "ORDERWATCH_OZON_URL", url), "--ozon", "123");
  }

  static String mistaken(Map<String, String> environment, String... words) {
    return ((Arguments.Mistake) parse(environment, words)).line();
  }

  static String mistake(String... words) {
    return ((Arguments.Mistake) parse(words)).line();
  }
}
