package io.orderwatch.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is here, and what he may do in which stores. Who was granted nothing may nothing.
 *
 * @param name as whoever logged him in says; null if nobody does
 */
public record Visitor(@Nullable String name, List<Grant> grants) {

  private static final Pattern STORES = Pattern.compile("[0-9]{1,20}(\\+[0-9]{1,20})*");

  /**
   * A role in some stores.
   *
   * @param stores their Client-Ids; empty for all
   */
  public record Grant(Role role, Set<String> stores) {

    public Grant {
      stores = Set.copyOf(stores);
    }

    boolean holds(Role least, String store) {
      return role.compareTo(least) >= 0 && (stores.isEmpty() || stores.contains(store));
    }
  }

  public Visitor {
    grants = List.copyOf(grants);
  }

  /** Where nobody is asked who he is, everybody may everything. */
  public static Visitor anyone() {
    return new Visitor(null, List.of(new Grant(Role.ADMIN, Set.of())));
  }

  /** Who belongs to these groups; groups that grant nothing are passed over. */
  public static Visitor of(
      @Nullable String name, Collection<String> groups, Map<String, Grant> granted) {
    return new Visitor(
        name,
        groups.stream()
            .flatMap(group -> Optional.ofNullable(granted.get(group.strip())).stream())
            .toList());
  }

  /**
   * Reads {@code night-shift=operator@1001+1002;owners=admin}: groups or names with their roles,
   * and in which stores; without stores in all.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Map<String, Grant> granted(String text) {
    var granted = new LinkedHashMap<String, Grant>();
    for (var each : text.split(";", -1)) {
      if (!each.isBlank()) {
        var equals = each.indexOf('=');
        if (equals < 1 || granted.put(each.substring(0, equals).strip(), grant(each)) != null) {
          throw wrong(each);
        }
      }
    }
    return granted;
  }

  /** The group that may least of those that see all stores; empty if none does. */
  public static Optional<String> looker(Map<String, Grant> granted) {
    return granted.entrySet().stream()
        .filter(each -> each.getValue().stores().isEmpty())
        .min(Comparator.comparing(each -> each.getValue().role()))
        .map(Map.Entry::getKey);
  }

  private static Grant grant(String text) {
    var words = text.substring(text.indexOf('=') + 1).strip().split("@", -1);
    for (var role : Role.values()) {
      if (role.word().equals(words[0])) {
        if (words.length == 1) {
          return new Grant(role, Set.of());
        }
        if (words.length == 2 && STORES.matcher(words[1]).matches()) {
          return new Grant(role, Set.of(words[1].split("\\+", -1)));
        }
      }
    }
    throw wrong(text);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "roles are written group=viewer|operator|admin, with @store+store for some stores: "
            + text.strip());
  }

  /** Whether he has that role in any store. */
  public boolean is(Role least) {
    return grants.stream().anyMatch(grant -> grant.role().compareTo(least) >= 0);
  }

  /** Whether he has that role in this store. */
  public boolean is(Role least, String store) {
    return grants.stream().anyMatch(grant -> grant.holds(least, store));
  }

  /** Whether he has that role in every store. */
  public boolean isEverywhere(Role least) {
    return grants.stream()
        .anyMatch(grant -> grant.role().compareTo(least) >= 0 && grant.stores().isEmpty());
  }

  /** The stores that he sees; empty if he sees all. */
  public Set<String> stores() {
    if (isEverywhere(Role.VIEWER)) {
      return Set.of();
    }
    var stores = new TreeSet<String>();
    grants.forEach(grant -> stores.addAll(grant.stores()));
    return stores;
  }

  /** Why he is refused what takes that role, in words. */
  public String refusal(Role least) {
    var takes = "this takes the role " + least.word();
    return name == null || !grants.isEmpty()
        ? takes
        : name + " is logged in and in no group that has a role here: " + takes;
  }

  /** His highest role; empty if he has none. */
  public Optional<Role> role() {
    var roles = new ArrayList<Role>();
    grants.forEach(grant -> roles.add(grant.role()));
    return roles.stream().max(Comparator.naturalOrder());
  }
}
