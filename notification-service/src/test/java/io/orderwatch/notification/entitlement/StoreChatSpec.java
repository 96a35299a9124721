package io.orderwatch.notification.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.notification.entitlement.StoreChat.Open;
import io.orderwatch.notification.entitlement.StoreChat.Policy;
import io.orderwatch.notification.entitlement.StoreChat.Refused;
import io.orderwatch.notification.reminder.Obstacle;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreChatSpec {

  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");
  private static final Policy POLICY = Policy.USUAL;

  private static StoreChat refused(int times, Obstacle why) {
    var chat = StoreChat.NEW;
    for (var i = 0; i < times; i++) {
      chat = StoreChat.refused(chat, why, AT, POLICY);
    }
    return chat;
  }

  @ParameterizedTest
  @EnumSource(Obstacle.class)
  void refusals_in_a_row_close_the_chat_if_they_concern_the_whole_store(Obstacle why) {
    var ofTheStore = StoreChat.OF_THE_STORE.contains(why);
    assertThat(refused(POLICY.refusals() - 1, why)).isInstanceOf(Open.class);
    assertThat(refused(POLICY.refusals(), why))
        .isEqualTo(ofTheStore ? new Refused(why, POLICY.refusals(), AT, AT) : StoreChat.NEW);
  }

  @Test
  void one_message_that_goes_through_begins_the_counting_anew() {
    var chat = refused(POLICY.refusals() - 1, Obstacle.KEY_REJECTED);
    assertThat(StoreChat.refused(StoreChat.worked(chat), Obstacle.KEY_REJECTED, AT, POLICY))
        .isEqualTo(new Open(1));
  }

  @Test
  void a_closed_chat_is_tried_once_in_a_while() {
    var closed = refused(POLICY.refusals(), Obstacle.SUBSCRIPTION_TOO_LOW);
    var later = AT.plus(POLICY.between());
    assertThat(StoreChat.tries(closed, later.minusSeconds(1), POLICY)).isFalse();
    assertThat(StoreChat.tries(closed, later, POLICY)).isTrue();
    var tried = StoreChat.tried(closed, later);
    assertThat(StoreChat.tries(tried, later, POLICY)).isFalse();
    assertThat(StoreChat.tries(tried, later.plus(POLICY.between()), POLICY)).isTrue();
  }

  @Test
  void a_closed_chat_says_since_when_and_why_lately() {
    var closed = refused(POLICY.refusals(), Obstacle.SUBSCRIPTION_TOO_LOW);
    var later = AT.plus(POLICY.between());
    assertThat(StoreChat.refused(closed, Obstacle.KEY_REJECTED, later, POLICY))
        .isEqualTo(new Refused(Obstacle.KEY_REJECTED, POLICY.refusals() + 1, AT, AT));
  }

  @Test
  void a_message_that_goes_through_opens_it() {
    var open = StoreChat.worked(refused(POLICY.refusals(), Obstacle.KEY_REJECTED));
    assertThat(open).isEqualTo(StoreChat.NEW);
    assertThat(StoreChat.tries(open, AT, POLICY)).isTrue();
  }

  @Test
  void a_subscription_that_allows_no_chat_closes_it_at_once_and_one_that_does_opens_it() {
    var closed = StoreChat.told(StoreChat.NEW, false, AT);
    assertThat(closed).isEqualTo(new Refused(Obstacle.SUBSCRIPTION_TOO_LOW, 0, AT, AT));
    assertThat(StoreChat.tries(closed, AT, POLICY)).isFalse();
    assertThat(StoreChat.told(closed, false, AT.plusSeconds(1))).isEqualTo(closed);
    assertThat(StoreChat.told(closed, true, AT)).isEqualTo(StoreChat.NEW);
    assertThat(StoreChat.told(new Open(2), true, AT)).isEqualTo(new Open(2));
  }

  @Test
  void a_subscription_says_nothing_of_another_obstacle_and_silence_says_nothing_at_all() {
    var closed = refused(POLICY.refusals(), Obstacle.KEY_REJECTED);
    assertThat(StoreChat.told(closed, true, AT)).isEqualTo(closed);
    assertThat(StoreChat.told(closed, false, AT)).isEqualTo(closed);
    for (var state : new StoreChat[] {StoreChat.NEW, new Open(2), closed}) {
      assertThat(StoreChat.told(state, null, AT)).isEqualTo(state);
    }
  }
}
