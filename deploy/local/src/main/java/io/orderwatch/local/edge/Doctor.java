package io.orderwatch.local.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.local.Arguments;
import io.orderwatch.local.Environment;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.doctor.Finding;
import io.orderwatch.local.doctor.Finding.Verdict;
import io.orderwatch.local.doctor.MachineFindings;
import io.orderwatch.local.doctor.Skew;
import io.orderwatch.local.doctor.StoreFindings;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ./run doctor}: what would keep a set from working here. Looks, and changes nothing. */
final class Doctor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Arguments.Doctor wanted;
  private final Path root;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Console console;

  Doctor(
      Arguments.Doctor wanted,
      Path root,
      Map<String, String> environment,
      InstantSource clock,
      Console console) {
    this.wanted = wanted;
    this.root = root;
    this.environment = environment;
    this.clock = clock;
    this.console = console;
  }

  /** The exit code: 1 if anything failed. */
  int look() {
    var machine = new ArrayList<>(MachineFindings.of(LookingAtMachine.looked(config())));
    if (wanted.ozon() instanceof Ozon.Simulated) {
      machine.addAll(clockAlone());
    }
    if (!wanted.json()) {
      section("This machine", machine);
    }
    var all = new ArrayList<>(machine);
    if (wanted.ozon() instanceof Ozon.Real real) {
      var store =
          StoreFindings.of(new LookingAtStore(real, environment, clock).wholly(), clock.instant());
      if (!wanted.json()) {
        console.line("");
        section("Store " + real.clientId() + " at " + real.url(), store);
      }
      all.addAll(store);
    }
    if (wanted.json()) {
      console.line(json(all));
    } else {
      console.line("");
      console.line(Finding.counted(all) + conclusion(all));
    }
    return all.stream().anyMatch(Finding::failed) ? 1 : 0;
  }

  private List<Finding> clockAlone() {
    var base = URI.create(wanted.url());
    var way = Reaching.to(base, environment);
    var skew = way.reached() ? AskingTheTime.of(base, clock) : Optional.<Skew>empty();
    return StoreFindings.withoutStore(way, skew);
  }

  private String conclusion(List<Finding> all) {
    if (all.stream().anyMatch(Finding::failed)) {
      return ". What is marked ✗ keeps it from working wholly; behind it stands what to do.";
    }
    var start = wanted.ozon() instanceof Ozon.Real(_, var store, _, _) ? " --ozon " + store : "";
    return ". Nothing keeps ./run" + start + " from working; nothing was changed or sent.";
  }

  private void section(String title, List<Finding> findings) {
    console.line(title);
    findings.forEach(each -> console.line("  " + marked(each)));
  }

  private String marked(Finding finding) {
    var mark = finding.verdict().mark();
    var shown =
        switch (finding.verdict()) {
          case WELL -> console.good(mark);
          case ODD -> console.odd(mark);
          case WRONG -> console.bad(mark);
        };
    return shown + " " + finding.words();
  }

  private static String json(List<Finding> findings) {
    var all = JSON.createObjectNode();
    all.put("ok", findings.stream().noneMatch(Finding::failed));
    all.put("failed", Finding.count(findings, Verdict.WRONG));
    all.put("warnings", Finding.count(findings, Verdict.ODD));
    var list = all.putArray("findings");
    findings.forEach(each -> describe(each, list.addObject()));
    return all.toString();
  }

  private static void describe(Finding finding, ObjectNode node) {
    node.put("id", finding.check().id())
        .put("verdict", finding.verdict().word())
        .put("evidence", finding.evidence())
        .put("fix", finding.fix());
  }

  private SetConfig config() {
    return SetConfig.of(root, wanted.ports(), ScaledClock.real(), wanted.ozon())
        .withEnvironment(Environment.settings(environment));
  }
}
