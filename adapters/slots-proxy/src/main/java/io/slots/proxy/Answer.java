package io.slots.proxy;

import io.slots.proxy.admission.NotAdmitted;

/** What the proxy itself answers: status, reason for machines, sentence for people. */
enum Answer {
  UNKNOWN_HOST(404, "unknown-host", "No app is routed for this host"),
  NOTHING_DEPLOYED(404, "nothing-deployed", "Nothing is deployed here"),
  NO_HEALTHY_INSTANCE(503, "no-healthy-instance", "No healthy instance"),
  CLOSING(503, "closing", "The proxy is closing"),
  MALFORMED(400, "malformed-request", "The request is malformed"),
  NOT_SUPPORTED(501, "not-supported", "The proxy does not support this kind of request"),
  BODY_TOO_LARGE(413, "body-too-large", "The request's body is too large"),
  REQUEST_TIMEOUT(408, "request-timeout", "The request's body did not arrive in time"),
  UNREACHABLE(502, "instance-unreachable", "No instance could be reached"),
  FAILED(502, "instance-failed", "The instance gave no valid response"),
  TIMEOUT(504, "instance-timeout", "The instance did not respond in time"),
  WITHDRAWN(503, "instance-withdrawn", "The instance was withdrawn before it responded");

  private final int status;
  private final String reason;
  private final String sentence;

  Answer(int status, String reason, String sentence) {
    this.status = status;
    this.reason = reason;
    this.sentence = sentence;
  }

  static Answer of(NotAdmitted why) {
    return switch (why) {
      case UNKNOWN_HOST -> UNKNOWN_HOST;
      case NOTHING_DEPLOYED -> NOTHING_DEPLOYED;
      case NO_HEALTHY_INSTANCE -> NO_HEALTHY_INSTANCE;
      case CLOSING -> CLOSING;
    };
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  String sentence() {
    return sentence;
  }

  /** Whether it may be worth asking again soon. */
  boolean isForNow() {
    return status == 503;
  }
}
