package io.orderwatch.compliance.passport.edge;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A passport case as people look at it; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "passport_case")
public class PassportCaseRow extends PanacheEntityBase {

  @Id public String key;

  @Column public String state;

  @Column(name = "order_number")
  public String orderNumber;

  @Column(name = "opened_at")
  public Instant openedAt;

  @Column(name = "deadline_at")
  public Instant deadlineAt;

  @Column(name = "deadline_basis")
  public String deadlineBasis;

  @Column(name = "steps_taken")
  public int stepsTaken;

  @Column(name = "closed_at")
  public @Nullable Instant closedAt;

  @Column(name = "cancelled_by")
  public @Nullable String cancelledBy;

  @Column(name = "affects_rating")
  public @Nullable Boolean affectsRating;

  static List<PassportCaseRow> in(String state, String store, int limit) {
    var sort = Sort.by("deadlineAt").and("key");
    return find("state = ?1 and key like ?2", sort, state, store + ":%").page(0, limit).list();
  }

  static List<PassportCaseRow> lately(int limit) {
    return find("closedAt is not null", Sort.descending("closedAt")).page(0, limit).list();
  }
}
