package io.orderwatch.compliance.board;

import io.orderwatch.contracts.PostingRef;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that a second person has to approve, as logistics-service knows it at this moment.
 *
 * @param action as logistics-service calls it
 * @param by who asked for it
 * @param until how long it is waited for
 * @param consequence what follows if it is approved, for people
 * @param comment what Ozon is to be told with it; "" for nothing
 */
public record Proposal(
    Name name,
    String action,
    String by,
    Instant at,
    Instant until,
    String consequence,
    String comment) {

  /**
   * Which command it is.
   *
   * @param id of the command
   */
  public record Name(PostingRef ref, String id) {

    private static final Pattern WRITTEN = Pattern.compile("([^/]{3,90})/([^\\p{Cntrl}/]{1,200})");

    /** As forms write it: {@code <store>:<posting>/<command>}; empty for what is no such name. */
    public static Optional<Name> read(String written) {
      var parts = WRITTEN.matcher(written);
      if (!parts.matches()) {
        return Optional.empty();
      }
      try {
        return Optional.of(new Name(PostingRef.parse(parts.group(1)), parts.group(2)));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return ref.key() + "/" + id;
    }
  }

  public Proposal {
    consequence = Around.plain(consequence);
    comment = Around.plain(comment);
  }

  public String store() {
    return name.ref().store().value();
  }

  public String posting() {
    return name.ref().posting().value();
  }

  public String path() {
    return Row.path(store(), posting());
  }

  /**
   * Whether he asked for it, so that another has to approve it: names are one person's whatever
   * their case and blanks.
   *
   * @param person null if it is not known who looks
   */
  public boolean own(@Nullable String person) {
    return person != null && plain(by).equalsIgnoreCase(plain(person));
  }

  private static String plain(String person) {
    return person.strip().replaceAll("(?U)\\s+", " ");
  }
}
