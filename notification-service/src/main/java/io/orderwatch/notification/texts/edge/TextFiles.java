package io.orderwatch.notification.texts.edge;

import io.orderwatch.notification.texts.Language;
import io.orderwatch.notification.texts.Texts;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Reads the texts that this service is made with, {@code texts/buyer.<language>.properties}. */
public final class TextFiles {

  private TextFiles() {}

  /**
   * @throws IllegalArgumentException as {@link Texts} does
   */
  public static Texts shipped() {
    var all = new EnumMap<Language, Map<String, String>>(Language.class);
    for (var language : Language.values()) {
      all.put(
          language,
          properties(new StringReader(file("texts/buyer." + language.code() + ".properties"))));
    }
    return new Texts(all, Map.of());
  }

  static Map<String, String> properties(Reader reader) {
    var properties = new Properties();
    try (reader) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  private static String file(String name) {
    try (var stream = TextFiles.class.getClassLoader().getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("there is no " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
