package io.orderwatch.ozon.edge.quarkus;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.Store;
import io.orderwatch.ozon.edge.Secret;
import io.orderwatch.ozon.edge.StoresFile;
import io.orderwatch.ozon.edge.StoresFile.Mistake;
import io.orderwatch.ozon.edge.StoresFile.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stores of a file, with the secrets from where they are found. It has changed when its content
 * has or that of a file it names: a mounted file changes by a link, and its date says nothing.
 */
final class StoresLoaded {

  private static final int LARGEST = 8 << 20;
  private static final int LARGEST_SECRET = 4096;

  /** A store with its secrets. */
  record Ours(Store store, Secret key, @Nullable Secret pushSecret) {}

  /**
   * @param stores those that can be used
   * @param named those that the file names, also where they cannot be used
   * @param readable whether the file could be read at all
   */
  record Content(
      Map<StoreId, Ours> stores, Set<StoreId> named, List<Mistake> mistakes, boolean readable) {}

  private final Path file;
  private final UnaryOperator<@Nullable String> environment;
  private final Store.Mode usual;
  private final Set<Path> secrets = new HashSet<>();
  private byte[] digest = {};

  StoresLoaded(Path file, UnaryOperator<@Nullable String> environment, Store.Mode usual) {
    this.file = file;
    this.environment = environment;
    this.usual = usual;
  }

  /** What stands there now; null if it is what stood there before. */
  @Nullable Content changed() {
    var now = digest();
    if (Arrays.equals(now, digest)) {
      return null;
    }
    var content = read();
    digest = digest(); // also of the files that it names by now
    return content;
  }

  private Content read() {
    secrets.clear();
    try {
      var read = StoresFile.read(text(file, LARGEST));
      var mistakes = new ArrayList<>(read.mistakes());
      var stores = new LinkedHashMap<StoreId, Ours>();
      for (var entry : read.entries()) {
        var key = secret(entry.key(), mistakes);
        var push = entry.pushSecret() == null ? null : secret(entry.pushSecret(), mistakes);
        if (key != null) {
          stores.put(entry.id(), new Ours(store(entry), key, push));
        }
      }
      return new Content(stores, read.named(), mistakes, true);
    } catch (StoresFile.Unreadable e) {
      return unreadable(e.mistake());
    } catch (NoSuchFileException e) {
      return new Content(Map.of(), Set.of(), List.of(), false); // it may be mounted one day
    } catch (IOException e) {
      // its message may quote the file
      return unreadable(new Mistake(0, "", "the file of stores cannot be read"));
    }
  }

  private Store store(StoresFile.Entry entry) {
    return new Store(
        entry.id(),
        entry.name(),
        entry.mode() == null ? usual : entry.mode(),
        entry.timeZone(),
        entry.language(),
        entry.policy());
  }

  private static Content unreadable(Mistake mistake) {
    return new Content(Map.of(), Set.of(), List.of(mistake), false);
  }

  /** Null if it is not to be had, which is noted. */
  private @Nullable Secret secret(Place place, List<Mistake> mistakes) {
    var found =
        switch (place.source()) {
          case StoresFile.Source.Env(var name) -> environment.apply(name);
          case StoresFile.Source.InFile(var path) -> inFile(path);
        };
    if (found == null || found.isBlank()) {
      mistakes.add(new Mistake(place.line(), place.key(), "nothing is found there"));
      return null;
    }
    if (!found.strip().matches("[!-~]+")) {
      mistakes.add(
          new Mistake(place.line(), place.key(), "what is found there has other characters"));
      return null;
    }
    return new Secret(found.strip());
  }

  private @Nullable String inFile(String path) {
    try {
      var resolved = file.toAbsolutePath().resolveSibling(path);
      secrets.add(resolved);
      return text(resolved, LARGEST_SECRET);
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private static String text(Path file, int largest) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw new IOException("too large");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private byte[] digest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      add(digest, file, LARGEST);
      secrets.stream().sorted().forEach(each -> add(digest, each, LARGEST_SECRET));
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, Path file, int largest) {
    try {
      digest.update(text(file, largest).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      digest.update((byte) 1);
    }
    digest.update((byte) 0);
  }
}
