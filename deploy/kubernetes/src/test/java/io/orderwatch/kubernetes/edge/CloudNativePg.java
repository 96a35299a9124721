package io.orderwatch.kubernetes.edge;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As much of {@code postgresql.cnpg.io/v1} as our manifests use, written after the CRDs of
 * CloudNativePG 1.30.0 (releases/cnpg-1.30.0.yaml of cloudnative-pg/cloudnative-pg); no typed model
 * of it is published on Maven Central.
 */
final class CloudNativePg {

  private CloudNativePg() {}

  record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {
    Cluster {
      requireNonNull(spec, "spec");
    }
  }

  record ClusterSpec(
      @Nullable String imageName,
      Integer instances,
      @Nullable Boolean enableSuperuserAccess,
      @Nullable UpdateStrategy primaryUpdateStrategy,
      @Nullable Bootstrap bootstrap,
      @Nullable Storage storage,
      @Nullable Storage walStorage,
      @Nullable ResourceRequirements resources,
      @Nullable Affinity affinity,
      @Nullable PostgreSql postgresql,
      @Nullable Managed managed,
      @Nullable List<Plugin> plugins,
      @Nullable List<ExternalCluster> externalClusters) {
    ClusterSpec {
      requireNonNull(instances, "instances");
    }
  }

  enum UpdateStrategy {
    unsupervised,
    supervised
  }

  record Bootstrap(@Nullable InitDb initdb, @Nullable Recovery recovery) {
    Bootstrap {
      if ((initdb == null) == (recovery == null)) {
        throw new IllegalArgumentException("one of initdb and recovery");
      }
    }
  }

  record Recovery(
      String source,
      @Nullable String database,
      @Nullable String owner,
      @Nullable Reference secret,
      @Nullable RecoveryTarget recoveryTarget) {
    Recovery {
      requireNonNull(source, "source");
    }
  }

  record RecoveryTarget(@Nullable String targetTime) {}

  record ExternalCluster(String name, @Nullable Plugin plugin) {
    ExternalCluster {
      requireNonNull(name, "name");
    }
  }

  record InitDb(
      @Nullable String database,
      @Nullable String owner,
      @Nullable Reference secret,
      @Nullable String encoding,
      @Nullable Boolean dataChecksums) {}

  record Storage(@Nullable String size, @Nullable String storageClass) {}

  record Affinity(
      @Nullable Boolean enablePodAntiAffinity,
      @Nullable String podAntiAffinityType,
      @Nullable String topologyKey) {}

  record PostgreSql(
      @Nullable Map<String, String> parameters,
      @Nullable Synchronous synchronous,
      @Nullable List<String> pg_hba) {}

  record Synchronous(Method method, Integer number, @Nullable Durability dataDurability) {
    Synchronous {
      requireNonNull(method, "method");
      requireNonNull(number, "number");
    }
  }

  enum Method {
    any,
    first
  }

  enum Durability {
    required,
    preferred
  }

  record Managed(@Nullable List<Role> roles) {}

  record Role(
      String name,
      @Nullable Ensure ensure,
      @Nullable Boolean login,
      @Nullable Integer connectionLimit,
      @Nullable Reference passwordSecret) {
    Role {
      requireNonNull(name, "name");
    }
  }

  enum Ensure {
    present,
    absent
  }

  record Reference(String name) {
    Reference {
      requireNonNull(name, "name");
    }
  }

  record Database(String apiVersion, String kind, ObjectMeta metadata, DatabaseSpec spec) {
    Database {
      requireNonNull(spec, "spec");
    }
  }

  record DatabaseSpec(
      Reference cluster, String name, String owner, @Nullable Reclaim databaseReclaimPolicy) {
    DatabaseSpec {
      requireNonNull(cluster, "cluster");
      requireNonNull(name, "name");
      requireNonNull(owner, "owner");
    }
  }

  enum Reclaim {
    delete,
    retain
  }

  record Plugin(
      String name, @Nullable Boolean isWALArchiver, @Nullable Map<String, String> parameters) {
    Plugin {
      requireNonNull(name, "name");
    }
  }

  record ScheduledBackup(
      String apiVersion, String kind, ObjectMeta metadata, ScheduledBackupSpec spec) {
    ScheduledBackup {
      requireNonNull(spec, "spec");
    }
  }

  record ScheduledBackupSpec(
      String schedule,
      Reference cluster,
      @Nullable Boolean immediate,
      @Nullable Owner backupOwnerReference,
      @Nullable BackupMethod method,
      @Nullable PluginConfiguration pluginConfiguration) {
    ScheduledBackupSpec {
      requireNonNull(schedule, "schedule");
      requireNonNull(cluster, "cluster");
    }
  }

  enum Owner {
    none,
    self,
    cluster
  }

  enum BackupMethod {
    barmanObjectStore,
    volumeSnapshot,
    plugin
  }

  record PluginConfiguration(String name, @Nullable Map<String, String> parameters) {
    PluginConfiguration {
      requireNonNull(name, "name");
    }
  }

  /**
   * As much of {@code barmancloud.cnpg.io/v1} as we use, after the plugin's CRD
   * (cloudnative-pg/plugin-barman-cloud, config/crd).
   */
  record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, ObjectStoreSpec spec) {
    ObjectStore {
      requireNonNull(spec, "spec");
    }
  }

  record ObjectStoreSpec(BarmanConfiguration configuration, @Nullable String retentionPolicy) {
    ObjectStoreSpec {
      requireNonNull(configuration, "configuration");
    }
  }

  record BarmanConfiguration(
      String destinationPath,
      @Nullable String endpointURL,
      @Nullable S3Credentials s3Credentials,
      @Nullable Archive wal,
      @Nullable Archive data) {
    BarmanConfiguration {
      requireNonNull(destinationPath, "destinationPath");
    }
  }

  record S3Credentials(SecretKey accessKeyId, SecretKey secretAccessKey) {
    S3Credentials {
      requireNonNull(accessKeyId, "accessKeyId");
      requireNonNull(secretAccessKey, "secretAccessKey");
    }
  }

  record SecretKey(String name, String key) {
    SecretKey {
      requireNonNull(name, "name");
      requireNonNull(key, "key");
    }
  }

  record Archive(@Nullable Compression compression) {}

  enum Compression {
    bzip2,
    gzip,
    lz4,
    snappy,
    xz,
    zstd
  }
}
