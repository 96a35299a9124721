package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.PodPolicies.demand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Secrets are referred to, never written down; and what is referred to is made by someone. */
final class SecretPolicies {

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|passwd|secret|token|jaas|credential|api.?key|ozon_keys).*");

  private static final Pattern CREDENTIALS = Pattern.compile(".*://[^/@\\s]+:[^/@\\s]+@.*");

  private SecretPolicies() {}

  static Stream<String> plain(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var doc : all.docs()) {
      demand(doc, "no Secret with its content", !doc.is("Secret"), wrong);
      if (doc.is("ConfigMap")) {
        Doc.texts(doc.at("/data")).forEach((key, value) -> harmless(doc, key, value, wrong));
      }
      for (var container : doc.containers()) {
        for (var env : Doc.each(container.path("env")).toList()) {
          harmless(doc, env.path("name").asText(), env.path("value").asText(), wrong);
        }
      }
    }
    return wrong.stream();
  }

  private static void harmless(Doc doc, String name, String value, List<String> wrong) {
    var named = !value.isEmpty() && SECRET.matcher(name).matches();
    demand(doc, name + " by reference", !named, wrong);
    demand(doc, name + " without credentials", !CREDENTIALS.matcher(value).matches(), wrong);
  }

  /** Every Secret that a pod or an operator refers to, with the key it wants. */
  static Stream<String> references(Rendered all) {
    var made = made(all);
    var wrong = new ArrayList<String>();
    for (var doc : all.docs()) {
      for (var reference : referred(doc)) {
        var keys = made.getOrDefault(reference.name(), Set.of());
        var known = reference.key().isEmpty() ? !keys.isEmpty() : keys.contains(reference.key());
        demand(doc, "someone who makes " + reference, known, wrong);
      }
    }
    return wrong.stream();
  }

  record Reference(String name, String key) {}

  private static Set<Reference> referred(Doc doc) {
    var all = new HashSet<Reference>();
    for (var env : doc.tree().findValues("secretKeyRef")) {
      all.add(new Reference(env.path("name").asText(), env.path("key").asText()));
    }
    for (var volume : Doc.each(doc.pod().path("volumes")).map(e -> e.path("secret")).toList()) {
      for (var item : Doc.each(volume.path("items")).toList()) {
        all.add(new Reference(volume.path("secretName").asText(), item.path("key").asText()));
      }
    }
    for (var target : Doc.each(doc.at("/spec/secretTargetRef")).toList()) {
      all.add(new Reference(target.path("name").asText(), target.path("key").asText()));
    }
    for (var credentials : doc.tree().findValues("s3Credentials")) {
      credentials.forEach(
          each -> all.add(new Reference(each.path("name").asText(), each.path("key").asText())));
    }
    for (var password : doc.tree().findValues("passwordSecret")) {
      all.add(new Reference(password.path("name").asText(), "password"));
    }
    for (var certificates : doc.tree().findValues("certificateRefs")) {
      Doc.each(certificates).forEach(e -> all.add(new Reference(e.path("name").asText(), "")));
    }
    return all;
  }

  /** By whom: Strimzi, CloudNativePG, the script {@code secrets}, or who runs the gateway. */
  private static Map<String, Set<String>> made(Rendered all) {
    var made = new HashMap<String, Set<String>>();
    all.of("KafkaUser")
        .forEach(
            user ->
                made.put(
                    user.name(),
                    switch (user.at("/spec/authentication/type").asText()) {
                      case "scram-sha-512" -> Set.of("password", "sasl.jaas.config");
                      case "tls" ->
                          Set.of("ca.crt", "user.crt", "user.key", "user.p12", "user.password");
                      default -> Set.of();
                    }));
    made.put("orderwatch-cluster-ca-cert", Set.of("ca.crt", "ca.p12", "ca.password"));
    made.put("orderwatch-db-ca", Set.of("ca.crt"));
    Workload.titles().forEach(each -> made.put(each + "-db", Set.of("username", "password")));
    made.put("ozon", Set.of("keys", "push-secret"));
    made.put("oidc", Set.of("client-id", "client-secret", "cookie-secret"));
    made.put("backup", Set.of("access-key-id", "secret-access-key"));
    made.put("orderwatch-tls", Set.of("tls.crt", "tls.key"));
    return made;
  }
}
