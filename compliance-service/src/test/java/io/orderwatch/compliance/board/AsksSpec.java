package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingRef;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsksSpec {

  @Test
  void the_button_of_a_row_goes_before_what_is_ticked() {
    assertThat(Asks.read("send-now 1:a-1", "stop", List.of("1:b-1")))
        .contains(new Asks(Act.SEND_NOW, List.of(PostingRef.of("1", "a-1"))));
  }

  @Test
  void what_is_ticked_is_asked_for_once_each() {
    assertThat(Asks.read("", "stop", List.of("1:b-1", "2:c-1", "1:b-1")))
        .contains(
            new Asks(Act.STOP, List.of(PostingRef.of("1", "b-1"), PostingRef.of("2", "c-1"))));
  }

  @Test
  void nothing_or_nonsense_or_too_much_asks_for_nothing() {
    assertThat(Asks.read("", "stop", List.of())).isEmpty();
    assertThat(Asks.read("", "explode", List.of("1:b-1"))).isEmpty();
    assertThat(Asks.read("stop b", "", List.of())).isEmpty();
    assertThat(Asks.read("", "stop", List.of("1:b-1", "x"))).isEmpty();
    var many = IntStream.rangeClosed(0, Asks.MOST).mapToObj(n -> "1:p-" + n).toList();
    assertThat(Asks.read("", "stop", many)).isEmpty();
    assertThat(Asks.read("", "stop", many.subList(1, many.size()))).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void only_what_is_about_reminders_can_be_asked_for_on_the_list(Act act) {
    assertThat(Asks.read("", act.word(), List.of("1:b-1")).isPresent()).isEqualTo(act.ours());
    assertThat(Act.read(act.word())).contains(act);
  }
}
