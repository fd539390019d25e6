package io.slots.server;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.appservice.AppServiceManager;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Mono;

/**
 * Azure's own client for Java, told that this server is the cloud. It writes down what it calls.
 */
final class AzureSdk {
  private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
  private static final String TENANT = "00000000-0000-0000-0000-000000000001";

  /** Counts the calls by what they are and how they were answered. */
  private final SortedMap<String, Integer> calls = new TreeMap<>();

  private final URI server;

  AzureSdk(URI server) {
    this.server = server;
  }

  AppServiceManager manager(String token, SSLContext trusting) {
    Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.replaceAll((name, there) -> server + "/");
    TokenCredential credential =
        request ->
            Mono.just(new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    return AppServiceManager.configure()
        .withHttpClient(
            new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(trusting)).build())
        .withRetryPolicy(
            new RetryPolicy(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)))))
        .withPolicy(new Here())
        .authenticate(
            credential, new AzureProfile(TENANT, SUBSCRIPTION, new AzureEnvironment(endpoints)));
  }

  synchronized String calls() {
    StringBuilder text = new StringBuilder();
    calls.forEach((call, count) -> text.append(call).append(" ×").append(count).append('\n'));
    return text.toString();
  }

  private synchronized void count(String call) {
    calls.merge(call, 1, Integer::sum);
  }

  /**
   * Leads what goes to a slot's SCM host, which no resolver here knows, to the same below {@code
   * /scm/}; and counts.
   */
  private final class Here implements HttpPipelinePolicy {
    @Override
    public Mono<HttpResponse> process(
        HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
      URL url = context.getHttpRequest().getUrl();
      int scm = url.getHost().indexOf(".scm.");
      if (scm > 0) {
        String site = url.getHost().substring(0, scm);
        context.getHttpRequest().setUrl(of(server + "/scm/" + site + url.getFile()));
      }
      String call = context.getHttpRequest().getHttpMethod() + " " + form(url.getPath());
      return next.process().doOnNext(it -> count(call + " → " + it.getStatusCode()));
    }
  }

  private static URL of(String address) {
    try {
      return URI.create(address).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String form(String path) {
    return path.replaceFirst("/subscriptions/[^/]+", "")
        .replaceFirst("(?i)/resourceGroups/[^/]+", "")
        .replaceFirst("/providers/Microsoft.Web", "…")
        .replaceFirst("/sites/[^/]+", "/sites/{app}")
        .replaceFirst("/slots/[^/]+", "/slots/{slot}")
        .replaceFirst("/serverfarms/[^/]+", "/serverfarms/{farm}")
        .replaceFirst("/operationresults/[^/]+", "/operationresults/{id}")
        .replaceFirst("/instances/[^/]+", "/instances/{id}");
  }
}
