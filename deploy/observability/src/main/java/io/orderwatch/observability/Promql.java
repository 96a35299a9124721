package io.orderwatch.observability;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the time series that an expression of Prometheus' language asks for. It knows just enough
 * of the language for that; Grafana's variables ({@code $store}, {@code $__rate_interval}) may
 * stand where values stand.
 */
public final class Promql {

  private static final Pattern TOKEN =
      Pattern.compile(
          """
          \\s+|#[^\\n]*|"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*'|`[^`]*`\
          |\\$(?:\\w+|\\{[^}]*\\})|[0-9.][0-9a-zA-Z.]*|[a-zA-Z_:][a-zA-Z0-9_:]*|=~|!~|!=|==|<=|>=|.""");

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "offset", "bool", "atan2", "inf", "nan", "start", "end");

  private final List<String> tokens;
  private int at;

  private Promql(List<String> tokens) {
    this.tokens = tokens;
  }

  /**
   * @throws IllegalArgumentException if a bracket is open at the end or a selector has no name
   */
  public static List<Asked> asked(String expression) {
    var tokens =
        TOKEN
            .matcher(expression)
            .results()
            .map(match -> match.group())
            .filter(token -> !token.isBlank() && !token.startsWith("#"))
            .toList();
    var reading = new Promql(tokens);
    var found = reading.group(Set.of());
    if (reading.at < tokens.size()) {
      throw new IllegalArgumentException("a bracket too many: " + expression);
    }
    return found;
  }

  /** All up to the bracket that closes, which is left. */
  private List<Asked> group(Set<String> needed) {
    var found = new ArrayList<Asked>();
    var joined = new LinkedHashSet<>(needed);
    var grouped = Set.<String>of();
    var last = new ArrayList<Asked>();
    while (at < tokens.size() && !tokens.get(at).equals(")")) {
      var token = tokens.get(at++);
      switch (token) {
        case "(" -> {
          last = new ArrayList<>(bracketed(grouped));
          grouped = Set.of();
          found.addAll(last);
        }
        // Before what it groups, or behind it.
        case "by" -> {
          grouped = labels();
          if (!next("(")) {
            found.removeAll(last);
            found.addAll(with(last, grouped));
            grouped = Set.of();
          }
        }
        case "on" -> joined.addAll(labels());
        case "without", "ignoring" -> labels();
        case "group_left", "group_right" -> {
          if (next("(")) {
            labels();
          }
        }
        case "[" -> skipTo("]");
        case "{" -> throw new IllegalArgumentException("a selector needs a name");
        default -> {
          if (name(token)) {
            found.add(new Asked(token, next("{") ? matchers() : Set.of()));
          }
        }
      }
    }
    return with(found, joined);
  }

  private boolean name(String token) {
    return Character.isJavaIdentifierStart(token.charAt(0))
        && !token.startsWith("$")
        && !WORDS.contains(token)
        && !next("(")
        && !next("by")
        && !next("without");
  }

  private List<Asked> bracketed(Set<String> needed) {
    var found = group(needed);
    if (!next(")")) {
      throw new IllegalArgumentException("a bracket is not closed");
    }
    at++;
    return found;
  }

  private Set<String> labels() {
    if (!next("(")) {
      throw new IllegalArgumentException("labels are missing");
    }
    var begin = at + 1;
    skipTo(")");
    var labels = new LinkedHashSet<>(tokens.subList(begin, at - 1));
    labels.remove(",");
    return labels;
  }

  private Set<String> matchers() {
    var begin = at + 1;
    skipTo("}");
    var labels = new LinkedHashSet<String>();
    for (var i = begin; i + 1 < at; i++) {
      if (Set.of("=", "!=", "=~", "!~").contains(tokens.get(i))) {
        labels.add(tokens.get(i - 1));
      }
    }
    return labels;
  }

  private boolean next(String token) {
    return at < tokens.size() && tokens.get(at).equals(token);
  }

  private void skipTo(String token) {
    while (!next(token)) {
      if (++at >= tokens.size()) {
        throw new IllegalArgumentException(token + " is missing");
      }
    }
    at++;
  }

  private static List<Asked> with(List<Asked> found, Set<String> labels) {
    return found.stream()
        .map(
            asked -> {
              var all = new LinkedHashSet<>(asked.labels());
              all.addAll(labels);
              return new Asked(asked.name(), all);
            })
        .toList();
  }
}
