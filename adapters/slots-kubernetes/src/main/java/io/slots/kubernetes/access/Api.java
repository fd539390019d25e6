package io.slots.kubernetes.access;

import com.google.common.base.Ascii;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Requests to the API server, one for each call. A conflict is an answer; whatever else is wrong is
 * a {@link KubernetesException}, which tells the status, and what the server says of a refusal; of
 * Secrets only by the names of their fields, as it may quote a value. Safe for use by several
 * threads.
 */
public final class Api {
  private static final int TRIES = 20;

  private final KubernetesClient client;
  private final String namespace;

  /** Talks to {@code cluster}. */
  public Api(Cluster cluster) {
    this.client = cluster.client();
    this.namespace = cluster.namespace();
  }

  /** Reads an object. */
  public <T extends HasMetadata> Optional<T> get(Class<T> type, String name) {
    return asking(
        "get",
        type,
        name,
        () ->
            Optional.ofNullable(
                client.resources(type).inNamespace(namespace).withName(name).get()));
  }

  /** Reads the objects that have all these labels. */
  public <T extends HasMetadata> List<T> list(Class<T> type, Map<String, String> labels) {
    return asking(
        "list",
        type,
        "of " + labels.getOrDefault(Labels.PART, "any kind"),
        () -> client.resources(type).inNamespace(namespace).withLabels(labels).list().getItems());
  }

  /** Creates an object, and returns it as it is stored; empty if there is one of that name. */
  public <T extends HasMetadata> Optional<T> create(T object) {
    return unlessConflict(
        "create", object, () -> client.resource(object).inNamespace(namespace).create());
  }

  /**
   * Puts an object in the place of the one with its resourceVersion; empty if that is not there any
   * more, or was changed.
   */
  public <T extends HasMetadata> Optional<T> replace(T object) {
    return unlessConflict(
        "replace",
        object,
        () ->
            client
                .resource(object)
                .inNamespace(namespace)
                .lockResourceVersion(version(object))
                .update());
  }

  /**
   * Applies the fields that are ours, and leaves those of others, if the object has this
   * resourceVersion; empty if it was changed.
   */
  public <T extends HasMetadata> Optional<T> apply(T object) {
    return unlessConflict(
        "apply",
        object,
        () ->
            client
                .resource(object)
                .inNamespace(namespace)
                .fieldManager(Labels.FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply());
  }

  /** Deletes an object as it was read; false if it was changed since. What is gone is deleted. */
  public <T extends HasMetadata> boolean delete(T object) {
    return unlessConflict(
            "delete",
            object,
            () -> {
              var unused =
                  client
                      .resource(object)
                      .inNamespace(namespace)
                      .lockResourceVersion(version(object))
                      .delete();
              return true;
            })
        .isPresent();
  }

  /**
   * Deletes an object that was created by the caller a moment ago, for as long as it is that very
   * one and {@code isOurs}: whoever has changed it so that it is not needs it.
   *
   * @param isOurs whether nobody has taken it over, whatever else was changed
   */
  public <T extends HasMetadata> void takeBack(T made, Predicate<T> isOurs) {
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) made.getClass();
    Optional<T> present = Optional.of(made);
    for (int i = 0; i < TRIES; i++) {
      if (present.isEmpty()
          || !present.get().getMetadata().getUid().equals(made.getMetadata().getUid())
          || !isOurs.test(present.get())
          || delete(present.get())) {
        return;
      }
      present = get(type, made.getMetadata().getName());
    }
    throw new KubernetesException(
        made.getMetadata().getName() + " changes faster than it can be taken back");
  }

  private static String version(HasMetadata object) {
    return object.getMetadata().getResourceVersion();
  }

  private static <R> Optional<R> unlessConflict(
      String verb, HasMetadata object, Supplier<R> request) {
    return asking(
        verb,
        object.getClass(),
        object.getMetadata().getName(),
        () -> {
          try {
            return Optional.of(request.get());
          } catch (KubernetesClientException e) {
            boolean gone =
                e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && !verb.equals("create");
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || gone) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private static <R> R asking(String verb, Class<?> type, String name, Supplier<R> request) {
    try {
      return request.get();
    } catch (KubernetesClientException e) {
      String what = verb + " " + Ascii.toLowerCase(type.getSimpleName()) + " " + name;
      throw new KubernetesException(
          e.getCode() > 0
              ? "the API server answered status "
                  + e.getCode()
                  + " to: "
                  + what
                  + hint(e.getCode())
                  + Words.of(e, type)
              : "no answer of the API server to: " + what + "; it may have been done or not");
    }
  }

  private static String hint(int code) {
    return switch (code) {
      case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
          "; the service account lacks that right, see the manifests of slots-kubernetes";
      case HttpURLConnection.HTTP_ENTITY_TOO_LARGE -> "; the object is too large for the cluster";
      default -> "";
    };
  }
}
