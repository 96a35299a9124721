package io.orderwatch.compliance.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.health.KnownEntitlement.Known;
import io.orderwatch.contracts.StoreEntitlement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownEntitlementSpec {

  private static StoreEntitlement told(long version, String subscription) {
    return new StoreEntitlement("1001", version, true, null, List.of(), subscription, true);
  }

  @Test
  void the_first_word_is_kept() {
    var first = told(3, "PREMIUM");
    assertThat(KnownEntitlement.on(new KnownEntitlement.Unknown(), first).next())
        .isEqualTo(new Known(first));
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, true"})
  void only_a_newer_word_counts(long version, boolean counts) {
    var known = new Known(told(2, "PREMIUM"));
    var later = told(version, "BASIC");
    assertThat(KnownEntitlement.on(known, later).next())
        .isEqualTo(counts ? new Known(later) : known);
  }
}
