package io.orderwatch.ingest.posting.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvSpec {

  record Row(String name, long number, @Nullable String more) {}

  @Test
  void a_table_is_its_names_and_a_line_each() {
    assertThat(Csv.of(List.of(), Row.class)).isEqualTo("name,number,more\r\n");
    assertThat(Csv.of(List.of(new Row("a", 1, null), new Row("b", -2, "c d")), Row.class))
        .isEqualTo("name,number,more\r\na,1,\r\nb,'-2,c d\r\n");
  }

  @Test
  void what_would_end_a_cell_is_quoted() {
    assertThat(Csv.of(List.of(new Row("a,b", 1, "say \"x\"\n")), Row.class))
        .endsWith("\r\n\"a,b\",1,\"say \"\"x\"\"\n\"\r\n");
  }

  @Test
  void no_word_is_a_formula() {
    for (var word : List.of("=1+1", "+1", "-1", "@a", "\t=1")) {
      assertThat(Csv.of(List.of(new Row(word, 1, "")), Row.class)).contains("'" + word);
    }
  }
}
