package io.orderwatch.kubernetes.edge;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All documents of one overlay, or of base with some components. */
record Rendered(String name, List<Doc> docs) {

  Rendered {
    docs = List.copyOf(docs);
  }

  Stream<Doc> of(String kind) {
    return docs.stream().filter(each -> each.is(kind));
  }

  Optional<Doc> find(String kind, String name) {
    return of(kind).filter(each -> each.name().equals(name)).findAny();
  }

  Doc the(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError(this.name + " has no " + kind + "/" + name));
  }

  /** A copy that may be changed without changing this one. */
  Rendered copy() {
    return new Rendered(
        name + ", changed", docs.stream().map(each -> new Doc(each.tree().deepCopy())).toList());
  }

  Rendered with(String yaml) {
    return new Rendered(
        name + ", enlarged", Stream.concat(docs.stream(), Doc.all(yaml).stream()).toList());
  }

  Rendered without(String kind, String name) {
    return new Rendered(
        this.name + ", lessened",
        docs.stream().filter(each -> !(each.is(kind) && each.name().equals(name))).toList());
  }

  @Override
  public String toString() {
    return name;
  }
}
