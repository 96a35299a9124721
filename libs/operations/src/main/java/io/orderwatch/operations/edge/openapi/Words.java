package io.orderwatch.operations.edge.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the code's comments say, as libs/words wrote it down for each module. What means the same
 * everywhere is said once, in {@code common.tsv}.
 */
final class Words {

  /** By whoever is spoken of, as {@code WordsOfCode} has it. */
  private final Map<String, String> said = new HashMap<>();

  /** By {@code Type.property}, {@code *.property} and {@code Type}. */
  private final Map<String, String> contracts = new HashMap<>();

  /** The names of a type's properties. */
  private final Map<String, Set<String>> members = new HashMap<>();

  /** Types by their simple names. */
  private final Map<String, List<String>> types = new HashMap<>();

  static Words read(ClassLoader modules) {
    var words = new Words();
    try {
      for (var each : Collections.list(modules.getResources("META-INF/orderwatch/words.tsv"))) {
        words.read(each);
      }
      for (var each : Collections.list(modules.getResources("META-INF/orderwatch/common.tsv"))) {
        words.read(each);
      }
      for (var each :
          Collections.list(modules.getResources("META-INF/orderwatch/descriptions.properties"))) {
        words.readContracts(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  /** The words that the contracts' own schemas have. */
  private void readContracts(URL written) throws IOException {
    var descriptions = new Properties();
    try (var text = new InputStreamReader(written.openStream(), UTF_8)) {
      descriptions.load(text);
    }
    descriptions
        .stringPropertyNames()
        .forEach(name -> contracts.put(name, descriptions.getProperty(name)));
  }

  private void read(URL written) throws IOException {
    try (var lines = new BufferedReader(new InputStreamReader(written.openStream(), UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var tab = line.indexOf('\t');
        if (tab > 0) {
          add(line.substring(0, tab), line.substring(tab + 1).strip());
        }
      }
    }
  }

  private void add(String key, String text) {
    said.put(key, text);
    var hash = key.indexOf('#');
    var type = hash < 0 ? key : key.substring(0, hash);
    var names =
        members.computeIfAbsent(
            type,
            _ -> {
              types.computeIfAbsent(simple(type), _ -> new ArrayList<>()).add(type);
              return new HashSet<>();
            });
    if (hash >= 0) {
      names.add(key.substring(hash + 1));
    }
  }

  static String simple(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }

  /** Types of this simple name that have all these properties, or are enums with these words. */
  List<String> types(String simple, Collection<String> properties) {
    return types.getOrDefault(simple, List.of()).stream()
        .filter(type -> members.getOrDefault(type, Set.of()).containsAll(properties))
        .toList();
  }

  /** The class of endpoints of this simple name. */
  Optional<String> api(String simple) {
    return types.getOrDefault(simple, List.of()).stream().findFirst();
  }

  /** Empty if nothing is said. */
  Optional<String> of(String key) {
    return contract(key)
        .or(() -> Optional.ofNullable(said.get(key)))
        .map(text -> text.startsWith("?") ? text.substring(1) : text)
        .filter(text -> !text.isEmpty());
  }

  private Optional<String> contract(String key) {
    if (!key.startsWith("io.orderwatch.contracts.")) {
      return Optional.empty();
    }
    var parts = key.split("#", 2);
    var type = simple(parts[0]);
    return parts.length == 1
        ? Optional.ofNullable(contracts.get(type))
        : Optional.ofNullable(contracts.get(type + "." + parts[1]))
            .or(() -> Optional.ofNullable(contracts.get("*." + parts[1])));
  }

  /** What is said of a property or a parameter, there or of all of its name. */
  Optional<String> of(String key, String name) {
    return of(key).or(() -> of("*#" + name));
  }

  /** Why an endpoint refuses for reasons of its own, by the status. */
  Map<String, String> refusals(String method) {
    var refusals = new TreeMap<String, String>();
    said.forEach(
        (key, text) -> {
          if (key.startsWith(method + "()") && !key.endsWith(")")) {
            refusals.put(key.substring(method.length() + 2), text);
          }
        });
    return refusals;
  }

  /** Empty if the type has no such property. */
  Optional<Boolean> nullable(String type, String property) {
    return Optional.ofNullable(said.get(type + "#" + property)).map(text -> text.startsWith("?"));
  }
}
