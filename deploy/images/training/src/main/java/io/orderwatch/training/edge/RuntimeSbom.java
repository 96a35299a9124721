package io.orderwatch.training.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Takes from Quarkus' bill of materials what only the build needed: no image has it, and whoever
 * scans for vulnerabilities would be told of some that are not there.
 */
public final class RuntimeSbom {

  private static final String SCOPE = "quarkus:component:scope";

  private RuntimeSbom() {}

  /**
   * @param args the bill to read and the one to write
   */
  public static void main(String[] args) throws IOException {
    var json = new ObjectMapper();
    var bill = (ObjectNode) json.readTree(Path.of(args[0]).toFile());
    json.writerWithDefaultPrettyPrinter().writeValue(Path.of(args[1]).toFile(), runtime(bill));
  }

  /** Changes the bill that it is given. */
  static ObjectNode runtime(ObjectNode bill) {
    var gone = new HashSet<String>();
    remove(
        bill.path("components"),
        each -> {
          var build = ofTheBuild(each);
          if (build) {
            gone.add(each.path("bom-ref").asText());
          }
          return build;
        });
    remove(bill.path("dependencies"), each -> gone.contains(each.path("ref").asText()));
    bill.path("dependencies")
        .forEach(each -> remove(each.path("dependsOn"), ref -> gone.contains(ref.asText())));
    return bill;
  }

  private static boolean ofTheBuild(JsonNode component) {
    return StreamSupport.stream(component.path("properties").spliterator(), false)
        .anyMatch(
            each ->
                each.path("name").asText().equals(SCOPE)
                    && each.path("value").asText().equals("development"));
  }

  private static void remove(JsonNode list, Predicate<JsonNode> which) {
    if (list instanceof ArrayNode array) {
      for (var i = array.size() - 1; i >= 0; i--) {
        if (which.test(array.get(i))) {
          array.remove(i);
        }
      }
    }
  }
}
