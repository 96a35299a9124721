package io.orderwatch.logistics.shipment.edge;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Documents how {@link Asking} answers, for all endpoints that bring it a command: those that take
 * an Idempotency-Key and one JSON object.
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 10)
public final class CommandAnswers implements OASFilter {

  private static final String PREVIEW = "Preview";
  private static final String COMMAND = "ShipmentCommandRow";

  @Override
  public Operation filterOperation(Operation operation) {
    var body = operation.getRequestBody();
    var command =
        body != null
            && body.getContent().hasMediaType(MediaType.APPLICATION_JSON)
            && operation.getParameters() != null
            && operation.getParameters().stream()
                .anyMatch(each -> each.getName().equals("Idempotency-Key"));
    return command
        ? operation.responses(
            OASFactory.createAPIResponses()
                .addAPIResponse("200", answer("With `preview`: what would happen.", PREVIEW))
                .addAPIResponse(
                    "202",
                    answer("What became of it so far; later it is found at `Location`.", COMMAND)
                        .addHeader(
                            HttpHeaders.LOCATION,
                            OASFactory.createHeader()
                                .description("The path at which the command is found.")
                                .schema(OASFactory.createSchema().addType(SchemaType.STRING))))
                .addAPIResponse(
                    "404", refusal("No such store is one of ours, or no such thing was seen."))
                .addAPIResponse("409", refusal("A rule or Ozon refuses it: see its code."))
                .addAPIResponse("422", refusal("The id was used for another command.")))
        : operation;
  }

  private static APIResponse answer(String description, String schema) {
    return refusal(description)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    MediaType.APPLICATION_JSON,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + schema))));
  }

  private static APIResponse refusal(String description) {
    return OASFactory.createAPIResponse().description(description);
  }
}
