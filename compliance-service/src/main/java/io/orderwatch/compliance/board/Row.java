package io.orderwatch.compliance.board;

import io.orderwatch.contracts.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case as a row of the board.
 *
 * @param key {@code <store>:<posting number>}
 * @param state waiting, expired, supplied, lost or split
 * @param closedAt null while it is open
 * @param value of the goods; null if that is not known
 * @param nextStep when the buyer is reminded next; null if there is no step left
 * @param steps the ladder has
 * @param mark how far the last message to the buyer got
 * @param stopped whether a person has stopped the reminders
 * @param zone the IANA name of the buyer's; null where it is not known
 * @param holder who has it in hand; null if nobody has
 * @param asleep whether it is the buyer's night
 */
public record Row(
    String key,
    String order,
    String state,
    Instant deadline,
    @Nullable Instant closedAt,
    int stepsTaken,
    int steps,
    @Nullable Instant nextStep,
    @Nullable Money value,
    Mark mark,
    boolean stopped,
    @Nullable String holder,
    @Nullable String zone,
    boolean asleep) {

  /** Of a buyer of whom nothing is known. */
  public Row(
      String key,
      String order,
      String state,
      Instant deadline,
      @Nullable Instant closedAt,
      int stepsTaken,
      int steps,
      @Nullable Instant nextStep,
      @Nullable Money value) {
    this(
        key,
        order,
        state,
        deadline,
        closedAt,
        stepsTaken,
        steps,
        nextStep,
        value,
        Mark.NOTHING_SENT,
        false,
        null,
        null,
        false);
  }

  /** The one thing that is most likely wanted now, of what the list can do; null for nothing. */
  public @Nullable Act primary() {
    if (!state.equals("waiting")) {
      return null;
    }
    return stopped ? Act.RESUME : stepsTaken < steps ? Act.SEND_NOW : null;
  }

  public String store() {
    return key.substring(0, key.indexOf(':'));
  }

  public String posting() {
    return key.substring(key.indexOf(':') + 1);
  }

  /** Whether anything can be done about its reminders, or who has it. */
  public boolean open() {
    return closedAt == null;
  }

  /** Its place in the list. */
  public Filter.Cursor cursor() {
    return new Filter.Cursor(closedAt == null ? deadline : closedAt, key);
  }

  /** The address of its page. */
  public String path() {
    return path(store(), posting());
  }

  public static String path(String store, String posting) {
    return "/postings/" + store + "/" + Filter.escaped(posting);
  }
}
