package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Around.Message;
import io.orderwatch.compliance.board.Around.Task;
import io.orderwatch.compliance.board.Around.Text;
import io.orderwatch.compliance.board.Around.Ticket;
import io.orderwatch.compliance.wording.Language;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AroundSpec {

  private static final Instant AT = Instant.parse("2026-11-02T12:00:00Z");

  private static Task task(String state, Map<Language, String> texts) {
    return new Task("1.a-1.1.1", "reminder", "", state, "CHAT", AT, "текст", texts, Map.of());
  }

  private static Ticket ticket(String state) {
    return new Ticket(
        "t",
        "PARCEL_STUCK",
        state,
        AT,
        "",
        Map.of(Language.RU, new Text("Путь", "Текст"), Language.ZH, new Text("路径", "文本")));
  }

  @Test
  void what_steers_a_page_or_turns_a_text_is_taken_out_and_the_rest_stays() {
    var text = "a\0b\u202Ec\u2066d\nз\tды 👍 <b>";
    assertThat(new Message(AT, "buyer", text, false, null).text()).isEqualTo("abcd\nз\tды 👍 <b>");
    assertThat(new Text("", "x\u001Bz").text()).isEqualTo("xz");
    assertThat(Around.plain("a\uD800b")).as("half a character").isEqualTo("ab");
    assertThat(Around.plain("👨‍👩‍👧")).as("a joiner is no turn").isEqualTo("👨‍👩‍👧");
  }

  @Test
  void a_task_is_read_in_the_readers_language_where_that_is_another_than_the_text() {
    var texts = Map.of(Language.RU, "текст", Language.EN, "text");
    assertThat(task("OPEN", texts).read(Language.EN)).isEqualTo("text");
    assertThat(task("OPEN", texts).read(Language.RU)).isEmpty();
    assertThat(task("OPEN", texts).read(Language.ZH)).isEmpty();
    assertThat(task("OPEN", Map.of()).where(Language.ZH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"OPEN,true", "SENT,false", "SKIPPED,false", "MOOT,false", "NEW_WORD,false"})
  void only_an_open_task_can_be_done(String state, boolean open) {
    assertThat(task(state, Map.of()).open()).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "drafted,true",
    "stale,true",
    "filed,false",
    "done,false",
    "dropped,false",
    "new-word,false"
  })
  void a_ticket_waits_for_a_person_until_it_is_filed_and_again_when_it_has_no_effect(
      String state, boolean waits) {
    assertThat(ticket(state).waits()).isEqualTo(waits);
  }

  @Test
  void support_is_written_to_in_russian() {
    assertThat(ticket("drafted").text()).isEqualTo("Текст");
    assertThat(ticket("drafted").read(Language.ZH)).isEqualTo("文本");
    assertThat(ticket("drafted").read(Language.RU)).isEmpty();
    assertThat(ticket("drafted").read(Language.EN)).isEmpty();
    assertThat(ticket("drafted").where(Language.ZH)).isEqualTo("路径");
  }
}
