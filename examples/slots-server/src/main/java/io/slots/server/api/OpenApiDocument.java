package io.slots.server.api;

import io.slots.server.http.Action;
import io.slots.server.http.Right;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Describes actions as an OpenAPI document: what is served and what is described are one list. */
final class OpenApiDocument {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String TOKEN = "token";
  private static final String JSON = "application/json";

  private final Components components = new Components();

  private OpenApiDocument() {}

  static byte[] of(List<Action> actions) {
    String text = Json.pretty(new OpenApiDocument().document(actions));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private OpenAPI document(List<Action> actions) {
    components.addSecuritySchemes(
        TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    Paths paths = new Paths();
    for (Action action : actions) {
      PathItem item = paths.computeIfAbsent(action.path(), path -> new PathItem());
      item.operation(PathItem.HttpMethod.valueOf(action.verb().name()), operation(action));
    }
    return new OpenAPI()
        .info(
            new Info()
                .title("Slots: management server")
                .version("1")
                .description(
                    "Deployment slots over HTTP. \"Prefer: wait=30\" lets calls that begin an"
                        + " operation wait for its end. Trouble is told as RFC 9457 says."))
        .paths(paths)
        .components(components);
  }

  private Operation operation(Action action) {
    Operation operation =
        new Operation()
            .operationId(name(action))
            .summary(action.summary())
            .description("Needs a token that may " + action.right() + ".")
            .responses(responses(action));
    if (action.right() == Right.OPEN) {
      operation.description("Needs no token.");
    } else {
      operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
    PARAMETER
        .matcher(action.path())
        .results()
        .map(found -> found.group(1))
        .forEach(
            it ->
                operation.addParametersItem(
                    new Parameter().in("path").name(it).required(true).schema(text())));
    action
        .queries()
        .forEach(
            it ->
                operation.addParametersItem(
                    new Parameter()
                        .in("query")
                        .name(it.name())
                        .description(it.summary())
                        .schema(new Schema<Object>().type(it.type()))));
    action
        .takes()
        .ifPresent(
            type -> operation.requestBody(new RequestBody().required(true).content(json(type))));
    return operation;
  }

  private ApiResponses responses(Action action) {
    ApiResponse good = new ApiResponse().description("as asked");
    action.gives().ifPresent(type -> good.content(json(type)));
    return new ApiResponses()
        .addApiResponse(String.valueOf(action.status()), good)
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("trouble")
                .content(
                    new Content()
                        .addMediaType(
                            "application/problem+json",
                            new MediaType().schema(schema(Problem.class)))));
  }

  private Content json(Class<?> type) {
    return new Content().addMediaType(JSON, new MediaType().schema(schema(type)));
  }

  private Schema<?> schema(Class<?> type) {
    ResolvedSchema resolved =
        ModelConverters.getInstance()
            .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
    resolved.referencedSchemas.forEach(components::addSchemas);
    return resolved.schema;
  }

  private static Schema<?> text() {
    return new Schema<Object>().type("string");
  }

  /** {@code post-apps-app-swaps}. */
  private static String name(Action action) {
    String path = action.path().substring("/api/v1/".length()).replaceAll("[^A-Za-z0-9]+", "-");
    return (action.verb() + "-" + path).toLowerCase(Locale.ROOT).replaceAll("-$", "");
  }
}
