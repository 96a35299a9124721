package io.orderwatch.notification.texts;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.notification.linter.Finding;
import io.orderwatch.notification.linter.Linter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that stores have put in the place of ours: only what keeps the rules is used.
 *
 * @param mistakes why others are not; ours are used there
 * @param hints what somebody should look at in those that are used
 */
public record Overrides(
    Map<StoreId, Map<Situation, Template>> texts, List<Mistake> mistakes, List<Mistake> hints) {

  public static final Overrides NONE = new Overrides(Map.of(), List.of(), List.of());

  /**
   * @param file its name
   * @param line 1 for the first; 0 if it is the whole file
   * @param key the situation; empty if it is the whole file
   * @param why what is wrong; the text itself is never quoted
   */
  public record Mistake(String file, int line, String key, String why) {}

  /**
   * A file of one store, named {@code <store>.properties}.
   *
   * @param texts what it says, by key
   * @param lines where each key stands
   */
  public record File(String name, Map<String, String> texts, Map<String, Integer> lines) {}

  /** Long values, so that what passes here passes with a buyer's too. */
  private static final Occasion LONGEST =
      new Occasion(
          new StoreId("1"),
          "0132112277-01020",
          List.of(new PostingNumber("0132112277-01020-10")),
          Instant.parse("2026-09-24T20:59:00Z"),
          Instant.parse("2026-09-23T20:59:00Z"),
          4,
          12,
          12,
          "LP0012345678901234CN");

  public static Overrides of(Texts shipped, List<File> files) {
    var texts = new HashMap<StoreId, Map<Situation, Template>>();
    var mistakes = new ArrayList<Mistake>();
    var hints = new ArrayList<Mistake>();
    for (var file : files) {
      var store = file.name().replaceFirst("\\.properties$", "");
      if (!store.matches("[0-9]{1,20}")) {
        mistakes.add(new Mistake(file.name(), 0, "", "a file is named <store>.properties"));
        continue;
      }
      var used = new EnumMap<Situation, Template>(Situation.class);
      file.texts()
          .forEach(
              (key, text) -> {
                var line = file.lines().getOrDefault(key, 0);
                var situation = Situation.of(key);
                if (situation.isEmpty()) {
                  mistakes.add(new Mistake(file.name(), line, key, "there is no such situation"));
                  return;
                }
                var template = new Template(situation.get(), text);
                var wrong = new ArrayList<>(template.mistakes());
                var found = findings(shipped, template);
                wrong.addAll(said(found, true));
                wrong.forEach(why -> mistakes.add(new Mistake(file.name(), line, key, why)));
                if (wrong.isEmpty()) {
                  used.put(situation.get(), template);
                  said(found, false)
                      .forEach(why -> hints.add(new Mistake(file.name(), line, key, why)));
                }
              });
      texts.put(new StoreId(store), used);
    }
    return new Overrides(texts, mistakes, hints);
  }

  private static List<String> said(List<Finding> found, boolean refused) {
    return found.stream()
        .filter(each -> each.refused() == refused)
        .map(
            each ->
                each.rule() + " (" + each.rule().source().named() + "): " + each.rule().instead())
        .distinct()
        .toList();
  }

  private static List<Finding> findings(Texts shipped, Template template) {
    var several =
        template.situation() == Situation.SEVERAL_POSTINGS
            ? new Occasion(
                LONGEST.store(),
                LONGEST.order(),
                List.of(new PostingNumber("1"), new PostingNumber("2")),
                LONGEST.deadline(),
                LONGEST.at(),
                LONGEST.round(),
                LONGEST.step(),
                LONGEST.steps(),
                LONGEST.tracking())
            : LONGEST;
    return Linter.findings(Wording.filled(shipped, template, several), Wording.named(several));
  }
}
