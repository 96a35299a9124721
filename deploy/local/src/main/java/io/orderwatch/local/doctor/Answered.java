package io.orderwatch.local.doctor;

import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;

/** An answer that is no yes, in words for people. */
final class Answered {

  private static final String AGAIN = "try again in a minute or two";

  private record Words(String evidence, String fix) {}

  private Answered() {}

  /**
   * @throws IllegalArgumentException for a yes
   */
  static <T> Finding otherwise(Check check, Reply<T> reply) {
    return switch (reply) {
      case Reply.Ok<T> _ -> throw new IllegalArgumentException("a yes");
      case Reply.Refused<T>(var why, _, var message) -> {
        var words = words(why, message);
        yield Finding.wrong(check, words.evidence(), words.fix());
      }
      case Reply.Throttled<T>(var after) ->
          Finding.odd(
              check,
              "too many calls: others use this store's quota too",
              "try again in " + Math.max(1, after.toSeconds()) + " s");
      case Reply.Unavailable<T>(var reason) -> Finding.wrong(check, "no answer: " + reason, AGAIN);
      case Reply.Doubtful<T>(var reason) when reason.startsWith("unreadable body") ->
          Finding.wrong(
              check,
              "a page and no JSON (" + reason + ")",
              "what answers is not Ozon: look at proxy, portal and ORDERWATCH_OZON_URL");
      case Reply.Doubtful<T>(var reason) ->
          Finding.wrong(check, "no clear answer: " + reason, AGAIN);
    };
  }

  private static Words words(Refusal why, String message) {
    return switch (why) {
      case WRONG_KEY ->
          new Words(
              "Ozon does not take this key for this Client-Id",
              "copy both again from the cabinet (Settings, Seller API): a key belongs to one store,"
                  + " and Ozon does not say which of the two is wrong");
      case KEY_DEACTIVATED ->
          new Words(
              "the key has expired or was taken back",
              "make a new one in the cabinet; keys live three months");
      case ROLE_MISSING ->
          new Words("no role of the key opens this", "make a key with another role, or Admin");
      case IP_RESTRICTED ->
          new Words(
              "the key may not be used from this machine's address",
              "add the address with which it goes out to the key's list in the cabinet");
      case COMPANY_BLOCKED -> new Words("Ozon has blocked the store", "ask Ozon's support");
      case OFFER_NOT_SIGNED ->
          new Words("the store has not signed Ozon's offer", "sign it in the cabinet");
      case SUBSCRIPTION_TOO_LOW ->
          new Words("the store's subscription does not include this", "see its subscription");
      case OBSOLETE_METHOD ->
          new Words(
              "Ozon has ended this method",
              "look for a newer Orderwatch; docs/ozon-calendar.md has the dates");
      case METHOD_NOT_ALLOWED ->
          new Words("Ozon does not allow the store this method", "ask Ozon's support");
      case WITHOUT_WORDS ->
          new Words(
              "a refusal without words, as gateways give it",
              "look at proxy and firewall: it may not be Ozon that refuses");
      case WRONG_INTEGRATION_TYPE,
          TRANSITION_NOT_POSSIBLE,
          POSTING_NOT_FOUND,
          POSTING_ALREADY_CANCELLED,
          POSTING_ALREADY_SHIPPED,
          WRONG_CANCEL_REASON,
          WRONG_STATUS,
          INVALID_REQUEST,
          IN_SHADOW,
          OTHER ->
          new Words("Ozon refuses: " + message, "ask Ozon's support with these words");
    };
  }
}
