package io.orderwatch.local.edge;

import io.orderwatch.local.Box;
import io.orderwatch.local.Environment;
import io.orderwatch.local.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people see once everything runs: where it is and what to try. */
final class Addresses {

  private Addresses() {}

  static List<String> of(WholeSet set) {
    var rows = new ArrayList<Box.Row>();
    rows.add(new Box.Row("risk board", set.url(ServiceName.COMPLIANCE) + "/"));
    if (set.simulator().isPresent()) {
      rows.add(new Box.Row("  log in as", logins() + " (no password)"));
      rows.add(new Box.Row("", set.url(ServiceName.COMPLIANCE) + "/board/login"));
    }
    for (var service : ServiceName.values()) {
      rows.add(new Box.Row(service.title(), set.url(service) + "/q/swagger-ui"));
      rows.add(new Box.Row("", set.management(service) + "/q/health"));
      rows.add(new Box.Row("", set.management(service) + "/q/metrics"));
    }
    set.simulator()
        .ifPresent(
            part -> rows.add(new Box.Row("simulator ledger", part.url() + "/simulator/ledger")));
    rows.add(new Box.Row("Kafka", set.broker().bootstrapServers()));
    rows.add(new Box.Row("PostgreSQL", set.database().jdbcUrl()));
    rows.add(
        new Box.Row("", "user " + set.database().user() + ", " + set.backing().kind().written()));
    rows.add(new Box.Row("logs", set.config().logs().toString()));
    return Box.lines(rows);
  }

  private static String logins() {
    return Stream.of(Environment.LOGINS.split(";", -1))
        .map(each -> each.substring(0, each.indexOf('=')))
        .collect(Collectors.joining(", "));
  }

  static List<String> toTry(WholeSet set) {
    var base = set.config().ports().base();
    var port = base == io.orderwatch.local.Arguments.DEFAULT_PORT ? "" : " --port " + base;
    return List.of(
        "Try:",
        "  curl -s " + set.url(ServiceName.COMPLIANCE) + "/api/cases",
        "  ./run tail ozon.passports.v1" + port,
        "  ./run cancel 1001:<posting number>" + port + "     # tells what becomes of it",
        "  ./run track 1001:<posting number> RB123456785CN" + port,
        "  ./run extend 1001:<posting number> 2" + port,
        "");
  }
}
