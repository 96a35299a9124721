package io.orderwatch.ozon;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why Ozon says no, by the words in its error texts.
 *
 * <p>Source: the official error list (September 2026); COMPANY_BLOCKED and OBSOLETE_METHOD are
 * reported by other clients. The order matters: the first whose words occur wins.
 */
public enum Refusal {
  WRONG_KEY("invalid api key"),
  KEY_DEACTIVATED("api key is deactivated"),
  ROLE_MISSING("missing a required role"),
  IP_RESTRICTED("restricted to specific ip"),
  COMPANY_BLOCKED("company is blocked"),
  OFFER_NOT_SIGNED("offer not signed"),
  SUBSCRIPTION_TOO_LOW("not available with existing subscription"),
  OBSOLETE_METHOD("obsolete method cannot be used"),
  METHOD_NOT_ALLOWED("method is not allowed"),
  WRONG_INTEGRATION_TYPE("has incorrect tpl integration type"),
  TRANSITION_NOT_POSSIBLE("transition is not possible"),
  POSTING_NOT_FOUND(
      "posting( [a-z0-9]+){0,8} not found", "posting( [a-z0-9]+){0,8} does not exist"),
  POSTING_ALREADY_CANCELLED("posting already cancelled"),
  POSTING_ALREADY_SHIPPED("posting already shipped"),
  WRONG_CANCEL_REASON("has incorrect cancel reason"),
  WRONG_STATUS("has incorrect status"),
  INVALID_REQUEST(
      "request validation error",
      "bad request",
      "period is too long",
      "either filter cutoff or filter delivering date must be specified",
      "mismatch between cutoff delivery date"),
  /** Ours, and Ozon was not asked: nothing is sent or changed for a store in shadow. */
  IN_SHADOW,
  /** A no with nothing in it, as gateways say it: neither why, nor whether it lasts. */
  WITHOUT_WORDS,
  OTHER;

  private final Pattern words;

  Refusal(String... words) {
    var nothing = "(?!)";
    this.words = Pattern.compile(words.length == 0 ? nothing : String.join("|", words));
  }

  /** The refusal that an error text names; empty if its words are not known. */
  public static Optional<Refusal> namedIn(String text) {
    var said = plain(text);
    for (var refusal : values()) {
      if (refusal.words.matcher(said).find()) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }

  /** Ozon writes one thing as POSTING_NOT_FOUND here and as "Posting not found" there. */
  public static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
  }
}
