package io.orderwatch.compliance.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderwatch.compliance.passport.Holder;
import io.orderwatch.compliance.wording.Language;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of the board is asked for; it stands in the page's address. What cannot be understood asks
 * for nothing.
 *
 * @param store "" for all
 * @param hours less than this many are left; 0 for no matter how many
 * @param search how the number of the order or of the posting begins; "" for all
 * @param mark how far the last message got; null for no matter how far
 * @param with who has it, of open cases: a name, {@link Holder#ME}, {@link Holder#NOBODY}, or ""
 *     for no matter who
 * @param after where the page before ended; null for the first page
 * @param sort of open cases, what comes first
 */
public record Filter(
    Language language,
    String store,
    State state,
    int hours,
    String search,
    @Nullable Mark mark,
    String with,
    @Nullable Cursor after,
    Sort sort) {

  private static final Pattern STORE = Pattern.compile("[0-9]{1,20}");
  private static final Pattern SEARCH = Pattern.compile("[\\p{L}\\p{N}_.-]{1,64}");

  public static final List<Integer> HOURS = List.of(0, 1, 2, 6, 12, 24);

  /** Cases of which state; open ones are waiting or expired. */
  public enum State {
    OPEN,
    WAITING,
    EXPIRED,
    SUPPLIED,
    LOST,
    SPLIT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What is open is shown by its deadline, the rest by its end, the last first. */
    public boolean open() {
      return switch (this) {
        case OPEN, WAITING, EXPIRED -> true;
        case SUPPLIED, LOST, SPLIT -> false;
      };
    }
  }

  /** What comes first: what ends next, or what deserves attention most. */
  public enum Sort {
    DEADLINE,
    ATTENTION;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What ends next comes first. */
  public Filter(
      Language language,
      String store,
      State state,
      int hours,
      String search,
      @Nullable Mark mark,
      String with,
      @Nullable Cursor after) {
    this(language, store, state, hours, search, mark, with, after, Sort.DEADLINE);
  }

  /**
   * The last row of a page.
   *
   * @param at its deadline or its end
   */
  public record Cursor(Instant at, String key) {

    /** What a database keeps reaches further than any deadline, and not as far as a clock's end. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    @Override
    public String toString() {
      return at + "~" + key;
    }

    static @Nullable Cursor read(String text) {
      var tilde = text.indexOf('~');
      if (tilde < 0 || text.length() > 200 || text.chars().anyMatch(Character::isISOControl)) {
        return null;
      }
      try {
        var at = Instant.parse(text.substring(0, tilde));
        return at.isBefore(FIRST) || at.isAfter(LAST)
            ? null
            : new Cursor(at, text.substring(tilde + 1));
      } catch (DateTimeParseException _) {
        return null;
      }
    }
  }

  /** All that is open. */
  public static Filter open(String language) {
    return read(language, "", "", "", "", "", "", "");
  }

  /** Reads what stands in the address. */
  public static Filter read(
      String language,
      String store,
      String state,
      String hours,
      String search,
      String mark,
      String with,
      String after) {
    return new Filter(
        word(Language.values(), language, Language.ZH),
        STORE.matcher(store).matches() ? store : "",
        word(State.values(), state, State.OPEN),
        HOURS.stream().filter(each -> each.toString().equals(hours)).findFirst().orElse(0),
        SEARCH.matcher(search.strip()).matches() ? search.strip() : "",
        Mark.read(mark).orElse(null),
        with(with),
        Cursor.read(after));
  }

  private static String with(String text) {
    return List.of(Holder.ME, Holder.NOBODY).contains(text) ? text : Holder.read(text).orElse("");
  }

  private static <E extends Enum<E>> E word(E[] words, String word, E otherwise) {
    for (var each : words) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    return otherwise;
  }

  /** What is over is shown by its end; an order that moves has no second page. */
  public Filter by(Sort other) {
    var moves = other == Sort.ATTENTION && state.open();
    return new Filter(
        language,
        store,
        state,
        hours,
        search,
        mark,
        with,
        moves ? null : after,
        moves ? other : Sort.DEADLINE);
  }

  /** As the address says: {@code sort=attention}. */
  public Filter by(String sort) {
    return by(word(Sort.values(), sort, Sort.DEADLINE));
  }

  public boolean byAttention() {
    return sort == Sort.ATTENTION;
  }

  public Filter in(Language other) {
    return new Filter(other, store, state, hours, search, mark, with, after, sort);
  }

  public Filter after(@Nullable Cursor last) {
    return new Filter(language, store, state, hours, search, mark, with, last, sort);
  }

  /**
   * The same for a reader: what is his is asked for by his name. Who has none has nothing in hand.
   *
   * @param name null if nobody says it
   */
  public Filter of(@Nullable String name) {
    return with.equals(Holder.ME) && name != null
        ? new Filter(
            language,
            store,
            state,
            hours,
            search,
            mark,
            Holder.read(name).orElse(Holder.ME),
            after,
            sort)
        : this;
  }

  public Filter first() {
    return after(null);
  }

  /**
   * The part of the address that {@link #read} and {@link #by(String)} read; letters, digits and
   * what needs no escape.
   */
  public String query() {
    var query = new StringBuilder("lang=").append(language.code());
    add(query, "store", store);
    add(query, "state", state == State.OPEN ? "" : state.word());
    add(query, "hours", hours == 0 ? "" : Integer.toString(hours));
    add(query, "q", search);
    add(query, "mark", mark == null ? "" : mark.word());
    add(query, "with", with);
    add(query, "sort", sort == Sort.DEADLINE ? "" : sort.word());
    add(query, "after", after == null ? "" : after.toString());
    return query.toString();
  }

  private static void add(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.append('&').append(name).append('=').append(escaped(value));
    }
  }

  /** As RFC 3986 has it, in UTF-8. */
  static String escaped(String value) {
    var escaped = new StringBuilder();
    for (var each : value.getBytes(UTF_8)) {
      var plain =
          (each >= 'a' && each <= 'z')
              || (each >= 'A' && each <= 'Z')
              || (each >= '0' && each <= '9')
              || "-._~".indexOf(each) >= 0;
      if (plain) {
        escaped.append((char) each);
      } else {
        escaped.append("%%%02X".formatted(each & 0xff));
      }
    }
    return escaped.toString();
  }
}
