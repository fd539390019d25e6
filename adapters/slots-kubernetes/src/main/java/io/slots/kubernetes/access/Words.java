package io.slots.kubernetes.access;

import com.google.common.base.Joiner;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the API server says of a request that it refuses. It quotes what it was sent; so of a
 * Secret, which holds settings (S3.7), no sentence is repeated, but only which of its fields the
 * server means, by their names and the server's word for what is wrong.
 */
final class Words {
  private static final int LONGEST = 1_000;
  private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,60}");
  private static final Pattern FIELD_OF_SECRET =
      Pattern.compile(
          "(data|stringData|metadata|type|immutable)([.\\[][-A-Za-z0-9._/\\[\\]]{0,300})?");

  private Words() {}

  /** Returns what was said, as the end of a sentence; empty if nothing that can be shown. */
  static String of(KubernetesClientException answer, Class<?> type) {
    @Nullable Status status = answer.getStatus();
    int code = answer.getCode();
    if (status == null
        || code < HttpURLConnection.HTTP_BAD_REQUEST
        || code >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
      return "";
    }
    boolean isSecret = Secret.class.isAssignableFrom(type);
    List<String> words = new ArrayList<>();
    String message = isSecret ? "" : text(status.getMessage());
    if (!message.isEmpty()) {
      words.add(message);
    }
    for (StatusCause cause : causes(status)) {
      String one = isSecret ? ofSecret(cause) : ofOther(cause, message);
      if (!one.isEmpty()) {
        words.add(one);
      }
    }
    String all = Joiner.on("; ").join(words);
    return all.isEmpty()
        ? ""
        : "; it says: " + (all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all);
  }

  private static List<StatusCause> causes(Status status) {
    return status.getDetails() == null || status.getDetails().getCauses() == null
        ? List.of()
        : status.getDetails().getCauses();
  }

  private static String ofSecret(StatusCause cause) {
    String field = text(cause.getField());
    String reason = text(cause.getReason());
    return (FIELD_OF_SECRET.matcher(field).matches() ? field : "a field")
        + (CODE.matcher(reason).matches() ? ": " + reason : "");
  }

  /** What the message has not said already. */
  private static String ofOther(StatusCause cause, String message) {
    String field = text(cause.getField());
    String said = text(cause.getMessage() == null ? cause.getReason() : cause.getMessage());
    return message.contains(field) && message.contains(said)
        ? ""
        : field + (field.isEmpty() || said.isEmpty() ? "" : ": ") + said;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ").trim();
  }
}
