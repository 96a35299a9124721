package io.orderwatch.operations.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.operations.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionSpec {

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, api/alerts, VIEWER",
    "HEAD, /api/dead-letters, VIEWER",
    "POST, api/alerts/7-task-1/ack, OPERATOR",
    "PUT, /api/opt-outs/7/1, OPERATOR",
    "DELETE, api/opt-outs/7/1, OPERATOR",
    "POST, api/dead-letters/1/redrive, ADMIN",
    "PUT, /api/log-levels/io.orderwatch, ADMIN",
    "POST, api/people/duty/test, ADMIN",
    "POST, /api/people/duty/test, ADMIN",
  })
  void who_looks_acts_and_handles_the_machinery(String method, String path, Role least) {
    assertThat(Admission.least(method, path)).isEqualTo(least);
  }
}
