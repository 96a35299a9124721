package io.orderwatch.words.edge;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a comment says, as one line of text.
 *
 * @param text all before the first tag
 * @param parameters what is said of each, by name
 */
record Comment(String text, Map<String, String> parameters) {

  private static final Pattern TAG = Pattern.compile("(?m)^\\s*(?=@[a-z])");
  private static final Pattern PARAMETER = Pattern.compile("@param\\s+(\\w+)\\s+(.*)");
  private static final Pattern LINK =
      Pattern.compile("\\{@link(?:plain)?\\s+(?:[\\w.]*#)?([^\\s}]+)(?:\\s+([^}]*))?}");
  private static final Pattern CODE = Pattern.compile("\\{@(?:code|literal)\\s+([^}]*)}");
  private static final Pattern ELEMENT = Pattern.compile("</?[a-z]+>");

  /**
   * @param comment null where there is none
   */
  static Comment of(@Nullable String comment) {
    var blocks = TAG.split(comment == null ? "" : comment, -1);
    var parameters = new TreeMap<String, String>();
    for (var block : blocks) {
      var parameter = PARAMETER.matcher(line(block));
      if (parameter.matches()) {
        parameters.put(parameter.group(1), parameter.group(2));
      }
    }
    return new Comment(blocks[0].stripLeading().startsWith("@") ? "" : line(blocks[0]), parameters);
  }

  private static String line(String block) {
    var linked = LINK.matcher(block.lines().map(String::strip).collect(Collectors.joining(" ")));
    var plain =
        linked.replaceAll(
            each -> Matcher.quoteReplacement(each.group(each.group(2) == null ? 1 : 2)));
    var coded = CODE.matcher(plain).replaceAll("`$1`");
    return ELEMENT.matcher(coded).replaceAll("").replaceAll("\\s+", " ").strip();
  }
}
