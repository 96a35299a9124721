package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.ozon.Drift;
import io.orderwatch.ozon.Drift.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static final String LIST = "/v4/posting/fbs/unfulfilled/list";

  /** As the fact sheet of October 2026 has it. */
  private static JsonNode page() {
    var page =
        (ObjectNode)
            json(
                "{\"cursor\":\"\",\"has_next\":false,\"postings\":[%s]}"
                    .formatted(Fixtures.PASSPORT_POSTING));
    var posting = (ObjectNode) page.path("postings").path(0);
    for (var planted : List.of("name", "passport", "phone")) {
      posting.remove(planted);
    }
    ((ObjectNode) posting.path("customer")).remove("passport");
    ((ObjectNode) posting.path("addressee")).remove(List.of("phone", "pin"));
    return page;
  }

  private static ObjectNode posting(JsonNode page) {
    return (ObjectNode) page.path("postings").path(0);
  }

  private static List<String> drifts(JsonNode answer) {
    return Shape.drifts(LIST, answer).stream()
        .map(each -> each.kind() + " " + each.path())
        .toList();
  }

  @Test
  void an_answer_as_it_is_known_is_no_drift_wrapped_or_not() {
    assertThat(drifts(page())).isEmpty();
    var wrapped = OzonJson.MAPPER.createObjectNode();
    wrapped.set("result", page());
    assertThat(drifts(wrapped)).isEmpty();
  }

  @Test
  void numbers_as_text_and_missing_values_are_no_drift() {
    var page = page();
    posting(page).put("order_id", "35566808085").putNull("customer").putNull("in_process_at");
    assertThat(drifts(page)).isEmpty();
  }

  @Test
  void what_is_otherwise_is_named_by_place_and_kind() {
    var page = page();
    posting(page).put("delivery_promise", "Anna Petrova").remove("substatus");
    posting(page).put("status", "teleporting").put("analytics_data", "Moscow");
    ((ObjectNode) posting(page).path("products").path(0)).putArray("offer_id").add("4509 123456");
    posting(page).withArray("available_actions").add("teleport");
    assertThat(drifts(page))
        .containsExactlyInAnyOrder(
            "NEW_FIELD postings[].delivery_promise",
            "VANISHED postings[].substatus",
            "NEW_WORD postings[].status",
            "OTHER_TYPE postings[].analytics_data",
            "OTHER_TYPE postings[].products[].offer_id",
            "NEW_WORD postings[].available_actions[]");
  }

  @Test
  void what_is_otherwise_in_many_entries_is_told_once() {
    var page = page();
    posting(page).put("new_one", 1);
    ((ArrayNode) page.path("postings")).add(posting(page).deepCopy());
    assertThat(drifts(page)).containsExactly("NEW_FIELD postings[].new_one");
  }

  @Test
  void a_name_that_no_field_has_is_not_shown() {
    var page = page();
    posting(page).put("+79161234567", 1).put("Анна Петрова", 1).put("4509123456", 1);
    assertThat(drifts(page)).containsExactly("NEW_FIELD postings[].*");
  }

  @Test
  void of_a_method_whose_answers_nobody_described_nothing_is_said() {
    assertThat(Shape.drifts("/v1/roles", json("{\"anything\":1}"))).isEmpty();
  }

  /** Any tree at all: never an exception, never a value, never more than can be listed. */
  @Test
  void whatever_comes_only_places_and_kinds_come_out() {
    var random = new Random(3);
    for (var run = 0; run < 2000; run++) {
      var page = page();
      for (var i = random.nextInt(6); i >= 0; i--) {
        plant(page, random);
      }
      for (var method : Shape.KNOWN.keySet()) {
        var drifts = Shape.drifts(method, page);
        assertThat(drifts)
            .hasSizeLessThan(300)
            .extracting(Drift::kind)
            .isSubsetOf(Set.of(Kind.values()));
        assertThat(drifts.toString()).doesNotContainIgnoringCase("canary").doesNotContain("4509");
      }
    }
  }

  /** Puts something with a canary in it somewhere. */
  private static void plant(JsonNode page, Random random) {
    var objects = new ArrayList<ObjectNode>();
    collect(page, objects);
    var at = objects.get(random.nextInt(objects.size()));
    var names = new ArrayList<String>();
    at.fieldNames().forEachRemaining(names::add);
    names.add("Canary Petrova");
    names.add("4509 123456");
    var name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(5)) {
      case 0 -> at.put(name, "canary 4509 123456");
      case 1 -> at.putArray(name).add("canary").add(4509123456L);
      case 2 -> at.putObject(name).put("Canary 8", "canary").put("Canary 7", true);
      case 3 -> at.put(name, random.nextBoolean());
      default -> at.remove(name);
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(each -> collect(each, objects));
  }
}
