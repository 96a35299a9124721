package io.orderwatch.ingest.importing.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.orderwatch.backing.edge.quarkus.Door;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema, the page and the door say the same of what may be imported. */
@QuarkusTest
class FormatTest {

  private static final Path ROOT = Path.of(System.getProperty("orderwatch.root", ".."));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LEAST =
      "{'store':'2002','posting':'f-1','asOf':'2026-11-01T10:00:00Z','status':'delivering'";

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  private JsonNode schema() throws IOException {
    return JSON.readTree(new Door(service).ask("GET /api/postings/import-schema", null).body());
  }

  private JsonSchema validator() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            schema(), SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  @Test
  void what_is_served_is_what_the_documentation_has() throws IOException {
    assertThat(new Door(service).ask("GET /api/postings/import-schema", null).body())
        .isEqualTo(Files.readString(ROOT.resolve("docs/schemas/posting-import.v1.json"), UTF_8));
  }

  @Test
  void the_schema_names_what_is_read_and_nothing_else() throws IOException {
    var schema = schema();
    named(schema, ImportedPosting.class);
    named(schema.at("/$defs/Item"), ImportedPosting.Item.class);
    named(schema.at("/$defs/Price"), ImportedPosting.Price.class);
    named(schema.at("/$defs/Cancellation"), ImportedPosting.Cancellation.class);
  }

  private static void named(JsonNode schema, Class<? extends Record> type) {
    var properties = new ArrayList<String>();
    schema.path("properties").fieldNames().forEachRemaining(properties::add);
    assertThat(properties)
        .as(type.getSimpleName())
        .containsExactlyElementsOf(
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  @Test
  void the_example_of_the_documentation_is_taken() throws IOException {
    var example =
        Files.readAllLines(ROOT.resolve("docs/import.md")).stream()
            .dropWhile(line -> !line.startsWith("    {\"store\""))
            .takeWhile(line -> line.startsWith("    "))
            .toList();
    var text = String.join("", example).replace("2001", "2002");
    assertThat(validator().validate(JSON.readTree(text))).isEmpty();
    assertThat(new Door(service).ask("POST /api/postings", text).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",'more':{'name':'Petrova'}",
        ",'actions':[]",
        ",'actions':['cancel','set_track_number'],'trackingNumber':''",
        ",'items':[{'sku':0,'quantity':0}]",
        ",'items':[{'sku':7,'offer':'','quantity':2147483647,'price':{'amount':0.5,'currency':'CNY'}}]",
        ",'cancellation':{'by':'ozon'}",
        ",'cancellation':{'reasonId':402,'by':'seller','afterShip':true,'affectsRating':false}",
        ",'zone':'America/Argentina/Buenos_Aires','parent':'f-0','orderNumber':'f'",
        ",'inProcessAt':'2026-10-31T23:00:00+03:00'",
        ",'integration':null"
      })
  void the_door_takes_what_the_schema_takes(String more) throws IOException {
    var text = (LEAST + more + "}").replace('\'', '"');
    if (!more.contains("null")) { // the door is more patient: nothing is the same as left out
      assertThat(validator().validate(JSON.readTree(text))).isEmpty();
    }
    var answer = new Door(service).ask("POST /api/postings", text);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  static Stream<String> wrong() {
    return List.of(
        LEAST.replace("'store':'2002',", ""),
        LEAST.replace("'posting':'f-1',", ""),
        LEAST.replace("'asOf':'2026-11-01T10:00:00Z',", ""),
        LEAST.replace(",'status':'delivering'", ""),
        LEAST.replace("2026-11-01T10:00:00Z", "yesterday"),
        LEAST.replace("f-1", "f/1"),
        LEAST.replace("delivering", "Delivering"),
        LEAST.replace("'delivering'", "7"),
        LEAST + ",'substatus':'ждёт'",
        LEAST + ",'trackingNumber':'RB 12'",
        LEAST + ",'actions':'cancel'",
        LEAST + ",'actions':[7]",
        LEAST + ",'items':[{'quantity':1}]",
        LEAST + ",'items':[{'sku':'7','quantity':1}]",
        LEAST + ",'items':[{'sku':7,'quantity':-1}]",
        LEAST + ",'items':[{'sku':7,'quantity':1.5}]",
        LEAST + ",'items':[{'sku':7,'quantity':1,'price':{'amount':1,'currency':'yuan'}}]",
        LEAST + ",'items':[{'sku':7,'quantity':1,'price':{'amount':'1','currency':'CNY'}}]",
        LEAST + ",'cancellation':{}",
        LEAST + ",'zone':'Moscow street 7'")
        .stream();
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("wrong")
  void the_door_refuses_what_the_schema_refuses(String given) throws IOException {
    var text = (given + "}").replace('\'', '"');
    assertThat(validator().validate(JSON.readTree(text))).as("schema").isNotEmpty();
    assertThat(new Door(service).ask("POST /api/postings", text).statusCode()).isEqualTo(400);
  }
}
