package io.orderwatch.compliance.board;

import org.jspecify.annotations.Nullable;

/**
 * What became of something that a person asked for.
 *
 * @param key {@code <store>:<posting>}
 * @param end how it ended
 * @param code why not, as programs know it; null if nothing speaks against it
 * @param why the same for people
 * @param instead what to do instead; null if nothing is known
 * @param consequence what follows if it is done; null if that was not asked
 */
public record Outcome(
    String key,
    Act act,
    End end,
    @Nullable String code,
    @Nullable String why,
    @Nullable String instead,
    @Nullable String consequence) {

  /** How it ended, or would. */
  public enum End {
    /** It was done. */
    DONE,
    /** It goes on, and its end is told by an event. */
    ACCEPTED,
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
    return new Outcome(key, act, end, null, null, null, null);
  }

  public static Outcome refused(String key, Act act, String code, String why) {
    return new Outcome(key, act, End.REFUSED, code, why, null, null);
  }

  /** Whether this is a preview of something that can be asked for. */
  public boolean open() {
    return end == End.TRIED || end == End.WAITS;
  }

  public String posting() {
    return key.substring(key.indexOf(':') + 1);
  }
}
