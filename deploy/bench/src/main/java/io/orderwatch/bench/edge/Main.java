package io.orderwatch.bench.edge;

import io.orderwatch.backing.edge.BrokerLog;
import io.orderwatch.bench.Sizes;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** {@code [--short]}: prints the report and writes it to {@code target/bench.json}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("slf4j.provider", BrokerLog.class.getName());
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.setProperty("org.jboss.logging.provider", "jdk");
    var given = List.of(arguments);
    if (!given.isEmpty() && !given.equals(List.of("--short"))) {
      System.err.println("usage: run [--short]");
      System.exit(2);
    }
    var module = module();
    var report = Run.of(given.isEmpty() ? Sizes.FULL : Sizes.SHORT, peer(module));
    System.out.println(report.text());
    ReportFile.write(report, module.resolve("target").resolve("bench.json"));
    System.exit(0);
  }

  /** The folder of this module, found from where its classes are. */
  static Path module() throws URISyntaxException {
    var classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return classes.resolve("..").resolve("..").normalize();
  }

  /** May not be there yet: Quarkus makes it in Maven's phase {@code package}. */
  static Path peer(Path module) {
    return module.resolve("peer").resolve("target").resolve("quarkus-app");
  }
}
