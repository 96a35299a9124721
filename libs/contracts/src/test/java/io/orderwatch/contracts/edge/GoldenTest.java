package io.orderwatch.contracts.edge;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.contracts.Event;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden files may be added, never edited: what was once written is read for ever. */
class GoldenTest {

  static List<Golden> goldens() {
    return Golden.all();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void todays_records_read_every_golden_file_and_write_it_again(Golden golden) {
    var event = Wire.decode(golden.type(), golden.data()).orElseThrow();
    assertThat(Golden.tree(Wire.encode(event))).isEqualTo(golden.tree());
    assertThat(Wire.type(event)).isEqualTo(golden.type());
    assertThat(event.key())
        .isEqualTo(
            switch (event) {
              case Event.OfPosting _ -> "148529:0132112277-0102-1";
              case ChatEvent _ -> "148529:b646d975-0c9c-4872-9f41-8b1e57181063";
              default -> "148529"; // about a store
            });
    assertThat(event.store().value()).isEqualTo("148529");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void fields_of_newer_producers_are_passed_over(Golden golden) {
    var newer = golden.tree();
    everyObjectIn(newer).toList().forEach(object -> object.put("addedOneDay", "anything"));
    assertThat(Wire.decode(golden.type(), Golden.bytes(newer)))
        .isEqualTo(Wire.decode(golden.type(), golden.data()));
  }

  @Test
  void every_event_type_has_a_golden_file_and_every_golden_file_a_type() {
    assertThat(new TreeSet<>(goldens().stream().map(Golden::type).toList()))
        .isEqualTo(new TreeSet<>(Wire.types().keySet()));
  }

  @Test
  void every_golden_file_is_as_it_was_when_it_was_added() throws IOException {
    assertThat(sums(goldens())).isEqualTo(ContractsTest.committed());
  }

  @Test
  void an_edited_an_added_and_a_removed_file_would_be_noticed() throws IOException {
    var goldens = goldens();
    var first = goldens.getFirst();
    var edited = first.text().replaceFirst("\\d", "x");
    var others = goldens.subList(1, goldens.size());

    assertThat(sums(with(others, new Golden(first.file(), first.type(), edited))))
        .isNotEqualTo(ContractsTest.committed());
    assertThat(sums(with(goldens, new Golden("new.v1.json", "new.v1", edited))))
        .isNotEqualTo(ContractsTest.committed());
    assertThat(sums(others)).isNotEqualTo(ContractsTest.committed());
  }

  private static List<Golden> with(List<Golden> goldens, Golden another) {
    return Stream.concat(goldens.stream(), Stream.of(another)).toList();
  }

  private static Map<String, String> sums(List<Golden> goldens) {
    return goldens.stream().collect(toMap(Golden::file, Golden::sum));
  }

  private static Stream<ObjectNode> everyObjectIn(JsonNode node) {
    var below = node.valueStream().flatMap(GoldenTest::everyObjectIn);
    return node instanceof ObjectNode object ? Stream.concat(Stream.of(object), below) : below;
  }
}
