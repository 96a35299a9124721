package io.orderwatch.kubernetes.edge;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A rule that everything rendered must keep. */
enum Policy {
  FIXED_VERSIONS(PodPolicies::images),
  NO_PLAIN_SECRETS(SecretPolicies::plain),
  KNOWN_SECRETS(SecretPolicies::references),
  NO_PRIVILEGES(PodPolicies::privileges),
  READ_ONLY_ROOT(PodPolicies::readOnlyRoot),
  REQUESTS_AND_LIMITS(PodPolicies::resources),
  THREE_PROBES(ProbePolicies::probes),
  TIME_TO_STOP(ProbePolicies::stopping),
  SPREAD(PodPolicies::spread),
  KNOWN_WORDS(SettingPolicies::words),
  RIGHT_SETTINGS(SettingPolicies::settings),
  LABELS_MATCH(WiringPolicies::labels),
  WIRED(WiringPolicies::wired),
  GUARDED(WiringPolicies::guarded),
  SCRAPED(WiringPolicies::scraped),
  LOGGED_IN(LoginPolicies::asked),
  TOPICS(KafkaPolicies::topics),
  LEAST_ACCESS(KafkaPolicies::access),
  SUBSCRIBED(Subscribers::subscribed),
  SCALING_WITHIN_BOUNDS(KafkaPolicies::scaling),
  ONE_DATABASE_EACH(DatabasePolicies::databases),
  ENOUGH_CONNECTIONS(DatabasePolicies::connections),
  BACKED_UP(DatabasePolicies::backups),
  RESTORED(DatabasePolicies::restored);

  @SuppressWarnings("ImmutableEnumChecker") // references to static methods, which hold nothing
  private final Function<Rendered, Stream<String>> complaints;

  Policy(Function<Rendered, Stream<String>> complaints) {
    this.complaints = complaints;
  }

  List<String> complaints(Rendered rendered) {
    return complaints.apply(rendered).toList();
  }
}
