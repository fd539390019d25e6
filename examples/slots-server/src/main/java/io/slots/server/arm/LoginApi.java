package io.slots.server.arm;

import io.slots.server.access.Token;
import io.slots.server.access.Tokens;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks before it logs in, and the login: a service principal whose secret is a token
 * of this server gets that token.
 */
final class LoginApi {
  /** The one tenant that there is. */
  static final String TENANT = "00000000-0000-0000-0000-000000000001";

  private static final int LIFE_SECONDS = 3_600;

  private final Tokens tokens;

  LoginApi(Tokens tokens) {
    this.tokens = tokens;
  }

  List<Action> actions() {
    return List.of(
        Arm.action(Verb.GET, "/metadata/endpoints", Right.OPEN, this::metadata),
        Arm.action(
            Verb.GET,
            "/{tenant}/v2.0/.well-known/openid-configuration",
            Right.OPEN,
            this::openIdConfiguration),
        Arm.action(
            Verb.GET,
            "/{tenant}/.well-known/openid-configuration",
            Right.OPEN,
            this::openIdConfiguration),
        Arm.action(Verb.POST, "/{tenant}/oauth2/v2.0/token", Right.OPEN, this::token),
        Arm.action(Verb.POST, "/{tenant}/oauth2/token", Right.OPEN, this::token));
  }

  private static String root(Exchange exchange) {
    return exchange.context().scheme() + "://" + exchange.context().host();
  }

  private void metadata(Exchange exchange) {
    String root = root(exchange);
    Map<String, @Nullable Object> cloud =
        Resource.of(
            "name", "Slots",
            "resourceManager", root + "/",
            "portal", root + "/",
            "gallery", root + "/",
            "graph", root + "/",
            "graphAudience", root + "/",
            "media", root + "/",
            "batch", root + "/",
            "authentication",
                Resource.of(
                    "loginEndpoint",
                    root + "/",
                    "audiences",
                    List.of(root + "/"),
                    "tenant",
                    TENANT,
                    "identityProvider",
                    "AAD"),
            "suffixes", Resource.of("storage", "localhost", "keyVaultDns", "localhost"));
    String version = exchange.query("api-version").orElse("");
    // The first versions have one cloud and no list.
    exchange.answer(200, version.compareTo("2019-05-01") < 0 ? cloud : List.of(cloud));
  }

  private void openIdConfiguration(Exchange exchange) {
    String root = root(exchange) + "/" + TENANT;
    exchange.answer(
        200,
        Resource.of(
            "issuer",
            root + "/v2.0",
            "authorization_endpoint",
            root + "/oauth2/v2.0/authorize",
            "token_endpoint",
            root + "/oauth2/v2.0/token",
            "token_endpoint_auth_methods_supported",
            List.of("client_secret_post"),
            "response_types_supported",
            List.of("token"),
            "subject_types_supported",
            List.of("pairwise"),
            "id_token_signing_alg_values_supported",
            List.of("RS256"),
            "jwks_uri",
            root + "/discovery/v2.0/keys"));
  }

  private void token(Exchange exchange) {
    String grant = form(exchange, "grant_type");
    if (!grant.equals("client_credentials")) {
      throw Trouble.badRequest("only the grant client_credentials is served: log in as a service");
    }
    String secret = form(exchange, "client_secret");
    Token token = tokens.check(secret);
    exchange.note("token", token.id());
    exchange.header("Cache-Control", "no-store");
    exchange.answer(
        200,
        Resource.of(
            "token_type", "Bearer",
            "expires_in", LIFE_SECONDS,
            "ext_expires_in", LIFE_SECONDS,
            "access_token", secret));
  }

  private static String form(Exchange exchange, String name) {
    String value = exchange.context().formParam(name);
    if (value == null || value.isEmpty()) {
      throw Trouble.badRequest("form field " + name + " is missing");
    }
    return value;
  }
}
