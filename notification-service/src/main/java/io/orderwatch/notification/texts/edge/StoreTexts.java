package io.orderwatch.notification.texts.edge;

import io.orderwatch.notification.texts.Overrides;
import io.orderwatch.notification.texts.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The texts as they are now: those of the stores are read again when their folder changes. A folder
 * that cannot be read leaves them as they were.
 */
@Singleton
public class StoreTexts implements Supplier<Texts> {

  private static final Logger LOG = Logger.getLogger(StoreTexts.class);

  /** A text is at most 1000 characters; what is much bigger is no file of texts. */
  private static final long BIGGEST = 256 * 1024;

  private final Optional<Path> directory;
  private final Duration every;
  private final Texts shipped;
  private Map<Path, String> seen = Map.of();
  private Optional<Long> looked = Optional.empty();
  private Texts texts;
  private Overrides overrides = Overrides.NONE;

  @Inject
  StoreTexts(TextsSettings settings) {
    this(settings.directory().map(Path::of), settings.reload());
  }

  StoreTexts(Optional<Path> directory, Duration every) {
    this.directory = directory;
    this.every = every;
    this.shipped = TextFiles.shipped();
    this.texts = shipped;
    get();
  }

  @Override
  public synchronized Texts get() {
    var now = System.nanoTime();
    if (directory.isPresent() && looked.filter(at -> now - at < every.toNanos()).isEmpty()) {
      looked = Optional.of(now);
      look(directory.get());
    }
    return texts;
  }

  /** What was not used of the stores' texts, and what somebody should look at. */
  public synchronized Overrides overrides() {
    get();
    return overrides;
  }

  private void look(Path folder) {
    try {
      var found = signs(folder);
      if (!found.equals(seen)) {
        read(found.keySet().stream().sorted().toList());
        seen = found;
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warnf(
          "the texts of the stores cannot be read, the former ones are used: %s",
          e.getClass().getSimpleName());
    }
  }

  /** The files with what changes when they do. */
  private static Map<Path, String> signs(Path folder) throws IOException {
    var signs = new HashMap<Path, String>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(each -> each.toString().endsWith(".properties")).toList()) {
        signs.put(
            file,
            Files.getLastModifiedTime(file) + "/" + Files.size(file) + "/" + file.toRealPath());
      }
    }
    return signs;
  }

  private void read(List<Path> files) throws IOException {
    var read = new ArrayList<Overrides.File>();
    var unreadable = new ArrayList<Overrides.Mistake>();
    for (var file : files) {
      var name = file.getFileName().toString();
      try {
        read.add(file(name, Files.size(file) > BIGGEST ? "\\u" : Files.readString(file)));
      } catch (MalformedInputException | IllegalArgumentException e) {
        unreadable.add(new Overrides.Mistake(name, 0, "", "it is no properties file in UTF-8"));
      }
    }
    var checked = Overrides.of(shipped, read);
    unreadable.addAll(checked.mistakes());
    overrides = new Overrides(checked.texts(), unreadable, checked.hints());
    texts = shipped.with(overrides.texts());
    overrides.mistakes().forEach(each -> tell("not used", each));
    overrides.hints().forEach(each -> tell("used, but look at it", each));
    LOG.infof("texts of %d stores are used", overrides.texts().size());
  }

  private static void tell(String what, Overrides.Mistake mistake) {
    LOG.warnf(
        "a store's text is %s: %s:%d %s: %s",
        what, mistake.file(), mistake.line(), mistake.key(), mistake.why());
  }

  private static Overrides.File file(String name, String content) {
    var texts = TextFiles.properties(new StringReader(content));
    var lines = new HashMap<String, Integer>();
    var number = 0;
    for (var line : content.split("\n", -1)) {
      number++;
      var stripped = line.strip();
      for (var key : texts.keySet()) {
        if (stripped.startsWith(key)
            && stripped.substring(key.length()).strip().matches("(?s)[=:].*|")) {
          lines.put(key, number);
        }
      }
    }
    return new Overrides.File(name, texts, lines);
  }
}
