package io.orderwatch.compliance.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.past.Chronicle.Line;
import io.orderwatch.contracts.MessageEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChronicleSpec {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void what_was_told_and_what_was_ordered_stand_in_the_order_of_time() {
    var life =
        new Life()
            .waits()
            .later(MINUTE)
            .ordered(Hand.What.HAND_OVER, null, "Wei")
            .later(MINUTE)
            .heard(new MessageEvent.Sent(Life.REF, 1, "chat"))
            .later(MINUTE)
            .heard(new MessageEvent.Read(Life.REF, 0, "chat", "why.1"))
            .later(MINUTE)
            .heard(new MessageEvent.AwaitingOperator(Life.REF, 2, "text", "chat-disabled"));
    var orders = life.kept().today().file().hand().orders();
    var lines = Chronicle.of(life.told, orders);
    assertThat(lines)
        .extracting(Line::what)
        .containsExactly("opened", "due", "ordered", "sent", "notice-read", "by-hand", "called");
    assertThat(lines)
        .filteredOn(line -> line.what().equals("due"))
        .extracting(Line::it)
        .containsExactly("1/3");
    assertThat(lines)
        .filteredOn(line -> line.what().equals("called"))
        .extracting(Line::it)
        .containsExactly("chat-closed");
    assertThat(lines)
        .filteredOn(line -> line.what().equals("ordered"))
        .containsExactly(new Line(Life.PAID.plus(MINUTE), "ordered", "hand-over", "anna", "→ Wei"));
    assertThat(lines)
        .filteredOn(line -> !line.what().equals("ordered"))
        .allMatch(line -> Chronicle.WORDS.contains(line.what()));
  }

  @Test
  void of_nothing_there_is_nothing_to_tell() {
    assertThat(Chronicle.of(List.of(), List.of())).isEmpty();
  }
}
