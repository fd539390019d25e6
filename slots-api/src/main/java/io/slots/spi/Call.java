package io.slots.spi;

import io.slots.OperationId;

/**
 * On whose behalf an SPI is called.
 *
 * @param operation the operation
 * @param attempt the how-manieth time in its step the engine asks for this very effect; 1 for the
 *     first
 * @param fencingToken the operation's token; a later holder's is higher (S9.4)
 */
public record Call(OperationId operation, int attempt, long fencingToken) {}
