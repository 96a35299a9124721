package io.orderwatch.ingest.push.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushDoorTest {

  @Test
  void without_a_secret_nobody_pushes() {
    for (var secret : new String[] {"", " "}) {
      var closed = new PushDoor(Optional.of(secret), false);
      assertThat(closed.lets("")).isFalse();
      assertThat(closed.lets(secret)).isFalse();
    }
    assertThat(new PushDoor(Optional.empty(), false).lets("")).isFalse();
  }

  @Test
  void a_setting_opens_it() {
    var open = new PushDoor(Optional.empty(), true);
    assertThat(open.lets("")).isTrue();
    assertThat(open.lets("guessed")).isFalse();
  }

  @Test
  void a_secret_is_asked_for_also_where_it_would_be_open() {
    for (var open : new boolean[] {true, false}) {
      var door = new PushDoor(Optional.of("secret"), open);
      assertThat(door.lets("secret")).isTrue();
      assertThat(door.lets("")).isFalse();
      assertThat(door.lets("guessed")).isFalse();
    }
  }
}
