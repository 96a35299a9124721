package io.orderwatch.kubernetes.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that CI runs refuses what it says it refuses. */
class CheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "        image: orderwatch/order-ingest:latest",
        "      - image: orderwatch/order-ingest",
        "        image: \"registry.example.com:5000/order-ingest\"",
        "  imageName: ghcr.io/cloudnative-pg/postgresql:latest",
        "kind: Secret",
        "          privileged: true",
        "          allowPrivilegeEscalation: true",
        "          runAsNonRoot: false",
        "          runAsUser: 0",
        "          readOnlyRootFilesystem: false",
        "      hostNetwork: true",
        "        hostPath:",
        "automountServiceAccountToken: true",
        "            add:",
      })
  void a_forbidden_line_is_refused(String line) throws Exception {
    assertThat(check("apiVersion: v1\n" + line + "\n")).isEqualTo(1);
  }

  @Test
  void innocent_lines_pass() throws Exception {
    assertThat(
            check(
                """
                        image: registry.example.com:5000/orderwatch/order-ingest:0.1.0
                      - image: orderwatch/a@sha256:%s
                    kind: SecretStore
                          name: kind: Secret
                        runAsUser: 10001
                """
                    .formatted("0".repeat(64))))
        .isZero();
  }

  private static int check(String rendered) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash: the script is not tried");
    var script = Kustomize.MODULE.resolve("check").toString();
    var process =
        new ProcessBuilder("/bin/bash", script, "-")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(rendered.getBytes(StandardCharsets.UTF_8));
    }
    return process.waitFor();
  }
}
