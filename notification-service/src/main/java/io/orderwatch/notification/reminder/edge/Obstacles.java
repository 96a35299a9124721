package io.orderwatch.notification.reminder.edge;

import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.ozon.Refusal;

/** What Ozon's ways of saying no mean for a message. */
final class Obstacles {

  private Obstacles() {}

  static Obstacle of(Refusal refusal) {
    return switch (refusal) {
      case SUBSCRIPTION_TOO_LOW -> Obstacle.SUBSCRIPTION_TOO_LOW;
      case WRONG_KEY, KEY_DEACTIVATED, ROLE_MISSING, IP_RESTRICTED -> Obstacle.KEY_REJECTED;
      case METHOD_NOT_ALLOWED, OBSOLETE_METHOD -> Obstacle.METHOD_NOT_ALLOWED;
      case COMPANY_BLOCKED, OFFER_NOT_SIGNED -> Obstacle.STORE_BLOCKED;
      case POSTING_NOT_FOUND -> Obstacle.POSTING_NOT_FOUND;
      case IN_SHADOW -> Obstacle.STORE_IN_SHADOW;
      case WITHOUT_WORDS -> Obstacle.REFUSED_WITHOUT_WORDS;
      case WRONG_INTEGRATION_TYPE,
          TRANSITION_NOT_POSSIBLE,
          POSTING_ALREADY_CANCELLED,
          POSTING_ALREADY_SHIPPED,
          WRONG_CANCEL_REASON,
          WRONG_STATUS,
          INVALID_REQUEST,
          OTHER ->
          Obstacle.REQUEST_REFUSED;
    };
  }

  /**
   * The same for a chat's own methods: a no without a known word is how a chat that Ozon has
   * switched off is expected to answer (403 or 404, seller-api.md 7.1).
   */
  static Obstacle inChat(Refusal refusal) {
    return refusal == Refusal.OTHER ? Obstacle.CHAT_DISABLED : of(refusal);
  }
}
