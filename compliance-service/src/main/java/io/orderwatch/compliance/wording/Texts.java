package io.orderwatch.compliance.wording;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people read, in every language. A text may name what is filled in: {@code {status}}.
 *
 * @param of the texts of each language by their keys
 */
public record Texts(Map<Language, Map<String, String>> of) {

  private static final Pattern NAME = Pattern.compile("\\{([a-z-]+)}");

  /**
   * @throws IllegalArgumentException if a language lacks a text that another has, or a text is
   *     empty or names other things to fill in than in the other languages
   */
  public Texts {
    var kept = new EnumMap<Language, Map<String, String>>(Language.class);
    for (var language : Language.values()) {
      kept.put(language, Map.copyOf(of.getOrDefault(language, Map.of())));
    }
    of = Map.copyOf(kept);
    var keys = of.values().stream().flatMap(each -> each.keySet().stream()).distinct().sorted();
    for (var key : keys.toList()) {
      for (var language : Language.values()) {
        var text = text(of, language, key);
        if (!names(text).equals(names(text(of, Language.EN, key)))) {
          throw new IllegalArgumentException(
              language.code() + " fills in other things than en: " + key);
        }
      }
    }
  }

  private static String text(Map<Language, Map<String, String>> of, Language language, String key) {
    var text = of.getOrDefault(language, Map.of()).getOrDefault(key, "");
    if (text.isBlank()) {
      throw new IllegalArgumentException(language.code() + " has no text " + key);
    }
    return text;
  }

  static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public boolean has(String key) {
    return of.getOrDefault(Language.EN, Map.of()).containsKey(key);
  }

  /**
   * @throws IllegalArgumentException if there is no such text, or it names what is not given
   */
  public String say(Language language, String key, Map<String, String> given) {
    return NAME.matcher(text(of, language, key))
        .replaceAll(
            found -> {
              var value = given.get(found.group(1));
              if (value == null) {
                throw new IllegalArgumentException(key + " wants {" + found.group(1) + "}");
              }
              return java.util.regex.Matcher.quoteReplacement(value);
            });
  }
}
