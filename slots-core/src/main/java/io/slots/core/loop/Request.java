package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.operation.Limits;
import io.slots.operation.RequestId;
import java.util.Optional;

/**
 * What a caller asks.
 *
 * @param app of which app
 * @param id the identity of the operation that it begins
 * @param requestId the caller's identity for the request; made twice, it starts one operation
 *     (S8.3)
 * @param limits the limits in force
 * @param text what is asked, for the message of a conflict
 */
public record Request(
    AppName app, OperationId id, Optional<RequestId> requestId, Limits limits, String text) {}
