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
}
