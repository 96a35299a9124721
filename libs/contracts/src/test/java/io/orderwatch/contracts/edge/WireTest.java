package io.orderwatch.contracts.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

  static final PostingRef REF = PostingRef.of("148529", "0132112277-0102-1");
  static final String SECRET = "4509123456";

  static List<Golden> goldens() {
    return Golden.all();
  }

  @Test
  void odd_values_come_back_as_they_went() {
    var price = new Money(new BigDecimal("0.10000000000000000000001"), "KWD");
    var item =
        new Posting.Item(Long.MAX_VALUE, "\"\\\u0000 чехол 手机壳 🚲", Integer.MAX_VALUE, price);
    var at = Instant.parse("2026-11-20T09:14:03.123456789Z");
    var cancellation = new Posting.Cancellation(-1, "", true, true);
    var posting =
        new Posting(
            REF, "", 1, "", "", "", List.of(""), "", at, null, at, List.of(item), cancellation);
    comesBack(new PostingEvent.Changed(posting, "", ""));
    comesBack(new PostingEvent.Received(posting.withVersion(Long.MAX_VALUE)));
  }

  @Test
  void a_field_without_a_value_is_not_written() {
    var event = new PostingEvent.Received(bare());
    assertThat(new String(Wire.encode(event), UTF_8))
        .doesNotContain("inProcessAt", "shipmentDate", "promised", "cancellation", "null");
    comesBack(event);
  }

  @Test
  void a_field_that_may_be_missing_may_be_null_too() {
    var event = new PostingEvent.Received(bare());
    var data = new String(Wire.encode(event), UTF_8).replace("}}", ",\"cancellation\":null}}");
    assertThat(Wire.decode("posting.received.v1", data.getBytes(UTF_8))).contains(event);
  }

  /** A posting with nothing that may be missing. */
  private static Posting bare() {
    return new Posting(REF, "", 1, "", "", "", List.of(), "", null, null, null, List.of(), null);
  }

  @Test
  void a_wire_name_nobody_knows_is_no_error() {
    assertThat(Wire.decode("posting.split.v1", json("{'anything':1}"))).isEmpty();
    assertThat(Wire.decode("posting.received.v2", json("not even json"))).isEmpty();
  }

  @Test
  void the_wire_names_come_in_their_order() {
    assertThat(List.copyOf(Wire.types().keySet())).isNotEmpty().isSorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "'4509123456'",
        "4509123456",
        "{",
        "{}",
        "{'ref':'4509123456'}",
        "{'ref':4509123456,'step':1,'reason':''}",
        "{'ref':{'posting':'4509123456'},'step':1,'reason':''}",
        "{'ref':null,'step':1,'reason':''}",
        "{'ref':'1:a','step':'4509123456x','reason':''}",
        "{'ref':'1:a','step':4509123456,'reason':''}",
        "{'ref':'1:a','step':null,'reason':''}",
        "{'ref':'1:a','step':1,'reason':''}4509123456",
        "{'ref':'1:a','step':1,4509123456}",
        "{'ref':'x:4509123456','step':1,'reason':''}",
      })
  void broken_bytes_are_unreadable_and_never_quoted(String data) {
    assertThatThrownBy(() -> Wire.decode("message.failed.v1", json(data)))
        .isInstanceOf(Wire.Unreadable.class)
        .hasMessageStartingWith("not a readable message.failed.v1: ")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }

  @Test
  void bytes_that_are_no_utf_8_are_unreadable() {
    var data = new byte[] {'{', '"', 'r', (byte) 0xff, (byte) 0xfe, 0, '}'};
    assertThatThrownBy(() -> Wire.decode("message.failed.v1", data))
        .isInstanceOf(Wire.Unreadable.class);
  }

  @Test
  void an_unreadable_event_names_the_field_that_is_missing() {
    var data = "{'ref':'1:a','deadline':{'basis':'FIRST_SEEN'}}";
    assertThatThrownBy(() -> Wire.decode("passport.expired.v1", json(data)))
        .hasMessage("not a readable passport.expired.v1: deadline.at is missing");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void an_event_without_a_field_it_needs_is_unreadable(Golden golden) {
    var required = new ArrayList<String>();
    SchemaTest.requiredFields(golden.tree(), golden.type())
        .forEach(
            field -> {
              for (var broken : List.of(field.removed(), field.nulled())) {
                assertThatThrownBy(() -> Wire.decode(golden.type(), Golden.bytes(broken)))
                    .as(field.path())
                    .isInstanceOf(Wire.Unreadable.class);
              }
              required.add(field.path());
            });
    assertThat(required).contains("/" + golden.tree().fieldNames().next());
  }

  private static void comesBack(Event event) {
    assertThat(Wire.decode(Wire.type(event), Wire.encode(event))).contains(event);
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }
}
