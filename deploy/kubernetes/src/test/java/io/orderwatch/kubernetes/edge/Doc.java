package io.orderwatch.kubernetes.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One document of what kubectl renders, as a tree. */
record Doc(ObjectNode tree) {

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  static List<Doc> all(String yaml) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return documents.readAll().stream()
          .filter(each -> !each.isNull())
          .map(each -> new Doc((ObjectNode) each))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value that a line of YAML stands for. */
  static JsonNode value(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static Map<String, String> texts(JsonNode object) {
    var texts = new HashMap<String, String>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  String apiVersion() {
    return tree.path("apiVersion").asText();
  }

  String kind() {
    return tree.path("kind").asText();
  }

  String name() {
    return tree.at("/metadata/name").asText();
  }

  /** As people say it: {@code Deployment/order-ingest}. */
  String title() {
    return kind() + "/" + name();
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  JsonNode at(String pointer) {
    return tree.at(pointer);
  }

  Map<String, String> labels() {
    return texts(at("/metadata/labels"));
  }

  /** The pod template's spec, for kinds that have one. */
  JsonNode pod() {
    return at("/spec/template/spec");
  }

  /** The container that is called like the document; others may come before. */
  JsonNode main() {
    return containers().stream()
        .filter(each -> each.path("name").asText().equals(name()))
        .findAny()
        .orElseThrow(() -> new AssertionError(title() + " has no container of its name"));
  }

  List<JsonNode> containers() {
    return Stream.concat(each(pod().path("initContainers")), each(pod().path("containers")))
        .toList();
  }
}
