package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.wording.Language;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSpec {

  private static final Instant AT = Instant.parse("2026-11-02T12:00:00.123456Z");

  static Stream<Filter> filters() {
    var filters = new ArrayList<Filter>();
    for (var language : Language.values()) {
      for (var state : Filter.State.values()) {
        for (var hours : Filter.HOURS) {
          for (var search : List.of("", "0132112277-0102", "Ж1_2.3")) {
            filters.add(new Filter(language, "", state, hours, search, null, "", null));
            for (var mark : Mark.values()) {
              filters.add(
                  new Filter(
                      language,
                      "42",
                      state,
                      hours,
                      search,
                      mark,
                      mark == Mark.READ ? "me" : mark == Mark.UNREAD ? "nobody" : "李 & <b>",
                      new Filter.Cursor(AT, "42:a~b &=%")));
            }
          }
        }
      }
    }
    return filters.stream();
  }

  @ParameterizedTest
  @MethodSource("filters")
  void what_is_asked_for_comes_back_from_the_address(Filter filter) {
    assertThat(filter.query()).matches("[A-Za-z0-9._~=&%-]+");
    assertThat(read(filter.query())).isEqualTo(filter);
  }

  private static Filter read(String query) {
    Map<String, String> of = new HashMap<>();
    for (var each : query.split("&", -1)) {
      var pair = each.split("=", 2);
      of.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return Filter.read(
            of.getOrDefault("lang", ""),
            of.getOrDefault("store", ""),
            of.getOrDefault("state", ""),
            of.getOrDefault("hours", ""),
            of.getOrDefault("q", ""),
            of.getOrDefault("mark", ""),
            of.getOrDefault("with", ""),
            of.getOrDefault("after", ""))
        .by(of.getOrDefault("sort", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "' or 1=1",
        "<script>",
        "%",
        "a b",
        "yesterday~1:1",
        "2026-11-02T12:00:00Z~\n",
        "+999999999-12-31T23:59:59Z~1:1",
        "-999999999-01-01T00:00:00Z~1:1"
      })
  void what_cannot_be_understood_asks_for_nothing(String nonsense) {
    assertThat(
            Filter.read(nonsense, nonsense, nonsense, nonsense, nonsense, nonsense, "\0", nonsense))
        .isEqualTo(new Filter(Language.ZH, "", Filter.State.OPEN, 0, "", null, "", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\nb", " ", "\u202Eanna"})
  void what_is_no_name_is_asked_of_nobody(String nonsense) {
    assertThat(with(nonsense)).isEqualTo(Filter.open("en"));
    assertThat(with("x".repeat(81))).isEqualTo(Filter.open("en"));
  }

  @Test
  void what_is_mine_is_what_he_has_who_looks_and_who_has_no_name_has_nothing() {
    assertThat(with("me").of("anna")).isEqualTo(with("anna"));
    assertThat(with("me").of(null)).isEqualTo(with("me"));
    assertThat(with("me").of("nobody")).as("a login of that name").isEqualTo(with("me"));
    assertThat(with("wei").of("anna")).isEqualTo(with("wei"));
    assertThat(with("nobody").of("anna")).isEqualTo(with("nobody"));
  }

  @Test
  void views_of_hands_are_there_for_whom_they_can_mean_something() {
    var now = with("me");
    assertThat(View.all(now, true))
        .filteredOn(View::here)
        .extracting(View::name)
        .containsExactly("mine");
    assertThat(View.all(now, true))
        .extracting(view -> view.filter().with())
        .containsOnlyOnce("me", "nobody");
    assertThat(View.all(now, false)).extracting(View::name).doesNotContain("mine");
  }

  @ParameterizedTest
  @MethodSource("filters")
  void an_order_by_attention_comes_back_from_the_address_and_has_one_page(Filter filter) {
    var by = filter.by(Filter.Sort.ATTENTION);
    assertThat(read(by.query())).isEqualTo(by);
    assertThat(by.byAttention()).isEqualTo(filter.state().open());
    assertThat(by.after()).isEqualTo(filter.state().open() ? null : filter.after());
    assertThat(by.in(Language.RU).of("anna").byAttention()).isEqualTo(by.byAttention());
    assertThat(by.by("\0")).isEqualTo(filter.first().after(by.after()));
  }

  private static Filter with(String with) {
    return Filter.read("en", "", "", "", "", "", with, "");
  }

  @Test
  void open_cases_are_shown_by_their_deadline_and_the_others_by_their_end() {
    assertThat(Stream.of(Filter.State.values()).filter(Filter.State::open))
        .containsExactly(Filter.State.OPEN, Filter.State.WAITING, Filter.State.EXPIRED);
  }
}
