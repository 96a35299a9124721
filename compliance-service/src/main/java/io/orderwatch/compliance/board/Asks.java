package io.orderwatch.compliance.board;

import io.orderwatch.contracts.PostingRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a form of the list asks for: the button of one row, or else one thing of all rows that are
 * ticked.
 */
public record Asks(Act act, List<PostingRef> refs) {

  /** As many as a page shows. */
  public static final int MOST = 50;

  public Asks {
    refs = List.copyOf(refs);
  }

  /**
   * @param one {@code <act> <store>:<posting>}, or empty
   * @param act for all that are ticked
   * @param ticked {@code <store>:<posting>} each
   * @return empty if nothing is asked for, or what cannot be understood
   */
  public static Optional<Asks> read(String one, String act, List<String> ticked) {
    var blank = one.indexOf(' ');
    var word = blank < 0 ? act : one.substring(0, blank);
    var keys = blank < 0 ? ticked : List.of(one.substring(blank + 1));
    var refs = new ArrayList<PostingRef>();
    try {
      for (var key : new LinkedHashSet<>(keys)) {
        refs.add(PostingRef.parse(key));
      }
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    return refs.isEmpty() || refs.size() > MOST
        ? Optional.empty()
        : Act.read(word).filter(Act::ours).map(each -> new Asks(each, refs));
  }
}
