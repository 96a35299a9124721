package io.orderwatch.journey.passport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Stores by the file, as who has many of them names them. */
record ManyStores(List<String> ids) {

  static ManyStores of(int many) {
    return new ManyStores(IntStream.range(1001, 1001 + many).mapToObj(Integer::toString).toList());
  }

  /** A field of the stand-in's scenario. */
  String inScenario() {
    return ids.stream()
        .map("{\"id\": \"%s\", \"subscription\": \"PREMIUM_PLUS\"}"::formatted)
        .collect(Collectors.joining(", ", "\"stores\": [", "]"));
  }

  /**
   * Of every process.
   *
   * @param folder for the file and the keys
   */
  Map<String, String> settings(Path folder) throws IOException {
    var file = new StringBuilder("stores:\n");
    for (var store : ids) {
      Files.writeString(folder.resolve(store), "simulator-api-key-of-" + store);
      file.append("  - client-id: \"").append(store).append("\"\n");
      file.append("    key: {file: ").append(store).append("}\n");
      file.append("    mode: live\n");
    }
    return Map.of(
        "ORDERWATCH_STORES_FILE",
        Files.writeString(folder.resolve("stores.yaml"), file).toString());
  }
}
