package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.PodPolicies.demand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each service has its own role and its own database of that name, and enough connections. */
final class DatabasePolicies {

  /** What PostgreSQL and its operator take for themselves. */
  private static final int RESERVED = 20;

  private DatabasePolicies() {}

  static Stream<String> databases(Rendered all) {
    var wrong = new ArrayList<String>();
    var cluster = all.the("Cluster", "orderwatch-db");
    var expected = new TreeSet<String>();
    for (var service : Workload.values()) {
      var schema = service.schema();
      expected.add(schema);
      var role = role(cluster, schema);
      demand(cluster, "a role " + schema, !role.isMissingNode(), wrong);
      demand(cluster, schema + " logs in", role.path("login").asBoolean(), wrong);
      var password = role.at("/passwordSecret/name").asText();
      demand(cluster, schema + "'s password", password.equals(service.title() + "-db"), wrong);
      for (var right : List.of("superuser", "createdb", "createrole", "bypassrls")) {
        demand(cluster, schema + " without " + right, !role.path(right).asBoolean(), wrong);
      }
      var database = all.the("Database", schema);
      demand(database, "its name", database.at("/spec/name").asText().equals(schema), wrong);
      demand(database, "its owner", database.at("/spec/owner").asText().equals(schema), wrong);
      var home = database.at("/spec/cluster/name").asText();
      demand(database, "its cluster", home.equals(cluster.name()), wrong);
      connects(all, service, wrong);
    }
    var there = all.of("Database").map(Doc::name).collect(Collectors.toCollection(TreeSet::new));
    demand(cluster, "databases " + expected + ", not " + there, there.equals(expected), wrong);
    var bootstrap = cluster.at("/spec/bootstrap");
    demand(cluster, "one beginning", bootstrap.size() == 1, wrong);
    var first = bootstrap.path(bootstrap.has("recovery") ? "recovery" : "initdb");
    var owner = first.path("owner").asText();
    var ours =
        expected.contains(owner)
            && first.path("database").asText().equals(owner)
            && role(cluster, owner).path("passwordSecret").equals(first.path("secret"));
    demand(cluster, "no database but those of the services", ours, wrong);
    var rules = Doc.each(cluster.at("/spec/postgresql/pg_hba")).map(JsonNode::asText).toList();
    var closed =
        rules.equals(List.of("hostssl sameuser all all scram-sha-256", "host all all all reject"));
    demand(cluster, "each role into its own database alone", closed, wrong);
    return wrong.stream();
  }

  private static void connects(Rendered all, Workload service, List<String> wrong) {
    var doc = all.the("Deployment", service.title());
    for (var env : Doc.each(doc.main().path("env")).toList()) {
      var name = env.path("name").asText();
      if (name.equals("QUARKUS_DATASOURCE_JDBC_URL")) {
        var url =
            "jdbc:postgresql://orderwatch-db-rw:5432/"
                + service.schema()
                + "?sslmode=verify-full&sslrootcert=/etc/database-ca/ca.crt";
        demand(doc, url, env.path("value").asText().equals(url), wrong);
      } else if (name.startsWith("QUARKUS_DATASOURCE_")) {
        var secret = env.at("/valueFrom/secretKeyRef/name").asText();
        demand(doc, "its own role", secret.equals(service.title() + "-db"), wrong);
      }
    }
  }

  /**
   * Whatever sends to buyers for good has a copy elsewhere, and an archive of what came after it.
   */
  static Stream<String> backups(Rendered all) {
    var wrong = new ArrayList<String>();
    if (all.name().startsWith("overlays/production")) {
      var cluster = all.the("Cluster", "orderwatch-db");
      var copies =
          all.of("ScheduledBackup")
              .filter(each -> each.at("/spec/cluster/name").asText().equals(cluster.name()))
              .filter(each -> each.at("/spec/schedule").asText().matches("\\S+( \\S+){5}"));
      demand(cluster, "a copy by schedule, seconds first", copies.count() == 1, wrong);
      var archives =
          Doc.each(cluster.at("/spec/plugins"))
              .filter(each -> each.path("isWALArchiver").asBoolean())
              .map(each -> each.at("/parameters/barmanObjectName").asText())
              .toList();
      demand(cluster, "one archive of its log", archives.size() == 1, wrong);
      for (var name : archives) {
        var kept = all.find("ObjectStore", name).map(each -> each.at("/spec/retentionPolicy"));
        demand(cluster, "its store, cleared in time", kept.isPresent(), wrong);
        demand(
            cluster,
            "a time that copies are kept",
            kept.map(JsonNode::asText).orElse("").matches("[1-9][0-9]*[dwm]"),
            wrong);
      }
    }
    return wrong.stream();
  }

  /** Where a database's log lies: a folder in an object store. */
  private record Archive(String path, String server) {}

  /** What a database is made of is there, and is not written over or cleared by what it becomes. */
  static Stream<String> restored(Rendered all) {
    var wrong = new ArrayList<String>();
    var cluster = all.the("Cluster", "orderwatch-db");
    var origins = Doc.each(cluster.at("/spec/externalClusters")).toList();
    var source = cluster.at("/spec/bootstrap/recovery/source").asText();
    if (!source.isEmpty() || !origins.isEmpty()) {
      var named = origins.size() == 1 && origins.getFirst().path("name").asText().equals(source);
      demand(cluster, "the one origin that it begins with", named, wrong);
    }
    for (var origin : origins) {
      var plugin = origin.path("plugin");
      var store = all.find("ObjectStore", plugin.at("/parameters/barmanObjectName").asText());
      demand(cluster, "the store of its origin", store.isPresent(), wrong);
      var kept = store.stream().noneMatch(each -> each.at("/spec").has("retentionPolicy"));
      demand(cluster, "an origin that nobody clears", kept, wrong);
      var own = Doc.each(cluster.at("/spec/plugins")).map(each -> archive(all, each));
      var another = own.noneMatch(archive(all, plugin)::equals);
      demand(cluster, "an archive that is not its origin's", another, wrong);
    }
    return wrong.stream();
  }

  private static Archive archive(Rendered all, JsonNode plugin) {
    var store = all.find("ObjectStore", plugin.at("/parameters/barmanObjectName").asText());
    return new Archive(
        store.map(each -> each.at("/spec/configuration/destinationPath").asText()).orElse(""),
        plugin.at("/parameters/serverName").asText());
  }

  private static JsonNode role(Doc cluster, String name) {
    return Doc.each(cluster.at("/spec/managed/roles"))
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  static Stream<String> connections(Rendered all) {
    var wrong = new ArrayList<String>();
    var cluster = all.the("Cluster", "orderwatch-db");
    var needed = RESERVED;
    for (var service : Workload.values()) {
      var most =
          all.of("ScaledObject")
              .filter(each -> each.name().equals(service.title()))
              .map(each -> each.at("/spec/maxReplicaCount").asInt())
              .findFirst()
              .orElse(all.the("Deployment", service.title()).at("/spec/replicas").asInt());
      // one more while they are renewed
      var own = (most + 1) * service.connections();
      needed += own;
      var limit = role(cluster, service.schema()).path("connectionLimit").asInt();
      demand(cluster, own + " connections for " + service.title(), own <= limit, wrong);
    }
    var available =
        Integer.parseInt(cluster.at("/spec/postgresql/parameters/max_connections").asText());
    demand(cluster, needed + " connections", needed <= available, wrong);
    return wrong.stream();
  }
}
