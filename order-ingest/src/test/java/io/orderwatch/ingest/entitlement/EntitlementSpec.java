package io.orderwatch.ingest.entitlement;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.entitlement.Entitlement.Known;
import io.orderwatch.ingest.entitlement.Entitlement.Said;
import io.orderwatch.ingest.entitlement.Entitlement.Unknown;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntitlementSpec {

  private static final StoreId STORE = new StoreId("1001");
  private static final Instant EARLY = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant LATE = Instant.parse("2026-11-02T10:00:00Z");
  private static final Instant ENDS = Instant.parse("2027-01-28T09:54:23Z");
  private static final List<String> MISSING = List.of("/v1/chat/start");

  private static final Said KEY = new Said.Key(STORE, ENDS, MISSING);
  private static final Said NO_KEY = new Said.KeyRefused(STORE);
  private static final Said PLUS = new Said.Subscription(STORE, "PREMIUM_PLUS", true);
  private static final Said LITE = new Said.Subscription(STORE, "PREMIUM_LITE", false);
  private static final Said SILENT = new Said.Subscription(STORE, "UNKNOWN", null);

  private static final StoreEntitlement FULL =
      new StoreEntitlement("1001", 2, true, ENDS, MISSING, "PREMIUM_PLUS", true);
  private static final Known KNOWN = new Known(FULL, EARLY);

  private static Effect told(StoreEntitlement entitlement, Instant at) {
    return new Effect.Publish(entitlement, at, "v" + entitlement.version());
  }

  private static Decision<Entitlement> on(Entitlement state, Said said, Instant at) {
    return Entitlement.on(state, said, at, Versions.FIRST_LIFE);
  }

  @Test
  void what_is_said_first_is_told_however_little_it_is() {
    var key = new StoreEntitlement("1001", 1, true, ENDS, MISSING, "", null);
    var refused = new StoreEntitlement("1001", 1, false, null, List.of(), "", null);
    var plus = new StoreEntitlement("1001", 1, true, null, List.of(), "PREMIUM_PLUS", true);
    assertThat(on(new Unknown(), KEY, EARLY))
        .isEqualTo(move(new Known(key, EARLY), told(key, EARLY)));
    assertThat(on(new Unknown(), NO_KEY, EARLY))
        .isEqualTo(move(new Known(refused, EARLY), told(refused, EARLY)));
    assertThat(on(new Unknown(), PLUS, EARLY))
        .isEqualTo(move(new Known(plus, EARLY), told(plus, EARLY)));
  }

  @Test
  void the_same_is_told_once() {
    assertThat(on(KNOWN, KEY, LATE)).isEqualTo(stay(KNOWN));
    assertThat(on(KNOWN, PLUS, LATE)).isEqualTo(stay(KNOWN));
  }

  @Test
  void what_was_asked_for_earlier_is_no_news() {
    for (var said : List.of(KEY, NO_KEY, PLUS, LITE, SILENT)) {
      assertThat(on(KNOWN, said, EARLY.minusSeconds(1))).isEqualTo(stay(KNOWN));
    }
  }

  @Test
  void a_key_that_is_refused_leaves_the_rest_as_it_was_known() {
    var refused = new StoreEntitlement("1001", 3, false, ENDS, MISSING, "PREMIUM_PLUS", true);
    assertThat(on(KNOWN, NO_KEY, LATE))
        .isEqualTo(move(new Known(refused, LATE), told(refused, LATE)));
  }

  @Test
  void a_new_key_is_told_with_its_own_end() {
    var later = ENDS.plusSeconds(1);
    var now = new StoreEntitlement("1001", 3, true, later, List.of(), "PREMIUM_PLUS", true);
    assertThat(on(KNOWN, new Said.Key(STORE, later, List.of()), LATE))
        .isEqualTo(move(new Known(now, LATE), told(now, LATE)));
  }

  @Test
  void another_subscription_is_told_and_silence_about_the_chat_takes_nothing_back() {
    var lite = new StoreEntitlement("1001", 3, true, ENDS, MISSING, "PREMIUM_LITE", false);
    var silent = new StoreEntitlement("1001", 3, true, ENDS, MISSING, "UNKNOWN", true);
    assertThat(on(KNOWN, LITE, LATE)).isEqualTo(move(new Known(lite, LATE), told(lite, LATE)));
    assertThat(on(KNOWN, SILENT, LATE))
        .isEqualTo(move(new Known(silent, LATE), told(silent, LATE)));
  }

  @Test
  void a_version_told_in_the_forgotten_time_is_never_given_again() {
    var later = new Versions(1_764_000_000);
    var first = new StoreEntitlement("1001", 1_764_000_000, true, ENDS, MISSING, "", null);
    assertThat(Entitlement.on(new Unknown(), KEY, LATE, later))
        .isEqualTo(move(new Known(first, LATE), told(first, LATE)));
    var refused = new StoreEntitlement("1001", 0, false, ENDS, MISSING, "PREMIUM_PLUS", true);
    for (var version : List.of(2L, 1_763_999_999L)) {
      var known = new Known(FULL.withVersion(version), EARLY);
      assertThat(Entitlement.on(known, NO_KEY, LATE, later).effects())
          .containsExactly(told(refused.withVersion(1_764_000_000), LATE));
      assertThat(Entitlement.on(known, KEY, LATE, later)).isEqualTo(stay(known));
    }
    var known = new Known(FULL.withVersion(1_764_000_007), EARLY);
    assertThat(Entitlement.on(known, NO_KEY, LATE, later).effects())
        .containsExactly(told(refused.withVersion(1_764_000_008), LATE));
  }
}
