package io.orderwatch.notification.texts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A text with places for values, written {@code {order}}. */
public record Template(Situation situation, String text) {

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]{1,20})}");

  /** What is wrong with its placeholders, in words; empty if nothing is. */
  public List<String> mistakes() {
    var named = new HashSet<String>();
    var mistakes = new ArrayList<String>();
    var rest = PLACE.matcher(text).replaceAll("");
    if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      mistakes.add("a brace that is no placeholder");
    }
    PLACE.matcher(text).results().forEach(each -> named.add(each.group(1)));
    for (var name : new TreeSet<>(named)) {
      if (!situation.known().contains(name)) {
        mistakes.add("there is no {" + name + "} in this situation");
      }
    }
    for (var name : new TreeSet<>(situation.needed())) {
      if (!named.contains(name)) {
        mistakes.add("{" + name + "} is missing");
      }
    }
    return mistakes;
  }

  /**
   * The text with its values; where a value is empty, so is the space before it.
   *
   * @param values all that are named
   */
  String filled(Map<String, String> values) {
    var filled = new StringBuilder();
    var place = PLACE.matcher(text);
    while (place.find()) {
      var value = values.getOrDefault(place.group(1), "");
      place.appendReplacement(filled, "");
      var end = filled.length() - 1;
      if (value.isEmpty() && end >= 0 && filled.charAt(end) == ' ') {
        filled.setLength(end);
      }
      filled.append(value);
    }
    return place.appendTail(filled).toString();
  }
}
