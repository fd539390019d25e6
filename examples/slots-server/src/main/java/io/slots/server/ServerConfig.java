package io.slots.server;

import io.slots.app.HostName;
import io.slots.server.arm.ArmConfig;
import io.slots.server.http.Listening;
import io.slots.server.platform.PlatformConfig;

/**
 * All that the server is told.
 *
 * @param platform how the engine is wired
 * @param listening where the server listens
 * @param domain the domain of new apps' hosts
 * @param arm what Azure's clients are told
 */
public record ServerConfig(
    PlatformConfig platform, Listening listening, HostName domain, ArmConfig arm) {}
