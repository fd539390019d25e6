package io.slots.settings;

/**
 * The kinds of settings that a slot has (S3.2). Which of them move in a swap is not said here but
 * in a {@link SettingsPolicy}.
 */
public enum SettingCategory {
  /** A named value that the instances read, as a rule from their environment. */
  APP_SETTING("app setting"),
  /** A named value with a {@link ConnectionType}. */
  CONNECTION_STRING("connection string"),
  /** A mounted storage account. */
  MOUNT("mount"),
  /** The language stack or framework and its version. */
  FRAMEWORK_VERSION("framework version"),
  /** 32 or 64 bit. */
  BITNESS("bitness"),
  /** Whether WebSockets are on. */
  WEB_SOCKETS("web sockets"),
  /** The HTTP version that is spoken. */
  HTTP_VERSION("HTTP version"),
  /** A handler mapping. */
  HANDLER_MAPPING("handler mapping"),
  /** A path mapping (virtual application or directory). */
  PATH_MAPPING("path mapping"),
  /** A public certificate. */
  PUBLIC_CERTIFICATE("public certificate"),
  /** The content of a WebJob. */
  WEBJOBS_CONTENT("WebJobs content"),
  /** A hybrid connection. */
  HYBRID_CONNECTION("hybrid connection"),
  /** Virtual network integration. */
  VIRTUAL_NETWORK("virtual network integration"),
  /** A service endpoint. */
  SERVICE_ENDPOINT("service endpoint"),
  /** A content delivery network. */
  CDN("CDN"),
  /** A publishing endpoint and its credentials. */
  PUBLISHING_ENDPOINT("publishing endpoint"),
  /** A custom domain name. */
  CUSTOM_DOMAIN("custom domain name"),
  /** A certificate with its private key, and TLS settings. */
  PRIVATE_CERTIFICATE("non-public certificate or TLS setting"),
  /** Scale settings. */
  SCALE("scale setting"),
  /** The scheduler of a WebJob. */
  WEBJOBS_SCHEDULER("WebJobs scheduler"),
  /** An IP restriction. */
  IP_RESTRICTION("IP restriction"),
  /** Always On. */
  ALWAYS_ON("Always On"),
  /** Monitoring and diagnostic settings. */
  DIAGNOSTICS("diagnostic setting"),
  /** Cross-origin resource sharing. */
  CORS("CORS"),
  /** A managed identity. */
  MANAGED_IDENTITY("managed identity"),
  /** Continuous-deployment configuration (S3.5). */
  CONTINUOUS_DEPLOYMENT("continuous-deployment setting"),
  /** Authentication configuration (S3.5). */
  AUTHENTICATION("authentication setting");

  private final String text;

  SettingCategory(String text) {
    this.text = text;
  }

  /** Returns the category's name in prose: {@code connection string}. */
  @Override
  public String toString() {
    return text;
  }
}
