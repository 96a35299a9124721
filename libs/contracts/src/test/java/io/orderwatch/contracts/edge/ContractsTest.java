package io.orderwatch.contracts.edge;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Schemas, AsyncAPI document and checksums are made from the records and their descriptions by
 * {@code ./mvnw -pl libs/contracts test -Dcontracts.write=true}; without it this says what differs.
 */
class ContractsTest {

  private static final Path RESOURCES = Golden.CONTRACTS.resolve("src/main/resources");
  static final Path SUMS = Golden.FOLDER.resolve("SHA256SUMS");
  private static final Path EVENTS =
      Path.of(System.getProperty("orderwatch.root"), "docs/events.md");
  private static final boolean WRITE = Boolean.getBoolean("contracts.write");
  private static final ObjectWriter PRETTY =
      Golden.JSON.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private final Schemas schemas = new Schemas();

  @Test
  void the_files_say_what_the_records_and_their_descriptions_say() throws IOException {
    for (var made : made().entrySet()) {
      if (WRITE) {
        Files.writeString(made.getKey(), made.getValue());
      }
      assertThat(made.getKey()).as("made by -Dcontracts.write=true").exists();
      assertThat(Files.readString(made.getKey()))
          .as("%s, made by -Dcontracts.write=true", made.getKey().getFileName())
          .isEqualTo(made.getValue());
    }
    assertThat(schemas.unused()).as("descriptions that nothing uses").isEmpty();
  }

  @Test
  void what_was_written_once_keeps_its_checksum() {
    var golden = Golden.all().getFirst();
    var edited = new Golden(golden.file(), golden.type(), golden.text() + " ");
    assertThat(sums(Map.of(golden.file(), "kept"), edited))
        .isEqualTo("kept  " + golden.file() + "\n");
    assertThat(sums(Map.of(), golden)).isEqualTo(golden.sum() + "  " + golden.file() + "\n");
  }

  private Map<Path, String> made() throws IOException {
    var made = new LinkedHashMap<Path, String>();
    for (var type : Wire.types().entrySet()) {
      made.put(
          RESOURCES.resolve("schemas/" + type.getKey() + ".json"), pretty(type.getValue()) + "\n");
    }
    var api = new AsyncApi(schemas);
    made.put(RESOURCES.resolve("asyncapi.yaml"), api.text());
    made.put(EVENTS, new EventsPage(schemas, api).text());
    made.put(SUMS, sums(committed(), Golden.all().toArray(Golden[]::new)));
    return made;
  }

  private String pretty(Class<?> event) throws JsonProcessingException {
    return PRETTY.writeValueAsString(schemas.of(event));
  }

  /** As {@code sha256sum *.json} writes it; only what has no sum yet is given one. */
  private static String sums(Map<String, String> kept, Golden... goldens) {
    var sums = new TreeMap<>(kept);
    for (var golden : goldens) {
      sums.putIfAbsent(golden.file(), golden.sum());
    }
    return sums.entrySet().stream()
        .map(each -> each.getValue() + "  " + each.getKey() + "\n")
        .collect(joining());
  }

  /** The sums by file. */
  static Map<String, String> committed() throws IOException {
    return Files.readAllLines(SUMS).stream()
        .map(line -> line.split("  ", 2))
        .collect(toMap(line -> line[1], line -> line[0]));
  }
}
