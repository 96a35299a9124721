package io.orderwatch.notification.texts.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.notification.texts.Overrides.Mistake;
import io.orderwatch.notification.texts.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTextsTest {

  private static final StoreId STORE = new StoreId("1001");
  private static final String GOOD = "first=Заказ {order} ждёт вас до {until}: {where}.\n";

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path folder;

  private int changes;

  @SuppressWarnings("NullAway.Init") // set before each test
  private StoreTexts texts;

  @BeforeEach
  void set_up() {
    texts = new StoreTexts(Optional.of(folder), Duration.ZERO);
  }

  private void write(String name, String content) throws IOException {
    var file = Files.writeString(folder.resolve(name), content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++changes)));
  }

  private boolean own(Situation situation) {
    return texts.get().override(STORE, situation).isPresent();
  }

  @Test
  void a_text_is_used_as_soon_as_it_is_there_and_no_longer_than_that() throws IOException {
    assertThat(own(Situation.FIRST)).isFalse();
    write("1001.properties", GOOD);
    assertThat(own(Situation.FIRST)).isTrue();
    write("1001.properties", GOOD.replace("ждёт", "очень ждёт"));
    assertThat(texts.get().override(STORE, Situation.FIRST).orElseThrow().text()).contains("очень");
    Files.delete(folder.resolve("1001.properties"));
    assertThat(own(Situation.FIRST)).isFalse();
  }

  @Test
  void what_breaks_a_rule_is_named_by_file_line_and_key_and_not_used() throws IOException {
    write(
        "1001.properties",
        "# ours\n"
            + GOOD
            + "\nwhy = Напишите нам в WhatsApp.\nlast=Заказ {order} ждёт до {until}.\n"
            + "middle=Заказ {ordre} ({reminder}) до {until}\nthanks=Спасибо\nfilled-in=Спасибо!!!\n");
    assertThat(own(Situation.FIRST)).isTrue();
    assertThat(own(Situation.WHY)).isFalse();
    assertThat(own(Situation.FILLED_IN)).isTrue();
    var mistakes = texts.overrides().mistakes();
    assertThat(mistakes)
        .allMatch(each -> each.file().equals("1001.properties"))
        .extracting(Mistake::line, Mistake::key)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(4, "why"),
            org.assertj.core.groups.Tuple.tuple(5, "last"),
            org.assertj.core.groups.Tuple.tuple(6, "middle"),
            org.assertj.core.groups.Tuple.tuple(7, "thanks"));
    assertThat(mistakes)
        .filteredOn(each -> each.key().equals("why"))
        .singleElement()
        .extracting(Mistake::why)
        .asString()
        .startsWith("MESSENGER")
        .doesNotContain("Напишите нам");
    assertThat(texts.overrides().hints())
        .singleElement()
        .extracting(Mistake::key)
        .isEqualTo("filled-in");
  }

  @Test
  void what_is_no_file_of_texts_is_named_and_the_others_are_used() throws IOException {
    write("1001.properties", GOOD);
    write("shop.properties", GOOD);
    write("1002.properties", "first=\\u00zz");
    Files.write(folder.resolve("1003.properties"), new byte[] {'a', '=', (byte) 0xc3, (byte) 0x28});
    write("1004.properties", GOOD.repeat(10_000));
    assertThat(own(Situation.FIRST)).isTrue();
    assertThat(texts.overrides().mistakes())
        .extracting(Mistake::file)
        .containsExactlyInAnyOrder(
            "shop.properties", "1002.properties", "1003.properties", "1004.properties");
  }

  @Test
  void a_folder_that_is_gone_leaves_the_texts_as_they_were() throws IOException {
    write("1001.properties", GOOD);
    assertThat(own(Situation.FIRST)).isTrue();
    Files.delete(folder.resolve("1001.properties"));
    Files.delete(folder);
    assertThat(own(Situation.FIRST)).isTrue();
  }
}
