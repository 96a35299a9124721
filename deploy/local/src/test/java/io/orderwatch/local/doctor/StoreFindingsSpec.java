package io.orderwatch.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.local.Usage;
import io.orderwatch.local.doctor.Finding.Verdict;
import io.orderwatch.local.doctor.StoreSeen.Postings;
import io.orderwatch.local.doctor.Way.End;
import io.orderwatch.ozon.ApiKey;
import io.orderwatch.ozon.Capability;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.SellerInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StoreFindingsSpec {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Way REACHED = way(End.REACHED);
  private static final ApiKey ADMIN =
      new ApiKey(NOW.plus(Duration.ofDays(60)), Capability.allMethods());
  private static final Reply<SellerInfo> PLUS = new Reply.Ok<>(SellerInfo.of("PREMIUM_PLUS"));
  private static final Reply<Postings> SOME = new Reply.Ok<>(new Postings(34, 5, 0, false));

  @Test
  void with_all_rights_everything_is_well_and_said_in_numbers() {
    var findings = of(new Reply.Ok<>(ADMIN), PLUS, SOME);
    assertThat(findings)
        .allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Verdict.WELL))
        .extracting(Finding::check)
        .contains(Check.OZON, Check.CLOCK, Check.KEY, Check.SUBSCRIPTION, Check.CHANGES)
        .containsAll(List.of(Capability.values()).stream().map(Check::of).toList())
        .doesNotHaveDuplicates();
    assertThat(evidence(findings, Check.KEY))
        .isEqualTo("is taken, ends on 2027-01-26 (in 60 days)");
    assertThat(evidence(findings, Check.POSTINGS))
        .isEqualTo("34 unfulfilled, 5 of them await passport data now");
    assertThat(StoreFindings.forbidding(findings)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Capability.class)
  void each_method_that_is_not_open_costs_its_capability_alone_and_says_what_is_lost(
      Capability lost) {
    for (var method : lost.methods()) {
      var rest =
          Capability.allMethods().stream()
              .filter(each -> !each.equals(method))
              .collect(Collectors.toSet());
      var findings = of(new Reply.Ok<>(new ApiKey(null, rest)), PLUS, SOME);
      var failed = findings.stream().filter(Finding::failed).toList();
      assertThat(failed)
          .allSatisfy(each -> assertThat(each.evidence()).contains(method + ": "))
          .allSatisfy(each -> assertThat(each.fix()).contains("Admin"))
          .extracting(Finding::check)
          .containsExactlyInAnyOrderElementsOf(
              List.of(Capability.values()).stream()
                  .filter(each -> each.methods().contains(method))
                  .map(Check::of)
                  .toList());
    }
  }

  @Test
  void a_set_that_sees_no_posting_does_not_start_and_one_that_cannot_write_does() {
    var blind = new ApiKey(null, Set.of("/v1/roles", "/v1/seller/info"));
    assertThat(StoreFindings.forbidding(of(new Reply.Ok<>(blind), PLUS, SOME)))
        .extracting(Finding::check)
        .containsExactly(Check.CAN_SEE_POSTINGS);
  }

  @Test
  void a_key_that_names_no_methods_is_not_held_to_lack_them() {
    var findings = of(new Reply.Ok<>(new ApiKey(null, Set.of())), PLUS, SOME);
    assertThat(finding(findings, Check.KEY).verdict()).isEqualTo(Verdict.ODD);
    assertThat(findings).extracting(Finding::check).doesNotContain(Check.CAN_WRITE);
  }

  @ParameterizedTest
  @CsvSource({"14, WELL", "13, ODD", "0, ODD", "-1, ODD"})
  void a_key_that_ends_soon_is_odd(long days, Verdict verdict) {
    var key = new ApiKey(NOW.plus(Duration.ofDays(days)), Capability.allMethods());
    assertThat(finding(of(new Reply.Ok<>(key), PLUS, SOME), Check.KEY).verdict())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "PREMIUM_PLUS, WELL, by themselves",
    "PREMIUM_PRO, WELL, by themselves",
    "PREMIUM, ODD, only Premium Plus",
    "PREMIUM_LITE, ODD, only Premium Plus",
    "UNKNOWN, ODD, does not say"
  })
  void the_subscription_decides_whether_reminders_go_by_themselves(
      String word, Verdict verdict, String said) {
    var findings = of(new Reply.Ok<>(ADMIN), new Reply.Ok<>(SellerInfo.of(word)), SOME);
    assertThat(finding(findings, Check.SUBSCRIPTION).verdict()).isEqualTo(verdict);
    assertThat(evidence(findings, Check.SUBSCRIPTION)).contains(said);
  }

  @Test
  void a_key_that_may_not_ask_leaves_the_subscription_unknown() {
    var refused = new Reply.Refused<SellerInfo>(Refusal.ROLE_MISSING, 7, "ROLE_MISSING");
    assertThat(finding(of(new Reply.Ok<>(ADMIN), refused, SOME), Check.SUBSCRIPTION).verdict())
        .isEqualTo(Verdict.ODD);
  }

  @Test
  void a_word_of_the_subscription_that_is_none_is_not_printed_as_it_came() {
    var odd = new Reply.Ok<>(SellerInfo.of("\u001b[31m" + "PREMIUM".repeat(100) + "\u0000"));
    assertThat(evidence(of(new Reply.Ok<>(ADMIN), odd, SOME), Check.SUBSCRIPTION))
        .doesNotContain("\u001b", "\u0000")
        .hasSizeLessThan(150);
  }

  @ParameterizedTest
  @EnumSource(value = Refusal.class, mode = EnumSource.Mode.EXCLUDE, names = "ROLE_MISSING")
  void every_refusal_of_the_key_is_wrong_forbids_the_start_and_has_friendly_words(Refusal why) {
    var findings = of(new Reply.Refused<>(why, 7, "MESSAGE, code 7, HTTP 403"), PLUS, SOME);
    var key = finding(findings, Check.KEY);
    assertThat(key.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(key.evidence()).isNotBlank();
    assertThat(key.fix()).isNotBlank();
    assertThat(StoreFindings.forbidding(findings)).contains(key);
    assertThat(findings).extracting(Finding::check).doesNotContain(Check.CAN_WRITE);
  }

  @Test
  void a_key_that_may_not_ask_what_it_opens_may_still_open_all() {
    var key = key(new Reply.Refused<>(Refusal.ROLE_MISSING, 7, "ROLE_MISSING"));
    assertThat(key.verdict()).isEqualTo(Verdict.ODD);
  }

  @Test
  void what_is_no_answer_is_told_apart_from_a_refusal() {
    assertThat(key(new Reply.Throttled<>(Duration.ofSeconds(30))))
        .isEqualTo(
            Finding.odd(
                Check.KEY,
                "too many calls: others use this store's quota too",
                "try again in 30 s"));
    assertThat(key(new Reply.Doubtful<>("unreadable body, HTTP 200")).words())
        .contains("a page and no JSON", "what answers is not Ozon");
    assertThat(key(new Reply.Doubtful<>("HTTP 502")).evidence())
        .isEqualTo("no clear answer: HTTP 502");
    assertThat(key(new Reply.Unavailable<>("Circle is open, HTTP 503")).evidence())
        .isEqualTo("no answer: Circle is open, HTTP 503");
  }

  @Test
  void lists_that_cannot_be_read_wholly_are_odd() {
    var seen = new Reply.Ok<>(new Postings(3000, 7, 2, true));
    var findings = of(new Reply.Ok<>(ADMIN), PLUS, seen);
    assertThat(finding(findings, Check.POSTINGS).verdict()).isEqualTo(Verdict.ODD);
    assertThat(evidence(findings, Check.POSTINGS))
        .startsWith("more than 3000 unfulfilled, at least 7 of them")
        .endsWith("2 could not be read");
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void wherever_the_way_ends_it_is_said_where_and_what_to_do(End end) {
    var finding = way(end).finding();
    assertThat(finding.failed()).isEqualTo(end != End.REACHED);
    assertThat(finding.fix().isEmpty()).isEqualTo(end == End.REACHED);
    var unheeded = new Way("https://ozon", "ozon", 443, false, true, end).finding();
    assertThat(unheeded.fix().contains("-Dhttps.proxyHost")).isEqualTo(end != End.REACHED);
    var byProxy = new Way("https://ozon", "proxy.lan", 3128, true, false, end).finding();
    assertThat(byProxy.evidence()).contains("proxy.lan");
    assertThat(StoreFindings.of(StoreSeen.unreached(way(end)), NOW)).containsExactly(finding);
  }

  @Test
  void without_a_store_an_ozon_that_is_not_reached_is_no_fault() {
    assertThat(StoreFindings.withoutStore(way(End.REFUSED), Optional.empty()))
        .singleElement()
        .satisfies(each -> assertThat(each.verdict()).isEqualTo(Verdict.ODD));
    assertThat(StoreFindings.withoutStore(REACHED, Optional.empty()))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.ODD);
    var late = new Skew(Duration.ofMinutes(-5), Duration.ofSeconds(1));
    assertThat(StoreFindings.withoutStore(REACHED, Optional.of(late)))
        .containsExactly(late.finding());
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void the_help_lists_the_id_of_every_check(Check check) {
    assertThat(Usage.TEXT).containsPattern("[ ,]" + check.id() + "[,\n]");
  }

  private static Finding key(Reply<ApiKey> reply) {
    return finding(of(reply, PLUS, SOME), Check.KEY);
  }

  private static List<Finding> of(
      Reply<ApiKey> key, Reply<SellerInfo> subscription, Reply<Postings> postings) {
    var skew = new Skew(Duration.ZERO, Duration.ofSeconds(1));
    return StoreFindings.of(
        new StoreSeen(
            REACHED,
            Optional.of(skew),
            Optional.of(key),
            Optional.of(subscription),
            Optional.of(postings),
            Optional.of(postings)),
        NOW);
  }

  private static String evidence(List<Finding> findings, Check check) {
    return finding(findings, check).evidence();
  }

  private static Finding finding(List<Finding> findings, Check check) {
    return findings.stream().filter(each -> each.check() == check).findAny().orElseThrow();
  }

  private static Way way(End end) {
    return new Way("https://api-seller.ozon.ru", "api-seller.ozon.ru", 443, false, false, end);
  }
}
