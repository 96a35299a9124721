package io.orderwatch.notification.texts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a buyer is written about.
 *
 * <p>Placeholders: {@code order} «№ 0132112277-0102», or the posting where Ozon shows no order;
 * {@code until} «15:30 24 ноября по московскому времени»; {@code where} the way in Ozon's account;
 * {@code reminder} which one it is; {@code told} the same in brackets, nothing for the first;
 * {@code again} that Ozon asks once more; {@code count} how many postings; {@code tracking} the new
 * number.
 */
public enum Situation {
  FIRST("order until where", "until"),
  MIDDLE("order until where reminder", "until reminder"),
  /** The ladder's last step; if it has but one, that is the first. */
  LAST("order until where reminder", "until reminder"),
  /** Ozon asks anew for what was there: the first step of a later round. */
  ASKED_AGAIN("order until where again", "until again"),
  /** Any step for several postings of one order. */
  SEVERAL_POSTINGS("order until where count told", "until count told"),
  /** The buyer asks what the data are needed for. */
  WHY("order where until", ""),
  /** He says that he has filled it in. */
  FILLED_IN("order where until", ""),
  DELIVERY_PERIOD("order where", ""),
  NEW_TRACKING_NUMBER("order where tracking", "tracking"),
  RETURNED_MIDWAY("order where", "");

  private final String known;
  private final String needed;

  Situation(String known, String needed) {
    this.known = known;
    this.needed = needed;
  }

  /** For example {@code asked-again}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Situation> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }

  /** What a template may name. */
  public Set<String> known() {
    return Set.of(known.split(" ", -1));
  }

  /**
   * What it must name: without the time a reminder is of no use, and without its number a message
   * could be taken for the one before.
   */
  public Set<String> needed() {
    return needed.isEmpty() ? Set.of() : Set.of(needed.split(" ", -1));
  }

  /** Whether a notice about it tells of passport data: of no use once they are not awaited. */
  public boolean ofPassport() {
    return this == WHY || this == FILLED_IN;
  }

  /** What a person may have the buyer told; the other situations are the ladder's. */
  public static List<Situation> notices() {
    return List.of(WHY, FILLED_IN, DELIVERY_PERIOD, NEW_TRACKING_NUMBER, RETURNED_MIDWAY);
  }

  /** The situations of the ladder, whose texts are sent by themselves. */
  public static List<Situation> ladder() {
    return List.of(FIRST, MIDDLE, LAST, ASKED_AGAIN, SEVERAL_POSTINGS);
  }
}
