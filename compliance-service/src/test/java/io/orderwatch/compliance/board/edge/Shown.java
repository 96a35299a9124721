package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What a person reads who does not see what he asked for. */
final class Shown {

  private Shown() {}

  /**
   * Fails if it is no whole page of ours in that language: in its dress, without a script, kept
   * nowhere.
   *
   * @return its HTML
   */
  static String page(HttpResponse<String> answer, int status, String lang) {
    var html = answer.body();
    assertThat(answer.statusCode()).as(html).isEqualTo(status);
    assertThat(answer.headers().allValues("Content-Type"))
        .containsExactly("text/html;charset=UTF-8");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .hasSize(1)
        .allMatch(policy -> policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    BoardPagesTest.wellFormed(html);
    assertThat(html)
        .contains("<html lang=\"" + lang + "\">", "/board/board.css", "name=\"viewport\"")
        .containsPattern("<title>[^<]+ – Orderwatch</title>")
        .containsOnlyOnce("<h1>")
        .containsOnlyOnce("class=\"open\"")
        .doesNotContain("<script", "style=", "onclick", "<form")
        .doesNotContainPattern("(src|href)=\"(https?:)?//");
    return html;
  }
}
