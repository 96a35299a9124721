package io.orderwatch.compliance.board;

import org.jspecify.annotations.Nullable;

/**
 * What became of something that a person asked for.
 *
 * @param key {@code <store>:<posting>}
 * @param end how it ended
 * @param code why not, as programs know it; null if nothing speaks against it
 * @param field what of the form cannot be used; null if that is not why
 * @param why the same for people, in their language; "" or null where the page has words for the
 *     code
 * @param instead what to do instead; null if nothing is known
 * @param note what should be known before it is asked for; null for nothing
 * @param consequence what follows if it is done; null if that was not asked
 * @param second whether a second person has to approve it before anything is done
 */
public record Outcome(
    String key,
    Act act,
    End end,
    @Nullable String code,
    @Nullable String field,
    @Nullable String why,
    @Nullable String instead,
    @Nullable String note,
    @Nullable String consequence,
    boolean second) {

  /** How it ended, or would. */
  public enum End {
    /** It was done. */
    DONE,
    /** It goes on, and its end is told by an event. */
    ACCEPTED,
    /** A second person has to approve it. */
    PROPOSED,
    /** A preview: it would be tried. */
    TRIED,
    /** A preview: it would wait until Ozon offers it. */
    WAITS,
    REFUSED,
    /** He who asked may not. */
    FORBIDDEN,
    /** Whether it was done is not known; the same again is done once. */
    UNKNOWN;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public static Outcome of(String key, Act act, End end) {
    return new Outcome(key, act, end, null, null, null, null, null, null, false);
  }

  public static Outcome refused(String key, Act act, String code) {
    return new Outcome(key, act, End.REFUSED, code, null, null, null, null, null, false);
  }

  /** A field of the form cannot be used. */
  public static Outcome wrong(String key, Act act, String field) {
    return new Outcome(key, act, End.REFUSED, "bad-input", field, null, null, null, null, false);
  }

  /** Nobody answered in time. */
  public static Outcome unknown(String key, Act act) {
    return new Outcome(key, act, End.UNKNOWN, "no-answer", null, null, null, null, null, false);
  }

  /** Whether this is a preview of something that can be asked for. */
  public boolean open() {
    return end == End.TRIED || end == End.WAITS;
  }

  public String posting() {
    return key.substring(key.indexOf(':') + 1);
  }
}
