package io.orderwatch.local.edge;

import io.orderwatch.local.doctor.Way;
import io.orderwatch.local.doctor.Way.End;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way to Ozon step by step: DNS, TCP, TLS. Sends nothing but the handshake; where Java
 * would go by a proxy, no further than to it.
 */
final class Reaching {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final List<String> PROXIES =
      List.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy");

  private Reaching() {}

  static Way to(URI base, Map<String, String> environment) {
    return to(base, environment, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * @param environment for whether it names a proxy
   * @param trusting decides which certificates are good
   */
  static Way to(URI base, Map<String, String> environment, SSLSocketFactory trusting) {
    var proxy = proxy(base);
    var tls = base.getScheme().equalsIgnoreCase("https");
    var port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
    @Nullable String named = base.getHost();
    var host = (named == null ? base.getAuthority() : named).replaceAll("^\\[|]$", "");
    var unheeded = proxy.isEmpty() && PROXIES.stream().anyMatch(environment::containsKey);
    return proxy
        .map(
            by ->
                new Way(
                    base.toString(),
                    by.getHostString(),
                    by.getPort(),
                    true,
                    false,
                    end(by.getHostString(), by.getPort(), Optional.empty())))
        .orElseGet(
            () ->
                new Way(
                    base.toString(),
                    host,
                    port,
                    false,
                    unheeded,
                    end(host, port, Optional.of(trusting).filter(_ -> tls))));
  }

  private static Optional<InetSocketAddress> proxy(URI base) {
    @Nullable ProxySelector selector = ProxySelector.getDefault();
    return (selector == null ? Stream.<Proxy>of() : selector.select(base).stream())
        .filter(each -> each.type() == Proxy.Type.HTTP)
        .flatMap(each -> Stream.ofNullable((InetSocketAddress) each.address()))
        .findFirst();
  }

  private static End end(String host, int port, Optional<SSLSocketFactory> tls) {
    var end = End.NO_ADDRESS;
    for (var address : addresses(host)) {
      end = end(new InetSocketAddress(address, port), host, tls);
      if (end == End.REACHED) {
        return end;
      }
    }
    return end;
  }

  /** Two at most, each of which may take its time; none if DNS says nothing in time. */
  private static List<InetAddress> addresses(String host) {
    var found = new CompletableFuture<List<InetAddress>>();
    Thread.ofVirtual().start(() -> found.complete(named(host)));
    try {
      return found.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).stream().limit(2).toList();
    } catch (TimeoutException | ExecutionException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static List<InetAddress> named(String host) {
    try {
      return Arrays.asList(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  private static End end(InetSocketAddress address, String host, Optional<SSLSocketFactory> tls) {
    try (var socket = new Socket()) {
      socket.connect(address, (int) PATIENCE.toMillis());
      return tls.isPresent() ? handshake(tls.get(), socket, host, address.getPort()) : End.REACHED;
    } catch (SocketTimeoutException e) {
      return End.SILENT;
    } catch (NoRouteToHostException e) {
      return End.NO_ROUTE;
    } catch (ConnectException e) {
      return String.valueOf(e.getMessage()).contains("unreachable") ? End.NO_ROUTE : End.REFUSED;
    } catch (IOException e) {
      return End.NO_ROUTE;
    }
  }

  private static End handshake(SSLSocketFactory factory, Socket plain, String host, int port) {
    try (var socket = (SSLSocket) factory.createSocket(plain, host, port, /* autoClose= */ true)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return End.REACHED;
    } catch (SSLException e) {
      return meaning(e);
    } catch (SocketTimeoutException e) {
      return End.MUTE;
    } catch (IOException e) {
      return End.TLS_FAILED;
    }
  }

  private static End meaning(SSLException failure) {
    var causes =
        Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause).toList();
    if (has(causes, CertificateExpiredException.class)
        || has(causes, CertificateNotYetValidException.class)) {
      return End.OTHER_TIME;
    }
    if (has(causes, CertPathBuilderException.class)
        || has(causes, CertPathValidatorException.class)) {
      return End.NOT_TRUSTED;
    }
    if (has(causes, CertificateException.class)) {
      return End.OTHER_NAME;
    }
    return String.valueOf(failure.getMessage()).contains("SSL message")
        ? End.NO_TLS
        : End.TLS_FAILED;
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
    return causes.stream().anyMatch(kind::isInstance);
  }
}
