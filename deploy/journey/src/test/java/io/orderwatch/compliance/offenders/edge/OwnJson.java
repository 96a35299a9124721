package io.orderwatch.compliance.offenders.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Planted: a second way to write JSON. */
public record OwnJson(ObjectMapper mapper) {

  static JsonMapper own() {
    return new JsonMapper();
  }
}
