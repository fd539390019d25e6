package io.slots.process;

import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import java.nio.file.Path;

/**
 * An instance that runs, and the process that it is. Immutable.
 *
 * @param app whose instance it is
 * @param slot as which slot's instance it was started
 * @param instance its identity, and where it listens
 * @param content what it runs
 * @param contentVersion the version of that
 * @param pid the number of the process
 * @param log the file with all that the instance wrote, in every one of its runs
 */
public record RunningProcess(
    AppName app,
    SlotName slot,
    Instance instance,
    ContentId content,
    String contentVersion,
    long pid,
    Path log) {}
