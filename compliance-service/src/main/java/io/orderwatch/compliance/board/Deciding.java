package io.orderwatch.compliance.board;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a form asks to be done with commands that await a second person: the button of one, or else
 * the same with all that are ticked.
 */
public record Deciding(Act act, List<Proposal.Name> names) {

  public Deciding {
    names = List.copyOf(names);
  }

  /**
   * @param one {@code <act> <store>:<posting>/<command>}, or empty
   * @param act for all that are ticked
   * @param ticked {@code <store>:<posting>/<command>} each
   * @return empty if nothing is asked for, or what cannot be understood
   */
  public static Optional<Deciding> read(String one, String act, List<String> ticked) {
    var blank = one.indexOf(' ');
    var word = blank < 0 ? act : one.substring(0, blank);
    var written = blank < 0 ? ticked : List.of(one.substring(blank + 1));
    var names = new ArrayList<Proposal.Name>();
    for (var each : new LinkedHashSet<>(written)) {
      var name = Proposal.Name.read(each);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      names.add(name.get());
    }
    return names.isEmpty() || names.size() > Asks.MOST
        ? Optional.empty()
        : Act.read(word).filter(Act::decides).map(each -> new Deciding(each, names));
  }
}
