package io.orderwatch.ozon.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.Store;
import io.orderwatch.ozon.edge.StoresFile.Entry;
import io.orderwatch.ozon.edge.StoresFile.Source;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoresFileSpec {

  /** What somebody may write in the wrong place; it must be seen nowhere. */
  private static final String SECRET = "very-secret-0451";

  private static StoresFile.Read read(String text) {
    try {
      return StoresFile.read(text);
    } catch (StoresFile.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> mistakes(String text) {
    return read(text).mistakes().stream().map(Object::toString).toList();
  }

  private static List<String> ids(String text) {
    return read(text).entries().stream().map(entry -> entry.id().value()).toList();
  }

  @Test
  void a_store_says_all_that_it_is() {
    var read =
        read(
            """
            stores:
              - id: toys
                client-id: 1001
                key: {env: OZON_KEY_TOYS}
                push-secret: {file: secrets/push}
                time-zone: Asia/Shanghai
                language: zh
                mode: shadow
                policy:
                  calls-per-second: 5
                  poll-every: PT1M
                  poll-waiting-every: PT15S
            """);
    assertThat(read.mistakes()).isEmpty();
    assertThat(read.entries())
        .containsExactly(
            new Entry(
                new StoreId("1001"),
                "toys",
                Store.Mode.SHADOW,
                ZoneId.of("Asia/Shanghai"),
                "zh",
                new Store.Policy(5.0, Duration.ofMinutes(1), Duration.ofSeconds(15)),
                new StoresFile.Place(4, "stores[1].key", new Source.Env("OZON_KEY_TOYS")),
                new StoresFile.Place(
                    5, "stores[1].push-secret", new Source.InFile("secrets/push"))));
  }

  @Test
  void a_store_needs_a_client_id_and_a_place_of_its_key_and_no_more() {
    var read = read("stores: [{client-id: '007', key: {file: k}}]");
    assertThat(read.mistakes()).isEmpty();
    assertThat(read.entries())
        .containsExactly(
            new Entry(
                new StoreId("007"),
                "007",
                null,
                ZoneOffset.UTC,
                "en",
                Store.Policy.USUAL,
                new StoresFile.Place(1, "stores[1].key", new Source.InFile("k")),
                null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet", "stores:", "stores: []"})
  void no_stores_are_no_mistake(String text) {
    assertThat(read(text)).isEqualTo(new StoresFile.Read(List.of(), Set.of(), List.of()));
  }

  @Test
  void each_mistake_is_named_by_line_and_key_and_the_rest_goes_on() {
    var text =
        """
        stores:
          - client-id: 1001
            key: {env: ONE}
            mode: lively
          - client-id: shop
            key: {env: TWO}
          - key: {env: THREE}
          - client-id: 1004
          - client-id: 1005
            key: %1$s
          - client-id: 1006
            key: {env: SIX, file: six}
          - client-id: 1007
            key: {env: SEVEN}
            time-zone: Shanghai
            language: fr
            %1$s: 1
            policy: {calls-per-second: 51, poll-every: 45s, hurry: true}
          - client-id: 1001
            key: {env: ONE}
          - %1$s
          - client-id: 1008
            key: {env: EIGHT}
        """
            .formatted(SECRET);
    assertThat(ids(text)).containsExactly("1001", "1007", "1008");
    assertThat(mistakes(text))
        .containsExactly(
            "line 4: stores[1].mode: live or shadow; until then it is in shadow",
            "line 5: stores[2].client-id: a Client-Id is written in up to 20 digits",
            "line 7: stores[3]: client-id is missing",
            "line 8: stores[4]: key is missing",
            "line 10: stores[5].key: env: or file: says where it is found; it never stands here",
            "line 12: stores[6].key: either env: or file: says where it is found",
            "line 17: stores[7]: here may stand client-id, id, key, language, mode, policy, push-secret, time-zone",
            "line 15: stores[7].time-zone: an IANA name such as Asia/Shanghai",
            "line 16: stores[7].language: en, ru or zh",
            "line 18: stores[7].policy: here may stand calls-per-second, poll-every, poll-waiting-every",
            "line 18: stores[7].policy.calls-per-second: a number from 0.1 to 50",
            "line 18: stores[7].policy.poll-every: a duration such as PT45S",
            "line 19: stores[8].client-id: this store stands further up already; the first one counts",
            "line 21: stores[9]: here stand client-id, id, key, language, mode, policy, push-secret, time-zone",
            "line 21: stores[9]: client-id is missing");
    assertThat(read(text).named())
        .extracting(StoreId::value)
        .containsExactlyInAnyOrder("1001", "1004", "1005", "1006", "1007", "1008");
  }

  @Test
  void a_mode_that_cannot_be_read_sends_nothing() {
    assertThat(read("stores: [{client-id: 1, key: {env: K}, mode: Live!}]").entries())
        .extracting(Entry::mode)
        .containsExactly(Store.Mode.SHADOW);
  }

  @Test
  void what_stands_twice_counts_once() {
    var text = "stores:\n - client-id: 1\n   key: {env: A}\n   mode: live\n   mode: shadow\n";
    assertThat(mistakes(text)).containsExactly("line 5: stores[1].mode: stands here twice");
    assertThat(read(text).entries()).extracting(Entry::mode).containsExactly(Store.Mode.LIVE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stores: [%s      | line 1: this is no YAML
          'stores:\n\t- %s' | line 2: this is no YAML
          %s               | line 1: the file begins with stores:
          stores: %s       | line 1: stores is a list
          key: !!%s x      | line 1: this is no YAML
          """)
  void what_cannot_be_read_at_all_says_where_and_quotes_nothing(String written, String said) {
    var text = written.replace("\\n", "\n").replace("\\t", "\t").formatted(SECRET);
    assertThatThrownBy(() -> StoresFile.read(text))
        .isInstanceOf(StoresFile.Unreadable.class)
        .hasMessage(said)
        .hasNoCause()
        .hasToString("io.orderwatch.ozon.edge.StoresFile$Unreadable: " + said);
  }

  /** Wherever a secret is written instead of what belongs there, it is not told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "client-id",
        "id",
        "key",
        "key: {env",
        "key: {file",
        "key: {value",
        "push-secret",
        "time-zone",
        "language",
        "mode",
        "policy",
        "policy: {calls-per-second",
        "policy: {poll-every",
        "unknown"
      })
  void a_secret_in_the_wrong_place_is_never_quoted(String field) {
    var closing = field.contains("{") ? "}" : "";
    var text = "stores:\n- " + field + ": '" + SECRET + " +'" + closing + "\n";
    assertThat(mistakes(text)).isNotEmpty();
    assertThat(mistakes(text).toString()).doesNotContain(SECRET);
  }
}
