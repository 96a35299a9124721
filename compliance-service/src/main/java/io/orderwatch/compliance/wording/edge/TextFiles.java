package io.orderwatch.compliance.wording.edge;

import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Reads what this service is made with: texts and tables, UTF-8. */
public final class TextFiles {

  private TextFiles() {}

  /**
   * The texts of one subject, {@code texts/<subject>.<language>.properties}.
   *
   * @throws IllegalArgumentException as {@link Texts} does
   */
  public static Texts texts(String subject) {
    var all = new EnumMap<Language, Map<String, String>>(Language.class);
    for (var language : Language.values()) {
      all.put(language, properties("texts/%s.%s.properties".formatted(subject, language.code())));
    }
    return new Texts(all);
  }

  private static Map<String, String> properties(String file) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  /**
   * @throws IllegalStateException if there is no such file
   */
  public static String text(String file) {
    try (var stream = TextFiles.class.getClassLoader().getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("there is no " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
