package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** An outage is a few lines in the log, however often it is met. */
class TroubleSpec {

  private final Trouble trouble = new Trouble("mailbox-timers", Logger.getLogger("test"));

  @Test
  void it_is_told_when_it_begins_and_when_it_is_over() {
    assertThat(trouble.came("no database", at(100)))
        .isEqualTo("mailbox-timers pauses: no database");
    assertThat(trouble.came("no database", at(101))).isNull();
    assertThat(trouble.over(at(130))).isEqualTo("mailbox-timers goes on after 30 s");
    assertThat(trouble.over(at(131))).isNull();
  }

  @Test
  void five_minutes_at_four_a_second_are_six_lines() {
    var lines = new ArrayList<String>();
    for (var ms = 0; ms < 300_000; ms += 250) {
      var line = trouble.came("no database", Duration.ofMillis(ms));
      if (line != null) {
        lines.add(line);
      }
    }
    lines.add(trouble.over(at(300)));
    assertThat(lines)
        .isEqualTo(
            List.of(
                "mailbox-timers pauses: no database",
                "mailbox-timers still pauses, 241 times in 60 s: no database",
                "mailbox-timers still pauses, 481 times in 120 s: no database",
                "mailbox-timers still pauses, 721 times in 180 s: no database",
                "mailbox-timers still pauses, 961 times in 240 s: no database",
                "mailbox-timers goes on after 300 s"));
  }

  @Test
  void the_next_one_is_told_anew() {
    trouble.came("no database", at(100));
    trouble.over(at(110));
    assertThat(trouble.came("no broker", at(111))).isEqualTo("mailbox-timers pauses: no broker");
  }

  @Test
  void nothing_is_said_while_all_is_well() {
    assertThat(trouble.over(at(100))).isNull();
  }

  private static Duration at(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
