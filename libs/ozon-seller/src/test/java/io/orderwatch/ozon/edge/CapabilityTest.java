package io.orderwatch.ozon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.Capability;
import io.orderwatch.ozon.OzonReturnAction;
import io.orderwatch.ozon.Reply;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The list of what a key must open is held to what the client really calls. */
@Timeout(60)
class CapabilityTest {

  private static final PostingNumber NUMBER = new PostingNumber("0132112277-0102-1");

  @Test
  void every_call_of_the_client_is_listed_and_nothing_else() throws Exception {
    try (var ozon = new StandIn()) {
      var client = ozon.client();
      var calls =
          Arrays.stream(OzonSeller.class.getMethods())
              .filter(method -> method.getReturnType() == Reply.class)
              .toList();
      assertThat(calls).hasSizeGreaterThan(25);
      for (var call : calls) {
        var before = ozon.asked.size();
        for (var flag : List.of(true, false)) {
          call.invoke(client, arguments(call, flag));
        }
        assertThat(ozon.asked).as("%s reaches Ozon", call).hasSizeGreaterThan(before);
      }
      var asked = new HashSet<String>();
      ozon.asked.forEach(each -> asked.add(each.path()));
      assertThat(Capability.allMethods()).isEqualTo(asked).isEqualTo(OzonSeller.METHODS);
    }
  }

  @Test
  void in_shadow_no_method_that_changes_something_is_called() throws Exception {
    try (var ozon = new StandIn()) {
      var client = ozon.client().inShadow();
      for (var call : OzonSeller.class.getMethods()) {
        if (call.getReturnType() == Reply.class) {
          call.invoke(client, arguments(call, true));
        }
      }
      assertThat(ozon.asked.stream().map(StandIn.Asked::path))
          .isNotEmpty()
          .noneMatch(
              path ->
                  path.matches(
                      ".*/(set|send/message|start|cancel|approve|reject|arbitration|awaiting-delivery|delivering|delivered|last-mile)"));
    }
  }

  private static Object[] arguments(Method call, boolean flag) {
    return Arrays.stream(call.getGenericParameterTypes())
        .map(type -> argument(type, flag))
        .toArray();
  }

  private static Object argument(Type type, boolean flag) {
    return switch (type.getTypeName().replaceAll(".*[.](?=\\w+$)", "")) {
      case "String" -> "1";
      case "Instant" -> Instant.parse("2026-10-01T00:00:00Z");
      case "PostingNumber" -> NUMBER;
      case "long" -> 1L;
      case "int" -> 1;
      case "boolean" -> flag;
      case "OzonReturnAction" -> new OzonReturnAction(1, 1, null, "", null, null);
      default -> several(type.getTypeName());
    };
  }

  private static Object several(String type) {
    if (type.startsWith(Function.class.getName())) {
      return Function.identity();
    }
    if (type.startsWith(Map.class.getName())) {
      return type.contains("PostingNumber") ? Map.of(NUMBER, "1") : Map.of(1L, 1);
    }
    if (type.contains("PostingNumber")) {
      return List.of(NUMBER);
    }
    assertThat(type).as("a call with a new kind of argument: give it one here").contains("String");
    return type.startsWith(Set.class.getName()) ? Set.of("1") : List.of("1");
  }
}
