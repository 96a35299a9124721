package io.orderwatch.operations.edge.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads what another of our services answers. */
public final class Answers {

  /** Not the strict one for what is sent to us: a buyer may write any character. */
  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /**
   * The body of an answer; of an empty one a node that is missing.
   *
   * @throws JsonProcessingException if it is no JSON; its message quotes the body and is not to be
   *     logged
   */
  public static JsonNode read(String body) throws JsonProcessingException {
    return JSON.readTree(body);
  }
}
