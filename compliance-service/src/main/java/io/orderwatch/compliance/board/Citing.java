package io.orderwatch.compliance.board;

import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a rule comes from, for whoever reads another language than the tables of rules are written
 * in. Addresses, methods and words of Ozon's stay as they are; what we say about them is a text.
 */
final class Citing {

  private static final String PREFIX = "cited.";
  private static final String SCHEMA = "cited.schema";

  private Citing() {}

  /**
   * @param source as the tables have it: parts with a semicolon between them
   */
  static String in(Language language, Texts texts, String source) {
    return Arrays.stream(source.split("; ", -1))
        .map(part -> part(language, texts, part))
        .collect(Collectors.joining(language == Language.ZH ? "；" : "; "));
  }

  private static String part(Language language, Texts texts, String part) {
    for (var text : texts.of().getOrDefault(Language.EN, Map.of()).entrySet()) {
      if (text.getKey().startsWith(PREFIX) && text.getValue().equals(part)) {
        return texts.say(language, text.getKey(), Map.of());
      }
    }
    var schema = texts.say(Language.EN, SCHEMA, Map.of());
    return part.startsWith(schema)
        ? texts.say(language, SCHEMA, Map.of()) + part.substring(schema.length())
        : part;
  }
}
