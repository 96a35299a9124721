package io.orderwatch.kubernetes.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One template of Helm for what is plain without any switch and other with some: only what differs
 * stands between conditions. Where two switches change the same value, the first of them wins.
 */
final class Switched {

  /** Begins a text that is Helm's own and stands between quotes. */
  static final String OF_HELM = "\uE000";

  /** Begins a text that is Helm's own and becomes a number. */
  static final String NUMBER_OF_HELM = "\uE001";

  /** A key whose text is lines of Helm's. */
  static final String LINES_OF_HELM = "\uE002";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9._/-]*");
  private static final Pattern NOT_A_TEXT =
      Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null|nan|inf");

  private Switched() {}

  /**
   * The lines of a document.
   *
   * @param plain missing if it is there with a switch only
   * @param changed what it is with each switch, by Helm's condition; missing if it is not there
   */
  static List<String> lines(JsonNode plain, SequencedMap<String, JsonNode> changed) {
    var other = differing(plain, changed);
    if (plain.isMissingNode()) {
      return each(other, (_, value) -> object(value, new LinkedHashMap<>()));
    }
    var gone = without(other);
    return unless(gone, object(plain, other));
  }

  private static SequencedMap<String, JsonNode> differing(
      JsonNode plain, SequencedMap<String, JsonNode> changed) {
    var differing = new LinkedHashMap<String, JsonNode>();
    changed.forEach(
        (when, value) -> {
          if (!value.equals(plain)) {
            differing.put(when, value);
          }
        });
    return differing;
  }

  /** Takes the switches with which nothing is there out of the map. */
  private static List<String> without(Map<String, JsonNode> changed) {
    var gone =
        changed.entrySet().stream()
            .filter(each -> each.getValue().isMissingNode())
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(changed::remove);
    return gone;
  }

  private static List<String> unless(List<String> conditions, List<String> lines) {
    return conditions.isEmpty() ? lines : between("if not " + any(conditions), lines);
  }

  private static String any(Collection<String> conditions) {
    return conditions.size() == 1
        ? "(" + conditions.iterator().next() + ")"
        : conditions.stream()
            .map(each -> "(" + each + ")")
            .collect(Collectors.joining(" ", "(or ", ")"));
  }

  private static List<String> between(String condition, List<String> lines) {
    var all = new ArrayList<String>();
    all.add("{{- " + condition + " }}");
    all.addAll(lines);
    all.add("{{- end }}");
    return all;
  }

  private interface Lines {
    List<String> of(String when, JsonNode value);
  }

  /** What is there with some switches only: equal ones together, the first of several. */
  private static List<String> each(SequencedMap<String, JsonNode> with, Lines lines) {
    var values = new LinkedHashMap<JsonNode, List<String>>();
    with.forEach(
        (when, value) -> {
          if (!value.isMissingNode()) {
            values.computeIfAbsent(value, _ -> new ArrayList<>()).add(when);
          }
        });
    var all = new ArrayList<String>();
    values.forEach(
        (value, when) -> {
          all.add("{{- " + (all.isEmpty() ? "if " : "else if ") + any(when) + " }}");
          all.addAll(lines.of(when.getFirst(), value));
        });
    if (!all.isEmpty()) {
      all.add("{{- end }}");
    }
    return all;
  }

  private static List<String> object(JsonNode plain, SequencedMap<String, JsonNode> changed) {
    var keys = new LinkedHashSet<String>();
    plain.fieldNames().forEachRemaining(keys::add);
    changed.values().forEach(each -> each.fieldNames().forEachRemaining(keys::add));
    var lines = new ArrayList<String>();
    for (var key : keys) {
      if (key.equals(LINES_OF_HELM)) {
        lines.addAll(plain.get(key).asText().lines().toList());
        continue;
      }
      lines.addAll(entry(key + ":", plain.path(key), picked(changed, each -> each.path(key))));
    }
    return lines;
  }

  private interface Part {
    JsonNode of(JsonNode whole);
  }

  private static SequencedMap<String, JsonNode> picked(Map<String, JsonNode> changed, Part part) {
    var picked = new LinkedHashMap<String, JsonNode>();
    changed.forEach((when, whole) -> picked.put(when, part.of(whole)));
    return picked;
  }

  /**
   * @param lead a key with its colon, or the hyphen of a list
   */
  private static List<String> entry(
      String lead, JsonNode plain, SequencedMap<String, JsonNode> changed) {
    var other = differing(plain, changed);
    if (plain.isMissingNode()) {
      return each(other, (_, value) -> entry(lead, value, new LinkedHashMap<>()));
    }
    var gone = without(other);
    return unless(gone, there(lead, plain, other));
  }

  private static List<String> there(
      String lead, JsonNode plain, SequencedMap<String, JsonNode> changed) {
    if (plain.isObject() && changed.values().stream().allMatch(JsonNode::isObject)) {
      return plain.isEmpty() && changed.isEmpty()
          ? List.of(lead + " {}")
          : under(lead, object(plain, changed));
    }
    if (plain.isArray() && changed.values().stream().allMatch(JsonNode::isArray)) {
      return plain.isEmpty() && changed.isEmpty()
          ? List.of(lead + " []")
          : under(lead, array(plain, changed));
    }
    if (plain.isValueNode() && changed.values().stream().allMatch(JsonNode::isValueNode)) {
      var text = new StringBuilder(lead + " ");
      changed.forEach(
          (when, value) ->
              text.append(text.length() == lead.length() + 1 ? "{{ if " : "{{ else if ")
                  .append(when)
                  .append(" }}")
                  .append(scalar(value)));
      text.append(changed.isEmpty() ? "" : "{{ else }}").append(scalar(plain));
      return List.of(text.append(changed.isEmpty() ? "" : "{{ end }}").toString());
    }
    throw new IllegalArgumentException(lead + " is of two kinds: " + plain + ", " + changed);
  }

  private static List<String> under(String lead, List<String> lines) {
    var all = new ArrayList<String>();
    all.add(lead);
    lines.forEach(each -> all.add(each.startsWith("{{-") ? each : "  " + each));
    if (lead.equals("-") && !lines.getFirst().startsWith("{{-")) {
      all.removeFirst();
      all.set(0, "- " + lines.getFirst());
    }
    return all;
  }

  private static List<String> array(JsonNode plain, SequencedMap<String, JsonNode> changed) {
    var ids = ids(plain);
    changed.values().forEach(each -> enlarge(ids, ids(each)));
    var lines = new ArrayList<String>();
    for (var id : ids) {
      lines.addAll(entry("-", item(plain, id), picked(changed, each -> item(each, id))));
    }
    return lines;
  }

  /** What is new comes after what it came after. */
  private static void enlarge(SequencedSet<String> ids, SequencedSet<String> with) {
    var all = new ArrayList<>(ids);
    var at = 0;
    for (var id : with) {
      if (all.contains(id)) {
        at = all.indexOf(id) + 1;
      } else {
        all.add(at++, id);
      }
    }
    ids.clear();
    ids.addAll(all);
  }

  private static SequencedSet<String> ids(JsonNode array) {
    var ids = new LinkedHashSet<String>();
    for (var i = 0; i < array.size(); i++) {
      ids.add(id(array, i));
    }
    return ids;
  }

  /** Its name, where all have one that no other has; its text; or else its place. */
  private static String id(JsonNode array, int place) {
    var names = Doc.each(array).map(each -> each.path("name").asText()).toList();
    if (array.get(place).isValueNode()) {
      return array.get(place).asText();
    }
    return names.contains("") || names.stream().distinct().count() < names.size()
        ? "#" + place
        : names.get(place);
  }

  private static JsonNode item(JsonNode array, String id) {
    for (var i = 0; i < array.size(); i++) {
      if (id(array, i).equals(id)) {
        return array.get(i);
      }
    }
    return MissingNode.getInstance();
  }

  private static String scalar(JsonNode value) {
    if (!value.isTextual()) {
      return value.asText();
    }
    var text = value.asText();
    if (text.startsWith(NUMBER_OF_HELM)) {
      return text.substring(1);
    }
    if (text.startsWith(OF_HELM)) {
      return '"' + text.substring(1) + '"';
    }
    return PLAIN.matcher(text).matches() && !NOT_A_TEXT.matcher(text).matches()
        ? text
        : value.toString().replace("{{", "{{ \"{{\" }}");
  }
}
