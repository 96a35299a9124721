package io.orderwatch.ozon;

/**
 * Something in one of Ozon's answers that is made otherwise than it was known to be: where, never
 * what it said.
 *
 * @param method of Ozon's
 * @param path for example {@code postings[].products[].price}; a name that is no field's is {@code
 *     *}
 */
public record Drift(String method, String path, Kind kind) {

  /** What is otherwise. */
  public enum Kind {
    /** A field that was never there. */
    NEW_FIELD,
    /** A list where an object was, text where a truth was, and the like. */
    OTHER_TYPE,
    /** A field that was always there and that we read. */
    VANISHED,
    /** A word that {@link Vocabulary} does not have. */
    NEW_WORD
  }
}
