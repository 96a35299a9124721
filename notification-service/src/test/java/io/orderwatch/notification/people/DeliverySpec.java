package io.orderwatch.notification.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.Settled.Outcome;
import io.orderwatch.notification.people.Delivery.Delivered;
import io.orderwatch.notification.people.Delivery.Failed;
import io.orderwatch.notification.people.Delivery.Planned;
import io.orderwatch.notification.people.Delivery.Unknown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class DeliverySpec {

  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");
  private static final Letter LETTER =
      new Letter("1001-task-1", "1001", "duty", "TASK", 2, "title", "text", AT);
  private static final Delivery PLANNED = new Planned("1001-task-1", 2, AT);

  public static List<Delivery> known() {
    return List.of(
        PLANNED,
        new Delivered("1001-task-1", 2, AT, AT),
        new Failed("1001-task-1", 2, AT, AT, "status 404"));
  }

  private static Settled settled(Outcome outcome) {
    return new Settled(Delivery.CALL, "1001-task-1/2", outcome);
  }

  @Test
  void a_letter_is_planned_once() {
    assertThat(Delivery.on(new Unknown(), LETTER, AT))
        .isEqualTo(
            Decision.move(PLANNED, new Effect.CallOut(Delivery.CALL, "1001-task-1/2", LETTER)));
  }

  @ParameterizedTest
  @MethodSource("known")
  void a_letter_that_is_known_is_not_told_again(Delivery state) {
    assertThat(Delivery.on(state, LETTER, AT.plusSeconds(9))).isEqualTo(Decision.stay(state));
  }

  @Test
  void how_it_ended_is_kept_with_its_reason() {
    assertThat(Delivery.on(PLANNED, settled(new Outcome.Done(Map.of())), AT).next())
        .isEqualTo(known().get(1));
    assertThat(Delivery.on(PLANNED, settled(new Outcome.Refused("status 404")), AT).next())
        .isEqualTo(known().get(2));
    assertThat(Delivery.on(PLANNED, settled(new Outcome.Superseded("status 404")), AT).next())
        .isEqualTo(known().get(2));
  }

  @Test
  void what_ended_or_was_never_planned_does_not_end() {
    var done = settled(new Outcome.Done(Map.of()));
    for (var state : List.of(new Unknown(), known().get(1), known().get(2))) {
      assertThat(Delivery.on(state, done, AT)).isEqualTo(Decision.stay(state));
    }
  }

  @Test
  void each_channel_of_each_store_has_a_lane() {
    assertThat(LETTER.key()).isEqualTo("1001~duty:1001-task-1/2");
  }
}
