package io.orderwatch.backing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class SharedServersTest {

  @Test
  void two_class_loaders_of_one_jvm_share_one_pair_of_servers() throws Exception {
    var shared = BackingServices.shared();
    assertThat(BackingServices.shared()).isSameAs(shared);

    try (var other = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      var type = other.loadClass(BackingServices.class.getName());
      assertThat(type).isNotSameAs(BackingServices.class);
      var theirs = type.getMethod("shared").invoke(null);
      var broker = type.getMethod("broker").invoke(theirs);
      var database = type.getMethod("database").invoke(theirs);
      assertThat(other.loadClass(Broker.class.getName()).getMethod("pid").invoke(broker))
          .isEqualTo(shared.broker().pid());
      assertThat(other.loadClass(Database.class.getName()).getMethod("jdbcUrl").invoke(database))
          .isEqualTo(shared.database().jdbcUrl());

      type.getMethod("close").invoke(theirs);
      assertThat(shared.broker().running()).isTrue();
      assertThat(shared.database().running()).isTrue();
    }
  }

  static URL[] classPath() throws Exception {
    var entries = System.getProperty("java.class.path").split(File.pathSeparator);
    var uris = Arrays.stream(entries).map(entry -> Path.of(entry).toUri()).toArray(URI[]::new);
    var urls = new URL[uris.length];
    for (var i = 0; i < uris.length; i++) {
      urls[i] = uris[i].toURL();
    }
    return urls;
  }
}
