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
    @Nullable Money value) {

  public String store() {
    return key.substring(0, key.indexOf(':'));
  }

  public String posting() {
    return key.substring(key.indexOf(':') + 1);
  }

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
