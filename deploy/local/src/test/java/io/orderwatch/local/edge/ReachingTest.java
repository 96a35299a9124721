package io.orderwatch.local.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.orderwatch.local.doctor.Way.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real sockets and real certificates: where the way to Ozon ends. */
@Timeout(120)
class ReachingTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;

  @BeforeAll
  static void certificates() throws Exception {
    keytool("-alias", "root", "-dname", "CN=root", "-ext", "bc:c");
    leaf("good", "localhost", "-1d");
    leaf("other", "elsewhere.example", "-1d");
    leaf("old", "localhost", "-9d");
  }

  private static void leaf(String alias, String host, String begins) throws Exception {
    keytool(
        "-alias",
        alias,
        "-dname",
        "CN=" + alias,
        "-ext",
        "san=dns:" + host,
        "-signer",
        "root",
        "-startdate",
        begins,
        "-validity",
        "3");
  }

  private static void keytool(String... more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store().toString()));
    command.addAll(List.of(more));
    var process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private static Path store() {
    return folder.resolve("keys.p12");
  }

  @ParameterizedTest
  @CsvSource({"good, REACHED", "other, OTHER_NAME", "old, OTHER_TIME"})
  void a_certificate_of_a_root_that_is_trusted_must_have_the_name_and_the_time(
      String alias, End end) throws Exception {
    var server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(alias)));
    server.start();
    try {
      var url = URI.create("https://localhost:" + server.getAddress().getPort());
      assertThat(Reaching.to(url, Map.of(), context(alias).getSocketFactory()).end())
          .isEqualTo(end);
      assertThat(Reaching.to(url, Map.of()).end()).isEqualTo(End.NOT_TRUSTED);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_server_without_tls_is_reached_by_http_and_not_by_https() throws Exception {
    try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var answering = Thread.ofVirtual().start(() -> answer(plain));
      var host = "://127.0.0.1:" + plain.getLocalPort();
      assertThat(Reaching.to(URI.create("https" + host + "/"), Map.of()).end())
          .isEqualTo(End.NO_TLS);
      answering.join();
      assertThat(Reaching.to(URI.create("http" + host), Map.of()).end()).isEqualTo(End.REACHED);
    }
  }

  /** As nginx does to who speaks TLS at a port of http. */
  private static void answer(ServerSocket server) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_server_that_says_nothing_is_not_waited_for_long() throws Exception {
    try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var url = URI.create("https://127.0.0.1:" + mute.getLocalPort());
      assertThat(Reaching.to(url, Map.of()).end()).isEqualTo(End.MUTE);
    }
  }

  @Test
  void a_name_that_nobody_knows_and_a_port_where_nobody_listens_are_told_apart() {
    assertThat(Reaching.to(URI.create("https://ozon.invalid"), Map.of()).end())
        .isEqualTo(End.NO_ADDRESS);
    assertThat(Reaching.to(URI.create("http://1.2.3.4.5"), Map.of()).end())
        .isEqualTo(End.NO_ADDRESS);
    var nobody = URI.create("http://127.0.0.1:" + StandIns.ports().base());
    assertThat(Reaching.to(nobody, Map.of()).end()).isEqualTo(End.REFUSED);
    assertThat(Reaching.to(nobody, Map.of("HTTPS_PROXY", "http://user:word@proxy")))
        .satisfies(way -> assertThat(way.unheeded()).isTrue())
        .satisfies(way -> assertThat(way.finding().words()).doesNotContain("word@"));
  }

  /** With the key of that name, trusting the root alone. */
  private static SSLContext context(String alias) throws Exception {
    var all = KeyStore.getInstance(store().toFile(), PASSWORD);
    var own = KeyStore.getInstance("PKCS12");
    own.load(null, PASSWORD);
    own.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, PASSWORD);
    var roots = KeyStore.getInstance("PKCS12");
    roots.load(null, PASSWORD);
    roots.setCertificateEntry("root", all.getCertificate("root"));
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(roots);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
