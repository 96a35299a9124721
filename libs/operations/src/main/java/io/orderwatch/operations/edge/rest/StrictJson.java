package io.orderwatch.operations.edge.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;

/**
 * A body is what it says: text is no number and no truth, a number is no text, 1.9 is not 1, a name
 * stands once, and nothing follows after the end. Names that nobody knows are passed over.
 */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {

  /** After the modules of the framework, whose place some of these take. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  @SuppressWarnings("deprecation") // the builder that would take the feature is Quarkus' own
  public void customize(ObjectMapper json) {
    json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    json.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    json.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    json.registerModule(
        new SimpleModule("orderwatch-strict")
            .addDeserializer(String.class, new OfText<>(String.class, Kinds::text))
            .addDeserializer(Instant.class, new OfText<>(Instant.class, Kinds::moment)));
  }

  private static final class OfText<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final transient Function<String, T> read;

    OfText(Class<T> type, Function<String, T> read) {
      super(type);
      this.type = type;
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        context.reportInputMismatch(type, "must be text");
      }
      try {
        return read.apply(parser.getText());
      } catch (RuntimeException e) {
        throw context.weirdStringException("", type, "not such a text");
      }
    }
  }
}
