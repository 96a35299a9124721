package io.orderwatch.training.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What an image does not have is in no bill of it. */
class RuntimeSbomTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void what_only_the_build_needed_is_taken_out_with_all_that_points_to_it() throws IOException {
    var bill =
        """
        {"bomFormat": "CycloneDX",
         "components": [
           {"bom-ref": "core", "properties": [{"name": "quarkus:component:scope", "value": "runtime"}]},
           {"bom-ref": "deployment", "properties": [{"name": "quarkus:component:scope", "value": "development"}]},
           {"bom-ref": "other", "properties": [{"name": "location", "value": "development"}]},
           {"bom-ref": "plain"}],
         "dependencies": [
           {"ref": "core", "dependsOn": ["deployment", "plain"]},
           {"ref": "deployment", "dependsOn": ["core"]},
           {"ref": "plain"}]}""";
    assertThat(RuntimeSbom.runtime((ObjectNode) JSON.readTree(bill)))
        .isEqualTo(
            JSON.readTree(
                """
                {"bomFormat": "CycloneDX",
                 "components": [
                   {"bom-ref": "core", "properties": [{"name": "quarkus:component:scope", "value": "runtime"}]},
                   {"bom-ref": "other", "properties": [{"name": "location", "value": "development"}]},
                   {"bom-ref": "plain"}],
                 "dependencies": [{"ref": "core", "dependsOn": ["plain"]}, {"ref": "plain"}]}"""));
  }
}
