package io.orderwatch.compliance.board;

import io.orderwatch.compliance.wording.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What other services know of a posting at this moment; none of it is kept.
 *
 * @param chat what buyer and seller wrote each other, as Ozon shows it
 * @param tasks messages that only a person can send
 * @param commands what was asked for about the parcel
 * @param tickets requests to Ozon's support
 */
public record Around(
    Part<Chat> chat, Part<Tasks> tasks, Part<Commands> commands, Part<Tickets> tickets) {

  /** Whether a part came. */
  public enum End {
    CAME,
    /** There is no such thing of this posting. */
    NONE,
    /** It did not answer in time, or not what can be read. */
    SILENT,
    /** He who asked may not see it. */
    FORBIDDEN,
    /** It answered that Ozon does not. */
    OZON_SILENT,
    /** Nobody said where it is. */
    NOT_ASKED;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What one service was asked for.
   *
   * @param what null unless it came
   */
  public record Part<T>(End end, @Nullable T what) {

    public static <T> Part<T> came(T what) {
      return new Part<>(End.CAME, what);
    }

    public static <T> Part<T> missing(End end) {
      return new Part<>(end, null);
    }
  }

  /**
   * @param more whether there are older messages
   */
  public record Chat(List<Message> messages, boolean more) {
    public Chat {
      messages = List.copyOf(messages);
    }
  }

  /**
   * @param from buyer, seller, support or other
   * @param masked whether something was taken out of the text
   * @param read null where Ozon does not say it
   */
  public record Message(
      Instant at, String from, String text, boolean masked, @Nullable Boolean read) {

    public Message {
      text = plain(text);
    }
  }

  public record Tasks(List<Task> all) {
    public Tasks {
      all = List.copyOf(all);
    }
  }

  /**
   * @param kind reminder or notice
   * @param situation of a notice; "" if it is none
   * @param state OPEN, SENT, SKIPPED or MOOT
   * @param why the word of the obstacle
   * @param due the text is of no use from then on
   * @param text to paste
   * @param texts the same in each language, as far as it is there
   * @param where it is to be pasted, likewise
   */
  public record Task(
      String id,
      String kind,
      String situation,
      String state,
      String why,
      Instant due,
      String text,
      Map<Language, String> texts,
      Map<Language, String> where) {

    public Task {
      text = plain(text);
      texts = Map.copyOf(texts);
      where = Map.copyOf(where);
    }

    public boolean open() {
      return state.equals("OPEN");
    }

    /** The text for whoever reads this language; "" where it is the text to paste, or not there. */
    public String read(Language language) {
      var read = texts.getOrDefault(language, "");
      return read.equals(text) ? "" : read;
    }

    public String where(Language language) {
      return where.getOrDefault(language, "");
    }
  }

  public record Commands(List<Command> all) {
    public Commands {
      all = List.copyOf(all);
    }
  }

  /**
   * @param action as logistics-service calls it
   * @param state accepted, proposed, waiting, checked, executing, unknown, done or refused
   * @param code why refused or waiting; "" if it is neither
   * @param why the same for people
   * @param instead what to do instead; "" if nothing is known
   * @param approvedBy the second person; "" if none approved it
   * @param declinedBy who declined it; "" if nobody did
   * @param because why he approved or declined it, in his own words; "" for none
   * @param proposal what awaits a second person; null if it does not
   */
  public record Command(
      String action,
      String state,
      String by,
      Instant at,
      @Nullable Instant ended,
      String code,
      String why,
      String instead,
      String approvedBy,
      String declinedBy,
      String because,
      @Nullable Proposal proposal) {

    public Command {
      why = plain(why);
      instead = plain(instead);
      because = plain(because);
    }
  }

  public record Tickets(List<Ticket> all) {
    public Tickets {
      all = List.copyOf(all);
    }
  }

  /**
   * @param state drafted, filed, stale, done or dropped
   * @param since since when it is in its state
   * @param number Ozon's; "" as long as it was not filed
   * @param texts where to file it and what to write
   */
  public record Ticket(
      String id,
      String kind,
      String state,
      Instant since,
      String number,
      Map<Language, Text> texts) {

    public Ticket {
      texts = Map.copyOf(texts);
    }

    /** Whether a person still has to file it. */
    public boolean waits() {
      return state.equals("drafted") || state.equals("stale");
    }

    /** What to write to support, which reads Russian; "" if it did not come. */
    public String text() {
      return of(Language.RU).text();
    }

    /** Where to file it. */
    public String where(Language language) {
      return of(language).where();
    }

    /** The text for whoever reads this language; "" for whoever reads what is to be written. */
    public String read(Language language) {
      return language == Language.RU ? "" : of(language).text();
    }

    private Text of(Language language) {
      return texts.getOrDefault(language, new Text("", ""));
    }
  }

  /**
   * @param where in the cabinet
   */
  public record Text(String where, String text) {
    public Text {
      text = plain(text);
    }
  }

  /** Without characters that steer: a page cannot carry them, and nobody wrote them to be read. */
  static String plain(String text) {
    var plain = new StringBuilder();
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !steers(c))
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      // what turns the direction of the text after it
      case Character.FORMAT -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
      default -> false;
    };
  }
}
