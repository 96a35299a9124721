package io.orderwatch.compliance.rules.edge;

import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.RulePacks;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the rule packs; a mistake stops the start. */
@ApplicationScoped
class RuleFiles {

  private static final String OWN = "rules/";

  @Produces
  @Singleton
  @Startup
  RulePacks packs(RulesSettings settings) {
    var packs = settings.directory().map(Path::of).map(RuleFiles::in).orElseGet(RuleFiles::own);
    var rates = settings.ratesOfTheDay();
    return new RulePacks(packs.stream().map(each -> each.rated(rates)).toList());
  }

  static List<RulePack> own() {
    return TextFiles.text(OWN + "packs")
        .lines()
        .map(name -> RulePack.read(name, TextFiles.text(OWN + name)))
        .toList();
  }

  static List<RulePack> in(Path directory) {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".pack"))
          .map(RuleFiles::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RulePack read(Path file) {
    try {
      return RulePack.read(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
