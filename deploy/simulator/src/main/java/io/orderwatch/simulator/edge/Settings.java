package io.orderwatch.simulator.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.simulator.Scenario;
import java.io.IOException;
import java.nio.file.Path;

/** Reads scenarios and faults: a file says what differs from the standard. */
final class Settings {

  /** A scenario file: the scenario's fields, and {@code faults} beside them. */
  record Read(Scenario scenario, Faults faults) {}

  static Read read(String scenario) throws IOException {
    return switch (scenario) {
      case "standard" -> new Read(new Scenario(), Faults.NONE);
      case "living" -> new Read(Scenario.living(), Faults.NONE);
      default -> read(Json.MAPPER.readTree(Path.of(scenario).toFile()));
    };
  }

  static Read read(JsonNode file) throws IOException {
    var fields = ((ObjectNode) file).deepCopy();
    var faults = fields.remove("faults");
    return new Read(
        merged(new Scenario(), fields, Scenario.class),
        faults == null ? Faults.NONE : merged(Faults.NONE, faults, Faults.class));
  }

  /**
   * The standard with some fields changed.
   *
   * @throws IOException if a field is unknown or of the wrong type
   */
  static <T> T merged(T standard, JsonNode fields, Class<T> type) throws IOException {
    ObjectNode all = Json.MAPPER.valueToTree(standard);
    all.setAll((ObjectNode) fields);
    return Json.MAPPER.treeToValue(all, type);
  }

  private Settings() {}
}
