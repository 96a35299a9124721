package io.orderwatch.observability.edge;

import io.orderwatch.observability.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The services of the repository, and what can be set of each: its own and its libraries'. */
record Services(Path root) {

  static final List<String> NAMES =
      List.of("order-ingest", "compliance-service", "notification-service", "logistics-service");

  private static final String OURS = "orderwatch-";

  /** By service. */
  Map<String, List<Setting>> settings() throws IOException {
    var settings = new LinkedHashMap<String, List<Setting>>();
    for (var service : NAMES) {
      var sources = new ArrayList<Path>();
      for (var module : modules(root.resolve(service))) {
        try (var files = Files.walk(module.resolve("src/main/java"))) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
      var byName = new TreeMap<String, Setting>();
      Mappings.read(sources).forEach(setting -> byName.put(setting.property(), setting));
      settings.put(service, List.copyOf(byName.values()));
    }
    return settings;
  }

  /** The module, and those of our libraries that it runs with, by its own pom or its parent's. */
  SequencedSet<Path> modules(Path module) throws IOException {
    var modules = new LinkedHashSet<Path>();
    if (Files.exists(module.resolve("src/main/java"))) {
      modules.add(module);
    }
    for (var tag : List.of("parent", "dependency")) {
      var named = pom(module).getElementsByTagName(tag);
      for (var i = 0; i < named.getLength(); i++) {
        var each = (Element) named.item(i);
        var name = text(each, "artifactId");
        if (name.startsWith(OURS) && !text(each, "scope").equals("test")) {
          modules.addAll(modules(root.resolve("libs").resolve(name.substring(OURS.length()))));
        }
      }
    }
    return modules;
  }

  private static Element pom(Path module) throws IOException {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(module.resolve("pom.xml").toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }

  private static String text(Element element, String tag) {
    var found = element.getElementsByTagName(tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }
}
