package io.orderwatch.compliance.outlook;

/** Whether an open case is supplied before its deadline. */
public sealed interface Chance {

  /** What of a case its chance was learned by, besides how many messages reached the buyer. */
  enum By {
    /** How long he has been silent since he opened the last message. */
    OPENED,
    /** How long he has been silent since the last message, which he has not opened. */
    UNREAD,
    /** How long he has been silent since the last message, opened or not. */
    SILENCE
  }

  /**
   * @param supplied from 0 to 1
   * @param from how many of the past had been silent for as long
   * @param ofStore whether these are the store's; else of all stores
   */
  record Stated(double supplied, int from, boolean ofStore, By by) implements Chance {}

  /**
   * Too few of the past had been silent for as long.
   *
   * @param from how many had
   */
  record Unknown(int from) implements Chance {}

  /** The deadline has passed. */
  record Over() implements Chance {}
}
