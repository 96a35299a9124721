package io.orderwatch.compliance.explainer;

import io.orderwatch.compliance.rules.Citation;
import io.orderwatch.compliance.rules.Sheet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every action that Ozon is known to offer, as a table tells it. */
public record Actions(List<Action> all) {

  /** Written in the table for every button. */
  private static final String BUTTONS = "buttons";

  private static final String ANY = "*";

  public Actions {
    all = List.copyOf(all);
  }

  /** A button can be pressed; a flag only says something of the posting. */
  public enum Kind {
    BUTTON,
    FLAG
  }

  /**
   * @param name Ozon's word
   * @param method Ozon's method that carries it out; "" where there is none
   */
  public record Action(String name, Kind kind, String method, Citation citation) {}

  /**
   * @throws Sheet.Faulty if a row is wrong
   */
  public static Actions read(String file, String text) {
    var sheet = Sheet.read(file, text, "action", "kind", "method");
    var seen = new LinkedHashSet<String>();
    for (var row : sheet.rows()) {
      if (!seen.add(row.cell(0))) {
        throw row.faulty(row.cell(0) + " is there twice");
      }
    }
    return new Actions(
        sheet.rows().stream()
            .map(
                row ->
                    new Action(
                        row.cell(0), row.read(1, Actions::kind), row.cell(2), row.citation()))
            .toList());
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "button" -> Kind.BUTTON;
      case "flag" -> Kind.FLAG;
      default -> throw new IllegalArgumentException("an action is a button or a flag");
    };
  }

  public Optional<Action> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /**
   * The actions that a cell of a table names.
   *
   * @return empty for all, those that are not in this table too
   * @throws IllegalArgumentException if there is no such action
   */
  Optional<Set<String>> meant(String cell) {
    return switch (cell) {
      case ANY -> Optional.empty();
      case BUTTONS ->
          Optional.of(
              all.stream()
                  .filter(each -> each.kind() == Kind.BUTTON)
                  .map(Action::name)
                  .collect(Collectors.toUnmodifiableSet()));
      default ->
          Optional.of(
              Set.of(cell.split("\\s+")).stream()
                  .map(this::known)
                  .collect(Collectors.toUnmodifiableSet()));
    };
  }

  private String known(String name) {
    return named(name)
        .map(Action::name)
        .orElseThrow(() -> new IllegalArgumentException("there is no action " + name));
  }
}
