package io.orderwatch.local.doctor;

import io.orderwatch.ozon.Capability;
import java.util.Locale;

/** What is looked at; the id is what programs read and does not change. */
public enum Check {
  JDK("JDK"),
  BUILD("build"),
  FOLDER("working directory"),
  DISK("disk"),
  MEMORY("memory"),
  PORTS("ports"),
  SERVERS("Kafka and PostgreSQL"),
  ZONES("time zones"),
  OZON("the way to Ozon"),
  CLOCK("clock"),
  KEY("key"),
  SUBSCRIPTION("subscription"),
  POSTINGS("postings"),
  CHANGES("changed postings"),
  CAN_SEE_POSTINGS("seeing postings"),
  CAN_WRITE("writing to buyers"),
  CAN_SEE_CHATS("seeing answers"),
  CAN_CANCEL("cancelling"),
  CAN_TRACK("tracking numbers"),
  CAN_MOVE_DATES("moving dates"),
  CAN_HANDLE_RETURNS("returns"),
  CAN_ANSWER_REQUESTS("requests to cancel"),
  CAN_DISPUTE("disputes"),
  CAN_SEE_RATINGS("error index"),
  CAN_SEE_ACCOUNT("key and subscription");

  private final String title;

  Check(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** For example {@code can-see-postings}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Check of(Capability capability) {
    return switch (capability) {
      case ACCOUNT -> CAN_SEE_ACCOUNT;
      case POSTINGS -> CAN_SEE_POSTINGS;
      case WRITING -> CAN_WRITE;
      case CHATS -> CAN_SEE_CHATS;
      case CANCELLING -> CAN_CANCEL;
      case TRACKING -> CAN_TRACK;
      case DATES -> CAN_MOVE_DATES;
      case RETURNS -> CAN_HANDLE_RETURNS;
      case CANCELLATION_REQUESTS -> CAN_ANSWER_REQUESTS;
      case DISPUTES -> CAN_DISPUTE;
      case RATINGS -> CAN_SEE_RATINGS;
    };
  }
}
