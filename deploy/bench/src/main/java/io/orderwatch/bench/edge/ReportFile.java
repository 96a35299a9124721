package io.orderwatch.bench.edge;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderwatch.bench.Figure;
import io.orderwatch.bench.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for machines. */
final class ReportFile {

  private ReportFile() {}

  static void write(Report report, Path file) throws IOException {
    var targets = new ArrayList<Map<String, Object>>();
    for (var target : report.targets()) {
      var one = new LinkedHashMap<String, Object>();
      one.put("figure", target.figure().id());
      one.put("bound", target.bound());
      one.put("wanted", target.wanted());
      one.put("reached", target.figure().median());
      one.put("met", target.met());
      targets.add(one);
    }
    var all = new LinkedHashMap<String, Object>();
    all.put("settings", report.settings());
    all.put("figures", report.figures().stream().map(ReportFile::of).toList());
    all.put("targets", List.copyOf(targets));
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file.toFile(), all);
  }

  private static Map<String, Object> of(Figure figure) {
    var one = new LinkedHashMap<String, Object>();
    one.put("id", figure.id());
    one.put("name", figure.name());
    one.put("unit", figure.unit());
    one.put("median", figure.median());
    one.put("least", figure.least());
    one.put("most", figure.most());
    one.put("rounds", figure.rounds());
    return one;
  }
}
