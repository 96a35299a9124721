package io.orderwatch.contracts.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page for subscribers says of topics, events and commands is so. */
class SubscribingTest {

  private static final Path PAGE =
      Path.of(System.getProperty("orderwatch.root"), "docs/subscribing.md");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(ozon\\.[^`]+)` \\| .+ \\| (.+) \\|$");
  private static final Pattern TOPIC = Pattern.compile("ozon\\.[a-z-]+\\.v\\d+");
  private static final Pattern TYPE = Pattern.compile("`([a-z-]+\\.[a-z-]+\\.v\\d+)`");
  private static final Pattern COMMAND =
      Pattern.compile("-k (\\S+) .*?ce_type=(\\S+) <<'END'\\n(.+?)\\n *END", Pattern.DOTALL);

  @SuppressWarnings("NullAway.Init") // before all tests
  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(PAGE);
  }

  private static Set<String> found(Pattern pattern) {
    var found = new TreeSet<String>();
    pattern
        .matcher(page)
        .results()
        .map((MatchResult each) -> each.group(each.groupCount()))
        .forEach(found::add);
    return found;
  }

  @Test
  void it_has_every_topic_that_is_read_and_how_long_it_is_kept() {
    var rows =
        ROW.matcher(page).results().map((MatchResult each) -> each.group(1) + " " + each.group(2));
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Topic.values())
                .filter(each -> each != Topic.SHIPMENT_COMMANDS)
                .map(
                    each ->
                        each.wireName()
                            + (each.compacted() ? " the newest of each key" : " 35 days"))
                .toList());
  }

  @Test
  void every_topic_and_every_event_that_it_names_is_there() {
    assertThat(found(TOPIC))
        .hasSize(Topic.values().length)
        .isSubsetOf(Arrays.stream(Topic.values()).map(Topic::wireName).toList());
    var types = found(TYPE);
    types.removeIf(each -> each.startsWith("ozon."));
    assertThat(types).hasSizeGreaterThan(15).isSubsetOf(Wire.types().keySet());
  }

  @Test
  void the_command_that_it_shows_is_one_that_is_read() {
    var command = COMMAND.matcher(page);
    assertThat(command.find()).isTrue();
    var event =
        Wire.decode(command.group(2), command.group(3).getBytes(StandardCharsets.UTF_8))
            .orElseThrow();
    assertThat(event.key()).isEqualTo(command.group(1));
    assertThat(event.topic()).isEqualTo(Topic.SHIPMENT_COMMANDS);
  }

  /** The recipes rest on these fields. */
  @Test
  void the_fields_that_its_recipes_name_are_in_the_schemas() throws IOException {
    for (var field :
        List.of(
            "passport.missing.v1 deadline",
            "passport.supplied.v1 afterStep",
            "passport.escalated.v1 reason",
            "shipment.cancel-refused.v1 code",
            "posting.state.v1 posting/version",
            "posting.state.v1 posting/substatus",
            "posting.state.v1 posting/parent",
            "posting.cancelled.v1 posting/cancellation/by",
            "posting.cancelled.v1 posting/cancellation/affectsRating")) {
      var parts = field.split("[ /]", -1);
      var schema = Golden.tree(Files.readAllBytes(SchemaTest.FOLDER.resolve(parts[0] + ".json")));
      JsonNode node = schema;
      for (var i = 1; i < parts.length; i++) {
        var property = node.path("properties").path(parts[i]);
        node =
            property.has("$ref") ? schema.at(property.get("$ref").asText().substring(1)) : property;
        assertThat(property.isMissingNode()).as(field).isFalse();
        assertThat(page).contains(parts[i]);
      }
    }
  }
}
