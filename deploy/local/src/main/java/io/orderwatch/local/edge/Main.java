package io.orderwatch.local.edge;

import io.orderwatch.local.Arguments;
import io.orderwatch.local.Ports;
import io.orderwatch.local.Usage;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** {@code ./run}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    // whoever runs the set sees the set, not that a client library found no logger
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Locale.setDefault(Locale.ROOT);
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> args) {
    var console = new Console(args.contains("--plain"));
    return switch (Arguments.parse(args, System.getenv())) {
      case Arguments.Help _ -> {
        console.line(Usage.TEXT.stripTrailing());
        yield 0;
      }
      case Arguments.Mistake(var line) -> {
        System.err.println(line);
        yield 2;
      }
      case Arguments.Tail tail -> Tail.run(tail, console);
      case Arguments.Ask ask ->
          new AskingLogistics(new Ports(ask.port()), Duration.ofSeconds(30), console::line)
              .ask(ask);
      case Arguments.Doctor doctor ->
          new Doctor(doctor, root(), System.getenv(), InstantSource.system(), console).look();
      case Arguments.Run wanted -> new Running(wanted, root(), console).go();
    };
  }

  /** The repository's root: as the script says, else above the jar. */
  private static Path root() {
    var told = System.getProperty("orderwatch.root");
    if (told != null) {
      return Path.of(told).toAbsolutePath();
    }
    try {
      var place = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (var folder = place; folder != null; folder = folder.getParent()) {
        if (Files.exists(folder.resolve("mvnw"))) {
          return folder;
        }
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new CannotStart("cannot find the repository's root: start ./run");
  }
}
