package io.slots.proxy;

import io.slots.proxy.admission.Ticker;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What an {@link EmbeddedProxyBuilder} was told. Its methods say what each part means. */
record ProxyConfig(
    String host,
    int port,
    int eventLoops,
    int maxHeaderSize,
    int maxUriLength,
    long maxBodySize,
    int maxWebSocketFrameSize,
    int maxConnectionsPerInstance,
    Duration connectTimeout,
    Duration responseTimeout,
    Duration keepAliveTimeout,
    Duration unreachablePause,
    Duration longLivedDeadline,
    Duration closeTimeout,
    boolean trustForwardedHeaders,
    Ticker ticker,
    Supplier<? extends RandomGenerator> random) {}
