package io.slots.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Throwables;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.slots.kubernetes.cluster.KubernetesException;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.Fault;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a person reads when the API server refuses an object. */
final class WordsTest {
  private static final Deployment DEPLOYMENT =
      new DeploymentBuilder().withNewMetadata().withName("slots-i-1").endMetadata().build();
  private static final Secret SECRET =
      new SecretBuilder()
          .withNewMetadata()
          .withName("slots-i-1-settings")
          .endMetadata()
          .addToStringData("PASSWORD", "swordfish")
          .build();

  private final ApiServer server = ApiServer.start();
  private final Api api = new Api(server.cluster());

  @AfterEach
  void close() {
    server.close();
  }

  private KubernetesException refused(HasMetadata object, int code, String body) {
    Assumptions.assumeFalse(ApiServer.isGiven(), "it needs faults");
    return refusedByARealOne(object, code, body);
  }

  /** By the real server if there is one; otherwise with the words that one has answered. */
  private KubernetesException refusedByARealOne(HasMetadata object, int code, String recorded) {
    if (!ApiServer.isGiven()) {
      server.faults(call -> call.verb().equals("POST") ? Fault.refused(code, recorded) : null);
    }
    return catchThrowableOfType(KubernetesException.class, () -> api.create(object));
  }

  private static String status(String message, String causes) {
    return """
        {"kind":"Status","apiVersion":"v1","status":"Failure","message":"%s","reason":"Invalid",
         "details":{"name":"n","kind":"k","causes":[%s]},"code":422}
        """
        .formatted(message, causes);
  }

  private static String cause(String reason, String message, String field) {
    return "{\"reason\":\"%s\",\"message\":\"%s\",\"field\":\"%s\"}"
        .formatted(reason, message, field);
  }

  @Test
  void invalidObject_isNamed_withTheServersWords() {
    KubernetesException failure =
        refused(
            DEPLOYMENT,
            422,
            status(
                "Deployment.apps is invalid: spec.replicas: must not be negative",
                cause("FieldValueInvalid", "must not be negative", "spec.replicas")
                    + ","
                    + cause("FieldValueRequired", "Required value", "spec.selector")));

    assertThat(failure)
        .hasMessage(
            "the API server answered status 422 to: create deployment slots-i-1; it says:"
                + " Deployment.apps is invalid: spec.replicas: must not be negative;"
                + " spec.selector: Required value");
  }

  @Test
  void forbiddenObject_isNamed_withTheServersWords() {
    assertThat(refused(DEPLOYMENT, 403, status("exceeded quota: pods=10", "")))
        .hasMessageContaining("create deployment slots-i-1")
        .hasMessageContaining("exceeded quota: pods=10");
  }

  @Test
  void invalidSecret_isNamed_withItsFieldsAndNoValue() {
    KubernetesException failure =
        refused(
            SECRET,
            422,
            status(
                "Secret is invalid: data[PASSWORD]: Invalid value: swordfish",
                cause("FieldValueInvalid", "Invalid value: swordfish", "data[PASSWORD]")
                    + ","
                    + cause("swordfish 1", "swordfish", "data.PASSWORD=swordfish")));

    assertThat(failure)
        .hasMessage(
            "the API server answered status 422 to: create secret slots-i-1-settings; it says:"
                + " data[PASSWORD]: FieldValueInvalid; a field");
    assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain("swordfish");
  }

  @Test
  void deploymentThatARealServerRefuses_isToldInItsWords_andNoneTwice() {
    KubernetesException failure =
        refusedByARealOne(
            DEPLOYMENT,
            422,
            status(
                "Deployment.apps \\\"slots-i-1\\\" is invalid: [spec.selector: Required value,"
                    + " spec.template.spec.containers: Required value]",
                cause("FieldValueRequired", "Required value", "spec.selector")
                    + ","
                    + cause(
                        "FieldValueRequired", "Required value", "spec.template.spec.containers")));

    assertThat(failure)
        .hasMessageStartingWith(
            "the API server answered status 422 to: create deployment slots-i-1; it says:"
                + " Deployment.apps \"slots-i-1\" is invalid: ");
    assertThat(failure.getMessage())
        .containsOnlyOnce("spec.selector: Required value")
        .containsOnlyOnce("spec.template.spec.containers: Required value");
  }

  @Test
  void secretThatARealServerRefuses_isToldByItsField() {
    String words =
        "Invalid value: \\\"PASS/WORD\\\": a valid config key must consist of alphanumeric"
            + " characters, '-', '_' or '.'";

    KubernetesException failure =
        refusedByARealOne(
            new SecretBuilder(SECRET).withStringData(Map.of("PASS/WORD", "swordfish")).build(),
            422,
            status(
                "Secret \\\"slots-i-1-settings\\\" is invalid: data[PASS/WORD]: " + words,
                cause("FieldValueInvalid", words, "data[PASS/WORD]")));

    assertThat(failure)
        .hasMessage(
            "the API server answered status 422 to: create secret slots-i-1-settings; it says:"
                + " data[PASS/WORD]: FieldValueInvalid");
  }

  /** It quotes what it cannot read. */
  @Test
  void secretThatARealServerCannotRead_isToldWithoutItsQuotation() {
    KubernetesException failure =
        refusedByARealOne(
            new SecretBuilder(SECRET)
                .withStringData(Map.of())
                .addToData("PASSWORD", "sword fish")
                .build(),
            400,
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
             "message":"Secret in version \\"v1\\" cannot be handled as a Secret: v1.Secret.Data: \
            decode base64: illegal base64 data at input byte 5, error found in #10 byte of \
            ...|word fish\\"}}|..., bigger context \
            ...|\\"data\\":{\\"PASSWORD\\":\\"sword fish\\"}}|...",
             "reason":"BadRequest","code":400}
            """);

    assertThat(failure)
        .hasMessage("the API server answered status 400 to: create secret slots-i-1-settings");
    assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain("word fish");
  }

  /** A server, or what stands before it, may answer anything. */
  @Test
  void longAnswer_isCut() {
    String message = refused(DEPLOYMENT, 422, status("x".repeat(100_000), "")).getMessage();

    assertThat(message).hasSizeLessThan(1_200).endsWith("x…");
  }

  @Test
  void answerWithoutWords_isToldByItsStatus() {
    assertThat(refused(DEPLOYMENT, 422, "{\"kind\":\"Status\",\"code\":422}"))
        .hasMessageContaining("status 422 to: create deployment slots-i-1");
  }
}
