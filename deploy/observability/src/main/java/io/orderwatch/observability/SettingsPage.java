package io.orderwatch.observability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The page of all settings. What stands between the marks of a service is made from the code;
 * everything else is written by hand and left alone.
 */
public record SettingsPage(String text) {

  private static final Pattern NAMED = Pattern.compile("(?m)^\\| `([^`]+)`");

  private static final Pattern NO_BASIS = Pattern.compile("duration(?! of )");

  private static String begin(String service) {
    return "<!-- made from the code: " + service + " -->\n";
  }

  private static final String END = "<!-- end -->\n";

  /** The page with these tables, each where its service's marks are. */
  public SettingsPage with(Map<String, List<Setting>> tables) {
    var page = new StringBuilder(text);
    tables.forEach(
        (service, settings) -> {
          var from = page.indexOf(begin(service));
          var to = from < 0 ? -1 : page.indexOf(END, from);
          if (to < 0) {
            throw new IllegalArgumentException("the page has no marks for " + service);
          }
          page.replace(from + begin(service).length(), to, table(settings));
        });
    return new SettingsPage(page.toString());
  }

  /** What is wrong with the settings or not said by hand, in words; empty if all is well. */
  public List<String> faults(Map<String, List<Setting>> tables) {
    var byHand = NAMED.matcher(text).results().map(match -> match.group(1)).toList();
    var faults = new ArrayList<String>();
    tables.forEach(
        (service, settings) -> {
          for (var setting : settings) {
            if (ours(setting) && setting.meaning().isBlank()) {
              faults.add(service + ": nobody says what " + setting.property() + " means");
            }
            if (ours(setting) && NO_BASIS.matcher(setting.kind()).find()) {
              faults.add(service + ": nobody says which time " + setting.property() + " counts in");
            }
            if (!ours(setting) && !byHand.contains(setting.variable())) {
              faults.add(
                  service + ": " + setting.variable() + " is not in the table of all services");
            }
          }
        });
    return faults;
  }

  private static boolean ours(Setting setting) {
    return setting.property().startsWith("orderwatch.");
  }

  private static String table(List<Setting> settings) {
    var table = new StringBuilder("| variable | default | kind | meaning |\n|---|---|---|---|\n");
    settings.stream()
        .filter(SettingsPage::ours)
        .sorted(Comparator.comparing(Setting::property))
        .forEach(
            setting ->
                table.append(
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            setting.variable(),
                            setting.standard().isEmpty()
                                ? setting.needed() ? "**must be set**" : "none"
                                : "`" + setting.standard() + "`",
                            setting.kind(),
                            setting.meaning().replace("|", "\\|"))));
    return table.toString();
  }
}
