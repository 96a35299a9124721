package io.orderwatch.notification.reminder;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a message cannot be sent by API, and whether a person can still send it in the cabinet. */
public enum Obstacle {
  /** Chat by API needs Premium Plus or Pro (seller-api.md 7.1); the cabinet does not. */
  SUBSCRIPTION_TOO_LOW(true),
  /** Ozon does not show the action can_create_chat for this posting. */
  CHAT_NOT_OFFERED(true),
  /** A chat is opened within 72 hours after payment or delivery (seller-api.md 7.1). */
  CHAT_WINDOW_CLOSED(true),
  /** Ozon has switched chats off for some stores and buyers (help page, September 2026). */
  CHAT_DISABLED(true),
  /** Wrong, revoked, without the role, or tied to other addresses. */
  KEY_REJECTED(true),
  METHOD_NOT_ALLOWED(true),
  STORE_WITHOUT_KEY(true),
  STORE_BLOCKED(false),
  /** Everything is decided and recorded for it, and nothing is sent. */
  STORE_IN_SHADOW(false),
  /** Still not after the time that a young posting may take to be known to all methods. */
  POSTING_NOT_FOUND(true),
  REQUEST_REFUSED(true),
  /** Ozon does not show in what state the posting is, so whether the data is still awaited. */
  STATE_NOT_SHOWN(true),
  /** Several times, and never why. */
  REFUSED_WITHOUT_WORDS(true),
  /** It may be in the chat: look there before it is sent by hand. */
  OUTCOME_UNKNOWN(true),
  NOT_MADE_IN_TIME(true),
  /** He has had as many messages as he is to have; a person may know better. */
  BUYER_CAP_REACHED(true);

  private final boolean byHand;

  Obstacle(boolean byHand) {
    this.byHand = byHand;
  }

  /** The word that events and metrics carry; it never changes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Empty for a word that is not ours. */
  public static Optional<Obstacle> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  public static boolean leavesRoomForAPerson(String word) {
    return of(word).filter(each -> each.byHand).isPresent();
  }
}
