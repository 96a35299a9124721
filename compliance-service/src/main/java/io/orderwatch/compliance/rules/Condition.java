package io.orderwatch.compliance.rules;

import java.util.Arrays;
import java.util.List;

/**
 * A condition as data files write it: {@code always}, or parts joined by {@code &}, each a field of
 * {@link Facts}, {@code =} or {@code !=}, and words of which one is enough, for example {@code
 * status = delivering driver_pickup & integration != ozon}. A word that ends with * stands for all
 * that begin so.
 */
public record Condition(List<Part> parts) {

  private static final String ALWAYS = "always";

  public Condition {
    parts = List.copyOf(parts);
  }

  record Part(Facts.Field field, boolean wanted, List<String> words) {
    Part {
      words = List.copyOf(words);
    }

    boolean holds(Facts facts) {
      return wanted
          == ((field == Facts.Field.MAY_OFFER && !facts.actionsKnown())
              || facts.words(field).stream().anyMatch(this::named));
    }

    private boolean named(String found) {
      return words.stream()
          .anyMatch(
              word ->
                  word.endsWith("*")
                      ? found.startsWith(word.substring(0, word.length() - 1))
                      : found.equals(word));
    }
  }

  public boolean holds(Facts facts) {
    return parts.stream().allMatch(part -> part.holds(facts));
  }

  /**
   * @throws IllegalArgumentException if the text is no condition
   */
  public static Condition of(String text) {
    return text.equals(ALWAYS)
        ? new Condition(List.of())
        : new Condition(
            Arrays.stream(text.split("&", -1)).map(String::strip).map(Condition::part).toList());
  }

  private static Part part(String text) {
    var words = List.of(text.split("\\s+"));
    if (words.size() <= 2 || !List.of("=", "!=").contains(words.get(1))) {
      throw new IllegalArgumentException("a condition is written <field> = <words>");
    }
    var field =
        Arrays.stream(Facts.Field.values())
            .filter(each -> each.word().equals(words.getFirst()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("there is no field " + words.getFirst()));
    return new Part(field, words.get(1).equals("="), words.stream().skip(2).toList());
  }
}
