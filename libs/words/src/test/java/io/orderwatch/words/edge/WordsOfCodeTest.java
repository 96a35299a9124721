package io.orderwatch.words.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsOfCodeTest {

  @Test
  void records_rows_constants_and_endpoints_are_written_down(@TempDir Path home)
      throws IOException {
    assertThat(
            written(
                home,
                """
                package planted;

                /** What is {@code planted}. */
                class Planted {
                  @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface Nullable {}
                  @interface JsonProperty { String value(); }
                  @interface PathParam { String value(); }
                  @interface GET {}
                  @interface More { Refuses[] value(); }
                  @java.lang.annotation.Repeatable(More.class)
                  @interface Refuses { int status(); String because(); }
                  static final String GONE = "It is gone.";

                  /**
                   * A record,
                   * on {@link Planted#look two lines}.
                   *
                   * @param at when,
                   *     in UTC
                   * @param <T> nothing that is told
                   */
                  record Told<T>(String at, @Nullable String by) {}

                  enum State {
                    /** It is. */ OPEN, OVER
                  }

                  static class Row {
                    /** Its number. */ public long seq;
                    @JsonProperty("until") public @Nullable String wait;
                    String hidden;
                    public static String SHARED;
                    /** Of it. */ @JsonProperty("store") public String store() { return ""; }
                  }

                  /**
                   * Looks.
                   *
                   * <p>Twice.
                   *
                   * @param named whose
                   */
                  @GET
                  @Refuses(status = 404, because = GONE)
                  @Refuses(status = 409, because = "It is over.")
                  void look(@PathParam("store") String named, @PathParam("posting") String other) {}

                  /** Nobody asks for it. */
                  void unasked() {}
                }
                """))
        .containsExactlyInAnyOrder(
            "planted.Planted\tWhat is `planted`.",
            "planted.Planted#look()\tLooks. Twice.",
            "planted.Planted#look()404\tIt is gone.",
            "planted.Planted#look()409\tIt is over.",
            "planted.Planted#look(store)\twhose",
            "planted.Planted$Told\tA record, on two lines.",
            "planted.Planted$Told#at\twhen, in UTC",
            "planted.Planted$Told#by\t?",
            "planted.Planted$State#OPEN\tIt is.",
            "planted.Planted$State#OVER\t",
            "planted.Planted$Row#seq\tIts number.",
            "planted.Planted$Row#until\t?",
            "planted.Planted$Row#store\tOf it.");
  }

  private static List<String> written(Path home, String code) throws IOException {
    var source = Files.writeString(home.resolve("Planted.java"), code);
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          compiler.getTask(
              null,
              files,
              null,
              List.of("-d", home.toString()),
              null,
              files.getJavaFileObjects(source));
      task.setProcessors(List.of(new WordsOfCode()));
      assertThat(task.call()).isTrue();
    }
    return Files.readAllLines(home.resolve(WordsOfCode.PLACE));
  }
}
