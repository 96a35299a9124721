package io.orderwatch.contracts.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** An event as it was once written, in {@code <wire name>[.<variant>].json}. */
record Golden(String file, String type, String text) {

  static final Path CONTRACTS = Path.of(System.getProperty("orderwatch.root"), "libs/contracts");
  static final Path FOLDER = CONTRACTS.resolve("src/test/resources/golden");

  // Amounts are compared as they are written: 389.50 is not 389.5.
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern NAME = Pattern.compile("(.+\\.v[0-9]+)(\\.[a-z0-9-]+)?\\.json");

  static List<Golden> all() {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Golden::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] data() {
    return text.getBytes(UTF_8);
  }

  /** SHA-256 in hexadecimal digits. */
  String sum() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  ObjectNode tree() {
    return (ObjectNode) tree(data());
  }

  static JsonNode tree(byte[] data) {
    try {
      return JSON.readTree(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file;
  }

  private static Golden read(Path path) {
    var file = path.getFileName().toString();
    var name = NAME.matcher(file);
    if (!name.matches()) {
      throw new IllegalStateException(file + " is not named <wire name>[.<variant>].json");
    }
    try {
      return new Golden(file, name.group(1), Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
