package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecidingSpec {

  private static final Proposal.Name ONE = name("1001:1-1", "c-1");

  @Test
  void a_button_means_its_own_command_and_not_those_that_are_ticked() {
    assertThat(Deciding.read("decline 1001:1-1/c-1", "approve", List.of("1001:2-2/c-2")))
        .contains(new Deciding(Act.DECLINE, List.of(ONE)));
  }

  @Test
  void what_is_ticked_is_done_once_each_in_its_order() {
    assertThat(
            Deciding.read("", "approve", List.of("1001:2-2/a:b", "1001:1-1/c-1", "1001:2-2/a:b")))
        .contains(new Deciding(Act.APPROVE, List.of(name("1001:2-2", "a:b"), ONE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1001:1-1",
        "1001:1-1/",
        "shop:1-1/c",
        "1001:1-1/c/d",
        "1001:1-1/c\n",
        "/c",
        "x"
      })
  void what_is_no_command_is_not_guessed_at(String written) {
    assertThat(Deciding.read("", "approve", List.of("1001:1-1/c-1", written))).isEmpty();
    assertThat(Deciding.read("approve " + written, "", List.of())).isEmpty();
  }

  @Test
  void nothing_else_can_be_asked_for_here_and_not_more_than_a_page_shows() {
    for (var act : Act.values()) {
      assertThat(Deciding.read("", act.word(), List.of("1001:1-1/c-1")).isPresent())
          .as("%s", act)
          .isEqualTo(act == Act.APPROVE || act == Act.DECLINE);
    }
    assertThat(Deciding.read("", "approve", List.of())).isEmpty();
    var many = IntStream.rangeClosed(1, Asks.MOST + 1).mapToObj(n -> "1001:1-1/c-" + n).toList();
    assertThat(Deciding.read("", "approve", many)).isEmpty();
    assertThat(Deciding.read("", "approve", many.subList(1, many.size()))).isPresent();
    assertThat(Deciding.read("", "approve", Collections.nCopies(99, "1001:1-1/c-1"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"anna, true", "' ANNA ', true", "boris, false"})
  void who_asked_is_told_whatever_case_and_blanks_his_name_has(String person, boolean own) {
    var at = Instant.parse("2026-11-23T09:00:00Z");
    var proposal = new Proposal(ONE, "cancel", "Anna", at, at, "It ends.\0", "why\u202E");
    assertThat(proposal.own(person)).isEqualTo(own);
    assertThat(proposal.own(null)).as("nobody knows who looks").isFalse();
    assertThat(proposal.consequence() + proposal.comment()).isEqualTo("It ends.why");
  }

  private static Proposal.Name name(String key, String id) {
    return new Proposal.Name(PostingRef.parse(key), id);
  }
}
