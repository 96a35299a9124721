package io.orderwatch.ozon.edge.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
import io.orderwatch.ozon.Store;
import io.orderwatch.ozon.edge.OzonSeller;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresReloadedTest {

  private static final String AT_OZON = "https://api-seller.ozon.ru";
  private static final String KEY = "very-secret-key";

  private record Given(
      URI url, Optional<String> keys, Duration timeout, double callsPerSecond, boolean send)
      implements OzonSettings {}

  private record Waiting(
      Duration lease, int batch, Duration settling, Optional<Instant> lookingBackUntil)
      implements MailboxSettings {}

  private final class Said extends Handler {
    @Override
    public void publish(LogRecord record) {
      said.add(record.getMessage() + " " + List.of(parameters(record)));
    }

    private Object[] parameters(LogRecord record) {
      return record.getParameters() == null ? new Object[0] : record.getParameters();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final List<String> said = new ArrayList<>();
  private final Said handler = new Said();
  private final Logger logger = Logger.getLogger(OzonStores.class.getName());
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set by each test
  private OzonStores stores;

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
    if (stores != null) {
      stores.stop();
    }
  }

  private OzonStores stores(String url, String keys) {
    var meters = new SimpleMeterRegistry();
    var made =
        new OzonStores(
            new Given(URI.create(url), Optional.of(keys), Duration.ofSeconds(1), 1, true),
            Optional.of(folder.resolve("stores.yaml")),
            Optional.empty(),
            new Waiting(Duration.ofSeconds(5), 1000, Duration.ofSeconds(30), Optional.empty()),
            ScaledClock.real(),
            meters,
            OpenTelemetry.noop(),
            new Drifts(meters, ScaledClock.real()));
    stores = made;
    return made;
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> ids() {
    return stores.all().stream().map(ozon -> ozon.store().value()).toList();
  }

  private Store store(String id) {
    return stores.store(new StoreId(id)).orElseThrow();
  }

  private OzonSeller seller(String id) {
    return stores.find(new StoreId(id)).orElseThrow();
  }

  private List<String> mistakes() {
    return stores.mistakes().stream().map(Object::toString).toList();
  }

  @Test
  void the_file_goes_before_the_short_form() throws IOException {
    file("key", KEY + "\n");
    file("stores.yaml", "stores: [{client-id: 2, id: two, key: {file: key}}]");
    stores("http://127.0.0.1:1", "1=a;2=b");
    assertThat(ids()).containsExactly("1", "2");
    assertThat(store("2").name()).isEqualTo("two");
    assertThat(store("1").name()).isEqualTo("1");
  }

  @Test
  void a_store_that_comes_later_is_ours_without_a_restart_and_is_told_of_once() throws IOException {
    file("key", KEY);
    stores("http://127.0.0.1:1", "1=a");
    var greeted = new ArrayList<String>();
    stores.each(store -> greeted.add(store.value()));
    assertThat(mistakes()).isEmpty();

    file("stores.yaml", "stores: [{client-id: 2, key: {file: key}}]");
    stores.reload();
    stores.reload();

    assertThat(ids()).containsExactly("1", "2");
    assertThat(greeted).containsExactly("1", "2");
    assertThat(mistakes()).isEmpty();
  }

  /** As Kubernetes does it: the file is a link to a link, and the second is exchanged. */
  @Test
  void a_mounted_file_that_is_exchanged_is_read_by_itself() throws IOException {
    for (var version : List.of("one", "two")) {
      Files.createDirectory(folder.resolve(version));
      file(version + "/key", KEY);
      file(
          version + "/stores.yaml",
          "stores: [{client-id: 5, id: " + version + ", key: {file: key}}]");
    }
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("one"));
    Files.createSymbolicLink(folder.resolve("stores.yaml"), Path.of("..data/stores.yaml"));
    Files.createSymbolicLink(folder.resolve("key"), Path.of("..data/key"));
    stores("http://127.0.0.1:1", "");
    assertThat(store("5").name()).isEqualTo("one");

    Files.createSymbolicLink(folder.resolve("..new"), Path.of("two"));
    Files.move(folder.resolve("..new"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

    await().atMost(Duration.ofMinutes(1)).until(() -> store("5").name().equals("two"));
  }

  @Test
  void a_key_that_is_exchanged_in_its_own_file_counts_at_once_and_keeps_the_turnstile()
      throws IOException {
    file("key", KEY);
    file("other", KEY);
    file(
        "stores.yaml",
        "stores: [{client-id: 1, key: {file: key}}, {client-id: 2, key: {file: other}}]");
    stores("http://127.0.0.1:1", "");
    var before = seller("1");
    var other = seller("2");
    file("key", "another-key");
    stores.reload();
    assertThat(seller("1")).isNotSameAs(before);
    assertThat(seller("2")).isSameAs(other);
  }

  @Test
  void a_mistake_takes_away_no_store_that_was_there_and_what_is_not_named_is_gone()
      throws IOException {
    file("key", KEY);
    file(
        "stores.yaml",
        "stores: [{client-id: 1, key: {file: key}}, {client-id: 2, key: {file: key}}, {client-id: 3, key: {file: key}}]");
    stores("http://127.0.0.1:1", "");
    file(
        "stores.yaml",
        "stores:\n- {client-id: 1, key: {file: gone}}\n- {client-id: 2}\n- {client-id: 4, key: {env: NO_SUCH_VARIABLE_0451}}");
    stores.reload();
    assertThat(ids()).containsExactly("1", "2");
    assertThat(mistakes())
        .containsExactly(
            "line 3: stores[2]: key is missing",
            "line 2: stores[1].key: nothing is found there",
            "line 4: stores[3].key: nothing is found there");

    file("stores.yaml", "stores: [");
    stores.reload();
    assertThat(ids()).containsExactly("1", "2");
    assertThat(mistakes()).singleElement().asString().endsWith("this is no YAML");
  }

  @Test
  void at_ozons_own_host_a_store_is_in_shadow_unless_the_file_says_live() throws IOException {
    file("key", KEY);
    file(
        "stores.yaml",
        "stores: [{client-id: 2, key: {file: key}}, {client-id: 3, mode: live, key: {file: key}}]");
    stores(AT_OZON, "1=a");
    assertThat(List.of(store("1").mode(), store("2").mode(), store("3").mode()))
        .containsExactly(Store.Mode.SHADOW, Store.Mode.SHADOW, Store.Mode.LIVE);
  }

  @Test
  void elsewhere_a_store_is_live_unless_the_file_says_shadow() throws IOException {
    file("key", KEY);
    file("stores.yaml", "stores: [{client-id: 2, mode: shadow, key: {file: key}}]");
    stores("http://127.0.0.1:1", "1=a");
    assertThat(List.of(store("1").mode(), store("2").mode()))
        .containsExactly(Store.Mode.LIVE, Store.Mode.SHADOW);
  }

  @Test
  void no_secret_is_printed_whatever_is_wrong() throws IOException {
    file("key", KEY + " and more");
    file("push", KEY);
    file(
        "stores.yaml",
        """
        stores:
          - {client-id: 1, key: {file: key}}
          - {client-id: 2, key: %1$s}
          - {client-id: 3, key: {env: %1$s}}
          - {client-id: 4, key: {file: push}, push-secret: {file: push}}
        """
            .formatted(KEY));
    stores(AT_OZON, "9=" + KEY);
    file("stores.yaml", "stores: [" + KEY);
    stores.reload();
    assertThat(said).isNotEmpty();
    var shown = new ArrayList<>(said);
    shown.addAll(mistakes());
    shown.add(stores.toString());
    stores.all().forEach(each -> shown.add(each + " " + stores.store(each.store())));
    shown.add(stores.pushSecret(new StoreId("4")).toString());
    assertThat(shown).allSatisfy(each -> assertThat(each).doesNotContain(KEY));
  }
}
